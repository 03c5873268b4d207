"""A window: a mention and the text around it, as the model that reads claims is given it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


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
