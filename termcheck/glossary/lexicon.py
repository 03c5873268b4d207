"""Every spelling a glossary cares about, made once and shared by all documents.

A `Lexicon` is plain frozen data: it pickles, so that it can be kept on disk and sent to workers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from termcheck.core.errors import GlossaryError
from termcheck.glossary.inflect import inflections
from termcheck.glossary.mention import Surface
from termcheck.glossary.model import (
    Case,
    Form,
    Glossary,
    Hyphen,
    PartOfSpeech,
    Status,
    Term,
    primary_tag,
)

_SEPARATORS = re.compile(r"[ -]")
_SLOT = re.compile(r"\{([a-z-]+)\}")
_MAX_SLOT_FORMS = 2000
REST = "*"
"""At the end of a form to avoid or an exception: whatever the word goes on with."""
MAX_FORM = 300
"""Characters a form may have."""
_TRANSLATE = str.maketrans(
    {
        "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
        "\u2019": "'", "\u02bc": "'", "\u0130": "i", "Σ": "σ", "ς": "σ",
    }
)  # fmt: skip


def normal(text: str) -> str:
    """Return a text in the form spellings are compared in; every character keeps its place.

    Lower case, with one kind of hyphen, space and apostrophe. What becomes of a character does not
    depend on those beside it, so that a part of a text becomes a part of the whole.
    """
    return text.translate(_TRANSLATE).lower()


@dataclass(frozen=True, slots=True)
class Shield:
    """A phrase in which terms are something else; its plural is another shield."""

    text: str
    terms: frozenset[str]
    """Ids of the terms it shields in any capitals."""
    exact: frozenset[str] = frozenset()
    """Ids of the terms, of exact case themselves, that it shields in its own capitals only."""

    def over(self, words: str) -> frozenset[str]:
        """Return the terms it shields where it is written as `words`."""
        begins = self.text.endswith(REST) and words.startswith(self.text.removesuffix(REST))
        return self.terms | self.exact if begins or words == self.text else self.terms

    def covers(self, words: str, term: str) -> bool:
        """Return whether it shields a term where it is written as `words`."""
        return term in self.over(words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All surfaces of all terms, by normal spelling."""

    surfaces: Mapping[str, tuple[Surface, ...]]
    shields: Mapping[str, Shield]
    claim_terms: frozenset[str] = frozenset()
    """Terms that make claims. They and the others are matched apart: that `open source AI` says
    something of a model does not keep `open source` from being spelled the approved way."""
    compounds: frozenset[str] = frozenset()
    """Spellings to avoid that count at the beginning and end of longer words."""

    @property
    def loose(self) -> frozenset[str]:
        """Spellings that need not stand as whole words, without the sign for the rest."""
        begun = {surface.removesuffix(REST) for surface in self.surfaces if surface.endswith(REST)}
        return self.compounds | begun

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every normal spelling to look for, surfaces and shields."""
        return tuple(dict.fromkeys((*self.surfaces, *self.shields)))


def make_lexicon(glossary: Glossary, slots: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """Return the lexicon of a glossary.

    `slots` gives the words that `{name}` in a form stands for: the nouns of each kind of subject.
    Raises `GlossaryError` for a form with an unknown slot or of more than `MAX_FORM` characters.
    """
    surfaces: dict[str, list[Surface]] = {}
    shields: dict[str, Shield] = {}
    compounds: set[str] = set()
    for term, language in worded_terms(glossary):
        _check_length(term)
        for surface in _surfaces(term, slots, language):
            known = surfaces.setdefault(normal(surface.text), [])
            if term.compounds and _may_be_part(surface):
                compounds.add(normal(surface.text))
            if not any(
                (spelling.text, spelling.term, spelling.form, spelling.language)
                == (surface.text, surface.term, surface.form, surface.language)
                for spelling in known
            ):
                known.append(surface)
        for phrase in term.except_:
            for base in _expand(phrase, term, slots):
                for text in _phrases(base, language):
                    old = shields.get(normal(text), Shield(text, frozenset()))
                    name = frozenset({term.id})
                    if term.case is Case.EXACT:
                        shields[normal(text)] = Shield(text, old.terms, old.exact | name)
                    else:
                        shields[normal(text)] = replace(old, terms=old.terms | name)
    claim_terms = frozenset(term.id for term in glossary.terms.values() if term.makes_claims)
    made = {name: tuple(ones) for name, ones in surfaces.items()}
    return Lexicon(made, shields, claim_terms, frozenset(compounds))


def _phrases(base: str, language: str) -> list[str]:
    """Return an exception and its plural."""
    if base.endswith(REST):
        return [base]
    return [text for _, text in inflections(base, PartOfSpeech.NOUN, language)]


def _may_be_part(surface: Surface) -> bool:
    """Whether a spelling to avoid may be a part of a compound: itself, or with what joins it."""
    avoided = surface.status in (Status.DEPRECATED, Status.SUPERSEDED)
    return avoided and surface.inflection in ("base", "-s", "-n", "-en")


def worded_terms(glossary: Glossary) -> Iterator[tuple[Term, str]]:
    """Yield each term as each of its languages has it, its glossary's own first."""
    for term in glossary.terms.values():
        yield term, term.language or glossary.language or "en"
        for language in term.languages:
            yield term.worded(language), language


def hyphen_policy(term: Term, glossary: Glossary, language: str = "en") -> Hyphen:
    """Return how a term's compound is hyphenated: its own rule, the glossary's for adjectives.

    An English compound noun is written with a space and may take a hyphen where it stands before
    another noun (`command line`, `command-line options`).
    """
    if term.hyphen is not None:
        return term.hyphen
    compound = _SEPARATORS.search(term.term) is not None
    if compound and term.part_of_speech is PartOfSpeech.ADJECTIVE:
        return glossary.settings.hyphen
    english = primary_tag(language) == "en"
    if term.part_of_speech is PartOfSpeech.NOUN and " " in term.term and english:
        return Hyphen.BEFORE_NOUN
    return Hyphen.NEVER if compound and " " in term.term else Hyphen.ALWAYS


def complete(form: Form, term: Term) -> Form:
    """Return a form with everything it leaves out filled in from its term."""
    return replace(
        form,
        part_of_speech=form.part_of_speech or form.only_as or term.part_of_speech,
        inflect=term.inflect if form.inflect is None else form.inflect,
        case=form.case or _case_of(form, term),
        near=form.near or term.near,
        not_near=form.not_near or term.not_near,
        scopes=form.scopes or term.scopes,
        severity=term.severity if form.severity is None else form.severity,
        why=form.why or term.why,
        instead=form.instead or _instead_of(form, term),
        fix=form.fix or term.fix,
    )


def _instead_of(form: Form, term: Term) -> tuple[str, ...]:
    """Return what to write for a form that does not say so itself: the term, inflected like it.

    Of a form that rules would make of the term (`canceled`), the one listed as irregular. Nothing
    stands for a form that may be written, and for one of a term that may not.
    """
    if form.status is Status.ADMITTED or term.status in (Status.DEPRECATED, Status.SUPERSEDED):
        return ()
    made = {text: name for name, text in inflections(term.term, term.part_of_speech)}
    if made.get(form.form, "base") == "base":
        return (term.term,)
    alike = (irregular for irregular in term.irregular if irregular[-2:] == form.form[-2:])
    return (next(alike, term.term),)


def _case_of(form: Form, term: Term) -> Case:
    """Return how strictly the capitals of a form are held that does not say so itself.

    Exact capitals pass on to a form to avoid only where it differs by nothing else.
    """
    avoided = form.status in (Status.DEPRECATED, Status.SUPERSEDED)
    if term.case is not Case.EXACT or not avoided or normal(form.form) == normal(term.term):
        return term.case
    return Case.FREE


def term_forms(term: Term) -> Iterator[Form]:
    """Yield every form of a term, the preferred one first, with nothing left out."""
    own = Form(form=term.term, status=term.status, part_of_speech=term.part_of_speech)
    yield complete(own, term)
    for status, forms in (
        (Status.ADMITTED, term.admitted),
        (Status.DEPRECATED, term.deprecated),
        (Status.SUPERSEDED, term.superseded),
    ):
        for form in forms:
            yield complete(replace(form, status=status), term)


def _check_length(term: Term) -> None:
    longest = max((*(form.form for form in term_forms(term)), *term.except_), key=len)
    if len(longest) > MAX_FORM:
        raise GlossaryError(
            f"a form of {len(longest):,} characters in term `{term.id}`, "
            f"expected at most {MAX_FORM}",
            path=term.path,
            line=term.line,
            column=term.column,
        )


def _surfaces(term: Term, slots: Mapping[str, tuple[str, ...]], language: str) -> Iterator[Surface]:
    listed = {
        normal(spelled)
        for form in term_forms(term)
        for text in _expand(form.form, term, slots)
        for _, spelled in _inflected(text, form, term, language)
    }
    by_hand = {
        normal(text)
        for form in (*term.deprecated, *term.superseded)
        for text in _expand(form.form, term, slots)
    }
    for form in term_forms(term):
        for text in _expand(form.form, term, slots):
            for surface in _of_form(text, form, term, listed, language):
                # What is written by hand beats what rules make of another form.
                made = surface.inflection != "base" and surface.status is Status.PREFERRED
                if not (made and normal(surface.text) in by_hand):
                    yield surface


def _inflected(text: str, form: Form, term: Term, language: str) -> Iterable[tuple[str, str]]:
    """The names and spellings of a form's inflections, the base form first."""
    if not form.inflect or text.endswith(REST):
        return [("base", text)]
    pairs = inflections(text, form.part_of_speech or term.part_of_speech, language)
    if form.status is Status.PREFERRED:
        return [*pairs, *(("irregular", irregular) for irregular in term.irregular)]
    return pairs


def _of_form(
    text: str, form: Form, term: Term, listed: set[str], language: str
) -> Iterator[Surface]:
    part = form.part_of_speech or term.part_of_speech
    case = form.case or term.case
    for name, spelled in _inflected(text, form, term, language):
        surface = Surface(spelled, term.id, form.status, form, name, "", case, part, language)
        yield surface
        if term.variants and form.status is not Status.ADMITTED and part is not PartOfSpeech.VERB:
            for other in _variants(spelled):
                if normal(other) not in listed:
                    yield replace(surface, text=other, plain=spelled)


def _variants(text: str) -> Iterator[str]:
    """Yield the same words with other hyphens and spaces (`open-source`, `opensource`)."""
    words = _SEPARATORS.split(text)
    short = any(len(word) < 2 and not word.isdigit() for word in words)
    if not 2 <= len(words) <= 4 or short or text.endswith(REST):
        return
    for separators in itertools.product((" ", "-", ""), repeat=len(words) - 1):
        # Closing up one gap of many makes words nobody writes.
        if "" in separators and len(set(separators)) > 1:
            continue
        pieces = [words[0]]
        for separator, word in zip(separators, words[1:], strict=True):
            pieces += [separator, word]
        other = "".join(pieces)
        if other != text:
            yield other


def _expand(text: str, term: Term, slots: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    text = normalize("NFC", text)
    found = _SLOT.findall(text)
    if not found:
        yield text
        return
    choices = []
    for name in found:
        if name not in slots:
            known = ", ".join(f"`{{{slot}}}`" for slot in sorted(slots)) or "none"
            raise GlossaryError(
                f"unknown slot `{{{name}}}` in a form of term `{term.id}`; known: {known}",
                path=term.path,
                line=term.line,
                column=term.column,
            )
        choices.append(slots[name])
    template = _SLOT.sub("{}", text)
    for words in itertools.islice(itertools.product(*choices), _MAX_SLOT_FORMS):
        yield template.format(*words)
