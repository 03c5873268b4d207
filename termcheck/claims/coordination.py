"""Names that are set beside a subject as its equals: what is said of one is said of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.context import MentionContext
from termcheck.claims.names.name import Name

_LIST = 3
"""Names in a row that make it a list without a word that joins them."""


@dataclass(frozen=True, slots=True)
class Coordination:
    """Finds rows of names in a block."""

    here: MentionContext

    def conjuncts(self, refs: Sequence[SubjectRef]) -> Iterator[tuple[SubjectRef, Name]]:
        """Yield the names set beside a subject as its equals: `A and B`, `A, B and C`."""
        for ref in refs:
            if ref.reference is not Reference.NAMED or ref.block < 0:
                continue
            for row in self._rows(ref.block):
                read = [
                    name for name in row if any(_is_at(other, ref.block, name) for other in refs)
                ]
                last = self.here.phrases.joint(
                    self.here.discourse.text(ref.block)[row[-2].end : row[-1].start]
                )
                # A row of commas alone is a list where several of it are read as subjects.
                if read and (last or len(read) > 1):
                    for name in row:
                        yield self.here.discourse.refer(ref.block, name), name

    def _is_parted(self, block: int, start: int, end: int) -> bool:
        """Whether a term stands in a part of a block, so that what is before has its own.

        Where the term is a remark in brackets, another remark parts as well.
        """
        here = self.here
        remark = block == here.mention.block and here.phrases.is_remark(here.text, here.mention)
        if remark and ")" in here.text[start:end]:
            return True
        return block == self.here.mention.block and any(
            start <= mention.start < end for mention in (self.here.mention, *self.here.others)
        )

    def _rows(self, block: int) -> Iterator[list[Name]]:
        """Yield the lists of names in a block that end in `and` and one more."""
        text = self.here.discourse.text(block)
        names = [
            name
            for name in self.here.discourse.names(block)
            if not name.comparison and (name.kind in self.here.nameable or not name.subject_ids)
        ]
        row: list[Name] = []
        for name in names:
            gap = text[row[-1].end : name.start] if row else ""
            parted = not row or self._is_parted(block, row[-1].end, name.start)
            joint = None if parted else self.here.phrases.joint(gap)
            if joint is None:
                if len(row) >= _LIST:
                    yield row
                row = [name]
                continue
            row.append(name)
            if joint:
                yield row
                row = [name]
        if len(row) >= _LIST:
            yield row


def _is_at(ref: SubjectRef, block: int, name: Name) -> bool:
    return ref.block == block and name.start <= ref.start < name.end
