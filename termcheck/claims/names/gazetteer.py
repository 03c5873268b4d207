"""Subjects as a table of name keys, made once for a run."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from termcheck.claims.names.key import exact_form, joined_key, name_key
from termcheck.facts.subject import Subject

_DISPLAY_ONLY = re.compile(r"[()/]| and ")
"""Names that are printed and never written so in prose."""
_SIZE = re.compile(r"(?:\d+ x )?\d+(?:\.\d+)? [bmtk]")


class Mode(enum.IntEnum):
    """What a name's spelling has to be."""

    FREE = 0
    EXACT = 1
    LABEL = 2
    """Exact, and with support in the passage."""


class NameEntry(NamedTuple):
    """One name of one subject."""

    subject: int
    mode: Mode
    spelling: str
    """`exact_form` of the name."""


class NamedSubject(NamedTuple):
    """What matching has to know of a subject."""

    id: str
    kind: str
    family: str
    producer: frozenset[int]
    """Subjects that are its producer."""
    support: tuple[str, ...]
    """Lower-case words and phrases that let its labels count."""
    not_near: tuple[str, ...]
    variants: frozenset[str]
    """Keys of the words after its name that leave it this subject."""
    sized: bool
    """Whether its sizes are among them, so that another size is another subject."""
    releases: tuple[tuple[tuple[int, ...], int], ...]
    """Its releases, the earliest first: the version each begins with, and the subject it is."""


class Gazetteer(NamedTuple):
    """Every name of every subject by key."""

    keys: Mapping[str, tuple[NameEntry, ...]]
    """Entries of a key; a key with none only begins longer ones."""
    subjects: tuple[NamedSubject, ...]
    families: frozenset[str]
    """Ids that are some subject's family."""
    ids: Mapping[str, int]


def version_numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: `7.4` -> (7, 4); no zeros at the end."""
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def names_of(subject: Subject) -> list[tuple[str, Mode]]:
    """Return the names a subject is found by, with how strictly."""
    strict = [(name, Mode.EXACT) for name in subject.exact]
    strict += [(name, Mode.LABEL) for name in subject.labels]
    held = {name.casefold() for name, _ in strict}
    free = [(name, Mode.FREE) for name in subject.aliases]
    if not _DISPLAY_ONLY.search(subject.name) and subject.name.casefold() not in held:
        free.insert(0, (subject.name, Mode.FREE))
    return free + strict


def make_table(subjects: Iterable[Subject]) -> Gazetteer:
    """Return the table of all names of `subjects`."""
    listed = tuple(subjects)
    ids = {subject.id: number for number, subject in enumerate(listed)}
    by_id = {subject.id: subject for subject in listed}
    makers = _makers(listed)
    keys: dict[str, tuple[NameEntry, ...]] = {}
    known = []
    for number, subject in enumerate(listed):
        for name, mode in names_of(subject):
            entry = NameEntry(number, mode, exact_form(name))
            for key in {name_key(name), joined_key(name) if mode is not Mode.LABEL else ""}:
                if key:
                    _add(keys, key, entry)
        producers = frozenset(
            maker for part in _parts(subject.producer) for maker in makers.get(part, ())
        )
        support: tuple[str, ...] = ()
        if subject.labels:
            support = _support(subject, by_id.get(subject.family), [listed[m] for m in producers])
        not_near = tuple(word.lower() for word in subject.not_near)
        variants = frozenset(map(name_key, subject.variants))
        releases = sorted(
            (version_numbers(release.since), ids[subject.release_id(release)])
            for release in subject.releases
        )
        known.append(
            NamedSubject(
                subject.id,
                subject.kind,
                subject.family,
                producers,
                support,
                not_near,
                variants,
                any(map(_SIZE.fullmatch, variants)),
                tuple(releases),
            )
        )
    families = frozenset(subject.family for subject in listed if subject.family)
    return Gazetteer(keys, tuple(known), families, ids)


def _add(keys: dict[str, tuple[NameEntry, ...]], key: str, entry: NameEntry) -> None:
    if entry not in keys.get(key, ()):
        keys[key] = (*keys.get(key, ()), entry)
    at = key.find(" ")
    while at != -1:
        keys.setdefault(key[:at], ())
        at = key.find(" ", at + 1)


def _parts(producer: str) -> list[str]:
    """Return the keys of the producers named in `Microsoft / WizardLM`."""
    return [key for part in re.split(r"[/;(]", producer) if (key := name_key(part))]


def _makers(listed: tuple[Subject, ...]) -> dict[str, list[int]]:
    makers: dict[str, list[int]] = {}
    for number, subject in enumerate(listed):
        if not subject.producer and not subject.components:
            for name, _ in names_of(subject):
                makers.setdefault(name_key(name), []).append(number)
    return makers


def _support(subject: Subject, family: Subject | None, producers: list[Subject]) -> tuple[str, ...]:
    words = {word.lower() for word in subject.near}
    words.update(part.strip().lower() for part in re.split(r"[/;]", subject.producer))
    own = [subject, *([family] if family else []), *producers]
    for candidate in own:
        words.update(name.lower() for name, mode in names_of(candidate) if mode is not Mode.LABEL)
    labels = {label.lower() for label in subject.labels}
    return tuple(sorted(word for word in words if word and word not in labels))
