"""A changed document back to its file: all of it or nothing."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from termcheck.core.errors import UsageError
from termcheck.core.report import is_word
from termcheck.core.source import Source
from termcheck.core.writing import keep_mode, replace_file, target_of

_MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def encoded(source: Source) -> bytes:
    """Return a document as its file has it: in its encoding, with its byte order mark.

    Raises `UsageError` for a file that is no text.
    """
    if source.origin:
        remedy = (
            "`termcheck annotate --fix-safe` corrects it"
            if is_word(source.path)
            else "correct it in the program that wrote it"
        )
        raise UsageError(f"not a text file; {remedy}", path=source.path)
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
    with target_of(path) as target:
        if target.read_bytes() != encoded(before):
            raise UsageError("changed while it was checked; run again", path=str(path))
        if target.stat().st_nlink > 1:
            _write_over(target, encoded(after))
        else:
            replace_file(target, encoded(after))


def _write_over(target: Path, data: bytes) -> None:
    """Put data into a file that is there, without making it shorter before it holds them."""
    mode = target.stat().st_mode
    with target.open("r+b", buffering=0) as file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        file.truncate()
        os.fsync(file.fileno())
    keep_mode(target, mode)
