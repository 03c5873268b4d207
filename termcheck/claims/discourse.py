"""The text around a sentence: names said before, the heading, the row and list it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.names import Name
from termcheck.claims.nouns import EVENT, LICENCE, LISTED, OTHER, ROLE, Nouns
from termcheck.claims.sentences import cell_phrases, sentences
from termcheck.core.document import Block, Document, Kind

_FAR = 6
"""Blocks of running text a pronoun may reach back over."""
_PROSE = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION)


class Discourse:
    """A document as the place where names are said."""

    def __init__(self, document: Document, find: Callable[[str, str], Sequence[Name]]) -> None:
        self.document = document
        self._find = find
        self._names: dict[int, tuple[Name, ...]] = {}
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    def block(self, index: int) -> Block:
        """Return a block of the document."""
        return self.document.blocks[index]

    def text(self, index: int) -> str:
        """Return the text of a block."""
        return self.document.blocks[index].text

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
        return "\n".join(self.text(one) for one in beside if 0 <= one != index)

    def sentences(self, index: int) -> tuple[tuple[int, int], ...]:
        """Return the sentences of a block, found once."""
        if index not in self._sentences:
            row = self.is_row(index) or self.block(index).cell is not None
            self._sentences[index] = tuple(
                (start + at, end + at)
                for at, part in self.cells(index)
                for start, end in (cell_phrases if row else sentences)(part)
            )
        return self._sentences[index]

    def cells(self, index: int) -> tuple[tuple[int, str], ...]:
        """Return the parts of a block with their offsets: one, or the cells of a loose table row.

        A row quoted without its table is a paragraph to a reader; its bars still part it.
        """
        text = self.text(index)
        if not self.is_row(index):
            return ((0, text),)
        parts: list[tuple[int, str]] = []
        at = 0
        for part in text.split("|"):
            parts.append((at, part))
            at += len(part) + 1
        return tuple(parts)

    def is_row(self, index: int) -> bool:
        """Return whether a block is a table row written outside of a table."""
        text = self.text(index)
        return text.startswith("|") and text.count("|") >= 3

    def refer(self, index: int, name: Name) -> SubjectRef:
        """Return the subject a name in a block stands for."""
        return SubjectRef(
            Reference.NAMED,
            name.text,
            name.kind,
            tuple(name.subject_ids),
            index,
            name.start,
            name.end,
        )

    def before(self, index: int, offset: int) -> Iterator[list[SubjectRef]]:
        """Yield the names said before an offset, sentence by sentence, nearest first.

        Then those of the headings above and of the page's title.
        """
        for start, end in reversed(self.sentences(index)):
            if start < offset:
                yield self._within(index, start, min(end, offset))
        block = self.block(index)
        if block.intro >= 0:
            yield from self._all(block.intro)
        steps = 0
        at = index - 1
        while at >= 0 and steps < _FAR:
            other = self.block(at)
            if other.section != block.section or other.kind is Kind.HEADING:
                break
            if other.kind in _PROSE:
                steps += 1
                yield from self._all(at)
            at -= 1
        for heading in self.headings(index):
            yield self._within(heading, 0, len(self.text(heading)))
        for title in self.titles:
            yield self._within(title, 0, len(self.text(title)))

    def _all(self, index: int) -> Iterator[list[SubjectRef]]:
        for start, end in reversed(self.sentences(index)):
            yield self._within(index, start, end)

    def _within(self, index: int, start: int, end: int) -> list[SubjectRef]:
        return [
            self.refer(index, name)
            for name in self.names(index)
            if name.start >= start and name.end <= end
        ]

    def kind_of(self, subject: SubjectRef, nouns: Nouns) -> str:
        """Return what the block says a name nobody recorded is: the first listed noun after it."""
        if subject.block < 0:
            return ""
        text = self.text(subject.block)
        at = text.find(subject.name)
        while 0 <= at <= subject.start:
            end = next((e for s, e in self.sentences(subject.block) if s <= at < e), len(text))
            words = re.findall(r"[\w']+|[-,;:]", text[at + len(subject.name) : end].lower())
            for place, word in enumerate(words[:12]):
                if word not in nouns.heads:
                    continue
                kind = nouns.kind(words[max(0, place - 4) : place + 1])
                if kind and kind not in {ROLE, LISTED, EVENT, OTHER, LICENCE}:
                    return kind
            at = text.find(subject.name, at + 1)
        return ""

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

    def row(self, index: int, offset: int) -> list[SubjectRef]:
        """Return the names in the cells before the one at an offset, of the first that has any."""
        cell = self.block(index).cell
        if cell is None and self.is_row(index):
            return self._loose_row(index, offset)
        if cell is None:
            return []
        for at in self._rows.get((cell.table, cell.row), ()):
            if at >= index:
                break
            found = self._within(at, 0, len(self.text(at)))
            if found:
                return found[:3]
        return []

    def _loose_row(self, index: int, offset: int) -> list[SubjectRef]:
        """Return the names in the first cell that has any, else what the first cell says."""
        parts = [
            (at, part)
            for at, part in self.cells(index)
            if at + len(part) <= offset and part.strip(" *`_[")[:1].isalpha()
        ]
        for at, part in parts:
            if found := self._within(index, at, at + len(part)):
                return found[:3]
        return [
            SubjectRef(Reference.NAMED, part.strip(), "", (), index, at, at + len(part))
            for at, part in parts[:1]
        ]

    def column(self, index: int) -> list[SubjectRef]:
        """Return the names in the cells below a header cell."""
        cell = self.block(index).cell
        if cell is None or cell.row != 0:
            return []
        found: list[SubjectRef] = []
        for at, block in enumerate(self.document.blocks):
            other = block.cell
            if other and other.table == cell.table and other.column == cell.column and other.row:
                found += self._within(at, 0, len(block.text))
        return found

    def list_after(self, index: int) -> list[SubjectRef]:
        """Return the name that opens each item of the list a block introduces."""
        found: list[SubjectRef] = []
        wanted = -1
        for at in range(index + 1, len(self.document.blocks)):
            block = self.block(at)
            if block.kind is not Kind.LIST_ITEM:
                if wanted >= 0 or at > index + 1:
                    break
                continue
            if wanted < 0:
                if block.intro not in (index, -1):
                    break
                wanted = block.list_id
            if block.list_id == wanted:
                found += self._leading(at)
        return found

    def _leading(self, index: int) -> list[SubjectRef]:
        names = self._within(index, 0, len(self.text(index)))
        return [
            name
            for name in names[:1]
            if not any(mark.isalnum() for mark in self.text(index)[: name.start])
        ]
