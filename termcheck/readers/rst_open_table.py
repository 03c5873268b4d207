"""A table of reStructuredText while its lines come: drawn, comma-separated, or of contents."""

from __future__ import annotations

from termcheck.readers.rst_directives import Body
from termcheck.readers.rst_tables import (
    SIMPLE,
    LineRange,
    RowLines,
    csv_rows,
    grid_rows,
    simple_rows,
)


class OpenTable:
    """Takes the lines of a table, and gives its rows."""

    def __init__(self, data: bytes, kind: Body, column: int) -> None:
        self.data = data
        self.kind = kind
        self.column = column
        """Where the table stands, or the directive that it is."""
        self.lines: list[LineRange] = []
        self.header = False
        """Whether the first row of values with commas is one."""
        self._borders = int(kind is Body.SIMPLE)

    @property
    def drawn(self) -> bool:
        """Whether it is drawn with lines of its own, and no directive."""
        return self.kind in (Body.GRID, Body.SIMPLE)

    def takes(self, start: int, end: int, column: int, body: bytes) -> bool:
        """Take a line whose text, indented to a column, is `body`; return whether it was one."""
        if not self.drawn:
            if body and column <= self.column:
                return False
            if body:
                self.lines.append((start, start + len(self.data[start:end].rstrip())))
            return True
        grid = self.kind is Body.GRID
        if body and column >= self.column and (not grid or body[:1] in b"+|"):
            # The table's indentation is no part of it.
            self.lines.append((min(start + self.column, end), end))
            self._borders += bool(SIMPLE.match(self._last()))
            return True
        return not body and not grid and not self._over()

    def _over(self) -> bool:
        """Return whether a blank line ends a table of `===`: any border before it is the last."""
        return self._borders > 2 or (self._borders == 2 and SIMPLE.match(self._last()) is not None)

    def _last(self) -> bytes:
        return self.data[slice(*self.lines[-1])]

    def rows(self) -> tuple[bool, list[RowLines]]:
        """Return whether the first row is a header, and the rows."""
        if self.kind is Body.GRID:
            return grid_rows(self.data, self.lines)
        if self.kind is Body.SIMPLE:
            return simple_rows(self.data, self.lines)
        return self.header, csv_rows(self.data, self.lines)

    def titles(self) -> list[LineRange]:
        """Return the titles in a table of contents, which stand before paths."""
        return [
            (start, self.data.rindex(b"<", start, end))
            for start, end in self.lines
            if b"<" in self.data[start:end]
        ]
