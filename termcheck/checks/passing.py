"""What no check speaks of, from raw bytes: most words of a glossary stand as they should.

A file in which every mention is written as approved, and stands where nothing can be wrong about
it, is not parsed. What is said of a spelling here is what the checks would say of it wherever that
shows in the bytes right beside it; where it does not, nothing is let pass.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from termcheck.checks.capitals import ABBREVIATIONS, may_rise
from termcheck.checks.conditions import VERB_FORMS
from termcheck.checks.machine_names import DESCRIBING
from termcheck.checks.word_class import has_object, stands_before_noun, word_class
from termcheck.core.patterns import lazy
from termcheck.glossary.lexicon import Lexicon, hyphen_policy, normal
from termcheck.glossary.mention import Surface
from termcheck.glossary.model import (
    Case,
    Consistency,
    FirstUse,
    Glossary,
    Hyphen,
    PartOfSpeech,
    Sign,
    Status,
)
from termcheck.match.compiled_glossary import Engine
from termcheck.match.matcher import CAMEL
from termcheck.match.prefilter import Standing, words_of
from termcheck.readers.raw_markdown import RawMarkdown

FORESEEN = frozenset(
    {
        "ambiguous-term",
        "avoided-term",
        "casing",
        "conflated-terms",
        "contradicted-claim",
        "grammar",
        "inconsistent-claim",
        "missing-sign",
        "mixed-terms",
        "regional-spelling",
        "rival-definition",
        "spelling",
        "stale-evidence",
        "suppression-without-reason",
        "undefined-acronym",
        "undefined-term",
        "unknown-subject",
        "unsupported-claim",
        "unused-suppression",
    }
)
"""Checks of which this module knows where they speak; beside another one, no mention is passed."""

_NEAR = 90
"""Bytes on either side that are looked at."""
_SEPARATOR = lazy(r"[ -]")
_GAP = rb"(?:-| +|[ \t]*\r?\n[ \t]*)"
_PARTED = lazy(rb"[A-Za-z0-9][.,;!?]\s")
"""Between two words: no reader takes these signs out of a text."""
_IDENTIFIED_BEFORE = lazy(rb"[A-Za-z0-9][._]")
_IDENTIFIED_AFTER = lazy(rb"://|[._][A-Za-z0-9]|=(?!=)")
"""Part of a path, a file name or an address, which the matcher holds out."""
_IDENTIFY = (b".", b"_")
_MAY_LEAD_ON = (b"/", b"-", b".")
_MAY_IDENTIFY = (b":", b".", b"_", b"=")
"""With what these begin beside a word."""
_PATH_BEFORE = lazy(rb"(?:://|[A-Za-z0-9]/[A-Za-z0-9]+/)[A-Za-z0-9./-]*\Z")
"""The beginning of an address or a path, which the matcher holds out too."""
_NAMED_BEFORE = lazy(rb"[A-Za-z0-9][-/]")
_NAMED_AFTER = lazy(rb"-(?!(?:%s)(?![-/.\w]))[A-Za-z0-9]|/[A-Za-z0-9]" % DESCRIBING.encode())
_COMMAND_BEFORE = lazy(rb"(?<![A-Za-z0-9_-])[A-Z][A-Za-z0-9_]+-\Z")
"""Part of a name for machines, see `machine_names.in_slug`."""
_SENTENCE_BEFORE = lazy(rb"[A-Za-z0-9)\]`\"*][.!?] +\Z|[ \n(*`][A-Za-z]+\*{0,2}: +\Z")
_ABBREVIATED = lazy(rb"(?<![A-Za-z.])(?:%s)\. +\Z" % ABBREVIATIONS.encode())
"""Before a word that goes on, see `capitals.opens_sentence`."""
_NAME_BEFORE = lazy(
    rb"(?<=[ \n])(?:[a-z]+ [A-Z][A-Za-z0-9]*|[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*) \Z"
)
_NAME_AFTER = lazy(rb" [A-Z]")
"""Beside the word of a name, see `capitals.stands_in_name`."""
_NOUN_AFTER = lazy(rb" +[a-z][a-z'-]*(?=[ .,;:)])")
_WORDS_BEFORE = lazy(rb"(?<=[ \n])[A-Za-z0-9'-]+ [A-Za-z0-9'-]+ \Z")
_WORD_AFTER = lazy(rb" [A-Za-z0-9'-]+(?=[ \n.,;:])|[.,;:](?=\s)")
_FENCES = (b"```", b"~~~")


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a spelling may be written so that no check speaks of it."""

    texts: frozenset[str] | None
    """In these capitals, None for any."""
    rising: frozenset[str]
    """In these, with a capital, where a sentence begins."""
    before_noun: bool
    """Only where a noun follows."""
    classes: frozenset[PartOfSpeech]
    """Not where it is a word of these classes."""
    third: bool
    """Nor before an object, as a verb stands of somebody: `it setups a host`."""
    terms: frozenset[str]
    forms: tuple[tuple[str, str], ...]
    """Id of each term whose forms must not mix in a document, and the form it is of."""


class Filter:
    """The filter on raw bytes of a glossary, with what its checks let pass."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.rules = _Rules(engine)
        self.shields = _shields(engine.lexicon, self.rules)
        self.quick = engine.prefilter.quick(self._passing_anywhere)
        terms: dict[tuple[bytes, ...], set[str]] = defaultdict(set)
        for spelling, surfaces in engine.lexicon.surfaces.items():
            terms[words_of(spelling)] |= {surface.term for surface in surfaces}
        self.terms = {words: frozenset(ones) for words, ones in terms.items()}
        self.spellings: dict[str, set[tuple[bytes, ...]]] = defaultdict(set)
        """The words of all spellings of each term."""
        for words, named in self.terms.items():
            for term in named:
                self.spellings[term].add(words)
        self.mixing = frozenset(
            term.id
            for term in engine.glossary.terms.values()
            if term.consistency is not Consistency.NONE
        )
        """Ids of the terms whose names are compared with each other."""
        self.patterns: dict[tuple[bytes, ...], re.Pattern[bytes]] = {}

    def _passing_anywhere(self, word: bytes) -> frozenset[bytes]:
        """Return how a spelling of one word may be written, whatever stands beside it."""
        rule = self.rules[word.decode()]
        if rule is None or not rule.texts or rule.classes or rule.forms:
            return frozenset()
        return frozenset(text.encode() for text in rule.texts)

    def sight(self, data: bytes, *, markdown: bool) -> Sequence[int] | None:
        """Return the bytes of a UTF-8 document that blocks with findings hold, see `Engine.sight`.

        `markdown` says that the document is read as Markdown.
        """
        if self.engine.has_loose(data):
            return None
        page = _FilteredPage(self, data, markdown=markdown)
        if not page.look():
            return self.engine.sight(data, markdown=markdown)
        if not page.wrong:
            return ()
        only = self._spellings({term for words in page.wrong for term in self.terms[words]})
        if self.engine.sees_far(data, markdown=markdown, only=only):
            return None
        places = page.places
        if page.everywhere:
            only = self._spellings(page.everywhere)
            # It can be told: the same was looked at before.
            places.update(self.engine.prefilter.sight(data, markdown=markdown, only=only) or ())
        return sorted(places)

    def _spellings(self, terms: set[str]) -> set[tuple[bytes, ...]]:
        """Return the words of all spellings of some terms."""
        return {words for term in terms for words in self.spellings[term]}

    def looks_round(self, standing: Standing) -> bool:
        """Return whether what is said of a spelling may depend on where else its term stands.

        So it does where names must not mix, and where a capital may be how a document writes it.
        """
        words, _place, text, start, end = standing
        span = self.spelled(text, start, end, words) if text else None
        return (
            span is None
            or not self.mixing.isdisjoint(self.terms[words])
            or not text[span.start : span.stop].islower()
        )

    def is_name(self, written: str) -> bool:
        """Return whether a word has capitals inside that none of its forms has.

        The matcher takes it for a name for machines, whatever is said of the form.
        """
        if " " in written or CAMEL.search(written) is None:
            return False
        surfaces = self.engine.lexicon.surfaces.get(normal(written), ())
        cased = any(CAMEL.search(surface.text) or surface.text.isupper() for surface in surfaces)
        return bool(surfaces) and not cased

    def is_shielded(self, rule: _Rule, written: str, text: bytes, start: int, end: int) -> bool:
        """Return whether a spelling stands in an exception of all the terms it may be of."""
        for at, phrase, terms in self.shields.get(normal(written), ()):
            first = start - at
            last = first + len(phrase)
            if first < 0 or last < end or not rule.terms <= terms:
                continue
            bounds = text[first - 1 : first] + text[last : last + 1]
            plain = bounds.isascii() and not any(map(_is_word, bounds))
            if plain and text[first:last].lower() == phrase.encode():
                return True
        return False

    def spelled(self, text: bytes, start: int, end: int, words: Sequence[bytes]) -> range | None:
        """Return where a spelling stands in one piece, None if markup or more is in between."""
        if len(words) == 1:
            return range(start, end)
        key = tuple(words)
        if key not in self.patterns:
            self.patterns[key] = re.compile(_GAP.join(map(re.escape, key)), re.IGNORECASE)
        reach = sum(map(len, key)) + _NEAR
        for found in self.patterns[key].finditer(text, max(0, start - reach), end + reach):
            if found.start() <= start and end <= found.end():
                return range(*found.span())
        return None


def _is_word(byte: int) -> bool:
    return chr(byte).isalnum() or byte == ord("_")


class _FilteredPage:
    """One document, and what passes in it."""

    def __init__(self, table: Filter, data: bytes, *, markdown: bool) -> None:
        self.table = table
        self.data = data
        self.markdown = markdown
        self.raw = RawMarkdown(data)
        self.forms: dict[str, str] = {}
        self.wrong: set[tuple[bytes, ...]] = set()
        """Spellings of which a check may speak."""
        self.places: set[int] = set()
        """Where they stand."""
        self.everywhere: set[str] = set()
        """Terms of which a check may speak by what stands elsewhere."""

    def look(self) -> bool:
        """Find out in what a check may be interested; return whether that can be told."""
        table = self.table
        for standing in table.engine.prefilter.standing(
            self.data, quick=table.quick, markdown=self.markdown
        ):
            words = standing.words
            if not words:
                return False
            known = words in self.wrong and table.terms[words] <= self.everywhere
            if known or self.passes(standing) or self.is_code(standing):
                continue
            self.wrong.add(words)
            if table.looks_round(standing):
                self.everywhere |= table.terms[words]
            self.places.add(standing.place)
        return True

    def passes(self, standing: Standing) -> bool:
        """Return whether no check speaks of a spelling."""
        words, _place, text, start, end = standing
        if not text:
            return False
        if self.markdown and text[start - 3 : start] in _FENCES and self.raw.is_info(start, end):
            return True
        span = self.table.spelled(text, start, end, words)
        if span is None:
            return _is_parted(text, start, end, words)
        start, end = span.start, span.stop
        if text[end : end + 1] in _MAY_IDENTIFY and _IDENTIFIED_AFTER.match(text, end):
            return True
        if text[start - 1 : start] in _IDENTIFY and _IDENTIFIED_BEFORE.match(text, start - 2):
            return True
        if text[start - 1 : start] in _MAY_LEAD_ON and _PATH_BEFORE.search(
            text, max(0, start - _NEAR), start
        ):
            return True
        return self._is_approved(text, start, end)

    def _is_approved(self, text: bytes, start: int, end: int) -> bool:
        """Whether a spelling is written as approved, as far as what stands beside it tells."""
        written = " ".join(text[start:end].decode().split())
        if self.table.is_name(written):
            return True
        rule = self.table.rules[normal(written)]
        if rule is None:
            return False
        if self.table.is_shielded(rule, written, text, start, end):
            return True
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        small = written[:1].lower() + written[1:]
        if not _is_placed_well(rule, written, before, after) or not (
            _is_written_well(rule, written, before, after)
            or (small in rule.rising and self._may_rise(text, start, end))
        ):
            return False
        return all(self.forms.setdefault(term, form) == form for term, form in rule.forms)

    def _may_rise(self, text: bytes, start: int, end: int) -> bool:
        """Whether a sentence begins there, or the word is part of a name."""
        before = max(0, start - 40)
        if _NAME_BEFORE.search(text, before, start):
            return True
        if _SENTENCE_BEFORE.search(text, before, start):
            return _ABBREVIATED.search(text, before, start) is None
        if _NAME_AFTER.match(text, end):
            return True
        return self.markdown and self.raw.opens_block(start)

    def is_code(self, standing: Standing) -> bool:
        """Return whether a spelling stands in code."""
        length = standing.end - standing.start
        return self.markdown and self.raw.is_code(standing.place, standing.place + length)


def _is_parted(text: bytes, start: int, end: int, words: Sequence[bytes]) -> bool:
    """Whether a sign stands between words of a spelling that keeps them apart for every reader."""
    at = words.index(text[start:end].lower())
    after = _PARTED.match(text, end - 1) if at + 1 < len(words) else None
    if after is not None:
        return True
    if at == 0:
        return False
    before = re.compile(re.escape(words[at - 1]) + rb"[.,;!?]\s+\Z", re.IGNORECASE)
    return before.search(text[max(0, start - _NEAR) : start]) is not None


def _is_placed_well(rule: _Rule, written: str, before: bytes, after: bytes) -> bool:
    """Whether what stands beside a spelling shows that it is right there."""
    if rule.before_noun:
        following = _NOUN_AFTER.match(after)
        if following is None or not stands_before_noun(following[0].decode(), 0):
            return False
    if not rule.classes:
        return True
    head, tail = _WORDS_BEFORE.search(before), _WORD_AFTER.match(after)
    if head is None or tail is None:
        return False
    text = f"{head[0].decode()}{written}{tail[0].decode()}"
    at = len(head[0])
    if rule.third and has_object(text, at + len(written)):
        return False
    return word_class(text, at, at + len(written)) not in rule.classes


def _is_written_well(rule: _Rule, written: str, before: bytes, after: bytes) -> bool:
    """Whether a spelling has the capitals that are right within a sentence, or is a name."""
    if rule.texts is None or written in rule.texts:
        return True
    if written.islower():
        return bool(_NAMED_BEFORE.fullmatch(before[-2:]) or _NAMED_AFTER.match(after))
    return _COMMAND_BEFORE.search(before[-40:]) is not None


class _Rules(dict[str, _Rule | None]):
    """The rules of normal spellings, None where nothing passes; made when one stands somewhere."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def __missing__(self, spelling: str) -> _Rule | None:
        surfaces = self._engine.lexicon.surfaces.get(spelling, ())
        self[spelling] = rule = _rule(surfaces, self._engine.glossary) if surfaces else None
        return rule


def _rule(surfaces: Iterable[Surface], glossary: Glossary) -> _Rule | None:
    groups: dict[tuple[object, ...], list[Surface]] = defaultdict(list)
    classes: set[PartOfSpeech] = set()
    before_noun = third = False
    forms: dict[tuple[str, str], None] = {}
    for surface in surfaces:
        term = glossary.terms[surface.term].worded(surface.language)
        if term.makes_claims or term.first_use is not FirstUse.ANY or term.sign is not Sign.NONE:
            return None
        if term.consistency is Consistency.RUN:
            return None
        if surface.status not in (Status.PREFERRED, Status.ADMITTED):
            if surface.form.only_as is None or surface.inflection in VERB_FORMS:
                return None
            third |= surface.inflection == "third"
            if surface.form.only_as is PartOfSpeech.VERB:
                classes.add(PartOfSpeech.VERB)
            else:
                classes |= {PartOfSpeech.NOUN}
            continue
        placed = _is_placed(surface, hyphen_policy(term, glossary, surface.language))
        if placed is None:
            return None
        before_noun |= placed
        if term.consistency is Consistency.DOCUMENT:
            forms[term.id, surface.form.form] = None
        form = surface.form
        where = form.only_as, form.near, form.not_near, form.scopes
        groups[surface.term, surface.language, *where].append(surface)
    texts: set[str] | None = None
    rising: set[str] | None = None
    for group in groups.values():
        if any(surface.case is Case.FREE for surface in group):
            continue
        own = {surface.text for surface in group}
        up = {
            surface.text
            for surface in group
            if surface.case is not Case.EXACT and may_rise(surface)
        }
        texts = own if texts is None else texts & own
        rising = up if rising is None else rising & up
    return _Rule(
        texts=None if texts is None else frozenset(texts),
        rising=frozenset(rising or ()),
        before_noun=before_noun,
        classes=frozenset(classes),
        third=third,
        terms=frozenset(surface.term for surface in surfaces),
        forms=tuple(forms),
    )


def _is_placed(surface: Surface, policy: Hyphen) -> bool | None:
    """Return whether a right form is only right before a noun, None if that is not all.

    See `spelling` for what is asked of hyphens.
    """
    spaced = " " in surface.text
    if not surface.variant:
        adjective = surface.part_of_speech is PartOfSpeech.ADJECTIVE
        bound = policy is Hyphen.BEFORE_NOUN and adjective and _SEPARATOR.search(surface.text)
        preferred = surface.status is Status.PREFERRED
        return None if preferred and (bound or (policy is Hyphen.ALWAYS and spaced)) else False
    own, gaps = _SEPARATOR.findall(surface.form.form), _SEPARATOR.findall(surface.text)
    if surface.status is not Status.PREFERRED or len(own) != len(gaps):
        return None
    if policy is Hyphen.FREE:
        return False
    noun = surface.part_of_speech is PartOfSpeech.NOUN
    kept = all(gap == "-" for sign, gap in zip(own, gaps, strict=True) if sign == "-")
    return True if policy is Hyphen.BEFORE_NOUN and noun and kept else None


def _shields(lexicon: Lexicon, rules: _Rules) -> dict[str, list[tuple[int, str, frozenset[str]]]]:
    """Return the exceptions that hold a spelling: where in it, how it is written, whose it is."""
    found: dict[str, list[tuple[int, str, frozenset[str]]]] = defaultdict(list)
    for text, shield in lexicon.shields.items():
        ends = [0, *(match.end() for match in _SEPARATOR.finditer(text))]
        for at in ends:
            for last in (*(end - 1 for end in ends if end > at), len(text)):
                if rules[text[at:last]] is not None:
                    found[text[at:last]].append((at, text, shield.terms))
    return found
