"""An entry of a file of subjects, as YAML a person would write."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from termcheck.exchange.draft import DraftCell, SubjectDraft
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/+()@-]*(?<! )|https://[^\s,{}\[\]]+(?<!:)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = {"yes", "no", "true", "false", "null", "on", "off", "~"}


def scalar(text: str) -> str:
    """Return a text as a YAML scalar, in quotes where it could be read as something else."""
    number = re.fullmatch(r"[\d._+-]+([eE]\d+)?|\d+-\d+-\d+", text)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not number:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(values: Mapping[str, str]) -> str:
    """Return a mapping in one line: `{availability: public, licence: MIT}`."""
    told = {
        name: value if _DAY.fullmatch(value) else scalar(value) for name, value in values.items()
    }
    return "{" + ", ".join(f"{name}: {value}" for name, value in told.items()) + "}"


def new_entry(draft: SubjectDraft, subject_id: str, day: datetime.date) -> str:
    """Return the entry of a subject nobody recorded."""
    name = draft.names[-1] if "/" in draft.names[0] else draft.names[0]
    lines = [f"- id: {scalar(subject_id)}", f"  name: {scalar(name)}", f"  kind: {draft.kind}"]
    if draft.producer:
        lines.append(f"  producer: {scalar(draft.producer)}")
    if draft.year:
        lines.append(f"  year: {draft.year}")
    others = [
        known_name for known_name in draft.names if known_name != name and "/" not in known_name
    ]
    if others:
        lines.append(f"  aliases: [{', '.join(map(scalar, others))}]")
    return "\n".join((*lines, *_facts(draft, draft.cells, day))) + "\n"


def added(
    draft: SubjectDraft, subject_id: str, cells: Sequence[DraftCell], day: datetime.date
) -> str:
    """Return the entry that adds facts to a subject recorded elsewhere."""
    return "\n".join((f"- id: {scalar(subject_id)}", *_facts(draft, cells, day))) + "\n"


def _facts(draft: SubjectDraft, cells: Iterable[DraftCell], day: datetime.date) -> list[str]:
    lines = []
    if draft.url:
        page = flow({"url": draft.url, "basis": draft.basis, "verified": day.isoformat()})
        if draft.basis is Basis.PRODUCER:
            page = flow({"url": draft.url, "verified": day.isoformat()})
        lines += ["  pages:", f"    {draft.page}: {page}"]
    listed = []
    for cell in cells:
        if cell.availability is Availability.UNKNOWN and not cell.licence:
            continue
        values = {"availability": cell.availability.value}
        if cell.licence:
            values["licence"] = cell.licence
        if draft.url:
            values["from"] = draft.page
        if cell.quote:
            values["quote"] = cell.quote
        comment = f"  # licence `{cell.unread}` is not recorded" if cell.unread else ""
        listed.append(f"    {cell.part}: {flow(values)}{comment}")
    if listed:
        lines += ["  components:", *listed]
    lines += [f"  # built on {base}: name its id under `base`" for base in draft.base]
    return lines
