"""What a label says, before it is drawn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from termcheck.facts.licence import Grant
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability
from termcheck.facts.verdict import Answer


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One part of a subject."""

    id: str
    name: str
    availability: Availability
    licence: str
    """How messages name its licence, empty when unknown."""
    licence_url: str
    basis: Basis
    note: str
    reason: str
    """Why it is closed, in the words of its owner."""
    url: str
    implied: bool
    """Whether it follows from another part or from the licence."""
    verified: datetime.date | None = None
    """The day its page was last read for it."""
    quote: str = ""
    """The line of the page that says it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Ingredients of one kind: code, data, documents."""

    id: str
    name: str
    ingredients: tuple[Ingredient, ...]


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether people may do one thing."""

    id: str
    does: str
    """What people may do: `change it`."""
    grant: Grant
    limits: tuple[str, ...]
    """The restrictions in words, one clause each."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What people may do with parts that are under the same terms."""

    parts: tuple[str, ...]
    """Names of the parts, the most important first."""
    licence: str
    licence_url: str
    permissions: tuple[Permission, ...]
    duties: tuple[str, ...]
    """What the licence asks for without taking any right."""


@dataclass(frozen=True, slots=True)
class Meets:
    """Whether a definition is met."""

    definition: str
    short: str
    name: str
    url: str
    answer: Answer
    words: str
    """The answer in a word or two; of a ranked definition, the rank."""
    source: str
    """Who says so."""
    source_url: str
    derived: Answer
    authoritative: bool
    """Whether the definition's own steward said so."""
    basis: Basis
    reason: str


@dataclass(frozen=True, slots=True)
class Variation:
    """An exception with its reason: the producer's for a closed part, or the glossary's."""

    what: str
    reason: str
    by: str = ""
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Everything a label shows."""

    id: str
    title: str
    """`Openness facts`."""
    name: str
    version: str
    producer: str
    kind: str
    year: int
    note: str
    groups: tuple[Group, ...]
    unrecorded: tuple[str, ...]
    """Names of parts such a subject can have of which nothing is recorded."""
    properties: tuple[str, ...]
    terms: tuple[Terms, ...]
    meets: tuple[Meets, ...]
    not_judged: tuple[str, ...]
    """Short names of definitions that do not judge it."""
    variations: tuple[Variation, ...]
    versions: tuple[str, ...]
    """Names of the recorded versions it stands for."""
    evidence: tuple[str, ...]
    verified: datetime.date | None
    stale: bool
    """Whether the facts were checked longer ago than the glossary allows."""
    sureness: tuple[tuple[Basis, int], ...]
    """How many facts are how sure, the surest first."""
    about: str
    about_url: str
    glossary: str
    """Id and version of the glossary; of several the titles."""

    @property
    def heading(self) -> str:
        """What the label is of: the name, with the version where the name lacks it."""
        if self.version and self.version not in self.name:
            return f"{self.name} {self.version}"
        return self.name

    @property
    def byline(self) -> str:
        """Kind, producer and year in one phrase."""
        made = f"{self.kind} by {self.producer}" if self.producer else self.kind
        made = made[:1].upper() + made[1:]
        return f"{made}, {self.year}" if self.year else made
