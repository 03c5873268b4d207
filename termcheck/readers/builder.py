"""Builds the blocks of a document: which heading, list, table and quote each one stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from termcheck.core.document import (
    OPAQUE,
    Block,
    Cell,
    Kind,
    Mark,
    MarkKind,
    Scope,
)
from termcheck.readers.runs import Run
from termcheck.readers.urls import url_marks

_OWN_SCOPE = {
    Kind.HEADING: Scope.HEADING,
    Kind.ALT: Scope.ALT,
    Kind.TITLE: Scope.TITLE,
    Kind.FRONT_MATTER: Scope.FRONT_MATTER,
}
"""Kinds that are not part of the running text have their own scope instead of `BODY`."""


@dataclass(slots=True)
class Frame:
    """A container that is open: a list, an item, a quote, a table, a definition list."""

    tag: str
    scopes: frozenset[Scope]
    list_id: int = -1
    level: int = 0
    intro: int = -1
    """What introduces the list or definition this frame stands in."""
    first: Kind | None = None
    """Kind of the next paragraph, when it is the first of an item or a definition."""
    head: int = -1
    """Index of the item's first block, which introduces nested lists."""
    previous: int = -1
    """Index of the paragraph right before, -1 after anything else."""
    table: int = -1
    row: int = 0
    start: int = 0
    """Index of the first block of the row."""
    column: int = -1
    cell: Cell | None = None


class Builder:
    """Takes structure and text in reading order and makes blocks of them."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.run = Run()
        self.language = ""
        """Of the passage, where it says another than the document's."""
        self.drawn = False
        """Whether a table drawn with characters is open."""
        self.skip = 0
        """How many enclosing elements say that their text is not to be read."""
        self.frame = Frame("", frozenset())
        self._frames = [self.frame]
        self._kind = Kind.PARAGRAPH
        self._level = 0
        self._name = ""
        self._sections: list[tuple[int, int]] = []
        self._runs: list[Run] = []
        self._aside: list[tuple[Kind, str, Run]] = []
        self._lists = 0
        self._tables = 0

    @property
    def inside(self) -> bool:
        """Whether a container is open."""
        return len(self._frames) > 1

    def begin(self, kind: Kind, level: int = 0, name: str = "") -> None:
        """Start a block of a kind; the next `boundary` ends it."""
        self.boundary()
        self._kind, self._level, self._name = kind, level, name

    def boundary(self) -> None:
        """End the current block, if it has any text."""
        if self.run.length or self._aside:
            self._flush()
        self._kind = Kind.PARAGRAPH

    def _flush(self) -> None:
        while self._runs:
            self.leave(Kind.ALT, "alt")
        run, self.run = self.run, Run()
        self._emit(self._kind, self._level, self._name, run)
        if self._aside:
            aside, self._aside = self._aside, []
            for kind, name, side in aside:
                self._emit(kind, 0, name, side)

    def interrupt(self) -> None:
        """Note that something which is no prose stands here (a code block, a rule)."""
        self.boundary()
        self.frame.previous = -1

    def enter(self) -> Run:
        """Start a run inside the current one (the text of an image) and return it."""
        self._runs.append(self.run)
        self.run = Run()
        return self.run

    def leave(self, kind: Kind, name: str) -> bool:
        """End the inner run, a block of its own after the current one; return if there was one."""
        if not self._runs:
            return False
        self.aside(kind, name, self.run)
        self.run = self._runs.pop()
        return True

    def aside(self, kind: Kind, name: str, run: Run) -> None:
        """Keep a finished run (an attribute's value) to come after the current block."""
        if run and not self.skip:
            self._aside.append((kind, name, run))

    def _section(self, kind: Kind, level: int) -> int:
        """Return the heading that the next block stands under; a heading opens its own section."""
        if kind is Kind.HEADING:
            while self._sections and self._sections[-1][0] >= level:
                self._sections.pop()
        section = self._sections[-1][1] if self._sections else -1
        if kind is Kind.HEADING and Scope.QUOTE not in self.frame.scopes:
            self._sections.append((level, len(self.blocks)))
        return section

    def _emit(self, kind: Kind, level: int, name: str, run: Run) -> None:
        text, segments, marks = run.finish()
        if not text.strip(" " + OPAQUE):
            if text and kind not in (Kind.ALT, Kind.TITLE):
                self.frame.previous = -1
            return
        frame = self.frame
        index = len(self.blocks)
        intro = frame.intro
        cell = frame.cell
        section = self._section(kind, level)
        if kind is Kind.PARAGRAPH:
            if cell is not None:
                kind = Kind.TABLE_HEADER if cell.row == 0 or name == "th" else Kind.TABLE_CELL
            elif frame.first is not None:
                kind, frame.first = frame.first, None
            level, name = 0 if cell is not None else frame.level, ""
        elif kind in (Kind.ALT, Kind.TITLE):
            level = 0
        own = _OWN_SCOPE.get(kind)
        scopes = _scopes(frame.scopes, own or Scope.BODY)
        urls = url_marks(text)
        if urls:
            marks = _with_urls(marks, urls)
        for mark in marks:
            if mark.kind is MarkKind.LINK and mark.end - mark.start == len(text):
                scopes = _scopes(scopes, Scope.LINK)
        self.blocks.append(
            Block(
                kind,
                text,
                segments,
                tuple(marks),
                scopes,
                section,
                level,
                cell,
                frame.list_id,
                intro,
                name,
                self.language,
                self.drawn,
            )
        )
        if own is None:
            if frame.head < 0:
                frame.head = index
            frame.previous = index if kind is not Kind.CAPTION else -1
        elif kind is Kind.HEADING:
            frame.previous = -1

    def place(self, kind: Kind, name: str, run: Run, section: int = -1) -> None:
        """Add a block that stands outside the flow: front matter, a reference definition."""
        text, segments, marks = run.finish()
        if text.strip(" " + OPAQUE):
            scopes = frozenset({_OWN_SCOPE.get(kind, Scope.BODY)})
            marks = _with_urls(marks, url_marks(text))
            self.blocks.append(
                Block(kind, text, segments, tuple(marks), scopes, section, name=name)
            )

    # Containers

    def push(self, tag: str, scope: Scope | None = None) -> Frame:
        """Open a container that changes nothing but the scope."""
        self.boundary()
        outer = self.frame
        scopes = _scopes(outer.scopes, scope) if scope else outer.scopes
        frame = Frame(tag, scopes, outer.list_id, outer.level, outer.intro, outer.first)
        frame.cell = outer.cell
        outer.first = None
        self._frames.append(frame)
        self.frame = frame
        return frame

    def push_list(self, tag: str = "list") -> None:
        """Open a list, introduced by the paragraph before it or the item it stands in."""
        self.boundary()
        outer = self.frame
        intro = outer.head if outer.tag == "item" else outer.previous
        frame = self.push(tag, Scope.LIST)
        frame.first = None
        frame.list_id, self._lists = self._lists, self._lists + 1
        frame.level += 1
        frame.intro = intro
        frame.cell = None

    def push_item(self) -> None:
        """Open a list item."""
        frame = self.push("item")
        frame.first = Kind.LIST_ITEM

    def push_definition(self) -> None:
        """Open a definition, introduced by the term before it."""
        self.boundary()
        intro = self.frame.previous
        if intro >= 0 and self.blocks[intro].kind is not Kind.DEFINITION_TERM:
            intro = -1
        frame = self.push("definition")
        frame.first = Kind.DEFINITION
        frame.intro = intro

    def push_table(self, tag: str = "table") -> None:
        """Open a table."""
        frame = self.push(tag, Scope.TABLE)
        frame.table, self._tables = self._tables, self._tables + 1
        frame.first = None
        frame.cell = None

    def next_row(self, *, header: bool) -> None:
        """Start the next row of the innermost table; the header row is row 0."""
        self.boundary()
        frame = self.table()
        if frame is not None:
            frame.row = 0 if header and frame.row == 0 else frame.row + 1
            frame.column = -1
            frame.start = len(self.blocks)

    def push_cell(self, *, span: int = 1) -> None:
        """Open the next cell of the row, `span` columns wide."""
        table = self.table()
        frame = self.push("cell")
        if table is not None:
            table.column += 1
            frame.cell = Cell(table.table, table.row, table.column)
            table.column += max(span, 1) - 1

    def lower(self, table: Frame) -> None:
        """Make the row that is open no header, although it looked like one."""
        table.row += 1
        for index in range(table.start, len(self.blocks)):
            block = self.blocks[index]
            if block.cell is not None:
                self.blocks[index] = replace(block, cell=block.cell._replace(row=table.row))

    def table(self) -> Frame | None:
        """Return the innermost open table."""
        for frame in reversed(self._frames):
            if frame.table >= 0:
                return frame
        return None

    def pop(self, tag: str) -> None:
        """Close the innermost open container of that tag and all inside it."""
        self.boundary()
        if self.frame.tag != tag and not any(frame.tag == tag for frame in self._frames):
            return
        while True:
            frame = self._frames.pop()
            self.frame = self._frames[-1]
            if frame.tag == tag:
                break
        if tag not in ("definition", "term", "item", "cell"):
            self.frame.previous = -1
        if self.frame.head < 0:
            self.frame.head = frame.head

    def finish(self) -> list[Block]:
        """End the last block and return all."""
        self.boundary()
        return self.blocks


@cache
def _scopes(scopes: frozenset[Scope], scope: Scope) -> frozenset[Scope]:
    return scopes | {scope}


def _with_urls(marks: list[Mark], urls: list[Mark]) -> list[Mark]:
    """Add URL marks that do not repeat one that is there."""
    there = {(mark.start, mark.end) for mark in marks if mark.kind is MarkKind.URL}
    added = [mark for mark in urls if (mark.start, mark.end) not in there]
    return sorted(marks + added) if added else marks
