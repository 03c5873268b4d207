"""Titles with a line of signs under them, or one over them too, as reStructuredText has them.

The lines must be as long as the title: one that outgrows them is a warning, and an error for those
who build with warnings as errors.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata

from termcheck.core.document import Block, Kind
from termcheck.core.finding import Fix
from termcheck.core.source import Source, Span

_RULE = re.compile(rb"([!-/:-@\[-`{-~])\1{2,}")


def with_rules(fix: Fix, block: Block, source: Source) -> Fix:
    """Return the fix, and where it makes a title longer than the lines around it, those as well."""
    if block.kind is not Kind.HEADING or not block.segments:
        return fix
    data = source.data
    first = data.rfind(b"\n", 0, block.segments[0].source_start) + 1
    last = data.find(b"\n", block.segments[-1].source_end)
    if last < 0:
        return fix
    rule = _line(data, last + 1)
    wide = _width(data[first:last].rstrip())
    more = wide + _width(fix.text.encode()) - _width(source.slice(fix.span).encode()) - len(rule)
    if _RULE.fullmatch(rule) is None or wide > len(rule) or more <= 0:
        return fix
    added = rule[:1].decode() * more
    start, end = fix.span.start, last + 1 + len(rule)
    text = fix.text + source.slice(Span(fix.span.end, end)) + added
    over = data.rfind(b"\n", 0, max(0, first - 1)) + 1
    if first and _line(data, over) == rule:
        start = over + len(rule)
        text = added + source.slice(Span(start, fix.span.start)) + text
    return dataclasses.replace(fix, span=Span(start, end), text=text)


def _line(data: bytes, start: int) -> bytes:
    return data[start:].partition(b"\n")[0].rstrip()


def _width(text: bytes) -> int:
    """Return how many columns a text takes."""
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text.decode("utf-8", "replace")
        if not unicodedata.combining(character)
    )
