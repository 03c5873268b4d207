"""Inline markup of formats that are read line by line: what a reader sees of a line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from termcheck.core.document import MarkKind
from termcheck.readers.builder import Builder

CODE, OPAQUE, GONE = "code", "opaque", "gone"
_MARKS: Mapping[str, MarkKind] = {
    "link": MarkKind.LINK,
    "emphasis": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
}


def add_inline(
    builder: Builder, data: bytes, start: int, end: int, pattern: re.Pattern[bytes]
) -> None:
    """Add the text of `data[start:end]` to the builder's run.

    Every match of `pattern` is markup; the name of its last group, letters `x` to `z` at its end
    left out, says what it is (`code`, `link`, `emphasis`, `strong`), and the group is what is
    shown. `opaque` and `gone` are not shown.
    """
    run = builder.run
    at = start
    for match in pattern.finditer(data, start, end):
        if match.start() < at:
            continue
        _plain(builder, data, at, match.start())
        group = match.lastgroup or GONE
        first, last = match.span(group) if match.lastgroup else match.span()
        kind = group.rstrip("xyz")
        if kind == CODE:
            run.code(_text(data, first, last), first, last)
        elif kind == OPAQUE:
            run.opaque(*match.span())
        elif kind in _MARKS:
            run.open(_MARKS[kind])
            add_inline(builder, data, first, last, pattern)
            run.close(_MARKS[kind])
        at = match.end()
    _plain(builder, data, at, end)


def _plain(builder: Builder, data: bytes, start: int, end: int) -> None:
    if start < end:
        builder.run.add(_text(data, start, end), start, end)


def _text(data: bytes, start: int, end: int) -> str:
    return data[start:end].decode("utf-8", "replace")
