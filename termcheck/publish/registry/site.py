"""Every file of the site, by its path: nothing of it needs a server or another site."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from termcheck.facts.compare import cell_words
from termcheck.facts.facts import Facts
from termcheck.facts.schema import FILE as SCHEMA_FILE
from termcheck.facts.schema import facts_schema_text
from termcheck.facts.sheet import Sheet, sheet, sheet_data
from termcheck.facts.subject import Subject
from termcheck.glossary.model import Glossary
from termcheck.label.make import make_label
from termcheck.label.svg import label_svg
from termcheck.publish.registry.page import compare_html, file_name, index_html, subject_html


def registry_files(
    facts: Facts, glossary: Glossary, url: str = "", *, own: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield path and text of each file of the site, for every subject with recorded facts.

    `url` is the address the site will have, for snippets that others embed; `own` keeps to the
    organisation's own subjects.
    """
    listed = [
        subject
        for subject in facts.subjects.values()
        if shown_of(facts, subject) and (subject.own or not own)
    ]
    listed.sort(key=lambda subject: subject.name.casefold())
    definitions = facts.judging({subject.kind for subject in listed})
    rows, everything = [], []
    for candidate in listed:
        told = sheet(facts, candidate.id)
        data = sheet_data(told)
        data["pages"] = {name: page.url for name, page in candidate.pages.items()}
        data["changes"] = [
            {"date": change.date.isoformat(), "what": change.what} for change in candidate.changes
        ]
        name = file_name(candidate.id)
        everything.append(data | {"verdicts": [_answer(verdict) for verdict in data["verdicts"]]})
        rows.append(_row(facts, candidate, told))
        yield f"subjects/{name}.html", subject_html(facts, glossary, told, url)
        yield f"data/{name}.json", _json(data)
        yield f"labels/{name}.svg", label_svg(make_label(facts, candidate.id, glossary))
    shown = [
        {
            "id": definition,
            "short": facts.definition(definition).short,
            "name": facts.definition(definition).name,
        }
        for definition in definitions
    ]
    yield "index.html", index_html(facts, glossary, rows, shown)
    yield "compare.html", compare_html(facts, glossary)
    table = {"definitions": shown, "subjects": rows}
    yield "table.js", f"window.REGISTRY = {_script(table)};\n"
    yield "facts.json", _json({"registry": facts.registry_data(), "subjects": everything})
    yield SCHEMA_FILE, facts_schema_text()
    for name in ("registry.css", "registry.js"):
        yield name, (files(__package__) / name).read_text(encoding="utf-8")


def shown_of(facts: Facts, subject: Subject) -> bool:
    """Return whether there is anything to show of a subject: facts of its own or its versions'."""
    recorded = subject.components or subject.properties or subject.licence or subject.rulings
    return bool(recorded or facts.members(subject.id))


def _row(facts: Facts, subject: Subject, told: Sheet) -> dict[str, Any]:
    """Return a subject as the index and the comparison need it."""
    licences = list(dict.fromkeys(licence.label for licence in told.licences))
    return {
        "id": subject.id,
        "file": file_name(subject.id),
        "name": subject.name,
        "kind": facts.kind(subject.kind).label,
        "maker": subject.producer,
        "year": subject.year,
        "also": [*subject.aliases, *subject.exact, *subject.labels],
        "licences": licences,
        "verdicts": {verdict.definition: cell_words(verdict) for verdict in told.verdicts},
        "answers": {verdict.definition: verdict.answer.value for verdict in told.verdicts},
    }


def _answer(verdict: dict[str, Any]) -> dict[str, Any]:
    """Return a verdict for the file of all subjects: its criteria stand in the subject's own."""
    return {name: verdict[name] for name in ("definition", "answer", "rank", "source", "confirmed")}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _script(data: Any) -> str:
    """Return data as a script may hold it, whatever names say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
