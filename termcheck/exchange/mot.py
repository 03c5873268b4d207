"""A file of the Model Openness Tool: one model, its components and their licences.

Format: https://github.com/lfai/model_openness_tool (`models/*.yml`), framework version 1.0.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

from termcheck.core.errors import FactsError
from termcheck.exchange.draft import (
    DraftCell,
    SubjectDraft,
    kind_of,
    licence_as_recorded,
    parts_called,
)
from termcheck.facts.evaluate import Evaluator
from termcheck.facts.facts import Facts
from termcheck.facts.provenance import Basis, CitedPage, Sourced
from termcheck.facts.subject import Availability, Subject
from termcheck.typed_files.structure import parse_yaml

FORM = "mot"
_MODELS = "https://github.com/lfai/model_openness_tool/blob/main/models/"
_HANDED_OUT = (Availability.PUBLIC, Availability.GATED)
_NO_LICENCE = ("unlicensed", "component not include", "license not specified", "")
"""How the register's entries say that they name no licence."""


def read_models(text: str, path: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a file says; raises FactsError with file, line and column for another format."""
    root = parse_yaml(text, path, FactsError)
    data = root.plain()
    release = data.get("release") if isinstance(data, dict) else None
    if not isinstance(release, dict) or "components" not in release:
        raise root.error(
            "no file of the Model Openness Tool: it has no `release` with `components`"
        )
    overall = _overall(release.get("license"))
    cells = []
    for component in release.get("components") or []:
        name = str(component.get("name") or "") if isinstance(component, dict) else ""
        own = _licence_of(component.get("license")) if isinstance(component, dict) else ""
        if own.casefold() == "component not include":
            continue
        for part in parts_called(facts, FORM, name):
            written = own or overall.get(_group(facts, part), overall.get("distribution", ""))
            known = unread = ""
            if written.casefold() not in _NO_LICENCE:
                known, unread = licence_as_recorded(facts, written)
            cells.append(DraftCell(part, Availability.PUBLIC, known, unread, _quote(name, own)))
    date = str(release.get("date") or "")
    file = PurePosixPath(path.replace("\\", "/")).name
    names = (
        str(release.get("name") or ""),
        str(release.get("huggingface") or "").partition("co/")[2],
    )
    return [
        SubjectDraft(
            names=tuple(dict.fromkeys(name for name in names if name)),
            kind=kind_of(facts, FORM),
            path=path,
            url=_MODELS + file,
            basis=Basis.REGISTRY,
            page=FORM,
            producer=str(release.get("producer") or ""),
            year=int(date[:4]) if date[:4].isdigit() else 0,
            cells=tuple(cells),
        )
    ]


def _overall(licence: Any) -> dict[str, str]:
    """Return the licences of the whole, by what they cover."""
    if isinstance(licence, str):
        return {"distribution": licence}
    found = licence.items() if isinstance(licence, dict) else ()
    return {str(name): _licence_of(licence) for name, licence in found}


def _licence_of(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or "")
    return str(value or "")


def _group(facts: Facts, part: str) -> str:
    """Return what the register calls the group of a component: `code`, `data`, `document`."""
    called = facts.component(part).called.get("mot-group", ())
    return called[0] if called else ""


def _quote(name: str, licence: str) -> str:
    return f"{name}: {licence}" if licence else name


def _home(subject: Subject, host: str) -> str:
    """Return where a subject's maker keeps it on a host; pages of others are no home of it."""
    repository = re.compile(rf"https://{re.escape(host)}/(?!datasets/|spaces/)[^/]+/[^/#?]+")
    told: list[Sourced | CitedPage] = [*subject.components.values(), *subject.pages.values()]
    found = (repository.match(one.url) for one in told if one.basis is Basis.PRODUCER)
    return next((match.group() for match in found if match), "")


def write_model(subject: Subject, facts: Facts) -> str:
    """Return a subject as a file of the Model Openness Tool, to be submitted there."""
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    components = []
    for known in sorted(facts.vocabulary.components.values(), key=lambda kind: kind.order):
        called = known.called.get(FORM, ())
        if not called or known.id not in facts.kind(subject.kind).components:
            continue
        component = evaluator.component(known.id)
        if component.availability not in _HANDED_OUT:
            continue
        licence, _ = evaluator.licence_of(known.id)
        lines = [f"    -\n      name: {json.dumps(called[0])}"]
        if known.meaning:
            lines.append(f"      description: {json.dumps(known.meaning, ensure_ascii=False)}")
        told = licence.id if licence is not None else "unlicensed"
        lines.append(f"      license: {json.dumps(told)}")
        if component.url:
            lines.append(f"      component_path: {json.dumps(component.url)}")
        components.append("\n".join(lines))
    head = {
        "name": subject.name,
        "version": subject.version,
        "date": f"{subject.year}-01-01" if subject.year else "",
        "producer": subject.producer,
        "repository": _home(subject, "github.com"),
        "huggingface": _home(subject, "huggingface.co"),
    }
    told = "".join(f"  {name}: {json.dumps(value)}\n" for name, value in head.items())
    listed = "\n".join(components)
    return (
        "framework:\n  name: 'Model Openness Framework'\n  version: '1.0'\n  date: '2024-12-15'\n"
        f"release:\n{told}  license: {{}}\n  components:\n{listed}\n"
    )
