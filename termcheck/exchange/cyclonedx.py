"""CycloneDX bills of materials: a model as a component with its model card (ML-BOM), 1.7.

Schema: https://cyclonedx.org/docs/1.7/json/.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from termcheck._version import __version__
from termcheck.core.errors import FactsError
from termcheck.exchange.draft import (
    DraftCell,
    SubjectDraft,
    licence_as_recorded,
    parts_called,
    served_part,
)
from termcheck.exchange.json_text import parse_json
from termcheck.facts.evaluate import Evaluator
from termcheck.facts.facts import Facts
from termcheck.facts.licence import Licence
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability, Subject

FORM = "cyclonedx"
VERSION = "1.7"
_PROPERTY = "termcheck"


def read_bom(text: str, path: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a bill in JSON says of each thing of a recorded kind.

    Raises FactsError for what is no such bill.
    """
    data = parse_json(text, path)
    if not isinstance(data, dict) or data.get("bomFormat") != "CycloneDX":
        raise FactsError("no CycloneDX bill: `bomFormat` is not `CycloneDX`", path=path)
    kinds = {
        kind.called[FORM]: kind.id
        for kind in facts.vocabulary.kinds.values()
        if FORM in kind.called
    }
    main = (data.get("metadata") or {}).get("component")
    listed = [*([main] if isinstance(main, dict) else []), *(data.get("components") or [])]
    return [
        _draft(component, kinds[component["type"]], path, facts)
        for component in listed
        if isinstance(component, dict) and component.get("type") in kinds and component.get("name")
    ]


def _draft(component: dict[str, Any], kind: str, path: str, facts: Facts) -> SubjectDraft:
    told = {
        str(each.get("name")): str(each.get("value") or "")
        for each in component.get("properties") or []
        if isinstance(each, dict)
    }
    main = served_part(facts, kind)
    cells = []
    licence, unread, quote = _licences(component.get("licenses"), facts)
    if main:
        available = told.get(f"{_PROPERTY}:{main}:availability", "")
        state = Availability(available) if available in list(Availability) else Availability.UNKNOWN
        cells.append(DraftCell(main, state, licence, unread, quote))
    for part in facts.kind(kind).components:
        available = told.get(f"{_PROPERTY}:{part}:availability", "")
        if part != main and available in list(Availability):
            known = told.get(f"{_PROPERTY}:{part}:licence", "")
            cells.append(DraftCell(part, Availability(available), known))
    card = component.get("modelCard") if isinstance(component.get("modelCard"), dict) else {}
    datasets = ((card or {}).get("modelParameters") or {}).get("datasets") or []
    names = [
        str(each.get("name")) for each in datasets if isinstance(each, dict) and each.get("name")
    ]
    if names and not any(cell.part in parts_called(facts, FORM, "datasets") for cell in cells):
        quote = f"datasets: {', '.join(names[:6])}"
        parts = parts_called(facts, FORM, "datasets")
        cells += [DraftCell(part, Availability.DESCRIBED, quote=quote) for part in parts]
    ancestors = (component.get("pedigree") or {}).get("ancestors") or []
    maker = component.get("manufacturer") or component.get("supplier") or {}
    group, version = str(component.get("group") or ""), str(component.get("version") or "")
    name = str(component["name"])
    full = f"{name} {version}" if version and version not in name else name
    return SubjectDraft(
        names=tuple(dict.fromkeys((*([f"{group}/{name}"] if group else []), full, name))),
        kind=kind,
        path=path,
        url=_page(component),
        basis=Basis.SECONDARY,
        page="bom",
        producer=str(maker.get("name") or component.get("publisher") or group),
        cells=tuple(cells),
        base=tuple(str(each["name"]) for each in ancestors if each.get("name")),
    )


def _page(component: dict[str, Any]) -> str:
    wanted = ("model-card", "vcs", "distribution", "website", "documentation")
    found = {
        str(each.get("type")): str(each.get("url"))
        for each in component.get("externalReferences") or []
    }
    return next((found[name] for name in wanted if name in found), "")


def _licences(listed: Any, facts: Facts) -> tuple[str, str, str]:
    """Return the licence as recorded, as written where unknown, and the words for it."""
    for each in listed or []:
        if "expression" in each:
            return str(each["expression"]), "", f"expression: {each['expression']}"
        licence = each.get("license") or {}
        written = str(licence.get("id") or licence.get("name") or "")
        if written:
            known, unread = licence_as_recorded(facts, written)
            return known, unread, f"license: {written}"
    return "", "", ""


def write_bom(subject: Subject, facts: Facts) -> str:
    """Return a subject as a CycloneDX bill in JSON, its bases as ancestors."""
    main = _component(subject, facts)
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{subject.id} {facts.digest}")
    bom = {
        "$schema": f"http://cyclonedx.org/schema/bom-{VERSION}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": VERSION,
        "serialNumber": f"urn:uuid:{identity}",
        "version": 1,
        "metadata": {
            "tools": {
                "components": [{"type": "application", "name": "termcheck", "version": __version__}]
            },
            "component": main,
        },
    }
    return json.dumps(bom, ensure_ascii=False, indent=2) + "\n"


def _component(subject: Subject, facts: Facts) -> dict[str, Any]:
    kind = facts.kind(subject.kind)
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    found: dict[str, Any] = {
        "type": kind.called.get(FORM, "data"),
        "bom-ref": subject.id,
        "name": subject.name,
    }
    if subject.version:
        found["version"] = subject.version
    if subject.producer:
        found["manufacturer"] = {"name": subject.producer}
        found["publisher"] = subject.producer
    main = kind.served or next(iter(kind.components), "")
    licence = evaluator.licence_of(main)[0] if main else None
    if licence is not None:
        found["licenses"] = _written(licence)
    properties, references = [], [{"type": "evidence", "url": url} for url in subject.addresses]
    for part in kind.components:
        component = evaluator.component(part)
        if component.availability is Availability.UNKNOWN:
            continue
        name = f"{_PROPERTY}:{part}"
        told = {"availability": component.availability.value, "basis": component.basis.value}
        terms = evaluator.licence_of(part)[0]
        told |= {"licence": terms.id} if terms is not None else {}
        told |= {"url": component.url} if component.url else {}
        told |= {"verified": component.verified.isoformat()} if component.verified else {}
        told |= {"quote": component.quote} if component.quote else {}
        properties += [{"name": f"{name}:{each}", "value": value} for each, value in told.items()]
        if part in parts_called(facts, FORM, "card") and component.url:
            references.append({"type": "model-card", "url": component.url})
    if references:
        found["externalReferences"] = references
    bases = [
        facts.subjects[derivation.id]
        for derivation in subject.base
        if derivation.id in facts.subjects
    ]
    if bases:
        found["pedigree"] = {
            "ancestors": [
                {
                    "type": facts.kind(base.kind).called.get(FORM, "data"),
                    "name": base.name,
                    "bom-ref": f"{subject.id}/{base.id}",
                }
                for base in bases
            ]
        }
    if kind.served:
        found["modelCard"] = _card(subject, facts)
    if properties:
        found["properties"] = properties
    return found


def _card(subject: Subject, facts: Facts) -> dict[str, Any]:
    """Return the model card: what is said of the data, and how far the definitions are met."""
    quotes = [
        part.quote
        for name, part in subject.components.items()
        if name in parts_called(facts, FORM, "datasets") and part.quote
    ]
    card: dict[str, Any] = {}
    if quotes:
        card["modelParameters"] = {
            "datasets": [{"type": "dataset", "description": quote} for quote in quotes]
        }
    told = []
    for reference in facts.judging([subject.kind]):
        verdict = facts.judge(reference, subject.id)
        told.append({"name": f"{_PROPERTY}:verdict:{reference}", "value": str(verdict.answer)})
    card["properties"] = told
    return card


def _written(licence: Licence) -> list[dict[str, Any]]:
    if licence.id.startswith("LicenseRef-") or licence.varies:
        named = {"name": licence.name or licence.id}
        return [{"license": named | ({"url": licence.url} if licence.url else {})}]
    if " " in licence.id:
        return [{"expression": licence.id}]
    return [{"license": {"id": licence.id}}]
