"""A changed document back to its file: all of it or nothing."""

from __future__ import annotations

import codecs
import contextlib
import os
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

    The file is replaced in one step, a link's target and not the link. Raises `UsageError`, with
    the file as it was, if it has changed since it was read or cannot be written.
    """
    with _told(path) as target:
        if target.read_bytes() != encoded(before):
            raise UsageError("changed while it was checked; run again", path=str(path))
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
        Path(name).chmod(like.st_mode & 0o7777 if like is not None else 0o644)
        if like is not None:
            with contextlib.suppress(OSError, AttributeError):
                os.chown(name, like.st_uid, like.st_gid)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
