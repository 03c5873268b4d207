"""Inline markup of formats that are read line by line: what a reader sees of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from termcheck.core.document import Kind, MarkKind
from termcheck.readers.builder import Builder
from termcheck.readers.view import View

CODE, OPAQUE, GONE, TEXT, NAME = "code", "opaque", "gone", "text", "name"
_ASIDES = {"alt": Kind.ALT, "note": Kind.PARAGRAPH}
_MARKS: Mapping[str, MarkKind] = {
    "link": MarkKind.LINK,
    "emphasis": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "deleted": MarkKind.DELETED,
    "quote": MarkKind.QUOTE,
}

Plain = Callable[[View, Builder, int, int], None]
"""Adds text without markup, `view.data[start:end]`, to a builder's run."""


def add_plain(view: View, builder: Builder, start: int, end: int) -> None:
    """Add characters as they are."""
    while start < end:
        stop = view.data.find(b"\n", start, end) + 1 or end
        view.add(builder.run, view.data[start:stop].decode("utf-8", "replace"), start, stop)
        start = stop


def add_inline(
    builder: Builder,
    view: View,
    start: int,
    end: int,
    pattern: re.Pattern[bytes],
    plain: Plain = add_plain,
) -> None:
    """Add the text of `view.data[start:end]` to the builder's run.

    Every match of `pattern` is markup; the name of its last group, letters `x` to `z` at its end
    left out, says what it is (`code`, `link`, `emphasis`, `strong`), and the group is what is
    shown. `name` is a link that finds its target by its text. `opaque` and `gone` are not shown,
    `alt` and `note` are blocks of their own.
    """
    run = builder.run
    at = start
    for match in pattern.finditer(view.data, start, end):
        if match.start() < at:
            continue
        plain(view, builder, at, match.start())
        group = match.lastgroup or GONE
        first, last = match.span(group) if match.lastgroup else match.span()
        kind = group.rstrip("xyz")
        if kind == CODE:
            begin = run.length
            add_plain(view, builder, first, last)
            run.mark(begin, MarkKind.CODE)
        elif kind == OPAQUE:
            run.opaque(*view.range(*match.span()))
        elif kind in _ASIDES:
            builder.enter()
            add_inline(builder, view, first, last, pattern, plain)
            builder.leave(_ASIDES[kind], kind)
            run.opaque(*view.range(*match.span()))
        elif kind == TEXT:
            add_inline(builder, view, first, last, pattern, plain)
        elif kind == NAME:
            run.open(MarkKind.LINK)
            run.open(MarkKind.NAME)
            add_inline(builder, view, first, last, pattern, plain)
            run.close(MarkKind.NAME)
            run.close(MarkKind.LINK)
        elif kind in _MARKS:
            run.open(_MARKS[kind])
            add_inline(builder, view, first, last, pattern, plain)
            run.close(_MARKS[kind])
        at = match.end()
    plain(view, builder, at, end)
