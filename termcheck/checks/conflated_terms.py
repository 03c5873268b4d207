"""Two terms that are not the same are used as if they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Evidence, Finding, Severity
from termcheck.core.listing import alternatives

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.checks.weighing import Weighed


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each claim that is made with two terms at once."""
    from termcheck.checks.claim_finding import evidence, reasons
    from termcheck.checks.weighing import Outcome

    claims = page.claims
    for weighed in claims.weighed:
        if weighed.outcome is not Outcome.CONFLATED or weighed.partner is None:
            continue
        other = next(other for other in claims.weighed if other.claim is weighed.partner)
        true = [other_weighed for other_weighed in (weighed, other) if _is_true(other_weighed)]
        words = tuple(other.claim.wording for other in true) if len(true) == 1 else ()
        # What is true is never called unexpected: what stands beside it is.
        odd, beside = (other, weighed) if true == [weighed] else (weighed, other)
        message = (
            f"Unexpected `{odd.claim.wording}` beside `{beside.claim.wording}`"
            f"{_about(claims, weighed)}, expected "
        ) + (f"only {alternatives(words)}" if words else "one of them")
        false = other.outcome is Outcome.CONTRADICTED
        terms = (claims.term(weighed), claims.term(other))
        note = " ".join(f"{term.term}: {term.meaning}" for term in terms if term.meaning)
        facts: list[Evidence] = []
        for untrue in (weighed, other):
            if untrue.verdict is None or _is_true(untrue):
                continue
            judged, definition = claims.judged_name(untrue), claims.definition(untrue)
            verb = "does not meet" if _is_false(untrue) else "may not meet"
            note += f" {judged} {verb} {definition}: {reasons(untrue.verdict)}."
            facts += evidence(untrue.verdict)
        yield page.claim_finding(
            CHECK,
            weighed,
            message,
            # The false one has a finding of its own.
            severity=Severity.INFO if false else None,
            note=note,
            expected=words,
            evidence=tuple(facts),
        )


def _is_true(weighed: Weighed) -> bool:
    from termcheck.facts.verdict import Answer

    return weighed.verdict is not None and weighed.verdict.answer is Answer.MET


def _is_false(weighed: Weighed) -> bool:
    from termcheck.facts.verdict import Answer

    return weighed.verdict is not None and weighed.verdict.answer is Answer.NOT_MET


def _about(claims: ClaimContext, weighed: Weighed) -> str:
    from termcheck.claims.claim import Reference

    if weighed.subject is None or weighed.subject.reference is not Reference.NAMED:
        return ""
    return f" for {claims.subject_name(weighed)}"


CHECK = Check(
    id="conflated-terms",
    summary="Two terms with different meanings are used as names of one thing.",
    why="The weaker of two promises gets the sound of the stronger.",
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "Whisperbird is a military-grade (end-to-end encrypted) messenger.",
            "Whisperbird is an end-to-end encrypted messenger.",
            "terms:\n- {id: military-grade, conflicts: [end-to-end-encrypted]}",
        ),
    ),
)

CHECKS = (CHECK,)
