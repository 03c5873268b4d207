"""Findings that ask one question: the first of a document stays, with the other places listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from termcheck.core.finding import Finding, Related


def folded(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return settled findings of one document without those that repeat an earlier one.

    What is reported of one term and one subject is one question, however often the page says it;
    the place of each is kept as related. The most severe of them stands for all.
    """
    groups = _groups(findings)
    kept = []
    for one in findings:
        group = groups.get(_question(one), [one])
        if one is not _first(group):
            continue
        places = tuple(_place(other) for other in group if other is not one)
        kept.append(replace(one, related=(*one.related, *places), topic=""))
    return tuple(kept)


def unfolded(findings: Sequence[Finding], fingerprints: Collection[str]) -> set[str]:
    """Return fingerprints, and those of the findings that theirs stand for once `folded`."""
    groups = _groups(findings).values()
    standing = (group for group in groups if _first(group).fingerprint in fingerprints)
    return {*fingerprints, *(one.fingerprint for group in standing for one in group)}


_Question = tuple[str, str, str]


def _groups(findings: Sequence[Finding]) -> dict[_Question, list[Finding]]:
    groups: dict[_Question, list[Finding]] = {}
    for one in findings:
        if one.topic:
            groups.setdefault(_question(one), []).append(one)
    return groups


def _question(one: Finding) -> _Question:
    return one.check, one.term, one.topic


def _first(group: Sequence[Finding]) -> Finding:
    return max(group, key=lambda one: one.severity)


def _place(one: Finding) -> Related:
    return Related(one.path, one.line, one.column, f"`{one.actual}` again")
