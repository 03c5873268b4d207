"""What two definitions have to do with each other, told from their criteria alone.

Only what follows for every subject is told, so that two definitions of which nothing follows may
still never be met together.
"""

from __future__ import annotations

from collections.abc import Sequence

from termcheck.facts.definition import Definition, LicenceNeeds, Needs

WantedRank = tuple[Definition, str]
"""A definition, and the id of one of its ranks, empty for any."""


def exclude(first: WantedRank, second: WantedRank) -> bool:
    """Return whether nothing that meets the first can meet the second."""
    given = _needs(first)
    return any(_contradict(needs, other) for needs in given for other in _needs(second))


def implies(first: WantedRank, second: WantedRank) -> bool:
    """Return whether whatever meets the first meets the second too."""
    given = _needs(first)
    asked = _needs(second)
    return bool(asked) and all(any(_implies(needs, other) for needs in given) for other in asked)


def _needs(wanted: WantedRank) -> list[Needs]:
    """Return what has to hold, all of it."""
    definition, rank = wanted
    criteria = [
        criterion
        for criterion in definition.criteria
        if not criterion.optional and criterion.needs is not None
    ]
    if definition.ranks:
        least = definition.rank(rank) if rank else definition.ranks[-1]
        criteria = [criterion for criterion in criteria if criterion.id in least.criteria]
    return [
        part
        for criterion in criteria
        if criterion.needs is not None
        for part in _parts(criterion.needs)
    ]


def _parts(needs: Needs) -> list[Needs]:
    return [part for inner in needs.all for part in _parts(inner)] if needs.all else [needs]


def _contradict(first: Needs, second: Needs) -> bool:
    for needs, other in ((first, second), (second, first)):
        if needs.any:
            return all(_contradict(way, other) for way in needs.any)
        if needs.all:
            return any(_contradict(part, other) for part in needs.all)
    if first.not_ is not None or second.not_ is not None:
        refused = first.not_ is not None and _implies(second, first.not_)
        return refused or (second.not_ is not None and _implies(first, second.not_))
    if first.property:
        return first.property == second.property and not set(first.is_) & set(second.is_)
    return (
        first.component == second.component != ""
        and bool(first.available and second.available)
        and not set(first.available) & set(second.available)
    )


def _implies(first: Needs, second: Needs) -> bool:
    """Return whether the second holds, or is at least open, wherever the first holds."""
    if first.any:
        return all(_implies(way, second) for way in first.any)
    if second.all:
        return all(_implies(first, part) for part in second.all)
    if first.all:
        return any(_implies(part, second) for part in first.all)
    if second.any:
        return any(_implies(first, way) for way in second.any)
    if first.not_ is not None or second.not_ is not None:
        both = first.not_ is not None and second.not_ is not None
        return both and _implies(*_inner(second, first))
    if first.property:
        return first.property == second.property and _within(first.is_, second.is_)
    return (
        first.component == second.component != ""
        and (not second.available or (bool(first.available) and _available(first, second)))
        and (second.licence is None or _licensed(first.licence, second.licence))
    )


def _inner(*refusals: Needs) -> list[Needs]:
    return [needs.not_ for needs in refusals if needs.not_ is not None]


def _within(first: Sequence[str], second: Sequence[str]) -> bool:
    return set(first) <= set(second)


def _available(first: Needs, second: Needs) -> bool:
    return set(map(str, first.available)) <= {*map(str, second.available), *second.unsure}


def _licensed(first: LicenceNeeds | None, second: LicenceNeeds) -> bool:
    if first is None:
        return False
    flags = not second.has or (bool(first.has) and _within(first.has, second.has))
    return flags and _within(second.grants, first.grants) and _within(second.without, first.without)
