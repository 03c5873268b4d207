"""Something is said of a subject nobody recorded evidence for."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext, evidence
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import Reference
from termcheck.finding import Finding

CHECK = Check(
    id="unsupported-claim",
    summary="A term is said of a subject for which no evidence is recorded.",
    why="A promise nobody can check is one the organisation may have to take back.",
)


def run(context: ClaimContext) -> Iterator[Finding]:
    """Yield a finding for each claim without recorded evidence."""
    for one in context.weighed:
        if one.outcome is not Outcome.UNSUPPORTED:
            continue
        name = _name(context, one)
        message = f"Unexpected `{one.claim.mention.text}` for {name}, expected recorded evidence"
        yield context.finding(
            CHECK, one, message, note=_note(one, name), evidence=evidence(one.verdict)
        )


def _name(context: ClaimContext, one: Weighed) -> str:
    assert one.subject is not None
    if one.subject.reference is Reference.OWN:
        return f"`{one.subject.name}`"
    return context.subject_name(one)


def _note(one: Weighed, name: str) -> str:
    if one.verdict is not None:
        return f"It cannot be told whether {name} is: {one.verdict.reason}."
    assert one.subject is not None
    if one.subject.reference is Reference.OWN:
        return f"Name what {name} means, and record what it is made of as a subject."
    return f"Nobody recorded {name}; add it to the subjects with its components and evidence."
