"""Something is said of a subject that the recorded facts contradict."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.check import Check, Example, Page
from termcheck.core.finding import Finding, Severity


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each claim the facts contradict."""
    from termcheck.checks.claim_finding import basis, evidence, expectation, reasons
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for one in claims.weighed:
        if one.outcome is not Outcome.CONTRADICTED:
            continue
        words = claims.instead(one)
        names = claims.subject_names(one)
        message = f"Unexpected `{one.claim.mention.text}` for {names}{expectation(words)}"
        judged = claims.judged_name(one)
        note = f"{judged} does not meet {claims.definition(one)}: {reasons(one.verdict)}."
        note += f" {basis(one.verdict)}{claims.rest_told(one)}"
        yield page.claim_finding(
            CHECK,
            one,
            message,
            note=note,
            expected=words,
            fixes=claims.fixes(one, words),
            evidence=(*evidence(one.verdict), *claims.rest_evidence(one)),
        )


CHECK = Check(
    id="contradicted-claim",
    summary="A term is said of a subject that does not meet what the term means.",
    why="Readers rely on the promise the term makes, and what they rely on is not there.",
    severity=Severity.ERROR,
    of_claims=True,
    document=find,
    examples=(
        Example(
            "Paperplane is an end-to-end encrypted messenger.",
            "Paperplane is a transport-encrypted messenger.",
        ),
    ),
)

CHECKS = (CHECK,)
