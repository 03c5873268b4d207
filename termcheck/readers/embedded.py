"""A text inside another one: read on its own, with every place mapped to the file it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from termcheck.core.document import Block, Document, Segment
from termcheck.core.source import Source, Span


class Stretch(NamedTuple):
    """Bytes `start:end` of the inner text come from the file's bytes `outer:outer_end`.

    A `verbatim` stretch has the same bytes on both sides; any other maps as a whole.
    """

    start: int
    end: int
    outer: int
    outer_end: int
    verbatim: bool


class Embedding:
    """Where the bytes of an inner text stand in the file; stretches are in order, without gaps."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = [stretch for stretch in stretches if stretch.end > stretch.start]
        self._starts = [stretch.start for stretch in self._stretches]

    def offset(self, at: int, *, end: bool = False) -> int:
        """Return the file's offset of an inner one: of a byte, or of the end of the byte before."""
        if not self._stretches:
            return 0
        stretch = self._stretches[max(0, bisect_right(self._starts, at - 1 if end else at) - 1)]
        if stretch.verbatim:
            return stretch.outer + at - stretch.start
        return stretch.outer_end if end else stretch.outer

    def span(self, span: Span) -> Span:
        """Return the file's span of an inner one."""
        start = self.offset(span.start)
        return Span(start, max(start, self.offset(span.end, end=True)))

    def pieces(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches that cover `start:end`, cut to it."""
        at = max(0, bisect_right(self._starts, start) - 1)
        for stretch in self._stretches[at:]:
            if stretch.start >= end:
                return
            first, last = max(start, stretch.start), min(end, stretch.end)
            if first < last:
                outer, outer_end = stretch.outer, stretch.outer_end
                if stretch.verbatim:
                    outer, outer_end = outer + first - stretch.start, outer + last - stretch.start
                yield Stretch(first, last, outer, outer_end, stretch.verbatim)


def embed(inner: Document, source: Source, embedding: Embedding) -> Document:
    """Return the document of an inner text with all its places in the file."""
    return Document(
        source,
        tuple(_block(block, inner.source.data, embedding) for block in inner.blocks),
        tuple(
            directive._replace(
                span=embedding.span(directive.span), where=embedding.span(directive.where)
            )
            for directive in inner.directives
        ),
        inner.front_matter,
        inner.language,
        tuple((embedding.span(span), told) for span, told in inner.problems),
    )


def _block(block: Block, data: bytes, embedding: Embedding) -> Block:
    segments: list[Segment] = []
    for segment in block.segments:
        if not segment.verbatim:
            start = embedding.offset(segment.source_start)
            end = max(start, embedding.offset(segment.source_end, end=True))
            segments.append(Segment(segment.start, segment.end, start, end, False))
            continue
        at = segment.start
        for piece in embedding.pieces(segment.source_start, segment.source_end):
            length = len(data[piece.start : piece.end].decode("utf-8", "replace"))
            segments.append(Segment(at, at + length, piece.outer, piece.outer_end, piece.verbatim))
            at += length
    return replace(block, segments=tuple(segments))
