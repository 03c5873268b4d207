"""What an audit answers, as values: pages, meanings, disagreements, problems, duties."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where something stands, with the words around it."""

    repository: str
    path: str
    line: int
    col: int
    """1-based, in code points."""
    sentence: str
    url: str
    owner: str
    date: datetime.date | None

    def __str__(self) -> str:
        return f"{self.repository}: {self.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Overview:
    """The audit in numbers."""

    documents: int
    """Looked at, unread ones too."""
    unread: int
    partly: int
    """Read, but not all of it."""
    repositories: int
    using: int
    """Documents in which a term stands that promises something."""
    judged: int
    """Documents that can agree with the glossary or not."""
    agreeing: int
    """Of these, the documents in which nothing goes against it."""
    claims: int
    """Claims about somebody or something, one for each subject."""
    contradicted: int
    unsupported: int
    ambiguous: int
    allowed: int
    """By an exception."""

    @property
    def agreement(self) -> float | None:
        """The share of documents that agree, 0 to 1; None where none can."""
        return self.agreeing / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Unread:
    """Documents that could not be read, or not all of them, for one reason."""

    reason: str
    documents: int
    repository: str
    """Of the first."""
    path: str
    """Of the first."""


@dataclass(frozen=True, slots=True)
class MeaningUsed:
    """One meaning that documents go by where they use a term."""

    term: str
    definition: str
    """Id of the definition; empty for those of no definition."""
    basis: str
    """`several`, `none` or `stated` where there is no definition; else empty."""
    chosen: bool
    """Whether it is the one the glossary chose for the term."""
    documents: int
    share: float
    """Of the documents in which the term has any meaning, 0 to 1."""
    framing: str
    """The most frequent framing there, empty for none."""
    example: Occurrence


@dataclass(frozen=True, slots=True)
class MannerUsed:
    """One manner of speaking in which documents use the terms."""

    framing: str
    """Id of the framing."""
    documents: int
    example: Occurrence


@dataclass(frozen=True, slots=True)
class Said:
    """What some documents call a subject, or say that a term means."""

    term: str
    denied: bool
    """Whether they say that it is not."""
    meaning: str
    """What they say the term means: the id of a definition, else the sentence that gives it a
    meaning of its own; empty for what they call a subject."""
    speaker: str
    """Whose words they are; empty for the documents' own."""
    documents: int
    repositories: int
    owners: int
    places: tuple[Occurrence, ...]
    """Up to three."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What documents say that cannot all be true.

    A subject that is called a thing and denied to be one, or called by terms that exclude each
    other; or a term that is given different meanings.
    """

    subject: str
    """Id of the subject, else its name in small letters; empty for a term."""
    name: str
    """Of the subject, or the term."""
    documents: int
    across: bool
    """Whether different repositories disagree, and not one within itself alone."""
    said: tuple[Said, ...]
    """The most frequent first."""


@dataclass(frozen=True, slots=True)
class DefinitionInUse:
    """A sentence that gives a term a meaning."""

    term: str
    quote: str
    definition: str
    """Id of the definition it comes to, empty for one of its own."""
    chosen: str
    """Id of the definition the glossary chose."""
    rival: bool
    """Whether it is that of another definition, or leaves out parts of the glossary's."""
    speaker: str
    documents: int
    """In how many documents the same sentence stands."""
    place: Occurrence


@dataclass(frozen=True, slots=True)
class ClaimProblem:
    """A claim that is false, unsupported, without an agreed meaning, or allowed."""

    outcome: str
    """`contradicted`, `conflation`, `unsupported`, `ambiguous` or `allowed`."""
    term: str
    words: str
    subject: str
    name: str
    definition: str
    reason: str
    verified: bool | None
    expected: str
    """Words that would be true, empty where none are known."""
    exception: str
    until: datetime.date | None
    documents: int
    claims: int
    places: tuple[Occurrence, ...]
    """The first five, in order of the tables."""


@dataclass(frozen=True, slots=True)
class Called:
    """What one subject is called, and what comes of it."""

    subject: str
    """Id of the subject, empty for one that nobody recorded."""
    name: str
    term: str
    outcome: str
    """As in the table of claims."""
    documents: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far one team, repository, site or month agrees with the glossary."""

    key: str
    """Empty for documents of nobody, or without a date."""
    documents: int
    """That can agree or not."""
    agreeing: int
    share: float
    """0 to 1."""
    contradicted: int
    """Claims that are false."""
    unsupported: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What became of the claims of one term if it meant another definition."""

    term: str
    chosen: tuple[str, ...]
    """Ids of the definitions it means now."""
    definition: str
    """Id of the other."""
    claims: int
    """Claims about recorded subjects that both can judge."""
    true_now: int
    true_then: int
    becomes_true: tuple[str, ...]
    """Names of subjects of which it is false or unknown now and would be true."""
    becomes_false: tuple[str, ...]
    """Names of subjects of which it is true or unknown now and would be false."""
    unknown_then: int


@dataclass(frozen=True, slots=True)
class Month:
    """What was said in one month."""

    month: str
    """`2026-11`; of a run without history, the month of the last change."""
    term: str
    meaning: str
    """Id of the definition, empty for none."""
    documents: int
    claims: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Renaming:
    """Something that was called one thing and is called another now."""

    name: str
    before: str
    """Id of the term it was called by."""
    after: str
    """Id of the term it is called by now, and was not then."""
    until: str
    """The last month in which it was called so on any of the pages."""
    since: str
    """The first month with the other term."""
    documents: int
    """Pages on which one took the place of the other."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What one owner has to do."""

    owner: str
    """Empty for documents of nobody."""
    documents: int
    """With something to do."""
    contradicted: int
    unsupported: int
    ambiguous: int
    rival: int
    """Sentences that give a term another meaning."""
    words: int
    """Findings about how terms are written, those that only inform left out."""


def place_of(values: dict[str, Any]) -> Occurrence:
    """Return the place that a row of a query holds."""
    return Occurrence(**values)
