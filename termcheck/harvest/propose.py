"""What counted words propose: terms that are written in more than one way, and initialisms."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.found import term_id
from termcheck.glossary.lexicon import normal
from termcheck.glossary.model import Form, PartOfSpeech, Term
from termcheck.harvest.count import Counts
from termcheck.typed_files.structure import parse_yaml

_FEW = 2
"""A way to write that is found less often is a slip, and proposes nothing by itself."""
_CLEAR = 10
"""How often the usual way must be found for a single other one to be told as a slip."""
_SHORT = 4
"""Letters of the shortest word that is looked for as two."""
_INITIALS = 5
"""Letters of the longest initialism that is told from a word in capitals."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to decide on, and what it rests on."""

    term: Term
    counts: tuple[tuple[str, int], ...]
    """Each way to write it and how often that is found, the proposed one first."""

    @property
    def worth(self) -> int:
        """How many places would change."""
        return sum(number for _, number in self.counts[1:]) if not self.term.long_form else 0


@functools.cache
def _data() -> Mapping[str, Any]:
    text = files("termcheck.harvest").joinpath("english.yml").read_text("utf-8")
    data = parse_yaml(text, "english.yml", GlossaryError).plain()
    return {
        name: words if name == "spellings" else frozenset(words) for name, words in data.items()
    }


def joined_words(counts: Counts) -> frozenset[str]:
    """Return the words, in lower case and without hyphens, that might be written as two."""
    found = {word.lower().replace("-", "") for word in (*counts.words, *counts.raised)}
    return frozenset(word for word in found if len(word) > _SHORT)


def proposals(counts: Counts, known: Collection[str] = ()) -> list[Proposal]:
    """Return what to decide on, what would change the most places first, initialisms after it.

    `known` are the normal spellings that are decided already.
    """
    words = _Words(counts)
    taken = {_key(name) for name in known}
    made: dict[str, Proposal] = {}
    for proposal in (*words.joined(), *words.spelled(), *words.capitals()):
        key = _key(proposal.term.term)
        if key not in taken and key not in made:
            made[key] = proposal
    found = sorted(
        made.values(), key=lambda proposal: (-proposal.worth, proposal.term.term.lower())
    )
    short = [
        proposal
        for proposal in words.initialisms()
        if _key(proposal.term.term) not in {*taken, *made}
    ]
    ids: set[str] = set()
    named = []
    for proposed in (*found, *short):
        name = term_id(proposed.term.term, ids)
        ids.add(name)
        named.append(replace(proposed, term=replace(proposed.term, id=name)))
    return named


def _key(text: str) -> str:
    return normal(text).replace("-", "").replace(" ", "")


class _Words:
    """Counts, by what is looked for in them."""

    def __init__(self, counts: Counts) -> None:
        self.counts = counts

    @cached_property
    def ways(self) -> Mapping[str, list[str]]:
        """How each word in lower case is written within sentences."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.counts.words:
            found[word.lower()].append(word)
        return found

    @cached_property
    def lowered(self) -> Counter[str]:
        """How often each word stands anywhere, whatever its capitals."""
        found: Counter[str] = Counter()
        for counter in (self.counts.words, self.counts.raised):
            for word, number in counter.items():
                found[word.lower()] += number
        return found

    def spelling(self, low: str) -> str:
        """Return words in the capitals in which they stand most often."""
        written = self.counts.pairs.get(low)
        if written:
            return max(written, key=lambda spelling: (written[spelling], spelling.islower()))
        ways = self.ways.get(low, ())
        return max(ways, key=lambda word: self.counts.words[word], default=low)

    def joined(self) -> Iterator[Proposal]:
        """Yield words that are written with and without a hyphen, or as two."""
        names: set[str] = set()
        ways: dict[str, Counter[str]] = defaultdict(Counter)
        for word, number in self.lowered.items():
            camel = sum(self.counts.words[way] for way in self.ways.get(word, ()) if _is_mixed(way))
            # `InputObject` is a name, and no way to write `input object`.
            named = 2 * camel > number
            ways[word.replace("-", "")][word] += camel if named else number - camel
            if named:
                names.add(word)
        for pair, written in self.counts.pairs.items():
            closed = pair.replace(" ", "")
            total = sum(written.values())
            if closed in names:
                # `Git Hub` is `GitHub`; a pair that stands in small letters too is two words.
                titled = sum(number for spelling, number in written.items() if _is_titled(spelling))
                total = titled if 2 * titled > total else 0
            if total:
                ways[closed][pair] += total
        for closed, forms in ways.items():
            if len(forms) < 2 or closed not in forms:
                continue
            kept = Counter({form: forms[form] for form in forms if _is_compound(form, closed)})
            best = max(kept, key=lambda form: (kept[form], form == closed))
            others = [
                spelling
                for spelling in kept
                if spelling != best and _is_way(spelling, kept[spelling], kept[best])
            ]
            # Before a noun the words of a term are joined by a hyphen.
            other_sign = "-" if " " in best else " " if "-" in best else ""
            others = [other for other in others if not other_sign or other_sign not in other]
            if others:
                shown = {form: kept[form] for form in (best, *others)}
                yield _proposal(self.spelling(best), best, shown)

    def spelled(self) -> Iterator[Proposal]:
        """Yield words in the spellings of two regions."""
        apart = _data()["apart"]
        for british, american in _data()["spellings"]:
            for word in [spelling for spelling in self.lowered if spelling.endswith(british)]:
                other = word.removesuffix(british) + american
                if word in apart or other in apart or len(other) <= _SHORT:
                    continue
                shown = {spelling: self.lowered[spelling] for spelling in (word, other)}
                best = max(shown, key=lambda form: shown[form])
                if min(shown.values()) and shown[best] >= _FEW:
                    yield _proposal(self.spelling(best), best, shown)

    def capitals(self) -> Iterator[Proposal]:
        """Yield names whose capitals vary."""
        for low, words in self.ways.items():
            if len(words) < 2 or len(low) < 3 or "-" in low or low in _data()["common"]:
                continue
            forms = {word: self.counts.words[word] for word in words}
            named = self._name(forms, low)
            if named:
                term = Term("x", named, part_of_speech=PartOfSpeech.PROPER_NOUN)
                yield Proposal(term, _listed(named, forms))

    def _name(self, forms: Mapping[str, int], low: str) -> str:
        """Return which way to write is a name's, empty if these are ways of a common word."""
        total = sum(forms.values())
        best = max(forms, key=lambda form: forms[form])
        mixed = [form for form in forms if _is_mixed(form)]
        strong = max(mixed, key=lambda form: forms[form], default="")
        if strong and 4 * forms[strong] >= total and forms[strong] > _FEW:
            return strong
        if best.isupper():
            short = len(best) <= _INITIALS and 3 * forms[best] >= 2 * total
            return best if short or 10 * forms[best] >= 9 * total else ""
        capital = low[:1].upper() + low[1:]
        often = forms.get(capital, 0)
        alone = 3 * self.counts.alone[capital] >= often
        return capital if often >= _CLEAR and 10 * often >= 9 * total and alone else ""

    def initialisms(self) -> Iterator[Proposal]:
        """Yield initialisms that pages explain, the most used first."""
        found = []
        for letters, written in self.counts.long_forms.items():
            number = self.counts.words[letters]
            if number <= _FEW or letters.lower() in _data()["common"]:
                continue
            by_words: dict[str, Counter[str]] = defaultdict(Counter)
            for text, count in written.items():
                by_words[text.lower()][text] += count
            usual = max(by_words, key=lambda low: (sum(by_words[low].values()), low))
            long_form = max(by_words[usual], key=lambda word: (by_words[usual][word], word))
            term = Term("x", letters, long_form=long_form)
            found.append(Proposal(term, _listed(letters, {letters: number, **written})))
        return iter(
            sorted(found, key=lambda proposal: (-proposal.counts[0][1], proposal.term.term))
        )


def _is_mixed(word: str) -> bool:
    """Whether a word has a capital inside, and not only capitals."""
    return word[1:] != word[1:].lower() and not word.isupper()


def _is_titled(words: str) -> bool:
    return all(word[:1].isupper() for word in words.split(" "))


def _is_compound(form: str, closed: str) -> bool:
    """Whether a way to write is one of a compound's, and not words that stand side by side."""
    if form == closed:
        return True
    parts = form.replace("-", " ").split(" ")
    if " " in form and (min(map(len, parts)) < 3 or parts[-1] in _data()["endings"]):
        return False
    # `data set`, not `set up`.
    last = {parts[-1]} - {"set"}
    return not _data()["joints"] & {*parts[:-1], *last}


def _is_way(form: str, rare: int, usual: int) -> bool:
    """Whether a rarer way to write is more than a slip, or plainly one."""
    if "-" in form or " " in form:
        return rare >= _FEW or usual >= _CLEAR
    # A word without its gap is often the name of a file.
    return rare >= _FEW and 100 * rare >= usual


def _proposal(words: str, best: str, forms: Mapping[str, int]) -> Proposal:
    ordered = _listed(best, forms)
    part = PartOfSpeech.NOUN if words.islower() else PartOfSpeech.PROPER_NOUN
    deprecated = tuple(Form(form) for form, _ in ordered[1:])
    term = Term("x", words, part_of_speech=part, deprecated=deprecated)
    return Proposal(term, ((words, ordered[0][1]), *ordered[1:]))


def _listed(best: str, forms: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    rest = sorted((form for form in forms if form != best), key=lambda form: (-forms[form], form))
    return tuple((form, forms[form]) for form in (best, *rest))
