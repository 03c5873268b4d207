"""What tells, without reading it, that a file is what it was."""

from __future__ import annotations

import os
from typing import NamedTuple

RACE = 2_000_000_000
"""Nanoseconds after a change in which another might leave the time as it is."""


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
        """Return the stat of a file or folder. Raises `OSError`."""
        status = os.stat(path)  # noqa: PTH116
        # Inodes may be larger than SQLite's integers.
        inode = status.st_ino & (2**63 - 1)
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)
