"""Something is said of a subject nobody recorded evidence for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, Example, Page
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
    for one in claims.weighed:
        if one.outcome is not Outcome.UNSUPPORTED:
            continue
        name = claims.subject_name(one)
        words = claims.instead(one, sure=True)
        expected = ", or ".join(part for part in (alternatives(words), _evidence(one)) if part)
        message = f"Unexpected `{one.claim.wording}` for {name}, expected {expected}"
        yield page.claim_finding(
            CHECK,
            one,
            message,
            note=f"{_note(claims, one)}{claims.rest_told(one)}",
            expected=words,
            fixes=claims.fixes(one, words, FixPolicy.SHOWN),
            evidence=(*evidence(one.verdict), *claims.rest_evidence(one)),
        )


def _evidence(one: Weighed) -> str:
    """Return what is missing: a record, a version, or evidence of what nobody can tell."""
    from termcheck.facts.evaluate import listed

    if one.verdict is None:
        return "recorded evidence"
    titles = [criterion.title for criterion in one.verdict.unknown]
    if not titles:
        return "the version that is meant" if one.verdict.members else "recorded evidence"
    return f"evidence of {listed(titles)}"


def _note(claims: ClaimContext, one: Weighed) -> str:
    """Return why nobody can tell, what to write meanwhile, and where the evidence belongs."""
    from termcheck.claims.claim import Reference

    subject = one.subject
    assert subject is not None
    name = claims.subject_name(one)
    if one.verdict is not None:
        judged, definition = claims.judged_name(one), claims.definition(one)
        return (
            f"It cannot be told whether {judged} meets {definition}: {one.verdict.reason}."
            f"{claims.meanwhile(one)} {claims.evidence_place(one, judged)}"
        )
    if subject.reference is Reference.OWN:
        told = f"Say which {subject.name} is meant."
    elif subject.reference is Reference.NAMED:
        told = f"Nobody recorded {name}."
    else:
        told = f"Say which {claims.kind_name(subject)} is meant."
    return f"{told}{claims.meanwhile(one)} {claims.evidence_place(one, 'it')}"


CHECK = Check(
    id="unsupported-claim",
    summary="A term is said of a subject for which no evidence is recorded.",
    why="A promise nobody can check is one the organisation may have to take back.",
    of_claims=True,
    document=find,
    examples=(
        Example(
            "Parlour is an end-to-end encrypted messenger.",
            "Parlour does not say whether it is an end-to-end encrypted messenger.",
        ),
    ),
)

CHECKS = (CHECK,)
