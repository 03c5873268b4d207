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
        self._stretches = [one for one in stretches if one.end > one.start]
        self._starts = [one.start for one in self._stretches]

    def offset(self, at: int, *, end: bool = False) -> int:
        """Return the file's offset of an inner one: of a byte, or of the end of the byte before."""
        if not self._stretches:
            return 0
        one = self._stretches[max(0, bisect_right(self._starts, at - 1 if end else at) - 1)]
        if one.verbatim:
            return one.outer + at - one.start
        return one.outer_end if end else one.outer

    def span(self, span: Span) -> Span:
        """Return the file's span of an inner one."""
        start = self.offset(span.start)
        return Span(start, max(start, self.offset(span.end, end=True)))

    def pieces(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches that cover `start:end`, cut to it."""
        at = max(0, bisect_right(self._starts, start) - 1)
        for one in self._stretches[at:]:
            if one.start >= end:
                return
            first, last = max(start, one.start), min(end, one.end)
            if first < last:
                outer, outer_end = one.outer, one.outer_end
                if one.verbatim:
                    outer, outer_end = outer + first - one.start, outer + last - one.start
                yield Stretch(first, last, outer, outer_end, one.verbatim)


def embed(inner: Document, source: Source, embedding: Embedding) -> Document:
    """Return the document of an inner text with all its places in the file."""
    return Document(
        source,
        tuple(_block(one, inner.source.data, embedding) for one in inner.blocks),
        tuple(
            one._replace(span=embedding.span(one.span), where=embedding.span(one.where))
            for one in inner.directives
        ),
        inner.front_matter,
        inner.language,
        tuple((embedding.span(span), told) for span, told in inner.problems),
    )


def _block(block: Block, data: bytes, embedding: Embedding) -> Block:
    segments: list[Segment] = []
    for one in block.segments:
        if not one.verbatim:
            start = embedding.offset(one.source_start)
            end = max(start, embedding.offset(one.source_end, end=True))
            segments.append(Segment(one.start, one.end, start, end, False))
            continue
        at = one.start
        for piece in embedding.pieces(one.source_start, one.source_end):
            length = len(data[piece.start : piece.end].decode("utf-8", "replace"))
            segments.append(Segment(at, at + length, piece.outer, piece.outer_end, piece.verbatim))
            at += length
    return replace(block, segments=tuple(segments))
