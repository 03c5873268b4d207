"""Two terms that are not the same are used as if they were."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check, wanted
from termcheck.checks.claim_finding import ClaimContext, evidence, reasons
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import Reference
from termcheck.core.finding import Finding
from termcheck.facts.verdict import Answer

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
        other = next(two for two in context.weighed if two.claim is one.partner)
        true = [two for two in (one, other) if _is_true(two)]
        words = tuple(two.claim.mention.text for two in true) if len(true) == 1 else ()
        message = (
            f"Unexpected `{one.claim.mention.text}` beside `{other.claim.mention.text}`"
            f"{_about(context, one)}, expected "
        ) + (f"only {wanted(words)}" if words else "one of them")
        terms = (context.term(one), context.term(other))
        note = " ".join(f"{term.term}: {term.meaning}" for term in terms if term.meaning)
        untrue = [two for two in (one, other) if two.verdict is not None and not _is_true(two)]
        for two in untrue:
            judged, definition = context.judged_name(two), context.definition(two)
            verb = "does not meet" if _is_false(two) else "may not meet"
            note += f" {judged} {verb} {definition}: {reasons(two.verdict)}."
        facts = tuple(fact for two in untrue for fact in evidence(two.verdict))
        yield context.finding(CHECK, one, message, note=note, expected=words, evidence=facts)


def _is_true(one: Weighed) -> bool:
    return one.verdict is not None and one.verdict.answer is Answer.MET


def _is_false(one: Weighed) -> bool:
    return one.verdict is not None and one.verdict.answer is Answer.NOT_MET


def _about(context: ClaimContext, one: Weighed) -> str:
    if one.subject is None or one.subject.reference is not Reference.NAMED:
        return ""
    return f" for {context.subject_name(one)}"
