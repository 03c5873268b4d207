"""Files of others held against the recorded facts: entries for what is new, and differences."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from termcheck.core.errors import FactsError, UsageError, did_you_mean, nearest
from termcheck.core.paths import shown_path
from termcheck.core.visible import is_web_address
from termcheck.exchange.difference import additions, differences
from termcheck.exchange.draft import DraftCell, SubjectDraft, licence_as_recorded
from termcheck.exchange.entry import added, new_entry
from termcheck.exchange.read import files_in, read_drafts, read_text
from termcheck.facts.expand import subject_id
from termcheck.facts.facts import Facts
from termcheck.facts.licence import spdx_ids
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml


@dataclass(frozen=True, slots=True)
class HeldFacts:
    """What came of files that were held against the recorded facts."""

    read: int
    """Things the files tell of."""
    matched: int
    """Those of them that are recorded."""
    entries: tuple[str, ...]
    """Entries in YAML for facts nobody recorded."""
    told: tuple[str, ...]
    """Facts told otherwise than they are recorded, one message each."""
    unknown: tuple[str, ...]
    """Things nobody recorded, one message each."""
    unread: tuple[str, ...]
    """Files of folders that could not be read, one message each."""


def hold_files(
    paths: Iterable[Path],
    form: str,
    facts: Facts,
    find: Callable[[Iterable[str]], str],
    day: datetime.date,
) -> HeldFacts:
    """Return what files and folders of a format tell, and what they tell otherwise.

    `find` gives the id of the subject that one of some names is of, or an empty text. One bad file
    of a folder hides none of the others. Raises FactsError for a file that was named itself and is
    not of the format.
    """
    entries: dict[str, str] = {}
    told: list[str] = []
    unknown: list[str] = []
    unread: list[str] = []
    read = matched = 0
    named = list(paths)
    for path in files_in(named, form):
        try:
            drafts = read_drafts(path, form, facts)
        except FactsError as error:
            if path in named:
                raise
            unread.append(str(error))
            continue
        for draft in drafts:
            read += 1
            known = find(draft.names)
            if not known:
                unknown.append(f"{draft.path}: nobody recorded {draft.names[0]}")
                new = subject_id(draft.names[0].rpartition("/")[2])
                entries.setdefault(new, new_entry(draft, new, day))
                continue
            matched += 1
            subject = facts.subjects[known]
            told.extend(str(difference) for difference in differences(draft, subject, facts))
            more = additions(draft, subject)
            if more:
                entries.setdefault(known, added(draft, known, more, day))
    return HeldFacts(
        read, matched, tuple(entries.values()), tuple(told), tuple(unknown), tuple(unread)
    )


def entry_of(
    facts: Facts,
    name: str,
    kind: str,
    *,
    producer: str = "",
    licence: str = "",
    page: str = "",
    quote: str = "",
    parts: dict[str, str] | None = None,
    own: bool = False,
    day: datetime.date,
) -> str:
    """Return a valid entry for a subject nobody recorded. Raises UsageError for a wrong word."""
    if not name.strip():
        raise UsageError("a subject needs a name")
    if page and not is_web_address(page):
        raise UsageError(f"expected the address of a page, got `{page}`")
    known = facts.find(name)
    if known is not None:
        raise UsageError(f"`{name}` is recorded already, as subject `{known.id}`")
    what = facts.kind(kind)
    main = what.served or next(iter(what.components), "")
    told, unread = licence_as_recorded(facts, licence)
    if unread:
        ids = {id_.lower(): id_ for id_ in (*facts.licences, *spdx_ids())}
        near = ids.get(nearest(licence.lower(), ids), "")
        raise UsageError(f"unknown licence `{licence}`{did_you_mean(near, [near])}")
    states = dict(parts or {})
    known_states = [availability.value for availability in Availability]
    for part, state in states.items():
        if part not in what.components:
            raise UsageError(f"unknown part `{part}`{did_you_mean(part, what.components)}")
        if state not in known_states:
            raise UsageError(f"unknown state `{state}`{did_you_mean(state, known_states)}")
    if told and main:
        states.setdefault(main, Availability.PUBLIC.value)
    cells = tuple(
        DraftCell(
            component,
            Availability(states[component]),
            *((told, "", quote) if component == main else ()),
        )
        for component in what.components
        if component in states
    )
    draft = SubjectDraft((name,), kind, "", page, Basis.PRODUCER, "page", producer, 0, cells)
    entry = new_entry(draft, subject_id(name), day)
    return entry.replace(f"  kind: {kind}\n", f"  kind: {kind}\n  own: true\n", 1) if own else entry


def with_entries(path: Path | None, entries: Iterable[str]) -> str:
    """Return a file of subjects with entries at its end, indented as those in it are.

    Raises FactsError for a file that is there and no list of subjects, or has one of their ids.
    """
    text = read_text(path) if path is not None and path.exists() else ""
    text = text if text.strip() else "subjects:\n"
    told = "\n".join(entries)
    shown = shown_path(str(path))
    ids = _ids(parse_yaml("subjects:\n" + told, shown, FactsError), shown)
    for name, node in _ids(parse_yaml(text, shown, FactsError), shown).items():
        if name in ids:
            raise node.error(f"`{name}` stands here already")
    listed = (line for line in text.splitlines() if line.lstrip().startswith("- id:"))
    first = next(listed, "- id:")
    indent = first[: len(first) - len(first.lstrip())]
    lines = (f"{indent}{line}" if line.strip() else line for line in told.splitlines(keepends=True))
    return text.rstrip("\n") + "\n" + "".join(lines)


def _ids(root: Node, shown: str) -> dict[str, Node]:
    subjects = root.value.get("subjects") if isinstance(root.value, dict) else None
    if subjects is None or not isinstance(subjects.value, list | None):
        raise FactsError("no file of subjects: it has no list `subjects`", path=shown, line=1)
    listed = (one.value for one in subjects.value or () if isinstance(one.value, dict))
    return {str(one["id"].value): one["id"] for one in listed if "id" in one}
