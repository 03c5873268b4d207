"""Two terms that are not the same are used as if they were."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext, reasons
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import Reference
from termcheck.finding import Finding

CHECK = Check(
    id="conflated-terms",
    summary="Two terms with different meanings are used as names of one thing.",
    why="The weaker of two promises gets the sound of the stronger.",
)


def run(context: ClaimContext) -> Iterator[Finding]:
    """Yield a finding for each claim that is made with two terms at once."""
    for one in context.weighed:
        if one.outcome is not Outcome.CONFLATED or one.partner is None:
            continue
        other = one.partner.mention
        about = _about(context, one)
        message = (
            f"Unexpected `{one.claim.mention.text}` beside `{other.text}`{about}, "
            "expected one of them"
        )
        first = context.term(one)
        second = context.scales.glossary.terms[other.term]
        note = " ".join(f"{term.term}: {term.meaning}" for term in (first, second) if term.meaning)
        if one.verdict is not None and one.verdict.reason:
            note += f" {context.subject_name(one)}: {reasons(one.verdict)}."
        yield context.finding(CHECK, one, message, note=note)


def _about(context: ClaimContext, one: Weighed) -> str:
    if one.subject is None or one.subject.reference is not Reference.NAMED:
        return ""
    return f" for {context.subject_name(one)}"
