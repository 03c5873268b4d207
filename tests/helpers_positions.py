"""Checks that every block of a document maps back to the bytes it came from."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.document import Block, Document


def violations(document: Document) -> list[str]:
    """Return what is wrong with the positions of a document; nothing, if all is well."""
    wrong = [
        f"block {index} {block.kind} {block.text[:60]!r}: {told}"
        for index, block in enumerate(document.blocks)
        for told in _of_block(block, index, document.source.data)
    ]
    size = len(document.source.data)
    spans = [
        (span, f"directive {directive}")
        for directive in document.directives
        for span in (directive.span, directive.where)
    ]
    spans += [(span, f"problem {message}") for span, message in document.problems]
    return wrong + [
        f"{told}: outside" for span, told in spans if not 0 <= span.start <= span.end <= size
    ]


def _of_block(block: Block, index: int, data: bytes) -> Iterator[str]:
    text = block.text
    if not text or text != text.strip(" ") or "  " in text:
        yield "stray white space"
    yield from _of_segments(block, data)
    for mark in block.marks:
        if not 0 <= mark.start < mark.end <= len(text):
            yield f"{mark} is outside"
    for name in ("section", "intro"):
        pointer = getattr(block, name)
        if pointer >= index or pointer < -1:
            yield f"{name} points to {pointer}"


def _of_segments(block: Block, data: bytes) -> Iterator[str]:
    at, last = 0, -1
    for segment in block.segments:
        start, end, first, stop, verbatim = segment
        if start != at or end <= start:
            yield f"{segment} does not start at {at}"
        at = end
        if first < last or stop <= first or stop > len(data):
            yield f"{segment} is out of order, after {last}"
        last = stop
        if verbatim and data[first:stop].decode("utf-8", "replace") != block.text[start:end]:
            yield f"{segment} is {data[first:stop]!r}"
    if at != len(block.text):
        yield f"text {at}:{len(block.text)} has no segment"


def assert_positions(document: Document) -> None:
    """Fail with the list of what is wrong, if anything is."""
    assert violations(document) == []
