"""A claim that holds, on facts that have not been checked for a long time."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.finding import Evidence, Finding, Severity


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each asserted claim whose facts are older than the glossary allows."""
    days = page.glossary.settings.stale_after
    if days <= 0:
        return
    for weighed in page.claims.weighed:
        known = page.facts.subjects.get(weighed.subject_id)
        if known is None or known.verified is None or not weighed.claim.asserted:
            continue
        age = (page.today - known.verified).days
        if age <= days:
            continue
        message = (
            f"Unexpected {age} days since the facts about {known.name} were checked, "
            f"expected {days} or fewer"
        )
        pages = tuple(Evidence(f"recorded {known.verified}", url) for url in known.addresses[:3])
        note = f"Check the licence and components of {known.name} again and record the day."
        yield page.claim_finding(CHECK, weighed, message, note=note, evidence=pages)


CHECK = Check(
    id="stale-evidence",
    summary="The facts a claim rests on were last checked too long ago.",
    why="Licences and downloads change; what was true two years ago may be no longer.",
    severity=Severity.INFO,
    setting="stale-after",
    of_claims=True,
    document=find,
    examples=(
        CheckExample(
            "Whisperbird is end-to-end encrypted.",
            "Whisperbird is a messenger.",
            "settings: {stale-after: 1}",
        ),
    ),
)

CHECKS = (CHECK,)
