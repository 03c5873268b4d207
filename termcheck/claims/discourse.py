"""A document as the place where names are said: what stands around a mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.names.name import Name
from termcheck.claims.sentences import LINE_BREAK, cell_phrases, sentences
from termcheck.claims.window import Alignment, NameMark, Passage, Window, Zone
from termcheck.core.document import Block, Document, Kind, Scope
from termcheck.glossary.mention import Mention

_PROSE = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION)
_BEFORE = 2
"""Blocks before the mention's that a window holds."""
_CUT = re.compile(r"\A\W*(?:\.{3}|\u2026)|(?:\.{3}|\u2026)\W*\Z")
"""Dots where something is left out before or after a quotation."""
_SIGNED = re.compile(
    r"(?:\A|[\s.!?\"\u201d])[\u2013\u2014]\s*(?:[@A-Z]\S*|\w+(?:\s\S+){0,3}\s\(@\w+\))(?:\s\S+){0,6}\Z"
)
"""Whose words a quotation is, at its end."""
_LEADS = re.compile(r"(?:\W|\d|_)*(?:[A-Za-z][.)]\s+)?\W*")
"""What may stand before the name a block opens with: `1.`, `A)`, signs."""
_GOES_ON = re.compile(r"(?:['\u2019]s?)?\W{0,4}")
_HEADINGS = 3
_CELLS = 8
_BAR = " | "
_LONGEST = {
    Zone.TITLE: 160, Zone.HEADING: 140, Zone.INTRO: -300, Zone.HEADER: 100, Zone.ROW: 80,
    Zone.BEFORE: -500, Zone.AFTER: 250,
}  # fmt: skip
"""Code points of a passage (of each cell of a row); of a negative number the end is kept."""
_BLOCKS = {
    Kind.PARAGRAPH: "paragraph", Kind.LIST_ITEM: "list-item", Kind.HEADING: "heading",
    Kind.TABLE_CELL: "table-cell", Kind.TABLE_HEADER: "table-cell",
}  # fmt: skip


class Discourse:
    """A document's blocks, with the names in each and what stands around it."""

    def __init__(self, document: Document, find: Callable[[str, str], Sequence[Name]]) -> None:
        self.document = document
        self._find = find
        self._names: dict[int, tuple[Name, ...]] = {}
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}
        self._cells: dict[int, str] = {}

    def block(self, index: int) -> Block:
        """Return a block of the document."""
        return self.document.blocks[index]

    def text(self, index: int) -> str:
        """Return the text of a block; line breaks of a cell are the signs that part its phrases."""
        block = self.document.blocks[index]
        if block.cell is None:
            return block.text
        if index not in self._cells:
            self._cells[index] = _with_breaks(block, self.document.source.data)
        return self._cells[index]

    def names(self, index: int) -> tuple[Name, ...]:
        """Return the names in a block, found once."""
        if index not in self._names:
            self._names[index] = tuple(self._find(self.text(index), self._context(index)))
        return self._names[index]

    def _context(self, index: int) -> str:
        """Return the text beside a block that may decide between names that look alike."""
        block = self.block(index)
        beside = [*self.headings(index), *self.titles, block.intro]
        if index and self.block(index - 1).section == block.section:
            beside.append(index - 1)
        return "\n".join(self.text(number) for number in beside if 0 <= number != index)

    def sentences(self, index: int) -> tuple[tuple[int, int], ...]:
        """Return the sentences of a block, found once."""
        if index not in self._sentences:
            cell = self.block(index).cell is not None
            self._sentences[index] = (cell_phrases if cell else sentences)(self.text(index))
        return self._sentences[index]

    def refer(self, index: int, name: Name) -> SubjectRef:
        """Return the subject a name in a block stands for."""
        place = (index, name.start, name.end)
        return SubjectRef(Reference.NAMED, name.text, name.kind, tuple(name.subject_ids), *place)

    def headings(self, index: int) -> Iterator[int]:
        """Yield the headings a block stands under, innermost first."""
        at = self.block(index).section
        level = 99
        while at >= 0:
            heading = self.block(at)
            if heading.level < level and at != index:
                level = heading.level
                yield at
            at = heading.section if heading.section != at and heading.section < at else at - 1
            while at >= 0 and self.block(at).kind is not Kind.HEADING:
                at -= 1

    @cached_property
    def titles(self) -> tuple[int, ...]:
        """Blocks that hold the page's title in its front matter."""
        return tuple(
            at
            for at, block in enumerate(self.document.blocks)
            if block.kind is Kind.FRONT_MATTER and block.name == "title"
        )

    @cached_property
    def _rows(self) -> dict[tuple[int, int], list[int]]:
        rows: dict[tuple[int, int], list[int]] = {}
        for at, block in enumerate(self.document.blocks):
            if block.cell is not None:
                rows.setdefault((block.cell.table, block.cell.row), []).append(at)
        return rows

    def row(self, index: int) -> Sequence[int]:
        """Return the cells of the row a block stands in, itself included."""
        cell = self.block(index).cell
        return self._rows.get((cell.table, cell.row), ()) if cell is not None else ()

    def column(self, index: int) -> Iterator[int]:
        """Yield the cells of the column a block stands in, from the top, itself included."""
        cell = self.block(index).cell
        for (table, _), cells in self._rows.items():
            if cell is not None and table == cell.table:
                yield from (
                    at
                    for at in cells
                    if (other := self.block(at).cell) and other.column == cell.column
                )

    def before(self, index: int) -> list[int]:
        """Return the blocks of running text right before one, in order."""
        found: list[int] = []
        for at in range(index - 1, -1, -1):
            other = self.block(at)
            if other.section != self.block(index).section or other.kind is Kind.HEADING:
                break
            if other.kind in _PROSE:
                found.append(at)
            if len(found) == _BEFORE:
                break
        return found[::-1]

    def after(self, index: int) -> int:
        """Return the block right after one, of the same section or under it, -1 without one."""
        if index + 1 == len(self.document.blocks):
            return -1
        block, other = self.block(index), self.block(index + 1)
        near = other.section == block.section or block.kind is Kind.HEADING
        return index + 1 if near else -1

    def is_quoted(self, index: int) -> bool:
        """Return whether a block stands in a quotation that shows that it is another's words.

        It is cut, it is signed, or all the prose of the page is quoted.
        """
        blocks = self.document.blocks
        if Scope.QUOTE not in blocks[index].scopes:
            return False
        first = last = index
        while first and Scope.QUOTE in blocks[first - 1].scopes:
            first -= 1
        while last + 1 < len(blocks) and Scope.QUOTE in blocks[last + 1].scopes:
            last += 1
        if _SIGNED.search(blocks[last].text) or self._quotes_all:
            return True
        return any(_CUT.search(block.text) for block in blocks[first : last + 1])

    def announces(self, index: int) -> bool:
        """Return whether a quoted block opens with a picture: news of the writer's, set off."""
        block = self.block(index)
        quoted = Scope.QUOTE in block.scopes and not self.is_quoted(index)
        return quoted and unicodedata.category(block.text.lstrip()[:1] or " ") == "So"

    @cached_property
    def _quotes_all(self) -> bool:
        """Whether all the prose of the page is quoted, in more than one block."""
        prose = [block for block in self.document.blocks if block.kind in _PROSE]
        return len(prose) > 1 and all(Scope.QUOTE in block.scopes for block in prose)

    def window(self, mention: Mention, kind_of: Callable[[Name], str]) -> Window:
        """Return the window around a mention; `kind_of` tells how the model knows a name."""
        index = mention.block
        block = self.block(index)
        before = self.before(index)
        around: list[tuple[Zone, int]] = [(Zone.TITLE, at) for at in self.titles[:1]]
        headings = [at for at, _ in zip(self.headings(index), range(_HEADINGS), strict=False)]
        around += [(Zone.HEADING, at) for at in reversed(headings)]
        if block.intro >= 0 and block.intro not in before:
            around.append((Zone.INTRO, block.intro))
        passages = [self._passage(zone, at, kind_of) for zone, at in around]
        if block.cell is not None:
            passages += self._table(index, kind_of)
        passages += [self._passage(Zone.BEFORE, at, kind_of) for at in before]
        at = len(passages)
        passages.append(self._passage(Zone.TEXT, index, kind_of))
        after = self.after(index)
        if after >= 0:
            passages.append(self._passage(Zone.AFTER, after, kind_of))
        kept = tuple(
            passage for number, passage in enumerate(passages) if passage.text or number == at
        )
        at = next(number for number, passage in enumerate(kept) if passage.zone is Zone.TEXT)
        quote = Scope.QUOTE in block.scopes
        kind = _BLOCKS.get(block.kind, "other")
        return Window(kept, at, mention.start, mention.end, kind, quote)

    def _table(self, index: int, kind_of: Callable[[Name], str]) -> list[Passage]:
        """Return the head of the column, and the row."""
        head = next(self.column(index))
        found = [self._passage(Zone.HEADER, head, kind_of)] if head != index else []
        cells = [self._passage(Zone.ROW, at, kind_of) for at in self.row(index)[:_CELLS]]
        return [*found, _joined(cells)]

    def _passage(self, zone: Zone, index: int, kind_of: Callable[[Name], str]) -> Passage:
        """Return a block, or the part of it that a window holds, with the names in it."""
        text = self.text(index)
        size = _LONGEST.get(zone, len(text))
        start, end = (max(0, len(text) + size), len(text)) if size < 0 else (0, size)
        names = tuple(
            NameMark(name.start - start, name.end - start, kind_of(name))
            for name in self.names(index)
            if start <= name.start and name.end <= end
        )
        return Passage(zone, text[start:end], names, (Alignment(0, index, start),))

    def openings(self, index: int) -> Iterator[SubjectRef]:
        """Yield the names a block opens with: nothing but signs, numbers and a letter before.

        Further ones only go on the first: `Acme's Nine`, `Acme: Nine`.
        """
        text, at = self.text(index), 0
        for name in self.names(index):
            before = text[at : name.start]
            if not (_GOES_ON if at else _LEADS).fullmatch(before):
                return
            yield self.refer(index, name)
            at = name.end


def _with_breaks(cell: Block, data: bytes) -> str:
    """Return the text of a cell with a sign for each space that a tag stands for."""
    text = cell.text
    for segment in cell.segments:
        tagged = data[segment.source_start : segment.source_start + 1] == b"<"
        if tagged and not segment.verbatim and text[segment.start : segment.end] == " ":
            text = f"{text[: segment.start]}{LINE_BREAK}{text[segment.end :]}"
    return text


def _joined(cells: Sequence[Passage]) -> Passage:
    """Return the cells of a row as one passage."""
    names: list[NameMark] = []
    alignments: list[Alignment] = []
    at = 0
    for cell in cells:
        names += [NameMark(mark.start + at, mark.end + at, mark.kind) for mark in cell.names]
        alignments += [Alignment(at, aligned.block, aligned.offset) for aligned in cell.alignments]
        at += len(cell.text) + len(_BAR)
    text = _BAR.join(cell.text for cell in cells)
    return Passage(Zone.ROW, text, tuple(names), tuple(alignments))
