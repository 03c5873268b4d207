"""One mention with what stands around it, as those who resolve its subjects see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termcheck.claims.claim import SubjectRef
from termcheck.claims.discourse import Discourse
from termcheck.claims.names.name import Name
from termcheck.claims.phrase import Phrases, Use
from termcheck.claims.reader import THING, ClaimReader
from termcheck.glossary.mention import Mention


@dataclass(frozen=True, slots=True)
class MentionContext:
    """A mention, the phrase it stands in, its page, and what is known of names and nouns."""

    reader: ClaimReader
    discourse: Discourse
    mention: Mention
    use: Use
    others: Sequence[Mention] = ()
    """The other mentions of the block."""
    mentions: Sequence[Mention] = ()
    """All mentions of the page."""

    @property
    def text(self) -> str:
        """The text of the mention's block."""
        return self.discourse.text(self.mention.block)

    @property
    def names(self) -> Sequence[Name]:
        """The names in the mention's block."""
        return self.discourse.names(self.mention.block)

    @property
    def phrases(self) -> Phrases:
        """What tells phrases apart."""
        return self.reader.phrases

    @property
    def claimed(self) -> frozenset[str]:
        """The kinds of things that the term promises something about."""
        return self.reader.claimed[self.mention.term]

    @property
    def nameable(self) -> frozenset[str]:
        """The kinds of things whose names can be subjects of the term."""
        return self.reader.nameable[self.mention.term]

    @property
    def place(self) -> tuple[int, int, int]:
        """Block, start and end of the mention."""
        return self.mention.block, self.mention.start, self.mention.end

    @property
    def sentence(self) -> tuple[int, int]:
        """Start and end of its sentence (code points of the block)."""
        for start, end in self.discourse.sentences(self.mention.block):
            if start <= self.mention.start < end:
                return start, end
        return 0, len(self.text)

    @property
    def example(self) -> Name | None:
        """The name of a thing the term is about that its class is exemplified by, if any."""
        if self.use.kind not in self.claimed:
            return None
        name = self.phrases.example(self.text, self.use, self.names)
        counts = name is not None and not name.comparison and name.kind in self.nameable
        return name if counts else None

    def is_near(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in the sentence of the mention."""
        start, end = self.sentence
        return ref.block == self.mention.block and start <= ref.start < end

    def is_thing(self, kind: str) -> bool:
        """Whether a kind is one the term makes its main promise about."""
        return self.reader.mark_of(self.mention.term, kind) == THING
