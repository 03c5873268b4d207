"""One subject is called two things that cannot both be true, somewhere in the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext
from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Reference, Stance
from termcheck.core.finding import Finding, Related, Usage

CHECK = Check(
    id="inconsistent-claim",
    summary="One subject is called two things that cannot both be true.",
    why="Readers who see both cannot know which page to believe.",
)


_DENIED = "not "
_UNTRUE = " (untrue)"
"""What marks a value that the facts do not bear out: two true sayings never contradict."""


def usages(context: ClaimContext) -> Iterator[Usage]:
    """Yield what one document says, or denies, of named subjects in the writer's own voice."""
    terms = context.scales.glossary.terms
    for one in context.weighed:
        claim = one.claim
        if claim.stance not in (Stance.ASSERTED, Stance.NEGATED) or one.exemption is not None:
            continue
        if one.outcome is Outcome.CONFLATED:
            # Reported with both of its words already.
            continue
        term = claim.mention.term
        against: tuple[str, ...]
        if claim.stance is Stance.NEGATED:
            value, against = _DENIED + term, (term, term + _UNTRUE)
        else:
            others = sorted(
                {other for other in terms if term in terms[other].conflicts}
                | set(terms[term].conflicts)
            )
            value, against = term, (_DENIED + term, *(other + _UNTRUE for other in others))
            if one.outcome is not Outcome.OK:
                value, against = term + _UNTRUE, (*against, *others)
        for subject in claim.subjects:
            if subject.reference is Reference.NAMED:
                known = subject.subject_ids[0] if subject.subject_ids else ""
                # The message is only the name until the place it disagrees with is known.
                finding = context.finding(CHECK, one, subject.name, note="")
                finding = replace(finding, subject=known)
                yield Usage(CHECK.id, known or subject.name.lower(), value, finding, against)


def compare(usages: Iterable[Usage]) -> Iterator[Finding]:
    """Yield a finding for each usage of one subject that another one contradicts.

    A denial of what the facts do not bear out is right: only what it denies is reported.
    """
    usages = list(usages)
    first: dict[str, Usage] = {}
    for usage in usages:
        first.setdefault(usage.value, usage)
    for usage in usages:
        other = next((first[value] for value in usage.against if value in first), None)
        if other is not None and not _rightly_denied(usage, other):
            yield _finding(usage, other)


def _rightly_denied(usage: Usage, other: Usage) -> bool:
    return _denied(usage) and other.value.endswith(_UNTRUE)


def _finding(usage: Usage, other: Usage) -> Finding:
    name, there = usage.finding.message, other.finding
    place = f"{there.path}:{there.line}"
    denial = "denial of " if _denied(usage) else ""
    saying = f"{name} is {'not ' if _denied(other) else ''}`{there.actual}`"
    return replace(
        usage.finding,
        message=f"Unexpected {denial}`{usage.finding.actual}` for {name}, "
        f"expected one wording with {place}",
        note=f"{place} says that {saying}; decide which is true and say it in both places.",
        related=(Related(there.path, there.line, there.column, f"{saying} here"),),
    )


def _denied(usage: Usage) -> bool:
    return usage.value.startswith(_DENIED)
