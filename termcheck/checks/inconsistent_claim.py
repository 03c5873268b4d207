"""One subject is called two things that cannot both be true, somewhere in the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from termcheck.checks.check import Check, Example, Page
from termcheck.core.finding import Finding, Related, Usage

_DENIED = "not "
_UNTRUE = " (untrue)"
"""What marks a value that the facts do not bear out: two true sayings never contradict."""


def usages(page: Page) -> Iterator[Usage]:
    """Yield what one document says, or denies, of named subjects in the writer's own voice."""
    from termcheck.checks.weighing import Outcome, rule_for
    from termcheck.claims.claim import Reference, Stance

    terms = page.glossary.terms
    for one in page.claims.weighed:
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
            rule = rule_for(terms[term], subject.kind)
            if rule is not None and rule.recorded:
                continue
            if subject.reference is Reference.NAMED:
                known = subject.subject_ids[0] if subject.subject_ids else ""
                # The message is only the name until the place it disagrees with is known.
                finding = page.claim_finding(CHECK, one, subject.name, note="")
                finding = replace(finding, subject=known)
                yield Usage(CHECK.id, known or subject.name.lower(), value, finding, against)


def compare(usages: Sequence[Usage]) -> Iterator[Finding]:
    """Yield a finding for each usage of one subject that another one contradicts.

    A denial of what the facts do not bear out is right: only what it denies is reported.
    """
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


CHECK = Check(
    id="inconsistent-claim",
    summary="One subject is called two things that cannot both be true.",
    why="Readers who see both cannot know which page to believe.",
    of_claims=True,
    usages=usages,
    run=compare,
    examples=(
        Example(
            "Whisperbird is end-to-end encrypted.\n\nWhisperbird is not end-to-end encrypted.",
            "Whisperbird is end-to-end encrypted.\n\nPaperplane is not end-to-end encrypted.",
        ),
    ),
)

CHECKS = (CHECK,)
