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
    """A name, in the sentence or elsewhere in the window."""
    GENERIC = "generic"
    """A class: every one of its kind, or no one in particular."""
    MADE = "made"
    """What a maker makes, as a whole: `Acme's models`; the name is the maker's."""
    UNNAMED = "unnamed"
    """One thing of a maker's, without its name: `Acme's new model`; the name is the maker's."""
    OWN = "own"
    """The writer's own, unnamed: `our model`, `the weights we release`."""
    OTHER = "other"
    """Something of a kind the term makes no promise about: a tool, a community."""


class Role(StrEnum):
    """How a term is used in its sentence; tells which other words would fit."""

    MODIFIER = "modifier"
    """Before its noun: `an … model`."""
    PREDICATE = "predicate"
    """`X is …`."""
    VERB = "verb"
    """`Acme …-ed X`."""
    PASSIVE = "passive"
    """`X was …-ed`."""
    NOUN = "noun"


class DecidedBy(StrEnum):
    """What decided how a claim is read."""

    READING = "reading"
    """The model that reads claims."""
    NAME = "inside a name"
    """The term is a part of a name."""
    TITLE = "title of a work"
    """The term is a part of a title that somebody gave, or of a name written out."""
    CELL = "table cell"
    """A cell says yes or no in a column that the term heads."""
    ROW = "row of a table"
    """A cell that opens with the term says it of what its row names."""
    LIST = "list below"
    """The names are those of the list or the headings below."""


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
    sentence: Sentence
    cue: str = ""
    """The words that decided the stance, as written; empty for a plain assertion."""
    speaker: str = ""
    """Whose words they are, as written; empty for the writer's, or when the text does not say."""
    confidence: float = 1.0
    """How sure the reading of stance and subjects is, from 0 to 1."""
    found: DecidedBy = DecidedBy.READING
    role: Role = Role.NOUN
    head: str = ""
    """The noun the term belongs to (`model`), empty when there is none."""
    words: str = ""
    """The words of the term, where the mention itself is only a cell that says yes or no."""
    said_with: tuple[int, ...] = ()
    """Start of other mentions joined to this one as if they meant the same (`A (B)`, `A/B`)."""
    heads_next: bool = False
    """Whether it stands in a heading, so that the block after it is about the same."""

    @property
    def asserted(self) -> bool:
        """Whether the writer states it as true."""
        return self.stance is Stance.ASSERTED

    @property
    def wording(self) -> str:
        """The words of the term as the page has them."""
        return self.words or self.mention.text
