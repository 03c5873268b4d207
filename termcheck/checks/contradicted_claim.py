"""Something is said of a subject that the recorded facts contradict."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import (
    ClaimContext,
    basis,
    evidence,
    expectation,
    reasons,
)
from termcheck.checks.weighing import Outcome
from termcheck.core.finding import Finding, Severity

CHECK = Check(
    id="contradicted-claim",
    summary="A term is said of a subject that does not meet what the term means.",
    why="Readers rely on the promise the term makes, and what they rely on is not there.",
    severity=Severity.ERROR,
)


def run(context: ClaimContext) -> Iterator[Finding]:
    """Yield a finding for each claim the facts contradict."""
    for one in context.weighed:
        if one.outcome is not Outcome.CONTRADICTED:
            continue
        words = context.instead(one)
        names = context.subject_names(one)
        message = f"Unexpected `{one.claim.mention.text}` for {names}{expectation(words)}"
        judged = context.judged_name(one)
        note = f"{judged} does not meet {context.definition(one)}: {reasons(one.verdict)}."
        note += f" {basis(one.verdict)}{context.rest_told(one)}"
        yield context.finding(
            CHECK,
            one,
            message,
            note=note,
            expected=words,
            fixes=context.fixes(one, words),
            evidence=(*evidence(one.verdict), *context.rest_evidence(one)),
        )
