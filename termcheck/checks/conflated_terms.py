"""Two terms that are not the same are used as if they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, Example, Page
from termcheck.core.finding import Finding, Severity
from termcheck.core.listing import alternatives

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each claim that is made with two terms at once."""
    from termcheck.checks.claim_finding import evidence, reasons
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for one in claims.weighed:
        if one.outcome is not Outcome.CONFLATED or one.partner is None:
            continue
        other = next(two for two in claims.weighed if two.claim is one.partner)
        true = [two for two in (one, other) if _is_true(two)]
        words = tuple(two.claim.wording for two in true) if len(true) == 1 else ()
        # What is true is never called unexpected: what stands beside it is.
        odd, beside = (other, one) if true == [one] else (one, other)
        message = (
            f"Unexpected `{odd.claim.wording}` beside `{beside.claim.wording}`"
            f"{_about(claims, one)}, expected "
        ) + (f"only {alternatives(words)}" if words else "one of them")
        false = other.outcome is Outcome.CONTRADICTED
        terms = (claims.term(one), claims.term(other))
        note = " ".join(f"{term.term}: {term.meaning}" for term in terms if term.meaning)
        untrue = [two for two in (one, other) if two.verdict is not None and not _is_true(two)]
        for two in untrue:
            judged, definition = claims.judged_name(two), claims.definition(two)
            verb = "does not meet" if _is_false(two) else "may not meet"
            note += f" {judged} {verb} {definition}: {reasons(two.verdict)}."
        facts = tuple(fact for two in untrue for fact in evidence(two.verdict))
        yield page.claim_finding(
            CHECK,
            one,
            message,
            # The false one has a finding of its own.
            severity=Severity.INFO if false else None,
            note=note,
            expected=words,
            evidence=facts,
        )


def _is_true(one: Weighed) -> bool:
    from termcheck.facts.verdict import Answer

    return one.verdict is not None and one.verdict.answer is Answer.MET


def _is_false(one: Weighed) -> bool:
    from termcheck.facts.verdict import Answer

    return one.verdict is not None and one.verdict.answer is Answer.NOT_MET


def _about(claims: ClaimContext, one: Weighed) -> str:
    from termcheck.claims.claim import Reference

    if one.subject is None or one.subject.reference is not Reference.NAMED:
        return ""
    return f" for {claims.subject_name(one)}"


CHECK = Check(
    id="conflated-terms",
    summary="Two terms with different meanings are used as names of one thing.",
    why="The weaker of two promises gets the sound of the stronger.",
    of_claims=True,
    document=find,
    examples=(
        Example(
            "Whisperbird is a military-grade (end-to-end encrypted) messenger.",
            "Whisperbird is an end-to-end encrypted messenger.",
            "terms:\n- {id: military-grade, conflicts: [end-to-end-encrypted]}",
        ),
    ),
)

CHECKS = (CHECK,)
