"""SPDX 3.0.1: a model as an AI package, a data set as a data set package, in JSON-LD.

Read and written with the package `spdx-python-model`, which holds the classes of the model.
Specification: https://spdx.github.io/spdx-spec/v3.0.1/.
"""

from __future__ import annotations

import datetime
import io
from typing import Any

from termcheck._version import __version__
from termcheck.core.errors import FactsError, PluginError
from termcheck.core.extras import adding
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
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability, Subject

FORM = "spdx"
_NAMESPACE = "https://spdx.org/spdxdocs/termcheck/"
_ONE_OFF = ("hasDeclaredLicense", "hasConcludedLicense")


def _model() -> Any:
    try:
        from spdx_python_model import v3_0_1
    except ImportError:
        raise PluginError(f"SPDX needs the package `spdx-python-model`; {adding('bom')}") from None
    return v3_0_1


def read_document(text: str, path: str, facts: Facts) -> list[SubjectDraft]:
    """Return what a document in JSON-LD says of each package of a recorded kind.

    Raises FactsError for what is no SPDX 3 document, PluginError without `spdx-python-model`.
    """
    model = _model()
    data = parse_json(text, path)
    if not isinstance(data, dict) or "@context" not in data:
        raise FactsError("no SPDX 3 document: it has no `@context`", path=path)
    found = model.SHACLObjectSet()
    try:
        model.JSONLDDeserializer().read(io.BytesIO(text.encode()), found)
    except Exception as error:
        raise FactsError(f"no valid SPDX 3.0.1: {error}", path=path) from None
    kinds = [
        (getattr(model, kind.called[FORM]), kind.id)
        for kind in facts.vocabulary.kinds.values()
        if FORM in kind.called
    ]
    links = list(found.foreach_type(model.Relationship))
    drafts = []
    for kind, name in kinds:
        for package in found.foreach_type(kind, match_subclass=False):
            drafts.append(_draft(package, name, links, path, facts))
    return drafts


def _draft(package: Any, kind: str, links: list[Any], path: str, facts: Facts) -> SubjectDraft:
    told: dict[str, list[Any]] = {}
    for link in links:
        if getattr(link, "from_", None) is package:
            short = str(link.relationshipType).rpartition("/")[2]
            told.setdefault(short, []).extend(link.to)
    licence = unread = quote = ""
    for value in (each for name in _ONE_OFF for each in told.get(name, ())):
        written = str(getattr(value, "simplelicensing_licenseExpression", "") or "")
        if written and not quote:
            quote = f"declared licence: {written}"
            licence, unread = licence_as_recorded(facts, written)
            if unread and (" AND " in written or " OR " in written):
                licence, unread = written, ""
    main = served_part(facts, kind)
    place = str(getattr(package, "software_downloadLocation", "") or "")
    cells = []
    if main:
        state = Availability.PUBLIC if place.startswith("http") else Availability.UNKNOWN
        cells.append(DraftCell(main, state, licence, unread, quote))
    training = str(getattr(package, "ai_informationAboutTraining", "") or "")
    if training:
        words = " ".join(training.split())[:200]
        parts = parts_called(facts, FORM, "informationAboutTraining")
        cells += [DraftCell(part, Availability.DESCRIBED, quote=words) for part in parts]
    names = [str(getattr(element, "name", "") or "") for element in told.get("descendantOf", ())]
    version = str(getattr(package, "software_packageVersion", "") or "")
    name = str(package.name or "")
    maker = getattr(package, "suppliedBy", None)
    released = getattr(package, "releaseTime", None)
    full = f"{name} {version}" if version and version not in name else name
    return SubjectDraft(
        names=tuple(dict.fromkeys((full, name))),
        kind=kind,
        path=path,
        url=place if place.startswith("http") else "",
        basis=Basis.SECONDARY,
        page="bom",
        producer=str(getattr(maker, "name", "") or ""),
        year=released.year if isinstance(released, datetime.datetime) else 0,
        cells=tuple(cells),
        base=tuple(name for name in names if name),
    )


def _day(subject: Subject, facts: Facts) -> datetime.date:
    """Return the day the entry was read, else the one the registry was last changed on."""
    changed = [change.date for change in facts.registry.changes]
    return subject.verified or max(changed, default=datetime.date(1970, 1, 1))


def write_document(subject: Subject, facts: Facts) -> str:
    """Return a subject as an SPDX 3.0.1 document in JSON-LD.

    Raises PluginError without `spdx-python-model`, FactsError for a kind SPDX has no package for.
    """
    model = _model()
    kind = facts.kind(subject.kind)
    if FORM not in kind.called:
        raise FactsError(f"SPDX has no package for {kind.plural}")
    found = model.SHACLObjectSet()
    root = f"{_NAMESPACE}{subject.id}#"
    made = datetime.datetime.combine(_day(subject, facts), datetime.time(), datetime.UTC)
    info = model.CreationInfo(specVersion="3.0.1", created=made)
    info._id = "_:creation"
    tool = model.SoftwareAgent(
        _id=f"{root}tool", name=f"termcheck {__version__}", creationInfo=info
    )
    info.createdBy.append(tool)
    maker = model.Organization(
        _id=f"{root}maker", name=subject.producer or "unknown", creationInfo=info
    )
    package = getattr(model, kind.called[FORM])(
        _id=f"{root}package", name=subject.name, creationInfo=info
    )
    if isinstance(package, model.dataset_DatasetPackage):
        package.dataset_datasetType.append(model.dataset_DatasetType.noAssertion)
    package.suppliedBy = maker
    if subject.version:
        package.software_packageVersion = subject.version
    if subject.note:
        package.comment = subject.note
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    main = kind.served or next(iter(kind.components), "")
    part = evaluator.component(main) if main else None
    if part is not None and part.url:
        package.software_downloadLocation = part.url
    for name in parts_called(facts, FORM, "informationAboutTraining"):
        told = subject.component(name)
        if kind.served and told.availability is not Availability.UNKNOWN:
            words = told.quote or told.reason or told.availability.value
            package.ai_informationAboutTraining = " ".join((words, told.url)).strip()
    listed = [tool, maker, package]
    links = []
    licence = evaluator.licence_of(main)[0] if main else None
    if licence is not None and not licence.varies:
        terms = model.simplelicensing_LicenseExpression(
            _id=f"{root}licence",
            creationInfo=info,
            simplelicensing_licenseExpression=licence.id,
        )
        listed.append(terms)
        links.append(("declared", model.RelationshipType.hasDeclaredLicense, terms))
    for derivation in subject.base:
        base = facts.subjects[derivation.id]
        called = facts.kind(base.kind).called.get(FORM)
        if called is None:
            continue
        other = getattr(model, called)(
            _id=f"{root}base-{base.id}", name=base.name, creationInfo=info
        )
        listed.append(other)
        links.append((base.id, model.RelationshipType.descendantOf, other))
    for name, relation, target in links:
        link = model.Relationship(
            _id=f"{root}link-{name}", creationInfo=info, relationshipType=relation
        )
        link.from_ = package
        link.to.append(target)
        listed.append(link)
    document = model.SpdxDocument(_id=f"{root}document", name=subject.name, creationInfo=info)
    document.rootElement.append(package)
    document.element.extend(listed)
    document.profileConformance.extend(
        [model.ProfileIdentifierType.core, model.ProfileIdentifierType.software]
        + ([model.ProfileIdentifierType.ai] if kind.served else [])
    )
    for each in (document, *listed):
        found.add(each)
    out = io.BytesIO()
    model.JSONLDSerializer().write(found, out, indent=2)
    return out.getvalue().decode() + "\n"
