"""A claim: a mention of a term, the subjects it is said of, and the stance taken to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from termcheck.glossary.mention import Mention


class Stance(StrEnum):
    """How the writer stands to what is said."""

    ASSERTED = "asserted"
    """Stated as true in the writer's own voice; headlines and list items count."""
    NEGATED = "negated"
    """Denied: `X is not …`, `far from …`."""
    ATTRIBUTED = "attributed"
    """Reported as somebody else's claim or wording; scare quotes."""
    MENTIONED = "mention"
    """The term itself is talked about: definitions, `the term …`."""
    CONDITIONAL = "conditional"
    """A question, a condition, a plan, a wish, a requirement."""


class Reference(StrEnum):
    """How a claim points at what it is said of."""

    NAMED = "named"
    """A name, in the sentence or resolved from the text before it."""
    GENERIC = "generic"
    """A class: every one of its kind, or no one in particular."""
    MADE = "made"
    """What a maker makes, unnamed: `Acme's models`; the name is the maker's."""
    OWN = "own"
    """The writer's own, unnamed: `our model`, `the weights we release`."""
    OTHER = "other"
    """Something of a kind the term makes no promise about, unnamed: a tool, a community."""


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """One thing a term is said of, as the text points at it."""

    reference: Reference
    name: str = ""
    """The name as written, or the words that stand for an unnamed subject."""
    kind: str = ""
    """Kind of subject (a kind of the glossary), empty when the text does not tell."""
    subject_ids: tuple[str, ...] = ()
    """Recorded subjects the name can mean, best first; empty for a name nobody recorded."""
    block: int = -1
    """Index of the block the name stands in, -1 without a place."""
    start: int = -1
    """Code points into that block's text."""
    end: int = -1


GENERIC = SubjectRef(Reference.GENERIC)
"""A class in general."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a claim's sentence stands: code points into its block's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One mention of a claim term, understood."""

    mention: Mention
    subjects: tuple[SubjectRef, ...]
    stance: Stance
    subject_cue: str
    """Name of the rule that found the subjects: `modifier`, `predicate`, `example list` …"""
    stance_cue: str
    """The words that decided the stance, empty for a plain assertion."""
    sentence: Sentence
    role: str = ""
    """How the term is used: `modifier`, `predicate`, `verb`, `noun`; tells which words fit."""
    head: str = ""
    """The noun the term belongs to (`model`), empty when there is none."""
    said_with: tuple[int, ...] = ()
    """Start of other mentions joined to this one as if they meant the same (`A (B)`, `A/B`)."""

    heads_next: bool = False
    """Whether it stands in a heading, so that the block after it is about the same."""

    @property
    def asserted(self) -> bool:
        """Whether the writer states it as true."""
        return self.stance is Stance.ASSERTED
