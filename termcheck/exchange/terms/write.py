"""Glossaries in the formats of others: every format that can be read has a writer, where it may."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.contextive import contextive
from termcheck.glossary.address import Address
from termcheck.glossary.interchange import EXPORTS
from termcheck.glossary.interchange import export as exported
from termcheck.glossary.lexicon import REST, normal, term_forms
from termcheck.glossary.model import Case, Form, Glossary, Status, Term

_FORBIDDEN = (Status.DEPRECATED, Status.SUPERSEDED)
_LEVELS = ("suggestion", "suggestion", "warning", "error")
"""What Vale calls severities, the least first."""


def _swaps(term: Term) -> Iterator[Form]:
    """Yield the forms to avoid that have words of their own, with what to write."""
    for form in term_forms(term):
        if form.status in _FORBIDDEN and not (form.near or form.not_near or form.scopes):
            yield form


def _vale(glossary: Glossary) -> str:
    """Return a rule of substitutions; what depends on context is left out."""
    swap: dict[str, str] = {}
    for term in glossary.terms.values():
        for form in _swaps(term):
            if form.instead:
                swap[_literal(form.form)] = "|".join(form.instead)
        if term.status is Status.PREFERRED and term.case is not Case.FREE:
            swap.setdefault(_literal(term.term), term.term)
    rule = {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": _LEVELS[max((term.severity for term in glossary.terms.values()), default=2)],
        "ignorecase": True,
        "action": {"name": "replace"},
        "swap": swap,
    }
    return _yaml(rule)


def _literal(text: str) -> str:
    """Return the pattern of some words as they are."""
    plain = re.escape(text.removesuffix(REST)).replace("\\ ", " ").replace("\\-", "-")
    return plain + (r"[\w.-]*" if text.endswith(REST) else "")


def _prh(glossary: Glossary) -> str:
    """Return rules: each term with the forms to avoid that it stands for."""
    rules: list[dict[str, Any]] = []
    for term in glossary.terms.values():
        by_right: dict[str, list[str]] = {}
        for form in _swaps(term):
            if form.instead:
                by_right.setdefault(form.instead[0], []).append(form.form)
        for right, wrong in by_right.items():
            rule: dict[str, Any] = {"expected": right, "pattern": list(dict.fromkeys(wrong))}
            rules.append({**rule, "prh": term.why} if term.why else rule)
        if not by_right and term.status is Status.PREFERRED:
            rules.append({"expected": term.term})
    return _yaml({"version": 1, "rules": rules})


def _textlint(glossary: Glossary) -> str:
    """Return a list of terms, the exact ones first."""
    listed: list[object] = []
    for term in glossary.terms.values():
        if term.status is Status.PREFERRED and term.case is not Case.FREE:
            listed.append(term.term)
        listed += (
            [_literal(form.form), form.instead[0]]
            for form in _swaps(term)
            if form.instead and normal(form.form) != normal(form.instead[0])
        )
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


_COLUMNS = (
    "id", "term", "status", "language", "part of speech", "use instead", "definition", "why",
    "note", "tags", "source", "owner", "changed", "example",
)  # fmt: skip


def _csv(glossary: Glossary) -> str:
    """Return a table with one row a form, its status and what to write instead.

    A column says what is not translated, where anything is not.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    kept = any(not term.translate for term in glossary.terms.values())
    writer.writerow((*_COLUMNS, "translate") if kept else _COLUMNS)
    for term in glossary.terms.values():
        own = term.language or glossary.language or "en"
        last = ("no" if not term.translate else "",) if kept else ()
        for language in (own, *term.languages):
            rows = _rows(term.worded(language) if language != own else term, language)
            writer.writerows((*row, *last) for row in rows)
    return text.getvalue()


def _rows(term: Term, language: str) -> Iterator[tuple[str, ...]]:
    first = True
    for form in term_forms(term):
        about: tuple[str, ...] = ("",) * 8
        if first:
            changed = term.changed.isoformat() if term.changed else ""
            examples = [
                example.ok or example.good
                for example in term.examples
                if example.ok or example.good
            ]
            listed = (term.notes, term.tags, term.sources)
            about = (
                term.meaning, term.why, *("; ".join(phrases) for phrases in listed), term.owner,
                changed, next(iter(examples), ""),
            )  # fmt: skip
        part = (form.part_of_speech or term.part_of_speech).value
        instead = "; ".join(form.instead) if form.instead != (term.term,) else ""
        yield (term.id, form.form, form.status.value, language, part, instead, *about)
        first = False


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


_OTHERS: Mapping[str, Callable[[Glossary], str]] = {
    "vale": _vale,
    "prh": _prh,
    "textlint-terminology": _textlint,
    "csv": _csv,
    "contextive": contextive,
}
FORMS = (*EXPORTS, *_OTHERS)
"""Every format by name."""


def export(glossary: Glossary, form: str, address: Address | None = None) -> str:
    """Return a glossary in one of `FORMS`. Raises `GlossaryError` for one without terms."""
    if form in EXPORTS:
        return exported(glossary, form, address)
    if not glossary.terms:
        raise GlossaryError("the glossary has no terms to export")
    return _OTHERS[form](glossary)
