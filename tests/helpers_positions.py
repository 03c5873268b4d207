"""Checks that every block of a document maps back to the bytes it came from."""

from __future__ import annotations

from termcheck.core.document import Document


def violations(document: Document) -> list[str]:
    """Return what is wrong with the positions of a document; nothing, if all is well."""
    data = document.source.data
    wrong: list[str] = []
    for index, block in enumerate(document.blocks):
        where = f"block {index} {block.kind} {block.text[:60]!r}"
        text = block.text
        if not text or text != text.strip(" ") or "  " in text:
            wrong.append(f"{where}: stray white space")
        at, last = 0, -1
        for segment in block.segments:
            start, end, first, stop, verbatim = segment
            if start != at or end <= start:
                wrong.append(f"{where}: {segment} does not start at {at}")
            at = end
            if first < last or stop <= first or stop > len(data):
                wrong.append(f"{where}: {segment} is out of order, after {last}")
            last = stop
            if verbatim and data[first:stop].decode("utf-8", "replace") != text[start:end]:
                wrong.append(f"{where}: {segment} is {data[first:stop]!r}")
        if at != len(text):
            wrong.append(f"{where}: text {at}:{len(text)} has no segment")
        for mark in block.marks:
            if not 0 <= mark.start < mark.end <= len(text):
                wrong.append(f"{where}: {mark} is outside")
        for name in ("section", "intro"):
            pointer = getattr(block, name)
            if pointer >= index or pointer < -1:
                wrong.append(f"{where}: {name} points to {pointer}")
    for directive in document.directives:
        for span in (directive.span, directive.where):
            if not 0 <= span.start <= span.end <= len(data):
                wrong.append(f"directive {directive}: outside")
    for span, message in document.problems:
        if not 0 <= span.start <= span.end <= len(data):
            wrong.append(f"problem {message}: outside")
    return wrong


def assert_positions(document: Document) -> None:
    """Fail with the list of what is wrong, if anything is."""
    assert violations(document) == []
