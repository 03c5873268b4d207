"""What an entry of the glossary tells its readers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from termcheck.facts.facts import Facts
from termcheck.glossary.model import Example, Exemption, Glossary, Instead, Term


@dataclass(frozen=True, slots=True)
class DefinitionSummary:
    """The definition a term stands for when it is said of certain kinds of subject."""

    said_of: tuple[str, ...]
    """Plurals of the kinds: `AI models`."""
    vague: bool
    """Whether there is no agreed meaning."""
    name: str
    short: str
    version: str
    steward: str
    url: str
    summary: str
    criteria: tuple[str, ...]
    """What a subject must fulfil, one sentence each."""


@dataclass(frozen=True, slots=True)
class Avoided:
    """A form not to write, and what to write for it."""

    form: str
    instead: tuple[str, ...]
    why: str
    since: datetime.date | None


@dataclass(frozen=True, slots=True)
class Truth:
    """What to write of a subject the term is not true of."""

    when: str
    """Short name of the definition it then meets; empty for anything else."""
    write: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A variation allowed for a use case."""

    what: str
    reason: str
    owner: str
    until: datetime.date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as readers meet it."""

    id: str
    term: str
    meaning: str
    why: str
    long_form: str
    meanings: tuple[DefinitionSummary, ...]
    allowed: tuple[str, ...]
    """Other forms that may be written."""
    avoided: tuple[Avoided, ...]
    truths: tuple[Truth, ...]
    different: tuple[tuple[str, str], ...]
    """Terms that are not the same: id and preferred form."""
    notes: tuple[str, ...]
    granted: tuple[Granted, ...]
    examples: tuple[Example, ...]
    sources: tuple[str, ...]
    version: str
    """Version of the glossary."""
    owner: str
    changed: datetime.date | None
    feedback: str
    """Where readers answer; empty when nowhere."""


def make_entries(
    glossary: Glossary,
    facts: Facts | None = None,
    only: Iterable[str] = (),
    today: datetime.date | None = None,
) -> tuple[Entry, ...]:
    """Return the entries of a glossary in the order of the alphabet.

    `only` are ids of terms, all when empty; exemptions that ran out before `today` are left out.
    """
    ids = tuple(only)
    terms = [term for term in glossary.terms.values() if not ids or term.id in ids]
    terms.sort(key=lambda term: (term.term.casefold(), term.id))
    day = today or datetime.date.today()
    return tuple(_entry(term, glossary, facts or Facts(), day) for term in terms)


def feedback_url(glossary: Glossary, term_id: str) -> str:
    """Return the address for readers' answers, with the term and the version filled in."""
    url = glossary.settings.feedback_url
    filled = {"term": term_id, "version": glossary.version, "glossary": glossary.id}
    for name, value in filled.items():
        url = url.replace(f"{{{name}}}", quote(value, safe=""))
    return url


def _entry(term: Term, glossary: Glossary, facts: Facts, today: datetime.date) -> Entry:
    return Entry(
        id=term.id,
        term=term.term,
        meaning=term.meaning,
        why=term.why,
        long_form=term.long_form,
        meanings=tuple(_meanings(term, glossary, facts)),
        allowed=tuple(
            text
            for text in dict.fromkeys(_spelled_out(form.form, facts) for form in term.admitted)
            if text != term.term
        ),
        avoided=_avoided(term, facts),
        truths=tuple(_truth(instead, facts) for instead in term.instead),
        different=tuple(
            (conflict, glossary.terms[conflict].term)
            for conflict in term.conflicts
            if conflict in glossary.terms
        ),
        notes=term.notes,
        granted=tuple(
            _granted(exemption, facts)
            for exemption in glossary.exemptions
            if exemption.term == term.id and (exemption.until is None or exemption.until >= today)
        ),
        examples=term.examples,
        sources=tuple(dict.fromkeys((*((term.url,) if term.url else ()), *term.sources))),
        version=glossary.version,
        owner=term.owner or glossary.owner,
        changed=term.changed,
        feedback=feedback_url(glossary, term.id),
    )


def _meanings(term: Term, glossary: Glossary, facts: Facts) -> Iterator[DefinitionSummary]:
    kinds = facts.vocabulary.kinds
    for rule in term.claims:
        said_of = tuple(kinds[kind].plural for kind in rule.said_of if kind in kinds)
        reference = glossary.settings.meaning(term.id, rule)
        name, _, rank = reference.partition("/")
        found = facts.definitions.get(name)
        if found is None:
            if rule.vague:
                yield DefinitionSummary(said_of, True, "", "", "", "", "", "", ())
            continue
        criteria = found.criteria
        short, full = found.short, found.name
        if rank and any(known_rank.id == rank for known_rank in found.ranks):
            step = found.rank(rank)
            criteria = tuple(found.criterion(criterion) for criterion in step.criteria)
            short, full = f"{short}: {step.label}", f"{full}: {step.label}"
        yield DefinitionSummary(
            said_of,
            rule.vague,
            full,
            short,
            found.version,
            found.steward,
            next(iter(found.sources), ""),
            found.summary,
            tuple(criterion.says for criterion in criteria),
        )


def _avoided(term: Term, facts: Facts) -> tuple[Avoided, ...]:
    found: dict[str, Avoided] = {}
    for form in (*term.deprecated, *term.superseded):
        text = _spelled_out(form.form, facts)
        instead = form.instead or (term.term,)
        if text in found:
            instead = tuple(dict.fromkeys((*found[text].instead, *instead)))
        found[text] = Avoided(text, instead, form.why, form.since)
    return tuple(found.values())


def _spelled_out(form: str, facts: Facts) -> str:
    """Return a form with `{kind}` as the plain word for that kind."""
    for name, kind in facts.vocabulary.kinds.items():
        if kind.nouns:
            form = form.replace(f"{{{name}}}", kind.nouns[0])
    return form


def _truth(instead: Instead, facts: Facts) -> Truth:
    name, _, rank = instead.when.partition("/")
    found = facts.definitions.get(name)
    if found is None:
        return Truth("", instead.write)
    label = f"{found.short}: {found.rank(rank).label}" if rank else found.short
    return Truth(label, instead.write)


def _granted(exemption: Exemption, facts: Facts) -> Granted:
    subjects = [facts.subjects[name].name for name in exemption.subjects if name in facts.subjects]
    where = ", ".join((*subjects, *exemption.paths)) or "everywhere"
    what = f"{where}: {exemption.use_case}" if exemption.use_case else where
    if exemption.criterion:
        what += f", without {exemption.criterion.replace('-', ' ')}"
    return Granted(what, exemption.reason, exemption.owner, exemption.until)
