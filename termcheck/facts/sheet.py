"""The sheet of a subject: everything recorded of it, and where it was read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from termcheck.facts.evaluate import Evaluator
from termcheck.facts.facts import Facts
from termcheck.facts.licence import Licence
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability, Subject
from termcheck.facts.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ComponentFact:
    """What is known of one component; `availability` may follow from another component."""

    id: str
    label: str
    group: str
    availability: Availability
    licence: str
    basis: Basis
    note: str
    url: str
    implied: bool
    verified: datetime.date | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class PropertyFact:
    """What is known of one property."""

    id: str
    says: str
    basis: Basis
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything recorded of a subject."""

    subject: Subject
    kind: str
    components: tuple[ComponentFact, ...]
    """Those recorded or implied, in the order of the vocabulary."""
    unrecorded: tuple[str, ...]
    """Labels of the components such a subject can have of which nothing is recorded."""
    properties: tuple[PropertyFact, ...]
    licences: tuple[Licence, ...]
    members: tuple[Subject, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def whole(self) -> Licence | None:
        """The licence of all of it, if one is recorded; the subject says where it was read."""
        return self.licences[0] if self.subject.licence else None


def sheet(facts: Facts, name: str) -> Sheet:
    """Return the sheet of a subject, judged by every definition; raises UsageError."""
    subject = facts.subject(name)
    kind = facts.kind(subject.kind)
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    kinds = sorted(
        (facts.component(component) for component in kind.components),
        key=lambda component: component.order,
    )
    known, unrecorded = [], []
    licences: dict[str, Licence] = {}
    if subject.licence:
        licences[subject.licence] = facts.licence(subject.licence)
    for component_ in kinds:
        component = evaluator.component(component_.id)
        if component.availability is Availability.UNKNOWN and not component.licence:
            # A thing of one part is that part: its licence is told with its page.
            if len(kinds) > 1 or not subject.licence:
                unrecorded.append(component_.label)
            continue
        licence, _ = evaluator.licence_of(component_.id)
        if licence is not None:
            licences.setdefault(licence.id, licence)
        recorded = subject.component(component_.id)
        known.append(
            ComponentFact(
                component_.id,
                component_.label,
                component_.group,
                component.availability,
                licence.label if licence is not None else "",
                component.basis,
                component.reason or component.note,
                component.url,
                recorded.availability is not component.availability,
                component.verified,
                component.quote,
            )
        )
    return Sheet(
        subject,
        kind.label,
        tuple(known),
        tuple(unrecorded),
        tuple(_property(facts, subject, property_) for property_ in subject.properties),
        tuple(licences.values()),
        facts.members(name),
        tuple(facts.judge(definition, name) for definition in facts.judging([subject.kind])),
    )


def _property(facts: Facts, subject: Subject, name: str) -> PropertyFact:
    fact = subject.properties[name]
    kind = facts.vocabulary.properties[name]
    says = kind.values.get(fact.value, "unknown")
    return PropertyFact(name, says, fact.basis, fact.note, fact.url)


def verdict_data(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as plain data for JSON."""
    ruling = verdict.ruling
    return {
        "definition": verdict.definition,
        "subject": verdict.subject,
        "answer": verdict.answer.value,
        "derived": verdict.derived.value,
        "source": verdict.source.value,
        "ruling": None
        if ruling is None
        else {"result": ruling.result, "by": ruling.by, "url": ruling.url, "note": ruling.note},
        "rank": verdict.rank or None,
        "rank_label": verdict.rank_label or None,
        "at_least": verdict.at_least,
        "reason": verdict.reason,
        "basis": verdict.basis.value,
        "url": verdict.url or None,
        "members": list(verdict.members),
        "confirmed": verdict.confirmed,
        "as_far_as_judged": [result.id for result in verdict.unjudged],
        "criteria": [
            {
                "id": result.id,
                "title": result.title,
                "says": result.says,
                "answer": result.answer.value,
                "reason": result.reason,
                "basis": result.basis.value,
                "url": result.url or None,
                "confirmed": result.confirmed,
                "source": result.source or None,
                "quote": result.quote or None,
                "quote_basis": result.quote_basis.value if result.quote else None,
                "quote_url": result.quote_url or None,
                "quote_verified": day.isoformat() if (day := result.quote_verified) else None,
                "facts": [
                    {
                        "subject": cell.subject,
                        "part": cell.part,
                        "says": cell.says,
                        "basis": cell.basis.value,
                        "url": cell.url or None,
                        "verified": cell.verified.isoformat() if cell.verified else None,
                        "quote": cell.quote or None,
                        "confirmed": cell.confirmed,
                    }
                    for cell in result.cells
                ],
            }
            for result in verdict.criteria
        ],
    }


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as plain data for JSON."""
    subject = sheet.subject
    return {
        "id": subject.id,
        "name": subject.name,
        "kind": subject.kind,
        "producer": subject.producer or None,
        "family": subject.family or None,
        "year": subject.year or None,
        "aliases": [*subject.aliases, *subject.exact, *subject.labels],
        "licence": subject.licence or None,
        "basis": subject.basis.value,
        "note": subject.note or None,
        "undetermined": subject.undetermined or None,
        "evidence": list(subject.addresses),
        "verified": subject.verified.isoformat() if subject.verified else None,
        "components": [
            {
                "id": part.id,
                "label": part.label,
                "availability": part.availability.value,
                "licence": part.licence or None,
                "basis": part.basis.value,
                "note": part.note or None,
                "url": part.url or None,
                "implied": part.implied,
                "verified": part.verified.isoformat() if part.verified else None,
                "quote": part.quote or None,
            }
            for part in sheet.components
        ],
        "unrecorded": list(sheet.unrecorded),
        "properties": [
            {
                "id": fact.id,
                "says": fact.says,
                "basis": fact.basis.value,
                "note": fact.note or None,
                "url": fact.url or None,
            }
            for fact in sheet.properties
        ],
        "licences": [
            {
                "id": licence.id,
                "name": licence.name,
                "url": licence.url or None,
                "flags": list(licence.flags),
                "rights": {name: grant.value for name, grant in licence.rights.items()},
                "restrictions": [
                    {"kind": limit.kind, "text": limit.text} for limit in licence.restrictions
                ],
            }
            for licence in sheet.licences
        ],
        "members": [member.id for member in sheet.members],
        "verdicts": [verdict_data(verdict) for verdict in sheet.verdicts],
    }
