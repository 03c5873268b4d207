"""A window: a mention and the text around it, as the model that reads claims is given it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

_ENDED = re.compile(r"""[.!?\u2026]["'\u201d\u2019)\]]*\s*\Z""")
"""Ends text that leads into nothing."""


class Zone(StrEnum):
    """What a passage is to the mention; the passages of a window stand in this order."""

    TITLE = "title"
    HEADING = "heading"
    INTRO = "intro"
    """The paragraph or item that introduces the list."""
    HEADER = "header"
    """The head of the column."""
    ROW = "row"
    """The cells of the row, joined."""
    CELL = "cell"
    """The first cell of the row."""
    BEFORE = "before"
    TEXT = "text"
    """The block that holds the mention."""
    AFTER = "after"


class NameMark(NamedTuple):
    """`text[start:end]` of a passage (code points, half-open) names something of a kind."""

    start: int
    end: int
    kind: str
    """One of the kinds the model knows, see `encoding.KINDS`."""


class Alignment(NamedTuple):
    """From `start` on a passage is the text of a block, from `offset` on."""

    start: int
    block: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text around a mention, with the names in it in order and without overlap."""

    zone: Zone
    text: str
    names: tuple[NameMark, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    """The blocks it is cut from, in order of `start`."""

    def origin(self, at: int) -> tuple[int, int]:
        """Return the block a code point of the text comes from, and where in it; -1 for none."""
        block, offset = -1, at
        for alignment in self.alignments:
            if alignment.start <= at:
                block = alignment.block
                offset = at - alignment.start + alignment.offset
        return block, offset


@dataclass(frozen=True, slots=True)
class Window:
    """A mention, `passages[at].text[start:end]`, and the text around it."""

    passages: tuple[Passage, ...]
    at: int
    start: int
    end: int
    block: str = "paragraph"
    """Kind of the block that holds the mention, see `encoding.BLOCKS`."""
    quote: bool = False
    """Whether that block is a block quote."""

    def narrowed(self, start: int, end: int) -> Window:
        """Return the window of a part of the block, without what only stands beside that part.

        What leads into it stays: titles, headings, the head of a column, what ends no sentence.
        """
        here = self.passages[self.at]
        names = tuple(
            NameMark(name.start - start, name.end - start, name.kind)
            for name in here.names
            if start <= name.start and name.end <= end
        )
        block, offset = here.origin(start)
        part = Passage(here.zone, here.text[start:end], names, (Alignment(0, block, offset),))
        leading = tuple(
            passage
            for passage in self.passages[: self.at]
            if passage.zone is not Zone.BEFORE or not _ENDED.search(passage.text)
        )
        return replace(
            self,
            passages=(*leading, part),
            at=len(leading),
            start=self.start - start,
            end=self.end - start,
        )
