"""Names in prose: which subjects a passage names, and where.

A listed name is looked up by its key (case and separators free), then whatever of a version, size,
variant and format follows is read by the grammar of its area, and the whole is looked up again:
`meta-llama/Llama-3.1-8B-Instruct-GGUF` is `llama-3.1`. The longest name wins. One pass over the
text, in time linear to its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from termcheck.claims.names.finder import Finder
from termcheck.claims.names.gazetteer import Gazetteer, make_table
from termcheck.claims.names.grammar import NameGrammar, compile_grammar, load_grammar
from termcheck.claims.names.hub_ids import with_ids
from termcheck.claims.names.key import name_key
from termcheck.claims.names.merge import merged, with_sizes, with_unlisted
from termcheck.claims.names.name import Name
from termcheck.claims.names.passage import NamePassage
from termcheck.claims.names.slots import read_slots
from termcheck.facts.subject import Subject

__all__ = ["Name", "NameGrammar", "NameIndex", "load_grammar", "within"]


_WHOLE = re.compile(r"[^\W_]+(?:[-·.@+_][^\W_]+)*")
"""A word with all that is joined to it."""
_AROUND = " \t*_`\"'“”‘’«»()[]{}<>,;:.!?…–—|-"
_REACH = 60


def within(names: Sequence[Name], start: int, end: int) -> Name | None:
    """Return the name that `start:end` is a part of, or None; `names` are in order."""
    at = bisect_left(names, start + 1, key=lambda name: name.start) - 1
    if at >= 0 and names[at].start <= start and end <= names[at].end:
        return names[at]
    return None


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name of a run, ready to be found in text; immutable and picklable."""

    table: Gazetteer
    grammar: NameGrammar

    @classmethod
    def build(cls, subjects: Iterable[Subject], grammar: NameGrammar) -> NameIndex:
        """Return the index of `subjects`, with the slots of `grammar`."""
        return cls(make_table(subjects), grammar)

    def find(self, text: str, *, context: str = "") -> tuple[Name, ...]:
        """Return the names in a block's text, in order, none overlapping another.

        `context` is text beside it (headings, page title, the paragraph before) whose words may
        decide between look-alikes and whose names a size alone may belong to.
        """
        passage = NamePassage(text, context)
        found = Finder(self.table, self.grammar, passage).find()
        found = merged(found, self.table, self.grammar, passage)
        found = with_unlisted(found, self.grammar, passage)
        found = with_ids(found, self.table, self.grammar, passage, self._of_id)
        return tuple(with_sizes(found, self.table, self.grammar, passage, self.find))

    def _of_id(self, part: str) -> tuple[Name, ...]:
        """Return the names in the part of an id after its slash, in any capitals."""
        passage = NamePassage(part, "")
        return tuple(Finder(self.table, self.grammar, passage, as_id=True).find())

    def is_by(self, name: Name, maker: Name) -> bool:
        """Return whether a recorded thing that a name can mean is made by whom another names."""
        makers = {self.table.ids[id_] for id_ in maker.subject_ids}
        return any(
            self.table.subjects[self.table.ids[id_]].producer & makers for id_ in name.subject_ids
        )

    def name_span(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return the whole of a name nobody recorded: its words, the version and the size after."""
        inside = text[start:end]
        lead = len(inside) - len(inside.lstrip(_AROUND))
        start, end = start + lead, start + lead + len(inside.strip(_AROUND))
        for word in _WHOLE.finditer(text, max(0, start - _REACH), end + _REACH):
            if word.start() < end and start < word.end():
                start, end = min(start, word.start()), max(end, word.end())
        patterns = compile_grammar(self.grammar)
        key = name_key(text[start:end])
        return start, read_slots(text, key, end, patterns, versioned=True).end if key else end
