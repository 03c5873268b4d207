"""Everything reading claims needs, made once from a glossary and its facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from termcheck.claims.cues import Cues, load_cues
from termcheck.claims.encoding import KINDS
from termcheck.claims.names.grammar import NameGrammar, load_grammar
from termcheck.claims.names.index import Name, NameIndex
from termcheck.claims.nouns import Nouns
from termcheck.claims.phrase import Phrases
from termcheck.claims.stance_words import StanceWords
from termcheck.claims.window import NameMark
from termcheck.facts.facts import Facts
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, Glossary, Term

THING = "model"
"""How the model that reads claims knows a name of what the term makes its main promise about."""
_CONTEXT = 400
"""Code points of the text around that may decide between names that look alike."""
_MAKER, _TERMS, _REST, _GUESS, _COMPARED = (
    "organisation", "licence", "other", "guess", "compared",
)  # fmt: skip


_SIZE = re.compile(r"\d[\d.,]*\s?[^\W\d_]")
"""A number with a letter: `7B`."""


@dataclass(frozen=True)
class ClaimReader:
    """Names, nouns, cue words, and which terms claim what; immutable and picklable."""

    index: NameIndex
    nouns: Nouns
    cues: Cues
    terms: Mapping[str, Term]
    """The terms that claim something, by id."""
    claimed: Mapping[str, frozenset[str]]
    """Kinds of subject each of them promises something about, by term id."""
    nameable: Mapping[str, frozenset[str]]
    """Kinds a name can be of to be judged by each of them, by term id."""
    recorded: Mapping[str, frozenset[str]]
    """Kinds of which only what is recorded is judged, by term id."""

    def __getstate__(self) -> dict[str, object]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    def find(self, text: str, context: str = "") -> Sequence[Name]:
        """Return the names in a text."""
        return self.index.find(text, context=context)

    def counts(self, mention: Mention) -> bool:
        """Return whether a mention makes a claim: of such a term, in the capitals it needs."""
        if mention.term not in self.claimed:
            return False
        surface = mention.surface
        return surface.case is not Case.EXACT or surface.text == mention.text

    @cached_property
    def phrases(self) -> Phrases:
        """What reads noun phrases."""
        return Phrases(self.cues, self.nouns)

    @cached_property
    def stance_words(self) -> StanceWords:
        """What finds words that settle how a sentence is meant."""
        return StanceWords(self.cues, self.phrases)

    @property
    def first_person(self) -> frozenset[str]:
        """Words for the writer."""
        return self.cues.first_person

    def kind_of(self, term: str) -> str:
        """Return the kind of thing a term is mostly said of."""
        return self.terms[term].claims[0].said_of[0]

    def noun_of(self, term: str) -> str:
        """Return the noun for a thing a term is mostly said of."""
        kind = self.kind_of(term)
        return next(
            (
                " ".join(words)
                for words, known_kind in self.nouns.kinds.items()
                if known_kind == kind
            ),
            kind,
        )

    def name_span(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Return the whole of a name nobody recorded, with the version and size that follow it."""
        return self.index.name_span(text, start, end)

    def may_name(self, words: str) -> bool:
        """Return whether words can be a name: no number, size, common word or noun for a class."""
        common = self.cues.common_words
        if words in self.index.grammar.not_names or not any(map(str.isalpha, words)):
            return False
        if _SIZE.fullmatch(words) or words.lower() in self.cues.degree:
            return False
        return bool(words) and not (
            words.islower() and (self.nouns.kind(words.split()) or common.issuperset(words.split()))
        )

    def mark_of(self, term: str, kind: str, alike: Mapping[str, str] | None = None) -> str:
        """Return how the model that reads claims knows names of a kind beside a term.

        `alike` are kinds it was not given as such, by what they are like.
        """
        kind = (alike or {}).get(kind, kind)
        if kind in KINDS:
            return kind
        if kind in self.claimed[term]:
            return THING
        if kind in self.nouns.makers:
            return _MAKER
        return _TERMS if kind in self.nouns.terms else _REST

    def mark(self, term: str, name: Name, alike: Mapping[str, str]) -> str:
        """Return how the model that reads claims knows a name beside a term."""
        if name.comparison:
            return _COMPARED
        kind = self.mark_of(term, name.kind, alike)
        return _GUESS if kind == THING and not name.subject_ids else kind

    def marks(self, text: str, context: str, alike: Mapping[str, str]) -> list[NameMark]:
        """Return the names in a text as the model that reads claims knows them beside any term."""
        term = next(iter(self.terms))
        return [
            NameMark(name.start, name.end, self.mark(term, name, alike))
            for name in self.find(text, context[:_CONTEXT])
        ]


def make_reader(glossary: Glossary, facts: Facts) -> ClaimReader:
    """Return the reader of a glossary's claim terms, with the names of `facts`.

    Raises `GlossaryError` or `FactsError` for a wrong data file.
    """
    terms = {term.id: term for term in glossary.terms.values() if term.makes_claims}
    cues = load_cues(glossary.facts.cues)
    grammar = load_grammar(*glossary.facts.names) if glossary.facts.names else NameGrammar()
    claimed = {name: _said_of(term) for name, term in terms.items()}
    nameable = {name: claimed[name] | _judged(term, facts) for name, term in terms.items()}
    return ClaimReader(
        NameIndex.build(facts.subjects.values(), grammar),
        Nouns.make(
            facts.vocabulary.kinds.values(),
            cues,
            (component.label for component in facts.vocabulary.components.values()),
        ),
        cues,
        terms,
        claimed,
        nameable,
        {
            name: frozenset(kind for rule in term.claims if rule.recorded for kind in rule.said_of)
            for name, term in terms.items()
        },
    )


def _said_of(term: Term) -> frozenset[str]:
    rules = (rule for rule in term.claims if not rule.recorded)
    return frozenset(kind for rule in rules for kind in rule.said_of)


def _judged(term: Term, facts: Facts) -> frozenset[str]:
    """Kinds the definition of a term applies to: a product by its name, not every `app`."""
    kinds: set[str] = set()
    for rule in term.claims:
        if rule.means and not rule.recorded:
            kinds |= set(facts.definition(rule.means).applies_to)
    return frozenset(kinds)
