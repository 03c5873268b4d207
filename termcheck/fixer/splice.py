"""Replacements put into bytes: right to left, so that no position moves before it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from termcheck.core.finding import Fix


@dataclass(frozen=True, slots=True)
class Spliced:
    """Bytes with fixes in them."""

    data: bytes
    applied: tuple[Fix, ...]
    """In order of the text."""
    left: tuple[Fix, ...]
    """Those that overlap another one that was applied."""


def splice(data: bytes, fixes: Iterable[Fix]) -> Spliced:
    """Return `data` with the fixes applied whose spans do not overlap.

    Of two that overlap, the one that starts first is applied, and of those that start together
    the longer one.
    """
    applied: list[Fix] = []
    left: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda fix: (fix.span.start, -fix.span.end, fix.text)):
        if applied and fix.span.start < applied[-1].span.end:
            left.append(fix)
        else:
            applied.append(fix)
    parts: list[bytes] = []
    end = len(data)
    for fix in reversed(applied):
        parts += (data[fix.span.end : end], fix.text.encode())
        end = fix.span.start
    parts.append(data[:end])
    return Spliced(b"".join(reversed(parts)), tuple(applied), tuple(left))
