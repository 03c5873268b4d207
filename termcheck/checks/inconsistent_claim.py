"""One subject is called two things that cannot both be true, somewhere in the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding, Related, Usage

_DENIED = "not "


def usages(page: Page) -> Iterator[Usage]:
    """Yield what one document says, or denies, of named subjects in the writer's own voice.

    Where the facts decide, another check says what is true: only what they leave open is compared.
    """
    from termcheck.checks.weighing import Outcome, rule_for
    from termcheck.claims.claim import Reference, Stance

    terms, judge = page.glossary.terms, page.claims.judge
    for weighed in page.claims.weighed:
        claim = weighed.claim
        if claim.stance not in (Stance.ASSERTED, Stance.NEGATED) or weighed.exemption is not None:
            continue
        if weighed.outcome is Outcome.CONFLATED or claim.confidence < judge.confidence:
            # Reported with both of its words already, or not sure enough.
            continue
        term = claim.mention.term
        others = {other for other in terms if term in terms[other].conflicts}
        value, against = term, (_DENIED + term, *sorted(others | set(terms[term].conflicts)))
        if claim.stance is Stance.NEGATED:
            value, against = _DENIED + term, (term,)
        for subject in claim.subjects:
            rule = rule_for(terms[term], subject.kind)
            if rule is not None and rule.recorded:
                continue
            if subject.reference is not Reference.NAMED or judge.decides(claim, subject):
                continue
            known = subject.subject_ids[0] if subject.subject_ids else ""
            # The message is only the name until the place it disagrees with is known.
            finding = page.claim_finding(CHECK, weighed, subject.name, note="")
            finding = replace(finding, subject=known, topic="")
            yield Usage(CHECK.id, known or subject.name.lower(), value, finding, against)


def compare(usages: Sequence[Usage]) -> Iterator[Finding]:
    """Yield a finding for each usage of one subject that another one contradicts."""
    first: dict[str, Usage] = {}
    for usage in usages:
        first.setdefault(usage.value, usage)
    for usage in usages:
        other = next((first[value] for value in usage.against if value in first), None)
        if other is not None:
            yield _finding(usage, other)


def _finding(usage: Usage, other: Usage) -> Finding:
    name, there = usage.finding.message, other.finding
    place = f"{there.path}:{there.line}"
    denial = "denial of " if _denied(usage) else ""
    saying = f"{name} is {'not ' if _denied(other) else ''}`{there.actual}`"
    return replace(
        usage.finding,
        message=f"Unexpected {denial}`{usage.finding.actual}` for {name}, "
        f"expected agreement with {place}",
        note=f"{place} says that {saying}; decide which is true and say it in both places.",
        related=(Related(there.path, there.line, there.column, f"{saying} here"),),
    )


def _denied(usage: Usage) -> bool:
    return usage.value.startswith(_DENIED)


CHECK = Check(
    id="inconsistent-claim",
    summary="One subject, of which the facts do not tell, is called two things that cannot both be "
    "true.",
    why="Readers who see both cannot know which page to believe.",
    of_claims=True,
    usages=usages,
    run=compare,
    examples=(
        CheckExample(
            "Parlour is end-to-end encrypted.\n\nParlour is not end-to-end encrypted.",
            "Parlour is end-to-end encrypted.\n\nPaperplane is not end-to-end encrypted.",
        ),
    ),
)

CHECKS = (CHECK,)
