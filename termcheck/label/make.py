"""From facts to a label."""

from __future__ import annotations

import datetime
from collections import Counter

from termcheck.facts.compare import cell_words, source_words
from termcheck.facts.evaluate import Evaluator
from termcheck.facts.facts import Facts
from termcheck.facts.kinds import ComponentKind
from termcheck.facts.provenance import Basis, Sourced
from termcheck.facts.subject import Availability, Subject
from termcheck.facts.verdict import Answer, Verdict
from termcheck.glossary.model import Glossary
from termcheck.label.model import Group, Ingredient, Label, Meets, Variation
from termcheck.label.terms import all_terms


def make_label(
    facts: Facts,
    subject_id: str,
    glossary: Glossary | None = None,
    today: datetime.date | None = None,
) -> Label:
    """Return the label of a subject. Raises `UsageError` for an id nobody recorded.

    The glossary adds the exceptions it grants and says after how many days facts are stale.
    """
    glossary = glossary or Glossary()
    subject = facts.subject(subject_id)
    kind = facts.kind(subject.kind)
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    kinds = sorted(
        (facts.component(component) for component in kind.components),
        key=lambda component: component.order,
    )
    itself = next((part for part in kind.components if evaluator.licence_of(part)[0]), "")
    known = [
        ingredient
        for ingredient in (_ingredient(evaluator, part, part.id == itself) for part in kinds)
        if ingredient is not None
    ]
    verdicts = [facts.judge(definition, subject.id) for definition in facts.judging([subject.kind])]
    judged = [verdict for verdict in verdicts if verdict.answer is not Answer.NOT_APPLICABLE]
    properties = tuple(
        facts.vocabulary.properties[name].values.get(property_.value, "")
        for name, property_ in subject.properties.items()
    )
    return Label(
        id=subject.id,
        title=kind.label_title or f"{kind.label[:1].upper()}{kind.label[1:]} facts",
        name=subject.name,
        version=subject.version,
        producer=subject.producer,
        kind=kind.label,
        year=subject.year,
        note=subject.note or subject.undetermined,
        groups=_groups(known, kinds),
        unrecorded=tuple(
            component.label
            for component in kinds
            if not any(part.id == component.id for part in known)
        ),
        properties=tuple(says for says in properties if says),
        terms=all_terms(evaluator, [facts.component(ingredient.id) for ingredient in known]),
        meets=tuple(_meets(facts, verdict) for verdict in judged),
        not_judged=tuple(
            facts.definition(verdict.definition).short
            for verdict in verdicts
            if verdict not in judged
        ),
        variations=(*_reasons(known), *_granted(glossary, facts, subject)),
        versions=tuple(
            member.name
            for member in facts.members(subject.id)
            if not subject.releases or member.licence == subject.licence
        ),
        evidence=subject.addresses,
        verified=subject.verified,
        stale=is_stale(subject, glossary.settings.stale_after, today or datetime.date.today()),
        sureness=_sureness(known, subject),
        about=kind.label_about,
        about_url=kind.label_url,
        glossary=_called(glossary),
    )


def _called(glossary: Glossary) -> str:
    """Return the id and version of a glossary; of several together the titles."""
    several = ", " in glossary.title or ", " in glossary.version
    name = glossary.title if several else glossary.id
    return " ".join(word for word in (name, glossary.version) if word)


def is_stale(subject: Subject, days: int, today: datetime.date) -> bool:
    """Return whether facts were checked more than `days` days ago; never when `days` is 0."""
    return days > 0 and subject.verified is not None and (today - subject.verified).days > days


def _ingredient(evaluator: Evaluator, kind: ComponentKind, itself: bool) -> Ingredient | None:
    found = evaluator.component(kind.id)
    licence, says = evaluator.licence_of(kind.id)
    source: Sourced = found
    if found.availability is Availability.UNKNOWN and not found.licence:
        # The licence of the whole is that of the thing itself, whoever can get it.
        if licence is None or not itself:
            return None
        source = says
    recorded = evaluator.subject.component(kind.id)
    return Ingredient(
        id=kind.id,
        name=kind.label,
        availability=found.availability,
        licence=licence.label if licence is not None else "",
        licence_url=licence.url if licence is not None else "",
        basis=source.basis,
        note=found.note,
        reason=found.reason,
        url=source.url,
        implied=recorded.availability is not found.availability,
        verified=source.verified,
        quote=source.quote,
    )


def _groups(known: list[Ingredient], kinds: list[ComponentKind]) -> tuple[Group, ...]:
    group_of = {component.id: component.group for component in kinds}
    groups: dict[str, list[Ingredient]] = {}
    for ingredient in known:
        groups.setdefault(group_of[ingredient.id], []).append(ingredient)
    return tuple(
        Group(name, name[:1].upper() + name[1:].replace("-", " "), tuple(parts))
        for name, parts in groups.items()
    )


def _meets(facts: Facts, verdict: Verdict) -> Meets:
    definition = facts.definition(verdict.definition)
    return Meets(
        definition=definition.id,
        short=definition.short,
        name=definition.name,
        url=next(iter(definition.sources), ""),
        answer=verdict.answer,
        words=cell_words(verdict),
        source=source_words(verdict),
        source_url=verdict.ruling.url if verdict.ruling is not None else "",
        derived=verdict.derived,
        authoritative=verdict.ruling is not None,
        basis=verdict.basis,
        reason=verdict.reason,
    )


def _reasons(known: list[Ingredient]) -> list[Variation]:
    return [
        Variation(ingredient.name, ingredient.reason) for ingredient in known if ingredient.reason
    ]


def _granted(glossary: Glossary, facts: Facts, subject: Subject) -> list[Variation]:
    """The exemptions of the glossary that name the subject or its family."""
    found = []
    for exemption in glossary.exemptions:
        if (
            subject.id not in exemption.subjects
            and (subject.family or "?") not in exemption.subjects
        ):
            continue
        term = glossary.terms.get(exemption.term)
        what = f"may be called {term.term}" if term is not None else exemption.term
        if exemption.criterion:
            what += f" without {_criterion(facts, exemption.criterion)}"
        found.append(Variation(what, exemption.reason, exemption.owner, exemption.until))
    return found


def _criterion(facts: Facts, name: str) -> str:
    for definition in facts.definitions.values():
        for criterion in definition.criteria:
            if criterion.id == name:
                return criterion.title
    return name.replace("-", " ")


def _sureness(known: list[Ingredient], subject: Subject) -> tuple[tuple[Basis, int], ...]:
    counts = Counter(ingredient.basis for ingredient in known if not ingredient.implied)
    counts.update(property_.basis for property_ in subject.properties.values())
    return tuple((basis, counts[basis]) for basis in Basis if counts[basis])
