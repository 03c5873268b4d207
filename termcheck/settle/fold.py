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
    for one in findings:
        if one.topic:
            groups.setdefault((one.check, one.term, one.topic), []).append(one)
    kept = []
    for one in findings:
        group = groups.get((one.check, one.term, one.topic), [one]) if one.topic else [one]
        first = max(group, key=lambda other: other.severity)
        if one is not first:
            continue
        places = tuple(_place(other) for other in group if other is not first)
        kept.append(replace(one, related=(*one.related, *places), topic=""))
    return tuple(kept)


def _place(one: Finding) -> Related:
    return Related(one.path, one.line, one.column, f"`{one.actual}` again")
