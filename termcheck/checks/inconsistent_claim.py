"""One subject is called two things that cannot both be true, somewhere in the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Reference, Stance
from termcheck.finding import Finding, Related
from termcheck.source import Source

CHECK = Check(
    id="inconsistent-claim",
    summary="One subject is called two things that cannot both be true.",
    why="Readers who see both cannot know which page to believe.",
)


@dataclass(frozen=True, slots=True)
class Saying:
    """That a document says, or denies, a term of a subject; kept of every document of a run."""

    subject: str
    """Id of the subject, or its name in lower case."""
    name: str
    term: str
    text: str
    denied: bool
    holds: bool
    """Whether the facts bear it out."""
    path: str
    line: int
    column: int
    finding: Finding
    """What is reported here if another saying contradicts this one; without message."""


def sayings(context: ClaimContext) -> Iterator[Saying]:
    """Yield what one document says of named subjects in the writer's own voice."""
    source: Source = context.document.source
    for one in context.weighed:
        claim = one.claim
        if claim.stance not in (Stance.ASSERTED, Stance.NEGATED) or one.exemption is not None:
            continue
        for subject in claim.subjects:
            if subject.reference is not Reference.NAMED:
                continue
            finding = context.finding(CHECK, one, "", note="")
            point = source.point(finding.span.start)
            ids = subject.subject_ids
            yield Saying(
                ids[0] if ids else subject.name.lower(),
                subject.name,
                claim.mention.term,
                claim.mention.text,
                claim.stance is Stance.NEGATED,
                one.outcome is Outcome.OK,
                source.path,
                point.line,
                point.column,
                replace(finding, subject=ids[0] if ids else ""),
            )


def compare(
    said: Iterable[Saying], conflicts: Mapping[str, Iterable[str]]
) -> dict[str, list[Finding]]:
    """Return the findings of sayings that contradict each other across a run, by path.

    `conflicts` gives the term ids that are not the same thing as each term. A term said here and
    denied there, and two conflicting terms said in different places, contradict each other; both
    places get a finding that names the other.
    """
    by_subject: dict[str, list[Saying]] = {}
    for one in said:
        by_subject.setdefault(one.subject, []).append(one)
    found: dict[str, list[Finding]] = {}
    for group in by_subject.values():
        for one in group:
            other = next((two for two in group if _contradict(one, two, conflicts)), None)
            if other is not None:
                found.setdefault(one.path, []).append(_finding(one, other))
    return found


def _contradict(one: Saying, other: Saying, conflicts: Mapping[str, Iterable[str]]) -> bool:
    if one.term == other.term:
        return one.denied != other.denied
    if one.denied or other.denied or (one.holds and other.holds):
        return False
    return other.term in conflicts.get(one.term, ()) or one.term in conflicts.get(other.term, ())


def _finding(one: Saying, other: Saying) -> Finding:
    place = f"{other.path}:{other.line}"
    here = f"not `{one.text}`" if one.denied else f"`{one.text}`"
    there = f"not `{other.text}`" if other.denied else f"`{other.text}`"
    return replace(
        one.finding,
        message=f"Unexpected {here} for {one.name}, expected one wording with {place}",
        note=f"{one.name} is called {there} at {place}; decide which is true and say it in both.",
        related=(Related(other.path, other.line, other.column, f"{there} here"),),
    )
