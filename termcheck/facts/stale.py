"""Which facts to read again first."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from termcheck.facts.facts import Facts
from termcheck.facts.lint import cells


@dataclass(frozen=True, slots=True)
class StaleFact:
    """One fact that nobody read on a page, or not for long."""

    subject: str
    part: str
    verified: datetime.date | None
    url: str
    weight: int
    """How much rests on the subject's facts: findings, then criteria its facts decide."""

    def __str__(self) -> str:
        day = self.verified.isoformat() if self.verified else "never read"
        return " ".join(text for text in (f"{self.subject}: {self.part}, {day}", self.url) if text)


def stale_facts(
    facts: Facts, today: datetime.date, days: int, weight: Mapping[str, int]
) -> list[StaleFact]:
    """Return facts that no page confirms or that were read more than `days` ago.

    `weight` says how many findings rest on each subject; what more rests on comes first, then what
    was read longest ago, then what others are built on.
    """
    uses = dict.fromkeys(facts.subjects, 0)
    for subject in facts.subjects.values():
        for base in subject.base:
            uses[base.id] = uses.get(base.id, 0) + 1
    found = [
        StaleFact(subject.id, name, cell.verified, cell.url, weight.get(subject.id, 0))
        for subject in facts.subjects.values()
        for name, cell in cells(subject)
        if cell.verified is None or not cell.url or (today - cell.verified).days > days
    ]
    first = datetime.date.min
    found.sort(
        key=lambda stale_fact: (
            -stale_fact.weight,
            -uses.get(stale_fact.subject, 0),
            stale_fact.verified or first,
            stale_fact.subject,
        )
    )
    return found
