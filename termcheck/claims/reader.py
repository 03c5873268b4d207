"""Everything reading claims needs, made once from a glossary and its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termcheck.claims.cues import Cues, load_cues
from termcheck.claims.name_grammar import NameGrammar, load_grammar
from termcheck.claims.names import Name, NameIndex
from termcheck.claims.nouns import Nouns
from termcheck.facts.facts import Facts
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, Glossary, Term


@dataclass(frozen=True)
class Reader:
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

    def find(self, text: str, context: str = "") -> Sequence[Name]:
        """Return the names in a text."""
        return self.index.find(text, context=context)

    def counts(self, mention: Mention) -> bool:
        """Return whether a mention makes a claim: of such a term, in the capitals it needs."""
        if mention.term not in self.claimed:
            return False
        surface = mention.surface
        return surface.case is not Case.EXACT or surface.text == mention.text


def make_reader(glossary: Glossary, facts: Facts) -> Reader:
    """Return the reader of a glossary's claim terms, with the names of `facts`.

    Raises `GlossaryError` or `FactsError` for a wrong data file.
    """
    terms = {term.id: term for term in glossary.terms.values() if term.makes_claims}
    cues = load_cues(glossary.facts.cues)
    grammar = load_grammar(*glossary.facts.names) if glossary.facts.names else NameGrammar()
    claimed = {name: _said_of(term) for name, term in terms.items()}
    nameable = {name: claimed[name] | _judged(term, facts) for name, term in terms.items()}
    return Reader(
        NameIndex.build(facts.subjects.values(), grammar),
        Nouns.make(
            facts.vocabulary.kinds.values(),
            cues,
            (one.label for one in facts.vocabulary.components.values()),
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
