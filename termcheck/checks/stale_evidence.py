"""A claim that holds, on facts that have not been checked for a long time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.checks.base import Check
from termcheck.core.finding import Evidence, Finding, Severity

if TYPE_CHECKING:
    from termcheck.checks.claim_finding import ClaimContext

CHECK = Check(
    id="stale-evidence",
    summary="The facts a claim rests on were last checked too long ago.",
    why="Licences and downloads change; what was true two years ago may be no longer.",
    severity=Severity.INFO,
    setting="stale-after",
)


def run(context: ClaimContext) -> Iterator[Finding]:
    """Yield a finding for each asserted claim whose facts are older than the glossary allows."""
    days = context.scales.glossary.settings.stale_after
    if days <= 0:
        return
    for one in context.weighed:
        known = context.scales.facts.subjects.get(one.subject_id)
        if known is None or known.verified is None or not one.claim.asserted:
            continue
        age = (context.scales.today - known.verified).days
        if age <= days:
            continue
        message = (
            f"Unexpected {age} days since the facts about {known.name} were checked, "
            f"expected {days} or fewer"
        )
        pages = tuple(Evidence(f"recorded {known.verified}", url) for url in known.addresses[:3])
        note = f"Check the licence and components of {known.name} again and record the day."
        yield context.finding(CHECK, one, message, note=note, evidence=pages)
