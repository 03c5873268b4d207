"""How far a score could be another with other texts of the same kind: bootstrap intervals."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")
DRAWS = 1_000
"""How often texts are drawn anew."""
_TAIL = 0.025


class Interval(NamedTuple):
    """A share, and the range it lies in for 95 of 100 draws of as many sources."""

    value: float
    low: float
    high: float


def interval(
    items: Sequence[T],
    source: Callable[[T], Hashable],
    counts: Callable[[T], Counter[str]],
    share: Callable[[Counter[str]], float],
) -> Interval:
    """Return a share of counts over all items, with its range.

    Sources are drawn with all their items, as mentions of one text are read alike. The same items
    give the same range.
    """
    groups: dict[Hashable, Counter[str]] = {}
    for item in items:
        groups.setdefault(source(item), Counter()).update(counts(item))
    totals = list(groups.values())
    whole = share(_sum(totals))
    if len(totals) < 2:
        return Interval(whole, whole, whole)
    draw = random.Random(0)
    drawn = sorted(share(_sum(draw.choices(totals, k=len(totals)))) for _ in range(DRAWS))
    return Interval(whole, drawn[int(DRAWS * _TAIL)], drawn[int(DRAWS * (1 - _TAIL)) - 1])


def _sum(counts: Sequence[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for group in counts:
        total.update(group)
    return total
