"""Headings whose anchor changes with their words: links to them must be changed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.core.document import Block, Document, Kind

_ANCHOR = re.compile(rb"\{[^}\n]*#[^}\n]*\}|<a [^>\n]*(?:id|name)=")


def changed_anchors(before: Document, after: Document) -> Iterator[tuple[int, str, str]]:
    """Yield line (1-based, in `after`), old and new words of each heading that reads otherwise.

    Headings that give their own anchor (`{#id}`) are left out.
    """
    old = [block for block in before.blocks if block.kind is Kind.HEADING]
    new = [block for block in after.blocks if block.kind is Kind.HEADING]
    if len(old) != len(new):
        return
    for was, now in zip(old, new, strict=True):
        if _slug(was) != _slug(now):
            line = after.source.line_of(now.segments[0].source_start)
            if not _ANCHOR.search(after.source.line_text(line).encode()):
                yield line, was.text, now.text


def _slug(block: Block) -> str:
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", block.text.lower())).strip("-")
