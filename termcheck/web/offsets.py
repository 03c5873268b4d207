"""Places in a text as callers count them: bytes of UTF-8, code points, or units of UTF-16."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

UNITS = ("byte", "codepoint", "utf16")
"""What offsets of the API may count; what JSON reports count is `byte`."""
_CODEPOINTS = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))
_UTF16 = bytes(2 if byte >= 0xF0 else size for byte, size in enumerate(_CODEPOINTS))


def counted(data: bytes, unit: str) -> Callable[[int], int]:
    """Return what turns an offset of `data`, UTF-8, into one that counts one of `UNITS`."""
    if unit == "byte" or data.isascii():
        return lambda offset: offset
    sizes = data.translate(_UTF16 if unit == "utf16" else _CODEPOINTS)
    return list(accumulate(sizes, initial=0)).__getitem__


def utf16(text: str) -> tuple[Callable[[int], int], Callable[[int], int]]:
    """Return what turns code points of a text into units of UTF-16, and back."""
    if text.isascii() or max(text) < "\U00010000":
        return (lambda at: at), (lambda at: min(at, len(text)))
    starts = list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
    return starts.__getitem__, lambda at: min(bisect_left(starts, at), len(text))
