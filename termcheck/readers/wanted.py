"""Which blocks of a page are wanted, where it is known what is looked for can only stand there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from termcheck.readers.flavours import MarkdownView

_WHOLE = frozenset(
    {"Paragraph", "Heading", "List", "Table", "BlockQuote", "CodeBlock", "DefinitionList"}
    | {"FootnoteDefinition"}
)
"""Blocks that can be left out as a whole; HTML may have a say in what comes after it."""


class Wanted:
    """The places of a page at which something may stand."""

    def __init__(self, found: MarkdownView, places: Sequence[int] | None) -> None:
        """Take byte offsets of the source in order, None for everywhere."""
        self._view = found.view
        self._places = places or ()
        self.everything = places is None or not found.ordered
        """Whether no block can be left out."""

    def leaves_out(self, tag: str, start: int, end: int) -> bool:
        """Return whether a block at the top of the page, at a view range, can be left out."""
        if tag not in _WHOLE or start == end:
            return False
        first, last = self._view.range(start, end)
        next_place = bisect_left(self._places, first)
        holds = next_place < len(self._places) and self._places[next_place] < last
        return not holds and self._view.data.find(b"<", start, end) == -1
