"""Subjects that stand short in the entry of another: its hosted siblings and its releases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from termcheck.core.errors import FactsError
from termcheck.facts.kinds import Vocabulary
from termcheck.facts.subject import Availability, Component, Hosted, Release, Subject

_EARLIEST = "0"
"""How an entry writes the version before all others."""


def expanded(subjects: Iterable[Subject], vocabulary: Vocabulary) -> Iterator[Subject]:
    """Yield each subject, and after it those that stand short in its entry.

    Raises FactsError when one of them is recorded in an entry of its own too.
    """
    listed = tuple(subjects)
    taken = {subject.id for subject in listed}
    for candidate in listed:
        yield _as_latest(candidate)
        for other in (
            *_hosted(candidate, vocabulary),
            *(_release(candidate, r) for r in candidate.releases),
        ):
            if other.id in taken:
                raise FactsError(
                    f"`{other.name}` of subject `{candidate.id}` is subject `{other.id}` already",
                    path=candidate.path,
                    line=candidate.line,
                    column=candidate.column,
                )
            taken.add(other.id)
            yield other


def subject_id(name: str) -> str:
    """Return the id of a name: lower case, digits, hyphens and dots."""
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-.")


def _as_latest(subject: Subject) -> Subject:
    """Return a subject with the terms of its latest release, where it states none of its own."""
    if not subject.releases or subject.licence:
        return subject
    now = subject.releases[0]
    if not now.url:
        return replace(subject, licence=now.licence)
    return replace(subject, licence=now.licence, url=now.url, basis=now.basis, quote=now.quote)


def _release(subject: Subject, release: Release) -> Subject:
    later = subject.releases[: subject.releases.index(release)]
    version = f"before {later[-1].since}" if later and release.since == _EARLIEST else release.since
    name = f"{subject.name} {version}"
    return Subject(
        id=subject.release_id(release),
        name=name,
        kind=subject.kind,
        producer=subject.producer,
        version=release.since,
        family=subject.id,
        aliases=tuple(f"{alias} {version}" for alias in subject.aliases),
        licence=release.licence,
        note=release.note,
        url=release.url or subject.url,
        basis=release.basis if release.url else subject.basis,
        quote=release.quote,
        verified=release.verified or subject.verified,
        path=subject.path,
        line=subject.line,
        column=subject.column,
    )


def _hosted(subject: Subject, vocabulary: Vocabulary) -> Iterator[Subject]:
    kind = vocabulary.kinds.get(subject.kind)
    if kind is None or not kind.served:
        return
    for group in subject.hosted:
        for names in group.names:
            yield _sibling(
                subject, group, [part.strip() for part in names.split(" = ")], kind.served
            )


def _sibling(subject: Subject, group: Hosted, names: list[str], part: str) -> Subject:
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
        kind=subject.kind,
        producer=subject.producer,
        family=subject.family or subject.id,
        aliases=tuple(names[1:]),
        components={part: served},
        verified=group.verified,
        path=subject.path,
        line=subject.line,
        column=subject.column,
    )
