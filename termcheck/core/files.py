"""Files that are read whole: regular ones, of a size that fits, and nothing that never ends."""

# Strings, not `Path`: a run over unchanged files reads many.
# ruff: noqa: PTH116, PTH123

from __future__ import annotations

import errno
import os
import stat

MOST = 10_000_000
"""Bytes of the largest file that says how to check; documents have a limit of their own."""
_MORE = 1_000_000
"""Bytes that are asked for beyond the size of a file."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Refused(OSError):
    """A file that is there and is not read: a device, a pipe, too large, of an impossible name."""


def read_regular(path: str | os.PathLike[str], limit: int = MOST) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes, links followed.

    Raises `Refused`, whose `strerror` says why, and `OSError` for what the system refuses.
    """
    try:
        _check(os.stat(path), limit)
        handle = os.open(path, _FLAGS | getattr(os, "O_CLOEXEC", 0))
    except ValueError:
        raise Refused(errno.EINVAL, "no name of a file") from None
    with open(handle, "rb", buffering=0) as file:
        # What was looked at by its name may be another file by now.
        status = os.fstat(handle)
        _check(status, limit)
        data = file.read(status.st_size + 1)
        # Memory for all that is asked for is taken at once, and mostly nothing comes.
        while len(data) <= limit and (more := file.read(min(_MORE, limit + 1 - len(data)))):
            data += more
    if len(data) > limit:
        raise _too_large(limit)
    return data


def _check(status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder")
    if not stat.S_ISREG(status.st_mode):
        raise Refused(errno.EINVAL, "not a regular file")
    if status.st_size > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> Refused:
    return Refused(errno.EFBIG, f"larger than {limit / 1e6:g} MB")
