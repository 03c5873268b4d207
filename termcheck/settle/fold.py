"""Findings that ask one question: the first of a document stays, with the other places listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from termcheck.core.finding import Finding, Related


def folded(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return settled findings of one document without those that repeat an earlier one.

    What is reported of one term and one subject is one question, however often the page says it;
    the place of each is kept as related. The most severe of them stands for all.
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        if finding.topic:
            groups.setdefault(_question(finding), []).append(finding)
    kept = []
    for finding in findings:
        group = groups[_question(finding)] if finding.topic else [finding]
        gravest = max(group, key=lambda other: other.severity)
        if finding is gravest:
            places = tuple(_place(other) for other in group if other is not gravest)
            kept.append(replace(finding, related=(*finding.related, *places), topic=""))
    return tuple(kept)


def _question(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.topic


def _place(finding: Finding) -> Related:
    return Related(finding.path, finding.line, finding.column, f"`{finding.actual}` again")
