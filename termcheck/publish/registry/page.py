"""The pages of the site: one a subject, the index, the comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from termcheck.core.html import filled
from termcheck.facts.compare import cell_words, source_words
from termcheck.facts.facts import Facts
from termcheck.facts.provenance import BASIS_WORDS, Basis
from termcheck.facts.sheet import Sheet
from termcheck.facts.subject import Subject
from termcheck.facts.verdict import Answer
from termcheck.glossary.model import Glossary
from termcheck.label.words import AVAILABLE

_ANSWERS = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNKNOWN: "unknown",
    Answer.NOT_APPLICABLE: "not judged",
}
_TEXT_WORDS = {
    Basis.PRODUCER: "The text",
    Basis.SECONDARY: "The text, as a copy or report has it",
    Basis.REGISTRY: "The text, as a register has it",
    Basis.NONE: "Not checked against the text",
}
"""How words of a definition are introduced, by where they were read."""
_SCRIPTS = ("table.js", "registry.js")


def file_name(subject_id: str) -> str:
    """Return the name a subject's files have: its id, with nothing a path could take amiss."""
    return re.sub(r"[^a-z0-9.-]", "_", subject_id.lower()).strip(".") or "_"


def subject_html(facts: Facts, glossary: Glossary, sheet: Sheet, url: str = "") -> str:
    """Return the page of a subject."""
    subject = sheet.subject
    name = file_name(subject.id)
    about = (sheet.kind, subject.producer, str(subject.year or ""))
    return _page(
        "subject",
        facts,
        up="../",
        about=subject.id,
        definition_of=facts.definition,
        glossary=glossary.title or "what is recorded",
        sheet=sheet,
        subject=subject,
        name=name,
        about_words=[word for word in about if word],
        bases=[
            (
                derivation,
                facts.subject(derivation.id),
                derivation.as_ or next(iter(facts.vocabulary.derivations), ""),
            )
            for derivation in subject.base
        ],
        history=_history(subject),
        embedded=_embedded(subject, name, url.rstrip("/") + "/" if url else "../"),
        ANSWERS=_ANSWERS,
        AVAILABLE=AVAILABLE,
        BASIS_WORDS=BASIS_WORDS,
        TEXT_WORDS=_TEXT_WORDS,
        cell_words=cell_words,
        file_name=file_name,
        source_words=source_words,
    )


def _history(subject: Subject) -> list[tuple[Any, str]]:
    """Return what was done to a subject and when, the last first."""
    days = {part.verified for part in subject.components.values() if part.verified and part.url}
    told = [(change.date, change.what) for change in subject.changes]
    return sorted([*told, *((day, "pages read") for day in days)], reverse=True)


def _embedded(subject: Subject, name: str, base: str) -> str:
    """Return the HTML with which another page shows a label."""
    return filled("publish/registry/embedded", subject=subject, name=name, base=base)


def index_html(
    facts: Facts,
    glossary: Glossary,
    rows: Sequence[Mapping[str, Any]],
    definitions: Sequence[Mapping[str, str]],
) -> str:
    """Return the index: every subject, with a search and filters where scripts run."""
    kinds = sorted({str(row["kind"]) for row in rows})
    answers = ("met", "not-met", "unknown")
    return _page(
        "index",
        facts,
        scripts=_SCRIPTS,
        title=facts.registry.title or f"{glossary.title or 'Recorded facts'}: the registry",
        rows=rows,
        kinds=[(kind, kind) for kind in kinds],
        definitions=[(definition["id"], definition["short"]) for definition in definitions],
        answers=[(answer, answer.replace("-", " ")) for answer in answers],
    )


def compare_html(facts: Facts, glossary: Glossary) -> str:
    """Return the page on which subjects are set beside each other; it needs scripts."""
    title = f"Compare: {glossary.title or 'the registry'}"
    return _page("compare", facts, scripts=_SCRIPTS, title=title)


def _page(
    template: str,
    facts: Facts,
    *,
    up: str = "",
    scripts: tuple[str, ...] = (),
    about: str = "",
    **values: Any,
) -> str:
    """Return a page of the site; `up` leads from it to the folder of the site."""
    return filled(
        f"publish/registry/{template}",
        up=up,
        scripts=scripts,
        about=about,
        registry=facts.registry,
        **values,
    )
