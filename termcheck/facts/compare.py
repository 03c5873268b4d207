"""Compare subjects by definitions: one verdict a cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from termcheck.facts.definition import Definition
from termcheck.facts.facts import Facts
from termcheck.facts.provenance import BASIS_WORDS
from termcheck.facts.subject import Subject
from termcheck.facts.verdict import Answer, Verdict


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """One subject and its verdicts, in the order of the table's definitions."""

    subject: Subject
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class DefinitionColumn:
    """One definition of a table, or one rank of it."""

    reference: str
    definition: Definition
    title: str
    """By its id."""
    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Subjects by definitions."""

    columns: tuple[DefinitionColumn, ...]
    rows: tuple[SubjectRow, ...]


def compare(
    facts: Facts, subject_ids: Iterable[str], definition_ids: Iterable[str] = ()
) -> Comparison:
    """Return the verdicts of subjects by definitions, or by every one that judges such things.

    A definition is named by id, or as `id/rank`. Raises UsageError for an unknown name.
    """
    subject_ids = tuple(dict.fromkeys(subject_ids))
    references = tuple(dict.fromkeys(definition_ids)) or facts.judging(
        facts.subject(name).kind for name in subject_ids
    )
    columns = tuple(_column(facts, reference) for reference in references)
    rows = tuple(
        SubjectRow(
            facts.subject(name), tuple(facts.judge(reference, name) for reference in references)
        )
        for name in subject_ids
    )
    return Comparison(columns, rows)


def _column(facts: Facts, reference: str) -> DefinitionColumn:
    definition = facts.definition(reference)
    rank = reference.partition("/")[2]
    short = definition.short[:1].upper() + definition.short[1:]
    title, name = (
        f"{named}: {definition.rank(rank).label}" if rank else named
        for named in (definition.id, short)
    )
    return DefinitionColumn(reference, definition, title, name)


def cell_words(verdict: Verdict) -> str:
    """Return a verdict in a word or two, for a cell: the rank reached, or the answer."""
    if verdict.rank_label and "/" not in verdict.definition:
        return f"{verdict.rank_label} or above" if verdict.at_least else verdict.rank_label
    if verdict.answer is Answer.MET and verdict.unjudged and verdict.ruling is None:
        return "met as far as judged"
    words = {
        Answer.MET: "met",
        Answer.NOT_MET: "not met",
        Answer.UNKNOWN: "unknown",
        Answer.NOT_APPLICABLE: "not judged",
    }
    return words[verdict.answer]


def cell_lines(verdict: Verdict) -> tuple[str, ...]:
    """Return each fact an answer rests on with its own page, day and words, one a line."""
    found = []
    for criterion in verdict.criteria:
        if criterion.answer is Answer.NOT_APPLICABLE:
            continue
        for cell in criterion.cells:
            how = " ".join(
                (BASIS_WORDS[cell.basis], *((cell.verified.isoformat(),) if cell.verified else ()))
            )
            quote = f' "{cell.quote}"' if cell.quote else ""
            found.append(f"{cell.says} ({how}){quote} {cell.url}".rstrip())
    return tuple(dict.fromkeys(found))


def source_words(verdict: Verdict) -> str:
    """Return who says so: the steward's ruling, or the recorded facts and how sure they are."""
    if verdict.ruling is not None:
        return f"published by {verdict.ruling.by}"
    if verdict.answer in (Answer.UNKNOWN, Answer.NOT_APPLICABLE):
        return ""
    return "derived from the recorded facts"
