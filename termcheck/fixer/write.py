"""A changed document back to its file: all of it or nothing."""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from termcheck.core.errors import UsageError
from termcheck.core.source import Source

_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def encoded(source: Source) -> bytes:
    """Return a document as its file has it: in its encoding, with its byte order mark.

    Raises `UsageError` for a file that is no text.
    """
    if source.origin:
        raise UsageError(
            "not a text file; `termcheck annotate --fix-safe` corrects it", path=source.path
        )
    mark = _MARKS.get(source.encoding)
    if mark is None:
        return source.data
    return mark + source.data.decode("utf-8").encode(source.encoding)


def write_file(path: str | Path, before: Source, after: Source) -> None:
    """Write `after` to the file that `before` was read from; keeps mode and, if it may, the owner.

    The file is replaced in one step, a link's target and not the link; one that has other names
    (hard links) is written in place, so that it keeps them. Raises `UsageError`, with the file as
    it was, if it has changed since it was read or cannot be written.
    """
    with _told(path) as target:
        if target.read_bytes() != encoded(before):
            raise UsageError("changed while it was checked; run again", path=str(path))
        if target.stat().st_nlink > 1:
            _write_over(target, encoded(after))
        else:
            _replace(target, encoded(after))


def write_new(path: str | Path, data: bytes) -> None:
    """Write a file in one step, over one of the same name too, whose mode it keeps.

    Raises `UsageError`, with what was there as it was, if it cannot be written.
    """
    with _told(path) as target:
        _replace(target, data)


@contextlib.contextmanager
def _told(path: str | Path) -> Iterator[Path]:
    """Give the file a path leads to; what goes wrong with it becomes one message."""
    try:
        yield Path(os.path.realpath(path))
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {told}", path=str(path)) from None


def _write_over(target: Path, data: bytes) -> None:
    """Put data into a file that is there, without making it shorter before it holds them."""
    mode = target.stat().st_mode
    with target.open("r+b", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        file.truncate()
        os.fsync(file.fileno())
    _keep_mode(target, mode)


def _keep_mode(target: Path, mode: int) -> None:
    """Give a file its permissions back: those to run as its owner are lost when it is written."""
    if stat.S_IMODE(target.stat().st_mode) != stat.S_IMODE(mode):
        target.chmod(stat.S_IMODE(mode))


def _replace(target: Path, data: bytes) -> None:
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
            _keep_mode(Path(name), like.st_mode if same else like.st_mode & 0o777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
