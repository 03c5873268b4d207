"""Something is said of a subject nobody recorded evidence for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding
from termcheck.core.listing import alternatives
from termcheck.glossary.model import FixPolicy

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each claim without recorded evidence."""
    from termcheck.checks.claim_finding import evidence
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for weighed in claims.weighed:
        if weighed.outcome is not Outcome.UNSUPPORTED:
            continue
        name = claims.subject_name(weighed)
        words = claims.instead(weighed, sure=True)
        expected = ", or ".join(part for part in (alternatives(words), _evidence(weighed)) if part)
        message = f"Unexpected `{weighed.claim.wording}` for {name}, expected {expected}"
        yield page.claim_finding(
            CHECK,
            weighed,
            message,
            note=f"{_note(claims, weighed)}{claims.rest_told(weighed)}",
            expected=words,
            fixes=claims.fixes(weighed, words, FixPolicy.SHOWN),
            evidence=(*evidence(weighed.verdict), *claims.rest_evidence(weighed)),
        )


def _evidence(weighed: Weighed) -> str:
    """Return what is missing: a record, a version, or evidence of what nobody can tell."""
    from termcheck.facts.evaluate import listed

    if weighed.verdict is None:
        return "recorded evidence"
    titles = [criterion.title for criterion in weighed.verdict.unknown]
    if not titles:
        return "the version that is meant" if weighed.verdict.members else "recorded evidence"
    return f"evidence of {listed(titles)}"


def _note(claims: ClaimContext, weighed: Weighed) -> str:
    """Return why nobody can tell, what to write meanwhile, and where the evidence belongs."""
    from termcheck.claims.claim import Reference

    subject = weighed.subject
    assert subject is not None
    name = claims.subject_name(weighed)
    if weighed.verdict is not None:
        judged, definition = claims.judged_name(weighed), claims.definition(weighed)
        return (
            f"It cannot be told whether {judged} meets {definition}: {weighed.verdict.reason}."
            f"{claims.meanwhile(weighed)} {claims.evidence_place(weighed, judged)}"
        )
    if subject.reference is Reference.OWN:
        told = f"Say which {subject.name} is meant."
    elif subject.reference is Reference.NAMED:
        told = f"Nobody recorded {name}."
    else:
        told = f"Say which {claims.kind_name(subject)} is meant."
    return f"{told}{claims.meanwhile(weighed)} {claims.evidence_place(weighed, 'it')}"


CHECK = Check(
    id="unsupported-claim",
    summary="A term is said of a subject for which no evidence is recorded.",
    why="A promise nobody can check is one the organisation may have to take back.",
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "Parlour is an end-to-end encrypted messenger.",
            "Parlour does not say whether it is an end-to-end encrypted messenger.",
        ),
    ),
)

CHECKS = (CHECK,)
