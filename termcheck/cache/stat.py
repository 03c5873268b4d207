"""What tells, without reading it, that a file is what it was."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from stat import S_ISDIR
from typing import NamedTuple

RACE = 2_000_000_000
"""Nanoseconds after a change in which another might leave the time as it is."""

_DATA = (".yml", ".yaml")
"""Files of a folder that say what words mean."""


class Stat(NamedTuple):
    """What tells that a file was not touched."""

    size: int
    mtime: int
    ctime: int
    inode: int

    @property
    def latest(self) -> int:
        """When the file was last changed, nanoseconds since the epoch."""
        return max(self.mtime, self.ctime)

    def is_settled(self, moment: int) -> bool:
        """Return whether it was last changed so long before a moment that it can be trusted."""
        return self.latest < moment - RACE

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Stat:
        """Return the stat of a file, or what tells of a folder that it holds the same data files.

        Whatever else comes and goes in a folder is no matter. Raises `OSError`.
        """
        status = os.stat(path)  # noqa: PTH116
        if S_ISDIR(status.st_mode):
            return cls._of_folder(os.fspath(path))
        # Inodes may be larger than SQLite's integers.
        inode = status.st_ino & (2**63 - 1)
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)

    @classmethod
    def _of_folder(cls, path: str) -> Stat:
        files = sorted(_data_in(path))
        stats = [os.stat(file) for file in files]  # noqa: PTH116
        names = "\0".join(files).encode("utf-8", "surrogateescape")
        told = hashlib.blake2b(names, digest_size=8).digest()
        return cls(
            len(files),
            max((status.st_mtime_ns for status in stats), default=0),
            max((status.st_ctime_ns for status in stats), default=0),
            int.from_bytes(told) & (2**63 - 1),
        )


def _data_in(folder: str, depth: int = 1) -> Iterator[str]:
    """Yield the data files in a folder and in the folders in it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name.endswith(_DATA):
                yield entry.path
            elif depth:
                # One that may not be read, or a link in a circle, holds no glossary that is read.
                with contextlib.suppress(OSError):
                    if entry.is_dir():
                        yield from _data_in(entry.path, depth - 1)
