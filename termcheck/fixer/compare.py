"""What a change does to the findings of a document: which are gone, which stay, which are new."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from termcheck.core.finding import Finding, Fix
from termcheck.core.report import Examined
from termcheck.core.source import Span

GRAMMAR = "grammar"
"""Check of what LanguageTool finds."""


def key_of(finding: Finding) -> tuple[str, str, str]:
    """Return what a finding is known by after the words around it have changed."""
    return finding.check, finding.term, finding.message


def new_findings(before: Examined, after: Examined) -> list[Finding]:
    """Return what is found after a change and was not found before, in order of the text."""
    return beyond(after.findings, Counter(key_of(finding) for finding in before.findings))


def beyond(findings: Iterable[Finding], known: Mapping[tuple[str, str, str], int]) -> list[Finding]:
    """Return the findings besides so many of each kind that are known."""
    expected = Counter(known)
    found = []
    for finding in findings:
        if expected[key_of(finding)] > 0:
            expected[key_of(finding)] -= 1
        else:
            found.append(finding)
    return found


def problem_after(
    before: Examined,
    after: Examined,
    applied: Sequence[tuple[Finding, Fix]],
    *,
    anyway: bool,
) -> str:
    """Return why a result does not hold, empty if it does."""
    fixed = Counter(key_of(finding) for finding, _ in applied)
    stay = Counter(key_of(finding) for finding in before.findings)
    stay.subtract(fixed)
    places = _places(before, applied)
    for finding in after.findings:
        key = key_of(finding)
        if finding.check == GRAMMAR and not fixed[key]:
            # The guard weighs what LanguageTool says, which moves with the words around it.
            continue
        if stay[key] > 0:
            stay[key] -= 1
        elif any(map(finding.span.overlaps, places.get(_saying(finding), ()))):
            # Found there before; its message names words that another fix has changed.
            continue
        elif fixed[key]:
            return f"the result still has: {finding.message}"
        elif not anyway:
            return f"the result would have: {finding.message}"
    if len(after.problems) > len(before.problems):
        return f"the result would not be read: {after.problems[-1].message}"
    return ""


def _places(
    before: Examined, applied: Sequence[tuple[Finding, Fix]]
) -> dict[tuple[str, str, str], list[Span]]:
    """Return where the findings that were not fixed stand after the fixes, by what they say."""
    done = {key_of(finding) for finding, _ in applied}
    fixes = sorted((fix for _, fix in applied), key=lambda fix: fix.span.start)
    starts = [fix.span.start for fix in fixes]
    grown = [len(fix.text.encode()) - (fix.span.end - fix.span.start) for fix in fixes]
    moved = [0, *itertools.accumulate(grown)]
    places: dict[tuple[str, str, str], list[Span]] = {}
    for finding in before.findings:
        start, end = finding.span
        first, last = bisect_right(starts, start), bisect_left(starts, end)
        if first and fixes[first - 1].span.end > start:
            first -= 1
        if first < last:
            if key_of(finding) in done:
                continue
            # Anywhere in what was written in its place.
            start = min(start, fixes[first].span.start)
            end = max(end, fixes[last - 1].span.end)
        place = Span(start + moved[first], end + moved[last])
        places.setdefault(_saying(finding), []).append(place)
    return places


def _saying(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.subject
