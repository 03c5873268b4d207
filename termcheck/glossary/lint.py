"""What is wrong with a glossary that loads: entries that cannot work or work against each other.

Each rule is a function from the glossary and its lexicon to findings; `RULES` lists them. `LEVELS`
says how much each kind of finding matters, unless the glossary does (`settings: {lint: …}`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.finding import Severity
from termcheck.glossary.inflect import inflections
from termcheck.glossary.lexicon import Lexicon, normal, term_forms
from termcheck.glossary.mention import Surface
from termcheck.glossary.model import Case, FirstUse, Form, Glossary, PartOfSpeech, Status, Term

LEVELS: Mapping[str, Severity] = {
    "unreachable-form": Severity.ERROR,
    "hidden-form": Severity.ERROR,
    "forbidden-form": Severity.ERROR,
    "flagged-replacement": Severity.ERROR,
    "pattern-form": Severity.ERROR,
    "repeated-form": Severity.WARNING,
    "exact-form": Severity.WARNING,
    "two-terms": Severity.WARNING,
    "useless-exception": Severity.WARNING,
    "unknown-id": Severity.WARNING,
    "missing-meaning": Severity.INFO,
    "missing-why": Severity.OFF,
    "missing-example": Severity.OFF,
    "unsorted": Severity.OFF,
}
"""Every rule and how much it matters, worst first; what is a matter of taste is off."""
_GAP = re.compile(r"[ -]")
_PATTERN = re.compile(r"\.[*+?]|\\[bdsw.]|\[[^\]]+\]|\(\?|\w\?\w|\w\|\w|\([^)]*\|")
FORBIDDEN = (Status.DEPRECATED, Status.SUPERSEDED)


class LintFinding(NamedTuple):
    """One thing to mend in a glossary file; `str(finding)` is the whole message."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    rule: str
    """What is wrong in kind: `missing-example`, `unreachable-form`."""
    message: str
    level: Severity = Severity.WARNING

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.level.label}: {self.message} [{self.rule}]"


def lint(
    glossary: Glossary,
    lexicon: Lexicon,
    *,
    known: Collection[str] = (),
    rules: Collection[str] = (),
    everything: bool = False,
) -> tuple[LintFinding, ...]:
    """Return what is wrong in the glossary's own files, the worst first, then in order of place.

    Files it extends answer for themselves, but what its entries do to theirs is told. `known` are
    the ids of the checks: with them, severities set for unknown ids are found. Only some `rules`
    are kept to if they are given; those that are off are looked at if they are among them, or with
    `everything`. Raises `UsageError` for a rule that is none.
    """
    for name in rules:
        if name not in LEVELS:
            raise UsageError(f"no rule `{name}`{did_you_mean(name, LEVELS)}")
    found = {lint_finding for rule in RULES for lint_finding in rule(glossary, lexicon)}
    if known:
        found |= set(_unknown_ids(glossary, known))
    own = set(glossary.own)
    levels = {**LEVELS, **glossary.settings.lint}
    least = Severity.INFO if rules or everything else Severity.OFF
    told = (
        finding._replace(level=max(levels[finding.rule], least))
        for finding in found
        if (not own or finding.path in own) and (not rules or finding.rule in rules)
    )
    kept = (finding for finding in told if finding.level is not Severity.OFF)
    return tuple(sorted(kept, key=lambda finding: (-finding.level, finding)))


def _at(place: Term | Form, rule: str, message: str) -> LintFinding:
    return LintFinding(place.path, place.line, place.column, rule, message)


def _unsorted(glossary: Glossary, _: Lexicon) -> Iterator[LintFinding]:
    """Entries of one file are sorted by id, so that two people find the same place for one."""
    by_file: dict[str, list[Term]] = {}
    for term in glossary.terms.values():
        by_file.setdefault(term.path, []).append(term)
    for terms in by_file.values():
        terms.sort(key=lambda term: term.line)
        for before, term in itertools.pairwise(terms):
            if term.id < before.id:
                yield _at(
                    term, "unsorted", f"term `{term.id}` stands after `{before.id}`, sort by id"
                )


def _missing(glossary: Glossary, _: Lexicon) -> Iterator[LintFinding]:
    """An entry says why, what it means where that matters, and shows itself at work."""
    for term in glossary.terms.values():
        examples = term.examples
        for kind in ("bad", "ok"):
            if not any(getattr(example, kind) for example in examples):
                yield _at(term, "missing-example", f"term `{term.id}` has no `{kind}` example")
        if not term.why and not all(form.why for form in term_forms(term)):
            yield _at(term, "missing-why", f"term `{term.id}` does not say `why`")
        needs_meaning = (
            term.makes_claims or term.first_use is not FirstUse.ANY or bool(term.conflicts)
        )
        if needs_meaning and not term.meaning:
            yield _at(term, "missing-meaning", f"term `{term.id}` has no `meaning`")


def _has_inner_capital(form: str) -> bool:
    """Return whether a word has small letters and then a capital: `OpenSource`."""
    return re.search(r"[^\W\d_A-Z][A-Z]", form) is not None


def _repeated(glossary: Glossary, _: Lexicon) -> Iterator[LintFinding]:
    """A form is listed once; one that differs by capitals alone is no other form.

    Capitals inside a word are a spelling of their own, which no `case` gives.
    """
    for term in glossary.terms.values():
        seen: dict[tuple[object, ...], Form] = {}
        for form in term_forms(term):
            key = (normal(form.form), form.part_of_speech, *_conditions(form))
            first = seen.setdefault(key, form)
            exact = form.case is Case.EXACT and form.form != first.form
            if first is form or (exact and form.status in FORBIDDEN):
                continue
            if form.form != first.form and _has_inner_capital(form.form) != _has_inner_capital(
                first.form
            ):
                continue
            if form.form == first.form:
                message = f"form `{form.form}` is already {first.status} in term `{term.id}`"
            else:
                message = (
                    f"form `{form.form}` differs from `{first.form}` by capitals alone, "
                    f"which `case` of term `{term.id}` holds"
                )
            yield _at(form, "repeated-form", message)


def _unreachable(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """A form can be found: it holds a letter and is not among its own exceptions."""
    for term in glossary.terms.values():
        for form in term_forms(term):
            place: Term | Form = form if form.line else term
            spelling = normal(form.form)
            shield = lexicon.shields.get(spelling)
            if not any(character.isalnum() for character in spelling):
                message = f"form `{form.form}` of term `{term.id}` has no letter to be found by"
            elif shield is not None and shield.covers(form.form, term.id):
                message = f"form `{form.form}` of term `{term.id}` is among its own `except`"
            elif form.near and form.not_near and set(form.near.words) & set(form.not_near.words):
                message = f"`near` and `not-near` of form `{form.form}` share words"
            elif form.since and form.error_from and form.error_from < form.since:
                message = f"form `{form.form}` is an error before it is superseded"
            else:
                continue
            yield _at(place, "unreachable-form", message)


def _hidden(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """A right form does not hold one to avoid: the longest match wins, and would hide it."""
    for term in glossary.terms.values():
        for form in term_forms(term):
            if form.status in FORBIDDEN or not _GAP.search(form.form):
                continue
            shield = lexicon.shields.get(normal(form.form))
            for surface in _inside(form.form, lexicon):
                if shield is not None and shield.covers(form.form, surface.term):
                    continue
                if surface.term != term.id and _layer(surface, lexicon) == term.makes_claims:
                    message = (
                        f"form `{form.form}` of term `{term.id}` hides `{surface.text}`, "
                        f"which term `{surface.term}` avoids"
                    )
                    yield _at(form if form.line else term, "hidden-form", message)


def _inside(form: str, lexicon: Lexicon) -> Iterator[Surface]:
    """Yield the forms that are to be avoided in any case and stand in a longer one."""
    ends = [0, *(gap.end() for gap in _GAP.finditer(form)), len(form) + 1]
    for start, end in itertools.combinations(ends, 2):
        text = form[start : end - 1]
        if text != form:
            for surface in lexicon.surfaces.get(normal(text), ()):
                if surface.status in FORBIDDEN and _is_everywhere(surface, text):
                    yield surface


def _is_everywhere(surface: Surface, text: str) -> bool:
    """Whether a form counts without conditions, in the capitals of a text."""
    exact = surface.form.case is Case.EXACT and surface.text != text
    return not exact and not any(_conditions(surface.form))


def _variants(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """A form that is right is not reported as another spelling of a second term."""
    for surfaces in lexicon.surfaces.values():
        for made, listed in itertools.permutations(surfaces, 2):
            if not made.variant or listed.variant or made.term == listed.term:
                continue
            if made.language != listed.language:
                continue
            closed = len(_GAP.findall(made.text)) != len(_GAP.findall(made.form.form))
            right = listed.status not in FORBIDDEN and listed.inflection == "base"
            alike = _conditions(made.form) == _conditions(listed.form)
            same = alike and _layer(made, lexicon) == _layer(listed, lexicon)
            if closed and right and same and made.status is Status.PREFERRED:
                message = (
                    f"form `{listed.text}` of term `{listed.term}` is another spelling of "
                    f"`{made.form.form}` in term `{made.term}`, which reports it; "
                    "`variants: false` there lets it be"
                )
                yield _at(_place(listed, glossary), "forbidden-form", message)


def _literal(glossary: Glossary, _: Lexicon) -> Iterator[LintFinding]:
    """A form is words, no pattern; one in exact capitals is not found where a sentence begins."""
    for term in glossary.terms.values():
        for form in (*term.admitted, *term.deprecated, *term.superseded):
            if _PATTERN.search(form.form):
                message = f"form `{form.form}` is taken as it stands; list each spelling of its own"
                yield _at(form, "pattern-form", message)
            exact = form.case is Case.EXACT and form.status in FORBIDDEN
            if exact and form.form[:1].islower():
                risen = form.form[:1].upper() + form.form[1:]
                message = (
                    f"form `{form.form}` is `exact`: `{risen}` at the start of a sentence is not"
                )
                yield _at(form, "exact-form", f"{message} found")


def _useless_exceptions(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """An exception holds a form of its term, else it excepts nothing."""
    spellings: dict[str, set[str]] = {}
    for spelling, surfaces in lexicon.surfaces.items():
        for surface in surfaces:
            spellings.setdefault(surface.term, set()).add(spelling)
    for term in glossary.terms.values():
        for phrase in term.except_:
            both = " | ".join(text for _, text in inflections(phrase, PartOfSpeech.NOUN))
            padded = f" {normal(both)} ".replace("-", " ")
            own = spellings.get(term.id, set())
            if "{" not in phrase and not any(
                f" {phrase.replace('-', ' ')} " in padded for phrase in own
            ):
                message = f"exception `{phrase}` holds no form of term `{term.id}`"
                yield _at(term, "useless-exception", message)


def _conflicts(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """One spelling is not right by one entry and wrong by another, nor preferred by two."""
    for spelling, surfaces in lexicon.surfaces.items():
        shield = lexicon.shields.get(spelling)
        listed = [
            surface
            for surface in surfaces
            if not surface.variant and not (shield and shield.covers(surface.text, surface.term))
        ]
        for surface, other in itertools.permutations(listed, 2):
            if surface.term == other.term or surface.language != other.language:
                continue
            if _conditions(other.form) != _conditions(surface.form):
                continue
            if "base" not in (surface.inflection, other.inflection):
                continue
            later = _place(other, glossary)
            if surface.status not in FORBIDDEN and other.status in FORBIDDEN:
                # What a claim term merely admits is what it listens for, not how to write.
                same_layer = _layer(surface, lexicon) == _layer(other, lexicon)
                if _exempt(surface, other) or not (
                    same_layer or surface.status is Status.PREFERRED
                ):
                    continue
                yield _at(
                    later,
                    "forbidden-form",
                    f"form `{other.text}` of term `{other.term}` is to be avoided, "
                    f"but {surface.status} in term `{surface.term}`",
                )
            elif later.line and _claims_both(surface, other, lexicon) and surface.term < other.term:
                yield _at(
                    later,
                    "two-terms",
                    f"form `{other.text}` belongs to two terms, `{surface.term}` and "
                    f"`{other.term}`",
                )


def _claims_both(surface: Surface, other: Surface, lexicon: Lexicon) -> bool:
    """Whether two terms of one layer (forms, claims) say the same of a spelling."""
    same_layer = _layer(surface, lexicon) == _layer(other, lexicon)
    forbidden = (surface.status in FORBIDDEN) == (other.status in FORBIDDEN)
    exact = surface.text == other.text or Case.EXACT not in (surface.case, other.case)
    return same_layer and forbidden and exact and surface.part_of_speech == other.part_of_speech


def _layer(surface: Surface, lexicon: Lexicon) -> bool:
    return surface.term in lexicon.claim_terms


def _exempt(right: Surface, wrong: Surface) -> bool:
    """Whether the wrong form counts in exactly its capitals, which the right one does not have."""
    return wrong.form.case is Case.EXACT and wrong.text != right.text


def _replacements(glossary: Glossary, lexicon: Lexicon) -> Iterator[LintFinding]:
    """What an entry tells to write is not itself to be avoided: fixes would never end."""
    for term in glossary.terms.values():
        for form in term_forms(term):
            if form.status not in FORBIDDEN:
                continue
            for words in form.instead:
                for surface in _forbidden_in(words, lexicon):
                    yield _at(
                        form,
                        "flagged-replacement",
                        f"replacement `{words}` of form `{form.form}` holds `{surface.text}`, "
                        f"which term `{surface.term}` avoids",
                    )


def _forbidden_in(words: str, lexicon: Lexicon) -> Iterator[Surface]:
    """Yield the forms in some words that are to be avoided in any case; the longest match wins."""
    parts = words.split(" ")
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            text = " ".join(parts[start:end])
            surfaces = lexicon.surfaces.get(normal(text), ())
            if surfaces:
                yield from (
                    surface
                    for surface in surfaces
                    if surface.status in FORBIDDEN
                    and not any(_conditions(surface.form))
                    and (surface.form.case is not Case.EXACT or surface.text == text)
                    and not any(other.status not in FORBIDDEN for other in surfaces)
                )
                start = end - 1
                break
        start += 1


def _unknown_ids(glossary: Glossary, checks: Collection[str]) -> Iterator[LintFinding]:
    settings = glossary.settings
    known = {*glossary.terms, *checks}
    for name in settings.severity:
        if name not in known:
            message = f"unknown term or check `{name}` in `severity`{did_you_mean(name, known)}"
            yield LintFinding(settings.path, settings.line, settings.column, "unknown-id", message)
    for name in settings.lint:
        if name not in LEVELS:
            message = f"unknown rule `{name}` in `lint`{did_you_mean(name, LEVELS)}"
            yield LintFinding(settings.path, settings.line, settings.column, "unknown-id", message)


def _conditions(form: Form) -> tuple[object, ...]:
    return form.only_as, form.near, form.not_near, form.scopes


def _place(surface: Surface, glossary: Glossary) -> Term | Form:
    return surface.form if surface.form.line else glossary.terms[surface.term]


RULES: tuple[Callable[[Glossary, Lexicon], Iterator[LintFinding]], ...] = (
    _unsorted,
    _missing,
    _repeated,
    _unreachable,
    _hidden,
    _variants,
    _literal,
    _useless_exceptions,
    _conflicts,
    _replacements,
)
"""Every rule, in the order they are documented."""
