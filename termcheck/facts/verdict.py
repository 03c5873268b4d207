"""Verdicts: whether a subject meets a definition, and why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from termcheck.facts.provenance import CONFIRMED, Basis
from termcheck.facts.subject import Ruling


class Answer(StrEnum):
    """What a criterion or a definition comes to."""

    MET = "met"
    NOT_MET = "not-met"
    UNKNOWN = "unknown"
    """Nobody recorded what it takes to tell, or the definition leaves it open."""
    NOT_APPLICABLE = "not-applicable"
    """The definition does not judge such a subject, or judges nothing."""


class VerdictSource(StrEnum):
    """Where a verdict comes from."""

    DERIVED = "derived"
    """It follows from the recorded facts by the criteria."""
    RULING = "ruling"
    """The definition's own steward published it."""


@dataclass(frozen=True, slots=True)
class DecidingFact:
    """A recorded fact that decides, with its own page."""

    subject: str
    """Id of the subject it is recorded of: of what a subject is built on, that one."""
    part: str
    """Id of the component or property."""
    says: str
    """The fact in a clause without a full stop."""
    basis: Basis
    url: str
    """The page that says so, empty when none is recorded."""
    verified: datetime.date | None
    """The day that page was last read for it."""
    quote: str
    confirmed: bool
    """Whether a page of its own says so that is no register anybody may write to."""

    @property
    def read(self) -> bool:
        """Whether such a page was read for it, also where it says nothing of it."""
        return self.basis in CONFIRMED and bool(self.url)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """What one criterion comes to for one subject."""

    id: str
    title: str
    says: str
    answer: Answer
    reason: str
    """One clause that names the facts, without a full stop."""
    basis: Basis = Basis.PRODUCER
    """How sure the least sure of those facts is."""
    url: str = ""
    """The page to show a reader first: the licence that decides, else that of a deciding fact."""
    confirmed: bool = False
    """Whether the answer rests on facts with a page of their own each."""
    cells: tuple[DecidingFact, ...] = ()
    """The facts that decide."""
    source: str = ""
    """Where the definition asks for it."""
    quote: str = ""
    """The definition's own words that ask for it."""
    quote_basis: Basis = Basis.PRODUCER
    """Where those words were read; none when nobody checked them."""
    quote_url: str = ""
    """The address of the text that has those words."""
    quote_verified: datetime.date | None = None
    """The day they were read there, or in a copy."""
    lenient: bool = False
    """Whether the definition counts as met while it is unknown."""


@dataclass(frozen=True, slots=True)
class RankResult:
    """What one rank comes to for one subject."""

    id: str
    label: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a subject meets a definition, and why."""

    definition: str
    """The reference that was judged: a definition id, or `id/rank`."""
    subject: str
    answer: Answer
    """The steward's ruling where there is one, else `derived`."""
    derived: Answer
    """What follows from the recorded facts."""
    reason: str
    """One sentence without a full stop."""
    source: VerdictSource = VerdictSource.DERIVED
    ruling: Ruling | None = None
    rank: str = ""
    """The highest rank reached, of a ranked definition."""
    rank_label: str = ""
    at_least: bool = False
    """Whether a higher rank than `rank` may be reached: something is unknown."""
    ranks: tuple[RankResult, ...] = ()
    criteria: tuple[CriterionResult, ...] = ()
    members: tuple[str, ...] = ()
    """The versions a family name was judged by."""
    url: str = ""
    """The page to show a reader first."""

    @property
    def unmet(self) -> tuple[CriterionResult, ...]:
        """The criteria that are not met."""
        return tuple(result for result in self.criteria if result.answer is Answer.NOT_MET)

    @property
    def unknown(self) -> tuple[CriterionResult, ...]:
        """The criteria nobody can tell of, without which the definition is not met."""
        return tuple(
            result
            for result in self.criteria
            if result.answer is Answer.UNKNOWN and not result.lenient
        )

    @property
    def unjudged(self) -> tuple[CriterionResult, ...]:
        """The criteria nobody can tell of although the definition asks for them.

        With any of them, what is met is met as far as judged.
        """
        return tuple(
            result for result in self.criteria if result.answer is Answer.UNKNOWN and result.lenient
        )

    @property
    def basis(self) -> Basis:
        """How sure the least sure of the facts that decide is."""
        deciding = self.deciding
        if self.source is VerdictSource.RULING or not deciding:
            return Basis.PRODUCER
        if self.answer is Answer.NOT_MET:
            return min((result.basis for result in deciding), key=list(Basis).index)
        return max((result.basis for result in deciding), key=list(Basis).index)

    @property
    def deciding(self) -> tuple[CriterionResult, ...]:
        """The criteria that decide: those not met, else those nobody can tell of, else all."""
        met = tuple(result for result in self.criteria if result.answer is Answer.MET)
        return self.unmet or self.unknown or met

    @property
    def confirmed(self) -> bool:
        """Whether the answer rests on facts with a page of their own each, or on a ruling.

        Where it is not met, one criterion that fails on such facts is enough.
        """
        if self.source is VerdictSource.RULING:
            return True
        enough = any if self.answer is Answer.NOT_MET else all
        return bool(self.deciding) and enough(result.confirmed for result in self.deciding)

    @property
    def unconfirmed(self) -> tuple[DecidingFact, ...]:
        """The deciding facts that no page of their own says: what has to be read."""
        return tuple(
            dict.fromkeys(
                cell for result in self.deciding for cell in result.cells if not cell.confirmed
            )
        )


def both(answers: list[Answer]) -> Answer:
    """Return what several answers come to when all have to be met."""
    if Answer.NOT_MET in answers:
        return Answer.NOT_MET
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.MET


def either(answers: list[Answer]) -> Answer:
    """Return what several answers come to when one has to be met."""
    if Answer.MET in answers:
        return Answer.MET
    return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.NOT_MET


def inverse(answer: Answer) -> Answer:
    """Return what an answer comes to when the opposite is asked for."""
    opposite = {Answer.MET: Answer.NOT_MET, Answer.NOT_MET: Answer.MET}
    return opposite.get(answer, answer)
