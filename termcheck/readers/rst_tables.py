"""The tables of reStructuredText: rows of cells, each a list of lines of the source."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

LineRange = tuple[int, int]
"""Where a line of text starts and ends."""

CellLines = list[LineRange]
RowLines = list[CellLines]

GRID = re.compile(rb"\+(?:[-=]+\+)+[ \t]*$")
SIMPLE = re.compile(rb"=+(?:[ \t]+=+)+[ \t]*$")
_PART = re.compile(r"\+(?:[-=]+\+)+")
_SPAN = re.compile(rb"-+(?:[ \t]+-+)*[ \t]*$")
_COLUMN = re.compile(r"\S+")


class _Text:
    """A line as characters, each of which has a place in the source."""

    def __init__(self, data: bytes, line: LineRange) -> None:
        start, end = line
        self.text = data[start:end].decode("utf-8", "replace")
        self.start = start
        self.ascii = self.text.isascii()

    def place(self, start: int, end: int) -> LineRange | None:
        """Return the source of `text[start:end]` without spaces on its right, None if blank."""
        end = len(self.text[start:end].rstrip()) + start
        if end <= start:
            return None
        first, last = self.at(start), self.at(end)
        return first, last

    def at(self, index: int) -> int:
        return self.start + (index if self.ascii else len(self.text[:index].encode()))


def grid_rows(data: bytes, lines: Sequence[LineRange]) -> tuple[bool, list[RowLines]]:
    """Return whether a table drawn with `+---+` has a header, and its rows."""
    header = False
    rows: list[RowLines] = []
    row: dict[int, CellLines] = {}
    edges: list[int] = []
    for line in lines:
        text = _Text(data, line)
        if text.text[:1] == "+" and GRID.match(text.text.encode()):
            if row:
                rows.append([row[at] for at in sorted(row)])
                row = {}
            header = header or ("=" in text.text and len(rows) == 1)
            edges = [at for at, sign in enumerate(text.text) if sign == "+"]
            continue
        drawn = _drawn(text.text, edges)
        edges = sorted({*edges, *drawn})
        bars = _bars(text.text, edges)
        closed: dict[int, CellLines] = {}
        for first, last in itertools.pairwise(bars):
            if drawn and not text.text[first + 1 : last].strip("-="):
                # A line under some of the cells; the others go on.
                closed[first] = row.pop(first, [])
                continue
            cell = row.setdefault(first, [])
            skip = first + 2 if text.text[first + 1 : first + 2] == " " else first + 1
            place = text.place(skip, last)
            # A blank line ends a paragraph in the cell.
            cell.append(place or (text.at(skip), text.at(skip)))
        if closed:
            rows.append([closed.get(at, []) for at in sorted({*row, *closed})])
    if row:
        rows.append([row[at] for at in sorted(row)])
    return header, rows


def _drawn(text: str, edges: Sequence[int]) -> set[int]:
    """Return where the corners stand of lines that part only some of a row's cells."""
    return {
        found.start() + at
        for found in _PART.finditer(text)
        if found.start() in edges and found.end() - 1 in edges
        for at, sign in enumerate(found.group())
        if sign == "+"
    }


def _bars(text: str, edges: Sequence[int]) -> list[int]:
    """Return where the cells of a line are parted: at the edges, else at any bar with spaces."""
    found = [at for at in edges if text[at : at + 1] in ("|", "+") and text[at : at + 1]]
    if len(found) >= 2:
        return found
    return [at for at, sign in enumerate(text) if sign == "|" and text[at - 1 : at] in ("", " ")]


def simple_rows(data: bytes, lines: Sequence[LineRange]) -> tuple[bool, list[RowLines]]:
    """Return whether a table drawn with `===` has a header, and its rows."""
    texts = [_Text(data, line) for line in lines]
    columns = [found.start() for found in _COLUMN.finditer(texts[0].text)]
    borders = [at for at, text in enumerate(texts) if SIMPLE.match(text.text.encode())]
    header = len(borders) > 2 or (len(borders) == 2 and borders[1] != len(texts) - 1)
    rows: list[RowLines] = []
    for number, text in enumerate(texts):
        if number in borders or _SPAN.match(text.text.encode()) or not text.text.strip():
            continue
        starts = [columns[0], *(at for at in columns[1:] if not text.text[at - 1 : at].strip())]
        ends = [*starts[1:], len(text.text)]
        places = {
            columns.index(start): place
            for start, end in zip(starts, ends, strict=True)
            if (place := text.place(start, end)) is not None
        }
        if 0 in places or not rows:
            rows.append([[] for _ in columns])
        for column, place in places.items():
            rows[-1][column].append(place)
    return header, rows


def csv_rows(data: bytes, lines: Sequence[LineRange]) -> list[RowLines]:
    """Return the rows of a table of comma-separated values."""
    rows: list[RowLines] = []
    quoted = False
    for start, end in lines:
        if not quoted:
            rows.append([[]])
        at = first = start
        while at < end:
            sign = data[at : at + 1]
            if sign == b'"':
                if quoted and data[at + 1 : at + 2] == b'"':
                    at += 1
                elif not quoted and not data[first:at].strip():
                    quoted, first = True, at + 1
                elif quoted:
                    _keep(rows[-1][-1], data, first, at)
                    quoted, first = False, at + 1
            elif sign == b"," and not quoted:
                _keep(rows[-1][-1], data, first, at)
                rows[-1].append([])
                first = at + 1
            at += 1
        _keep(rows[-1][-1], data, first, end)
    return rows


def _keep(cell: CellLines, data: bytes, start: int, end: int) -> None:
    raw = data[start:end]
    start += len(raw) - len(raw.lstrip())
    end -= len(raw) - len(raw.rstrip())
    if start < end:
        cell.append((start, end))
