"""Path, location and fingerprint of the findings of one document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from termcheck.core.document import Block, Document
from termcheck.core.finding import Finding, Location, fingerprint
from termcheck.core.source import Span

NEAR = 40
"""Characters of prose on either side that tell one finding from another like it."""
_REACH = 4 * NEAR
_LONG = 20_000
"""Characters from which on a block is not mapped for its neighbouring words."""
_NUMBER = re.compile(r"\d+")
_BLANK = re.compile(r"\s+")


class Stamp:
    """Puts path, location and fingerprint on the findings of a document, given in order."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self.blocks = sorted(
            (block for block in document.blocks if block.segments),
            key=lambda block: block.segments[0].source_start,
        )
        self.starts = [block.segments[0].source_start for block in self.blocks]
        self.seen: Counter[tuple[str, ...]] = Counter()
        self.line = (0, "")
        self.place = (0, 0, 0)

    def __call__(self, finding: Finding) -> Finding:
        """Return the finding with path, location and fingerprint."""
        identity = (
            finding.check,
            finding.term,
            finding.subject,
            _plain(finding.actual),
            *self._around(finding.span),
        )
        ordinal = self.seen[identity]
        self.seen[identity] += 1
        return replace(
            finding,
            path=self.source.path,
            location=self._location(finding.span),
            fingerprint=fingerprint(*identity, str(ordinal)),
        )

    def _location(self, span: Span) -> Location:
        """Return what `Location.of` does, in time that does not grow with the line's length."""
        line, column = self._point(span.start)
        place = self.place
        end_line, end_column = self._point(span.end)
        self.place = place
        if self.line[0] != line:
            self.line = (line, self.source.line_text(line))
        return Location(
            line,
            column,
            end_line,
            end_column,
            self.source.byte_column(span.start),
            self.source.byte_column(span.end),
            self.line[1],
        )

    def _point(self, offset: int) -> tuple[int, int]:
        """Return line and column, counting from the last place asked for on the same line."""
        line = self.source.line_of(offset)
        known_line, start, column = self.place
        if line != known_line or offset < start:
            start, column = self.source.line_starts[line - 1], 1
        column += len(self.source.data[start:offset].decode("utf-8", "replace"))
        self.place = (line, offset, column)
        return line, column

    def _around(self, span: Span) -> tuple[str, str]:
        """Return the neighbouring prose, the same however the lines are broken or moved."""
        at = bisect_right(self.starts, span.start) - 1
        # Blocks may be nested in the source (alt text in a paragraph): try a few before.
        for block in reversed(self.blocks[max(0, at - 3) : at + 1]):
            if block.segments[-1].source_end >= span.end and len(block.text) <= _LONG:
                start, end = _in_text(block, span)
                return _near(block.text[:start], block.text[end:])
        data = self.source.data
        before = data[max(0, span.start - _REACH) : span.start].decode("utf-8", "ignore")
        after = data[span.end : span.end + _REACH].decode("utf-8", "ignore")
        return _near(before.split("\n")[-1], after.split("\n")[0])


def _near(before: str, after: str) -> tuple[str, str]:
    return _plain(before[-_REACH:])[-NEAR:], _plain(after[:_REACH])[:NEAR]


def _in_text(block: Block, span: Span) -> tuple[int, int]:
    """Return the code points of a block's text that hold a span, roughly where nothing is exact."""
    start, end = len(block.text), 0
    first = bisect_right(block.segments, span.start, key=lambda segment: segment.source_end)
    for index in range(first, len(block.segments)):
        segment = block.segments[index]
        if segment.source_start >= span.end:
            break
        low, high = segment.start, segment.end
        if segment.verbatim:
            text = block.text[segment.start : segment.end].encode()
            skipped = max(0, span.start - segment.source_start)
            taken = min(len(text), span.end - segment.source_start)
            low = segment.start + len(text[:skipped].decode("utf-8", "ignore"))
            high = segment.start + len(text[:taken].decode("utf-8", "ignore"))
        start, end = min(start, low), max(end, high)
    return (start, end) if start < end else (0, 0)


def _plain(text: str) -> str:
    """Return text without what changes when a page is merely reformatted or renumbered."""
    return _BLANK.sub(" ", _NUMBER.sub("0", text)).strip().casefold()
