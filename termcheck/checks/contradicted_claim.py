"""Something is said of a subject that the recorded facts contradict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding, Severity

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each claim the facts contradict."""
    from termcheck.checks.claim_finding import basis, evidence, expectation, reasons
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for weighed in claims.weighed:
        if weighed.outcome is not Outcome.CONTRADICTED:
            continue
        assert weighed.verdict is not None
        words = claims.instead(weighed)
        names = claims.subject_names(weighed)
        message = f"Unexpected `{weighed.claim.wording}` for {names}{expectation(words)}"
        judged = claims.judged_name(weighed)
        note = f"{judged} does not meet {claims.definition(weighed)}: {reasons(weighed.verdict)}."
        source = basis(weighed.verdict) if weighed.stated is None else _BY_ITSELF
        note += f" {source}{claims.rest_told(weighed)}{_beside(claims, weighed)}"
        yield page.claim_finding(
            CHECK,
            weighed,
            message,
            # Nobody is accused on what nobody has verified.
            severity=None if weighed.stated or weighed.verified else Severity.WARNING,
            note=note,
            expected=words,
            fixes=claims.fixes(weighed, words),
            evidence=(*evidence(weighed.verdict), *claims.rest_evidence(weighed)),
        )


_BY_ITSELF = "Derived from the licence that the document itself states."


def _beside(claims: ClaimContext, weighed: Weighed) -> str:
    """Return a sentence on the other promise that stands beside this one, if any."""
    if weighed.partner is None:
        return ""
    term = claims.judge.glossary.terms[weighed.partner.mention.term]
    meaning = f" ({term.meaning.rstrip('.')})" if term.meaning else ""
    return f" `{weighed.partner.wording}` beside it is another promise{meaning}."


CHECK = Check(
    id="contradicted-claim",
    summary="A term is said of a subject that does not meet what the term means.",
    why="Readers rely on the promise the term makes, and what they rely on is not there.",
    severity=Severity.ERROR,
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "Paperplane is an end-to-end encrypted messenger.",
            "Paperplane is a transport-encrypted messenger.",
        ),
    ),
)

CHECKS = (CHECK,)
