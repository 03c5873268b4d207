"""Something is said of a subject nobody recorded evidence for."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.base import Check, wanted
from termcheck.checks.claim_finding import ClaimContext, evidence
from termcheck.checks.weighing import Outcome, Weighed
from termcheck.claims.claim import Reference
from termcheck.core.finding import Finding
from termcheck.facts.evaluate import listed
from termcheck.glossary.model import FixPolicy

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
        name = context.subject_name(one)
        words = context.instead(one, sure=True)
        expected = ", or ".join(part for part in (wanted(words), _evidence(one)) if part)
        message = f"Unexpected `{one.claim.mention.text}` for {name}, expected {expected}"
        yield context.finding(
            CHECK,
            one,
            message,
            note=f"{_note(context, one)}{context.rest_told(one)}",
            expected=words,
            fixes=context.fixes(one, words, FixPolicy.SHOWN),
            evidence=(*evidence(one.verdict), *context.rest_evidence(one)),
        )


def _evidence(one: Weighed) -> str:
    """Return what is missing: a record, a version, or evidence of what nobody can tell."""
    if one.verdict is None:
        return "recorded evidence"
    titles = [criterion.title for criterion in one.verdict.unknown]
    if not titles:
        return "the version that is meant" if one.verdict.members else "recorded evidence"
    return f"evidence of {listed(titles)}"


def _note(context: ClaimContext, one: Weighed) -> str:
    if one.verdict is not None:
        judged, definition = context.judged_name(one), context.definition(one)
        return f"It cannot be told whether {judged} meets {definition}: {one.verdict.reason}."
    assert one.subject is not None
    if one.subject.reference is Reference.OWN:
        return f"Say which {one.subject.name} is meant, and record what it is made of as a subject."
    name = context.subject_name(one)
    return f"Nobody recorded {name}; add it to the subjects with its components and evidence."
