"""Facts from YAML files: merged by id, checked against each other, kept in the cache.

Any file may hold any of `kinds`, `components`, `properties`, `rights`, `flags`, `restrictions`,
`derivations`, `registers`, `licences`, `definitions`, `framings` and `subjects`, each a list of
entries with an `id`. A later entry of the same id adds to the earlier one: plain values replace,
names and evidence grow, components and properties are laid over each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from termcheck.cache.objects import cached, digest
from termcheck.core.errors import FactsError, did_you_mean
from termcheck.core.files import read_regular
from termcheck.core.paths import shown_path
from termcheck.core.shipped import shipped_folder
from termcheck.facts.crosscheck import crosscheck
from termcheck.facts.definition import Definition
from termcheck.facts.expand import expanded
from termcheck.facts.facts import Facts
from termcheck.facts.framing import Framing
from termcheck.facts.kinds import (
    ComponentKind,
    DerivationKind,
    Flag,
    PropertyKind,
    Register,
    RestrictionKind,
    Right,
    SubjectKind,
    Vocabulary,
)
from termcheck.facts.licence import Licence, completed
from termcheck.facts.subject import Registry, Subject
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import build, convert, key, parse_yaml


@dataclass(frozen=True)
class FactsFile:
    """A file of facts: kinds, licences, definitions, subjects, in any mixture."""

    kinds: tuple[SubjectKind, ...] = key("Kinds of subject.", ())
    components: tuple[ComponentKind, ...] = key("Parts subjects are made of.", ())
    properties: tuple[PropertyKind, ...] = key("Other facts about subjects.", ())
    rights: tuple[Right, ...] = key("What licences can let people do.", ())
    flags: tuple[Flag, ...] = key("Classes of licences.", ())
    restrictions: tuple[RestrictionKind, ...] = key("Limits licences can set.", ())
    derivations: tuple[DerivationKind, ...] = key("Ways to be made from another subject.", ())
    registers: tuple[Register, ...] = key("Places that record facts of many makers.", ())
    licences: tuple[Licence, ...] = key("Licences.", ())
    definitions: tuple[Definition, ...] = key("What terms can mean.", ())
    framings: tuple[Framing, ...] = key("Who usually means what.", ())
    subjects: tuple[Subject, ...] = key("What terms can be said of.", ())
    registry: Registry | None = key("What the facts are as a whole.", None)


ENTRIES: Mapping[str, tuple[type[Any], str]] = {
    "kinds": (SubjectKind, "kind"),
    "components": (ComponentKind, "component"),
    "properties": (PropertyKind, "property"),
    "rights": (Right, "right"),
    "flags": (Flag, "flag"),
    "restrictions": (RestrictionKind, "restriction"),
    "derivations": (DerivationKind, "derivation"),
    "registers": (Register, "register"),
    "licences": (Licence, "licence"),
    "definitions": (Definition, "definition"),
    "framings": (Framing, "framing"),
    "subjects": (Subject, "subject"),
}
"""What each key of a file lists, and how a message names one of them."""

_GROWING = frozenset(
    (
        "aliases also cues evidence exact hosted labels near not-near nouns other-senses rulings "
        "sites sources urls variants"
    ).split()
)
_LAID_OVER = frozenset("components properties pages rights values classes".split())
_SUFFIXES = (".yml", ".yaml")

_WHOLE = "registry"
"""The key of what the facts are as a whole: the last file that holds it counts."""

Entries = dict[str, dict[str, Node]]


def load_facts(
    *,
    subjects: Iterable[str | Path] = (),
    definitions: Iterable[str | Path] = (),
    licences: Iterable[str | Path] = (),
    kinds: Iterable[str | Path] = (),
) -> Facts:
    """Return the facts of files or folders of YAML files, later ones over earlier ones.

    The four names only say what the caller expects there; any file may hold any kind of entry.
    Raises FactsError with file, line and column. Unchanged files are not parsed again: the result
    is kept in the user's cache.
    """
    paths = [path for kind in (*kinds, *licences, *definitions, *subjects) for path in _files(kind)]
    paths = list(dict.fromkeys(paths))
    contents = [_content(path) for path in paths]
    named = [
        part
        for path, data in zip(paths, contents, strict=True)
        for part in (str(path).encode(), data)
    ]
    where = digest(named)
    return cached("facts", where, lambda: _load(paths, contents, digest(contents)))


def _files(name: str | Path) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        return sorted(inside for inside in path.iterdir() if inside.suffix in _SUFFIXES)
    return [path]


def _content(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise FactsError(f"cannot be read: {error.strerror}", path=shown_path(str(path))) from None


def _load(paths: Sequence[Path], contents: Sequence[bytes], whole: str) -> Facts:
    entries: Entries = {name: {} for name in ENTRIES}
    for root in _roots(paths, contents):
        _read(root, entries)
    built = {
        name: {id_: build(kind, node, f"{what} `{id_}`") for id_, node in entries[name].items()}
        for name, (kind, what) in ENTRIES.items()
    }
    vocabulary = Vocabulary(**{f: built[f] for f in Vocabulary.__dataclass_fields__})
    recorded = {name: value.read() for name, value in built["subjects"].items()}
    subjects = {subject.id: subject for subject in expanded(recorded.values(), vocabulary)}
    licences = _licences(built["licences"], vocabulary)
    facts = Facts(
        vocabulary=vocabulary,
        licences=licences,
        definitions=built["definitions"],
        framings=built["framings"],
        subjects=subjects,
        families=_families(subjects),
        registry=_registry(entries),
        digest=whole,
    )
    used = crosscheck(facts, entries)
    return replace(facts, licences={**licences, **used})


def _roots(paths: Sequence[Path], contents: Sequence[bytes]) -> list[Node]:
    """Return the files, parsed.

    Where a house adds to the files that are shipped, those are kept parsed: reading them again
    after each change of its own would take half the time.
    """
    shipped = shipped_folder()
    files = [(shown_path(str(path)), data) for path, data in zip(paths, contents, strict=True)]
    ours = [file for file, path in zip(files, paths, strict=True) if path.is_relative_to(shipped)]
    kept: dict[str, Node] = {}
    if 0 < len(ours) < len(files):
        named = [part for shown, data in ours for part in (shown.encode(), data)]
        kept = cached("parsed", digest(named), lambda: {file[0]: _parsed(*file) for file in ours})
    return [kept[shown] if shown in kept else _parsed(shown, data) for shown, data in files]


def _parsed(shown: str, data: bytes) -> Node:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FactsError("not UTF-8; save it as UTF-8", path=shown) from None
    return parse_yaml(text, shown, FactsError)


def _read(root: Node, entries: Entries) -> None:
    if not isinstance(root.value, dict):
        raise root.error(f"expected a mapping with {_listed(ENTRIES)}")
    for name, listed in root.value.items():
        if name == _WHOLE:
            entries.setdefault(_WHOLE, {})[""] = listed
            continue
        if name not in ENTRIES:
            hint = did_you_mean(name, ENTRIES) or f"; known: {_listed(ENTRIES)}"
            raise root.key_error(name, f"unknown key `{name}` in a file of facts{hint}")
        what = ENTRIES[name][1]
        here: dict[str, Node] = {}
        for node in _items(listed):
            if not isinstance(node.value, dict) or "id" not in node.value:
                raise node.error(f"a {what} is a mapping with `id:`")
            id_ = convert(str, node.value["id"], f"`id` of a {what}")
            if id_ in here:
                first = here[id_].line
                raise node.key_error("id", f"duplicate {what} `{id_}`, first at line {first}")
            here[id_] = node
            known = entries[name]
            known[id_] = _over(known[id_], node) if id_ in known else node


def _over(base: Node, new: Node) -> Node:
    """Return an entry with what a later one of the same id says laid over it."""
    values = dict(base.value)
    for name, node in new.value.items():
        old = values.get(name)
        if old is not None and name in _GROWING:
            fresh = _items(node)
            plain = [node.plain() for node in fresh]
            kept = [node for node in _items(old) if node.plain() not in plain]
            node = node._replace(value=[*kept, *fresh])
        elif old is not None and name in _LAID_OVER and _both_mappings(old, node):
            node = _under(old, node)
        values[name] = node
    return new._replace(value=values, keys={**base.keys, **new.keys})


def _under(base: Node, new: Node) -> Node:
    """Return a mapping of mappings with a later one laid over it, key by key."""
    values = dict(base.value)
    for name, node in new.value.items():
        old = values.get(name)
        if old is not None and _both_mappings(old, node):
            merged = {**old.value, **node.value}
            node = node._replace(value=merged, keys={**old.keys, **node.keys})
        values[name] = node
    return new._replace(value=values, keys={**base.keys, **new.keys})


def _both_mappings(node: Node, other: Node) -> bool:
    return isinstance(node.value, dict) and isinstance(other.value, dict)


def _items(node: Node) -> list[Node]:
    if node.value is None:
        return []
    return node.value if isinstance(node.value, list) else [node]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _licences(recorded: Mapping[str, Licence], vocabulary: Vocabulary) -> dict[str, Licence]:
    found: dict[str, Licence] = {}
    for licence in recorded.values():
        for other in licence.also:
            found[other] = completed(
                replace(licence, id=other, name="", url="", also=()), vocabulary
            )
    for known in recorded.values():
        found[known.id] = completed(known, vocabulary)
    return found


def _registry(entries: Entries) -> Registry:
    node = entries.get(_WHOLE, {}).get("")
    return build(Registry, node, "`registry`") if node is not None else Registry()


def _families(subjects: Mapping[str, Subject]) -> dict[str, tuple[str, ...]]:
    families: dict[str, list[str]] = {}
    for subject in subjects.values():
        if subject.family:
            families.setdefault(subject.family, []).append(subject.id)
    return {name: tuple(members) for name, members in families.items()}
