"""What follows a name: version, size, variant, format; and which subject the whole is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from termcheck.claims.names.gazetteer import (
    Gazetteer,
    Mode,
    NamedSubject,
    NameEntry,
    version_numbers,
)
from termcheck.claims.names.grammar import Patterns
from termcheck.claims.names.key import name_key

_MAX_SLOTS = 12
_KEY_VERSION = re.compile(
    r"^(?P<base>.*?[^\W\d_])(?P<version>(?: [vrkm])? \d+(?:\.\d+)*(?: [a-z])?)$"
)
_RELEASE = re.compile(r"[ \u00a0-]?[vV]?(?P<version>\d+(?:\.\d+){0,3})(?:\.[xX]|\+)?(?![\w%]|\.\d)")
_KEY_SIZE = re.compile(r"^(?P<base>.+?) (?:\d+ x )?\d+(?:\.\d+)? [bmt]$")


@dataclass(frozen=True, slots=True)
class Slots:
    """The parts read after a name."""

    key: str
    """Key of the listed name."""
    end: int
    """Code point after the last part."""
    version: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    """Slot and key of each part that may choose the subject: version, size, branch."""
    later: bool = False

    @classmethod
    def of_size(cls, name: str, size: str) -> Slots:
        """Return the slots of a name written elsewhere, with another size."""
        key = name_key(name.rpartition("/")[2])
        found = _KEY_SIZE.match(key)
        return cls(found["base"] if found else key, 0, parts=(("size", _size_key(size)),))

    def lookup(self, table: Gazetteer, kinds: Sequence[str]) -> str:
        """Return the id of the subject listed under the key and all parts, or an empty string."""
        for key in _spellings(self.key, self.parts):
            for entry in table.keys.get(key, ()):
                known = table.subjects[entry.subject]
                if known.kind in kinds and entry.mode is not Mode.LABEL:
                    return known.id
        return ""

    def next_in_list(
        self, text: str, at: int, patterns: Patterns, table: Gazetteer, kinds: Sequence[str]
    ) -> tuple[tuple[str, ...], int] | None:
        """Return the subject of a version or size alone at `at`, and where it ends."""
        sizes = [part for slot, part in self.parts if slot == "size"]
        in_key = _KEY_SIZE.match(self.key)
        if (sizes or in_key) and (found := patterns.size.match(text, at)):
            base = in_key["base"] if in_key else self.key
            rest = tuple(part for part in self.parts if part[0] != "size")
            parts = (*rest, ("size", _size_key(found.group())))
            listed = Slots(base, 0, parts=parts).lookup(table, kinds)
            listed = (
                listed or _subject_of(table, kinds, base) or _subject_of(table, kinds, self.key)
            )
            return ((listed,), found.end()) if listed else None
        if not (found := patterns.version.match(text, at)):
            return None
        base, known = self.key, bool(self.version)
        if not known and (match := _KEY_VERSION.match(self.key)):
            base, known = match["base"], True
        if not known:
            return None
        version = name_key(found.group())
        slots = read_slots(text, f"{base} {version}", found.end(), patterns, versioned=False)
        chosen = Slots(base, 0, parts=(("version", version), *slots.parts))
        listed = chosen.lookup(table, kinds) or replace(chosen, parts=chosen.parts[:1]).lookup(
            table, kinds
        )
        if not listed and "." in version:
            listed = _subject_of(table, kinds, base)
        return ((listed,), slots.end) if listed else None


class Chosen(NamedTuple):
    """The subjects a name may mean, and what decided."""

    subjects: tuple[int, ...]
    how: str


def read_slots(text: str, key: str, end: int, patterns: Patterns, *, versioned: bool) -> Slots:
    """Return what follows a name that ends at `end`; `versioned` names may take a version."""
    version = ""
    parts: list[tuple[str, str]] = []
    seen: set[str] = set()
    for _ in range(_MAX_SLOTS):
        found = patterns.joined.match(text, end) or patterns.spaced.match(text, end)
        if found is None:
            if parts or not (found := patterns.tag.match(text, end)):
                break
            end = found.end()
            break
        slot = found.lastgroup or ""
        if slot == "version" and (not versioned or version):
            found = patterns.revision.match(text, end)
            if found is None:
                break
            end = found.end()
            continue
        part = _size_key(found[slot]) if slot == "size" else name_key(found[slot])
        if slot == "version":
            version = part
        if found.group().endswith("]") and "[" not in found.group():
            found = found.re.match(text, end, found.end() - 1) or found
        if slot in ("version", "branch") or (slot == "size" and slot not in seen):
            parts.append((slot, part))
        seen.add(slot)
        end = found.end()
    later = patterns.later.match(text, end) is not None and (bool(version) or key[-1].isdigit())
    return Slots(key, end + later, version, tuple(parts), later)


def resolve(
    table: Gazetteer, kinds: Sequence[str], entries: Sequence[NameEntry], slots: Slots
) -> Chosen:
    """Return the subjects meant by a name's entries (the likeliest first) and its slots."""
    ids = tuple(dict.fromkeys(entry.subject for entry in entries))
    if not slots.parts:
        return Chosen(ids, "listed")
    for count in range(len(slots.parts), 0, -1):
        for parts in itertools.combinations(slots.parts, count):
            if slots.version and parts[0][0] != "version":
                continue
            found = replace(slots, parts=parts).lookup(table, kinds)
            if found:
                left = [part for part in slots.parts if part not in parts]
                return Chosen((table.ids[found],), _how(table.subjects[table.ids[found]], left))
    first = next((id_ for id_ in ids if table.subjects[id_].kind in kinds), ids[0])
    return Chosen((first,), _how(table.subjects[first], slots.parts))


def _how(known: NamedSubject, left: Sequence[tuple[str, str]]) -> str:
    """Return what the parts that no listed name holds make of a subject.

    A version, tier or size nobody recorded is another thing, of which nothing is known.
    """
    left = [part for part in left if part[1] not in known.variants]
    slots = {slot for slot, _ in left}
    if "version" in slots:
        return "version"
    return "variant" if "branch" in slots or ("size" in slots and known.sized) else "listed"


def release_after(text: str, end: int, known: NamedSubject) -> tuple[int | None, int] | None:
    """Return the release that a version right after a name is of, and where the version ends.

    The releases of a subject stand for all versions up to the next one; of what came before the
    first one nothing is known.
    """
    found = _RELEASE.match(text, end) if known.releases else None
    if found is None:
        return None
    version = version_numbers(found["version"])
    fitting = [id_ for since, id_ in known.releases if since <= version]
    return (fitting[-1] if fitting else None), found.end()


def _size_key(size: str) -> str:
    """Return the key of a size, its unit as one letter: `7 billion` -> `7 b`."""
    return re.sub(r"(?<=\d )([a-z])[a-z]+.*", r"\1", name_key(size))


def _subject_of(table: Gazetteer, kinds: Sequence[str], key: str) -> str:
    for entry in table.keys.get(key, ()):
        if table.subjects[entry.subject].kind in kinds:
            return table.subjects[entry.subject].id
    return ""


def _spellings(key: str, parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the keys a name and its parts may be listed under, with and without `v`."""
    keys = [key]
    for slot, part in parts:
        forms = [part]
        if slot == "version":
            forms = [part, part[2:]] if part.startswith("v ") else [part, f"v {part}"]
        keys = [f"{key} {form}" for key in keys for form in forms]
    yield from keys
