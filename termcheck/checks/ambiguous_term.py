"""A term without an agreed meaning is said of a subject."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext, expectation
from termcheck.checks.weighing import Outcome
from termcheck.core.finding import Finding

CHECK = Check(
    id="ambiguous-term",
    summary="A term that means different things to different readers is said of a subject.",
    why="Readers cannot tell what they get; saying which parts are meant tells them.",
)


def run(context: ClaimContext) -> Iterator[Finding]:
    """Yield a finding for each vague term said of something."""
    for one in context.weighed:
        if one.outcome is not Outcome.AMBIGUOUS:
            continue
        words = context.instead(one)
        message = f"Unexpected `{one.claim.mention.text}` for {context.subject_names(one)}"
        message += expectation(words) or ", expected what is meant"
        yield context.finding(
            CHECK,
            one,
            message,
            note=context.term(one).why,
            expected=words,
            fixes=context.fixes(one, words),
        )
