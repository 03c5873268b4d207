"""What is open around a line of reStructuredText: lists, definitions, quotations, directives.

Each ends where a line stands further left than its text does.
"""

from __future__ import annotations

from typing import NamedTuple

from termcheck.core.document import Scope
from termcheck.readers.builder import Builder

_DEEPEST = 50
"""Lists within lists that are told apart."""


class _Frame(NamedTuple):
    """What is open: its text stands at a column, and the builder knows it by a tag, if at all."""

    column: int
    tag: str = ""
    rows: int = -1
    """Header rows of the list of rows it is, -1 for anything else."""
    fresh: bool = False
    """Whether the first line in it says where its text stands."""


class Frames:
    """What is open, the innermost last, and what of it the builder has to know."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.open: list[_Frame] = []

    @property
    def column(self) -> int:
        """Where the text of the innermost one stands, 0 outside of all."""
        return self.open[-1].column if self.open else 0

    @property
    def in_item(self) -> bool:
        """Whether the text is that of an item."""
        return bool(self.open) and self.open[-1].tag in ("list", "cell")

    @property
    def deep(self) -> bool:
        """Whether nothing more is told apart in here."""
        return len(self.open) >= _DEEPEST

    def body(self, column: int) -> None:
        """Open the body of something whose mark stands at a column."""
        self._push(_Frame(column + 1, fresh=True))

    def close(self, column: int, *, item: int = -1) -> None:
        """Close what stands further right than a column.

        The list of an `item` whose text stands there goes on.
        """
        while self.open and (inner := self.open[-1]).column > column:
            if inner.tag == "list" and inner.column == item:
                return
            self._pop()

    def directive(self, column: int, tag: str, *, rows: bool = False) -> None:
        """Open the body of a directive, which may be a list of rows."""
        if tag == "quote":
            self.builder.push("quote", Scope.QUOTE)
        named = "rows" if rows else tag
        self._push(_Frame(column + 1, named, 0 if rows else -1, fresh=True))

    def header_rows(self, rows: int) -> None:
        """Take how many of the rows of the innermost list are its header."""
        if self.open:
            self.open[-1] = self.open[-1]._replace(rows=rows)

    def definition(self, column: int) -> None:
        """Open the definition of the term before."""
        self.builder.push_definition()
        self._push(_Frame(column, "definition"))

    def place(self, column: int, *, prose: bool) -> None:
        """Take where a line stands: in what was just opened, or further right, in a quotation."""
        if self.open and self.open[-1].fresh:
            self.open[-1] = self.open[-1]._replace(column=column, fresh=False)
        elif column > self.column:
            if prose:
                self.builder.push("quote", Scope.QUOTE)
            self._push(_Frame(column, "quote" if prose else ""))

    def item(self, text: int) -> None:
        """Begin an item whose text stands at a column: of a list, a row or a cell of one."""
        self.close(text)
        outer = self.open[-1] if self.open else _Frame(0)
        if outer.rows >= 0:
            if outer.tag == "rows":
                self.builder.push_table()
            self.open[-1] = outer._replace(tag="table", rows=max(outer.rows - 1, 0))
            self._push(_Frame(text, "row"))
            self.builder.next_row(header=outer.rows > 0)
        elif outer.tag == "row":
            self.builder.push_cell()
            self._push(_Frame(text, "cell"))
        elif outer.tag == "cell" and outer.column == text:
            self._pop()
            self.builder.push_cell()
            self._push(_Frame(text, "cell"))
        else:
            if outer.tag == "list" and outer.column == text:
                self.builder.pop("item")
            else:
                self.builder.push_list()
                self._push(_Frame(text, "list"))
            self.builder.push_item()

    def _push(self, frame: _Frame) -> None:
        self.open.append(frame)

    def _pop(self) -> None:
        frame = self.open.pop()
        if frame.tag and frame.tag not in ("row", "rows"):
            self.builder.pop(frame.tag)
