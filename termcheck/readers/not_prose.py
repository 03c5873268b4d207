"""What a project says is no prose: its own patterns, and its own roles and macros that are code.

Patterns are RE2's, whose time grows with the text and no faster, whatever they say: a project's
files are not trusted to be kind. RE2 is asked for only where there are patterns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from termcheck.core.document import Block, Document, Mark, MarkKind, Segment
from termcheck.core.errors import PluginError
from termcheck.core.extras import adding
from termcheck.core.source import Source, Span

_ROLES = {
    "rst": r"(?<![\w:]):(?:[\w.+-]{1,40}:){0,3}(?:%s):`[^`]{1,1000}`",
    "markdown": r"\{(?:%s)\}(`{1,9})[^`]{1,1000}\1|"
    r"<(?P<tag>%s)\b[^<>]{0,1000}>[^<]{0,1000}</(?P=tag)>",
    "html": r"<(?P<tag>%s)\b[^<>]{0,1000}>[^<]{0,1000}</(?P=tag)>",
    "asciidoc": r"(?<!\w)(?:%s):[^\s\[\]]{0,300}\[[^\[\]]{0,1000}\]",
    "latex": r"\\(?:%s)\*?(?![A-Za-z])(?:\[[^\[\]]{0,300}\])?\{[^{}]{0,1000}\}",
}
"""How code is marked in each format, with the names in between; each part is bounded."""


def without(
    document: Document, patterns: Sequence[str], roles: Sequence[str], form: str
) -> Document:
    """Return a document in which what patterns match in its source is marked as code.

    `roles` are the roles and macros of the format `form` whose text is code. Raises `PluginError`
    where there are patterns and RE2 is not installed.
    """
    text = document.source.data.decode("utf-8", "replace")
    found = _spans(text, _expressions(tuple(patterns), tuple(roles), form))
    return with_code(document, _in_bytes(text, sorted(found)))


def with_code(document: Document, spans: Sequence[Span]) -> Document:
    """Return a document in which what stands in spans of its source, in order, is code."""
    if not spans:
        return document
    blocks = tuple(_marked(block, document.source, spans) for block in document.blocks)
    return replace(document, blocks=blocks)


@lru_cache(maxsize=64)
def _expressions(patterns: tuple[str, ...], roles: tuple[str, ...], form: str) -> tuple[Any, ...]:
    compiled = [compile_pattern(pattern) for pattern in patterns]
    if roles and form in _ROLES:
        names = "|".join(map(re.escape, roles))
        compiled.append(re.compile(_ROLES[form].replace("%s", names)))
    return tuple(compiled)


def compile_pattern(pattern: str) -> Any:
    """Return a pattern that takes linear time.

    Raises `ValueError` if it is none, and `PluginError` if RE2 is not installed.
    """
    try:
        import re2
    except ImportError:
        told = f"patterns need another package; {adding('patterns')}"
        raise PluginError(told) from None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        told = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise ValueError(told) from None
    if compiled.search("") is not None:
        raise ValueError("matches where nothing stands")
    return compiled


def _spans(text: str, expressions: Iterable[Any]) -> Iterator[tuple[int, int]]:
    for expression in expressions:
        for found in expression.finditer(text):
            if found.end() > found.start():
                yield found.span()


def _in_bytes(text: str, spans: Sequence[tuple[int, int]]) -> list[Span]:
    """Return spans in characters, in order, as spans in bytes of UTF-8 without overlaps."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    if text.isascii():
        return [Span(*bounds) for bounds in joined]
    made = []
    at = done = 0
    for start, end in joined:
        first = done + len(text[at:start].encode())
        last = first + len(text[start:end].encode())
        made.append(Span(first, last))
        at, done = end, last
    return made


def _marked(block: Block, source: Source, spans: Sequence[Span]) -> Block:
    if not block.segments:
        return block
    begin, end = block.segments[0].source_start, block.segments[-1].source_end
    first = bisect_right(spans, begin, key=lambda span: span.end)
    near = takewhile(lambda span: span.start < end, islice(spans, first, None))
    marks = [
        Mark(*_part(segment, source, span), MarkKind.CODE)
        for span in near
        for segment in block.segments
        if span.start < segment.source_end and segment.source_start < span.end
    ]
    return replace(block, marks=(*block.marks, *marks)) if marks else block


def _part(segment: Segment, source: Source, span: Span) -> tuple[int, int]:
    """Return the part of a block's text that a segment has in a span."""
    if not segment.verbatim:
        return segment.start, segment.end
    start = max(span.start, segment.source_start)
    end = min(span.end, segment.source_end)
    before = source.data[segment.source_start : start].decode("utf-8", "replace")
    inside = source.data[start:end].decode("utf-8", "replace")
    first = segment.start + len(before)
    return first, min(first + len(inside), segment.end)
