"""A concept as term bases keep it: languages, each with terms of a status; made an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.glossary.lexicon import MAX_FORM
from termcheck.glossary.model import (
    DO_NOT_TRANSLATE,
    Example,
    Form,
    PartOfSpeech,
    Status,
    Term,
    Wording,
)


@dataclass(frozen=True, slots=True)
class Written:
    """One term of a concept in one language."""

    text: str
    status: Status | None = None
    """None where the file does not say it."""
    part_of_speech: PartOfSpeech | None = None
    kind: str = ""
    """`acronym` or `fullForm`, empty for any other."""
    since: date | None = None
    instead: tuple[str, ...] = ()
    why: str = ""


@dataclass(slots=True)
class LanguageSection:
    """What a concept is called in one language."""

    language: str
    terms: list[Written] = field(default_factory=list)
    meaning: str = ""
    why: str = ""
    notes: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Concept:
    """A concept in all its languages."""

    id: str
    sections: list[LanguageSection] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    owner: str = ""
    changed: date | None = None
    translate: bool = True

    def section(self, language: str) -> LanguageSection:
        """Return the section of a language, made if need be."""
        for own in self.sections:
            if own.language.lower() == language.lower():
                return own
        self.sections.append(LanguageSection(language))
        return self.sections[-1]


def main_language(concepts: Sequence[Concept], said: str) -> str:
    """Return the language of a term base: the one it says, else the one most concepts have."""
    counts: dict[str, int] = {}
    for concept in concepts:
        for section in concept.sections:
            counts[section.language] = counts.get(section.language, 0) + 1
    if said in counts or not counts:
        return said
    region = [tag for tag in counts if tag.split("-")[0].lower() == said.split("-")[0].lower()]
    return region[0] if said and region else max(counts, key=lambda tag: counts[tag])


def term_of(concept: Concept, name: str, language: str) -> Term | None:
    """Return the entry of a concept in a glossary of a language, None where it has no term."""
    sections = [section for section in concept.sections if section.terms]
    if not sections:
        return None
    own = next((section for section in sections if section.language == language), None)
    others = {section.language: _wording(section) for section in sections if section is not own}
    if own is None:
        # A concept without a word in the glossary's language: its first one names it.
        own = sections[0]
        others.setdefault(own.language, _wording(own))
    made = {key: value for key, value in _values(own).items() if value is not None}
    notes = dict.fromkeys((*concept.notes, *made["notes"]))
    made["notes"] = tuple(note for note in notes if note != DO_NOT_TRANSLATE)
    return Term(
        id=name,
        **made,
        languages=others,
        tags=tuple(dict.fromkeys(concept.tags)),
        sources=tuple(dict.fromkeys(concept.sources)),
        owner=concept.owner,
        changed=concept.changed,
        translate=concept.translate and DO_NOT_TRANSLATE not in notes,
    )


def _wording(section: LanguageSection) -> Wording:
    values = _values(section)
    values["status"] = None if values["status"] is Status.PREFERRED else values["status"]
    return Wording(**values)


def _values(section: LanguageSection) -> dict[str, Any]:
    """Return what a section says, by the fields of an entry."""
    terms = section.terms
    right = [
        written for written in terms if written.status not in (Status.DEPRECATED, Status.SUPERSEDED)
    ]
    long_form = ""
    shown = [written for written in right if written.kind != "fullForm"] or right
    preferred = next((written for written in shown if written.status is Status.PREFERRED), None)
    preferred = preferred or next(iter(shown), None)
    status = Status.PREFERRED
    if preferred is None:
        preferred, status = terms[0], Status.DEPRECATED
    if preferred.kind == "acronym":
        long_form = next((written.text for written in right if written.kind == "fullForm"), "")
    rest = [written for written in terms if written is not preferred and written.text != long_form]
    return {
        "term": preferred.text,
        "status": status,
        "part_of_speech": preferred.part_of_speech,
        "meaning": section.meaning,
        "why": section.why or (preferred.why if status is Status.DEPRECATED else ""),
        "long_form": long_form,
        "notes": tuple(section.notes),
        "examples": tuple(Example(ok=text) for text in dict.fromkeys(section.examples)),
        "admitted": _forms((written for written in rest if written in right), preferred),
        "deprecated": _forms((written for written in rest if _avoided(written)), preferred),
        "superseded": _forms(
            (written for written in rest if written.status is Status.SUPERSEDED and written.since),
            preferred,
        ),
    }


def _avoided(written: Written) -> bool:
    """Whether a term must not be written; one that is superseded since nobody knows when too."""
    return written.status is Status.DEPRECATED or (
        written.status is Status.SUPERSEDED and written.since is None
    )


def _forms(found: Iterable[Written], of: Written) -> tuple[Form, ...]:
    return tuple(
        Form(
            written.text,
            part_of_speech=None
            if written.part_of_speech is of.part_of_speech
            else written.part_of_speech,
            since=written.since if written.status is Status.SUPERSEDED else None,
            instead=() if written.instead == (of.text,) else written.instead,
            why=written.why,
        )
        for written in found
    )


def check_length(text: str, path: str, line: int) -> str:
    """Return a term as it is. Raises `GlossaryError` for one that is too long to be looked for."""
    if len(text) > MAX_FORM:
        told = f"a term of {len(text):,} characters, expected at most {MAX_FORM}"
        raise GlossaryError(told, path=path, line=line)
    return text
