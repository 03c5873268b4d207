"""A term without an agreed meaning is said of a subject."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Finding


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each vague term said of something."""
    from termcheck.checks.claim_finding import expectation
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for weighed in claims.weighed:
        if weighed.outcome is not Outcome.AMBIGUOUS:
            continue
        words = claims.instead(weighed)
        message = f"Unexpected `{weighed.claim.wording}` for {claims.subject_names(weighed)}"
        message += expectation(words) or ", expected what is meant"
        yield page.claim_finding(
            CHECK,
            weighed,
            message,
            note=claims.term(weighed).why,
            expected=words,
            fixes=claims.fixes(weighed, words),
        )


CHECK = Check(
    id="ambiguous-term",
    summary="A term that means different things to different readers is said of a subject.",
    why="Readers cannot tell what they get; saying which parts are meant tells them.",
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "Whisperbird is a military-grade messenger.",
            "Whisperbird is an end-to-end encrypted messenger.",
        ),
    ),
)

CHECKS = (CHECK,)
