"""Files written: all of a text or nothing of it, whatever is there and however it ends."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from termcheck.core.errors import UsageError


def write_new(path: str | Path, data: bytes) -> None:
    """Write a file in one step, over one of the same name too, whose mode it keeps.

    Raises `UsageError`, with what was there as it was, if it cannot be written.
    """
    with target_of(path) as target:
        replace_file(target, data)


@contextlib.contextmanager
def target_of(path: str | Path) -> Iterator[Path]:
    """Give the file a path leads to; what goes wrong with it becomes one `UsageError`."""
    try:
        yield Path(os.path.realpath(path))
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {told}", path=str(path)) from None


def keep_mode(target: Path, mode: int) -> None:
    """Give a file its permissions back: those to run as its owner are lost when it is written."""
    if stat.S_IMODE(target.stat().st_mode) != stat.S_IMODE(mode):
        target.chmod(stat.S_IMODE(mode))


def replace_file(target: Path, data: bytes) -> None:
    """Put data in place of a file, if there is one, in one step, with its mode and owner."""
    like = target.stat() if target.exists() else None
    if like is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if like is None:
            Path(name).chmod(0o644)
        else:
            with contextlib.suppress(OSError, AttributeError):
                os.chown(name, like.st_uid, like.st_gid)
            now = Path(name).stat()
            same = (now.st_uid, now.st_gid) == (like.st_uid, like.st_gid)
            # Nobody gets to run as somebody that the file did not let run.
            keep_mode(Path(name), like.st_mode if same else like.st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
