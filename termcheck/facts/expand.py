"""Subjects that stand short in the entry of another: its hosted siblings and its releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from termcheck.core.errors import FactsError
from termcheck.facts.kinds import Vocabulary
from termcheck.facts.subject import Availability, Component, Hosted, Release, Subject


def expanded(subjects: Iterable[Subject], vocabulary: Vocabulary) -> Iterator[Subject]:
    """Yield each subject, and after it those that stand short in its entry.

    Raises FactsError when one of them is recorded in an entry of its own too.
    """
    listed = tuple(subjects)
    taken = {one.id for one in listed}
    for one in listed:
        yield _as_latest(one)
        for other in (*_hosted(one, vocabulary), *(_release(one, r) for r in one.releases)):
            if other.id in taken:
                raise FactsError(
                    f"`{other.name}` of subject `{one.id}` is subject `{other.id}` already",
                    path=one.path,
                    line=one.line,
                    column=one.column,
                )
            taken.add(other.id)
            yield other


def subject_id(name: str) -> str:
    """Return the id of a name: lower case, digits, hyphens and dots."""
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")


def _as_latest(one: Subject) -> Subject:
    """Return a subject with the terms of its latest release, where it states none of its own."""
    if not one.releases or one.licence:
        return one
    now = one.releases[0]
    if not now.url:
        return replace(one, licence=now.licence)
    return replace(one, licence=now.licence, url=now.url, basis=now.basis, quote=now.quote)


def _release(one: Subject, release: Release) -> Subject:
    name = f"{one.name} {release.since}"
    return Subject(
        id=one.release_id(release),
        name=name,
        kind=one.kind,
        producer=one.producer,
        version=release.since,
        family=one.id,
        aliases=tuple(f"{alias} {release.since}" for alias in one.aliases),
        licence=release.licence,
        note=release.note,
        url=release.url or one.url,
        basis=release.basis if release.url else one.basis,
        quote=release.quote,
        verified=release.verified or one.verified,
        path=one.path,
        line=one.line,
        column=one.column,
    )


def _hosted(one: Subject, vocabulary: Vocabulary) -> Iterator[Subject]:
    kind = vocabulary.kinds.get(one.kind)
    if kind is None or not kind.served:
        return
    for group in one.hosted:
        for names in group.names:
            yield _sibling(one, group, [part.strip() for part in names.split(" = ")], kind.served)


def _sibling(one: Subject, group: Hosted, names: list[str], part: str) -> Subject:
    served = Component(
        availability=Availability.SERVICE,
        licence=group.licence,
        url=group.url,
        basis=group.basis,
        verified=group.verified,
        quote=group.quote,
    )
    return Subject(
        id=subject_id(names[0]),
        name=names[0],
        kind=one.kind,
        producer=one.producer,
        family=one.family or one.id,
        year=one.year,
        aliases=tuple(names[1:]),
        components={part: served},
        verified=group.verified,
        path=one.path,
        line=one.line,
        column=one.column,
    )
