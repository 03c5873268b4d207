"""Which blocks of a page are wanted, where it is known what is looked for can only stand there."""

from __future__ import annotations

from collections.abc import Sequence

from termcheck.readers.flavours import MarkdownView
from termcheck.readers.sections import holds

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
        wanted = holds(self._places, *self._view.range(start, end))
        return not wanted and self._view.data.find(b"<", start, end) == -1
