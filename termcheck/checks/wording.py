"""The words that are true of a subject, in the form that their place in the sentence asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termcheck.checks.replacement import match_capitals
from termcheck.checks.weighing import ClaimJudge, Weighed
from termcheck.claims.claim import Role
from termcheck.core.document import Document
from termcheck.facts.verdict import Answer
from termcheck.glossary.inflect import inflect
from termcheck.glossary.model import Instead, PartOfSpeech, Term

if TYPE_CHECKING:
    from termcheck.claims.nouns import Nouns

_ENDING = re.compile(r"\w{4}[^e\W](ed|ing)$", re.IGNORECASE)
_INFLECTIONS = {"ed": "past", "ing": "gerund"}
_AND_MORE = re.compile(r",\s((?:[\w’'-]+[ ,]+){1,6})")
_CLAUSE = {"and", "or", "but", "so", "which", "who", "that", "it", "they", "the", "a", "an", "is",
           "are", "was", "were", "with", "for", "from", "in", "of", "to"}  # fmt: skip
"""Words that no row of adjectives before a noun holds."""


@dataclass(frozen=True, slots=True)
class WordingFinder:
    """Finds the words for the claims of one document."""

    document: Document
    judge: ClaimJudge
    nouns: Nouns

    def words(self, weighed: Weighed, *, sure: bool = False) -> str:
        """Return the words that are true, empty where none fit.

        If `sure`, only words whose own definition is met; not those left when no other is.
        """
        entry = self._entry(weighed)
        if entry is None or (sure and entry.when == "otherwise"):
            return ""
        claim = weighed.claim
        if claim.role in (Role.VERB, Role.PASSIVE):
            return self._verb(weighed, entry)
        gerund = claim.mention.surface.inflection == "gerund"
        if gerund and claim.mention.surface.part_of_speech is PartOfSpeech.VERB:
            # `the …ing of X`: a noun that adjectives do not stand for.
            return ""
        words = entry.write
        if (claim.role is Role.PREDICATE or not claim.head) and not self._before_noun(weighed):
            if self._said_of_part(weighed):
                return ""
            words = entry.predicate or words
        return self._fitted(weighed, words)

    def _term(self, weighed: Weighed) -> Term:
        return self.judge.glossary.terms[weighed.claim.mention.term]

    def _entry(self, weighed: Weighed) -> Instead | None:
        """The first words that are true; those for `otherwise` only if no other may be."""
        told = bool(weighed.subject_id)
        known = self.judge.facts.subjects.get(weighed.subject_id)
        kind = known.kind if known is not None else weighed.subject.kind if weighed.subject else ""
        for entry in self._term(weighed).instead:
            if entry.said_of and kind not in entry.said_of:
                continue
            if entry.when == "otherwise":
                return entry if told else None
            if weighed.subject_id:
                answer = self._answer(entry.when, weighed.subject_id)
                if answer is Answer.MET:
                    return entry
                told = told and answer is not Answer.UNKNOWN
        return None

    def _answer(self, definition: str, subject: str) -> Answer:
        verdict = self.judge.facts.judge(definition, subject)
        if verdict.answer is Answer.UNKNOWN and verdict.members:
            answers = {self.judge.facts.judge(definition, m).answer for m in verdict.members}
            if Answer.MET in answers:
                return Answer.MET
        return verdict.answer

    def _verb(self, weighed: Weighed, entry: Instead) -> str:
        """Return a verb phrase in the voice, tense and capitals of the mention."""
        mention = weighed.claim.mention
        if not entry.verb:
            return ""
        text = self.document.blocks[mention.block].text
        surface = mention.surface
        inflection = surface.inflection
        if surface.part_of_speech is not PartOfSpeech.VERB or inflection == "base":
            # A participle may be listed as a word of its own.
            ending = _ENDING.search(mention.text)
            inflection = _INFLECTIONS[ending[1].lower()] if ending else "base"
        if inflection == "gerund" and text.startswith(" of ", mention.end):
            return ""
        if weighed.claim.role is Role.PASSIVE and inflection != "gerund":
            words = entry.passive
        else:
            first, space, rest = entry.verb.partition(" ")
            words = inflect(first, PartOfSpeech.VERB, inflection) + space + rest
        return match_capitals(mention.text, surface.text, words)

    def _said_of_part(self, weighed: Weighed) -> bool:
        """Whether a part of the subject is named (`its weights are …`): other words would fit."""
        start, end = weighed.claim.sentence.start, weighed.claim.mention.start
        before = self.document.blocks[weighed.claim.mention.block].text[start:end].lower()
        return any(re.search(rf"\b{re.escape(part)}\b", before) for part in self.nouns.parts)

    def _before_noun(self, weighed: Weighed) -> bool:
        """Whether an adjective is one of several before a noun: `are …, large models`."""
        text = self.document.blocks[weighed.claim.mention.block].text
        if re.search(r"\b[Aa]n? $", text[: weighed.claim.mention.start][-4:]):
            return True
        found = _AND_MORE.match(text, weighed.claim.mention.end)
        kinds = {
            kind
            for rule in self._term(weighed).claims
            if not rule.recorded
            for kind in rule.said_of
        }
        for word in found[1].replace(",", " ").lower().split() if found else ():
            if word in _CLAUSE:
                return False
            if self.nouns.kind([word]) in kinds:
                return True
        return False

    def _fitted(self, weighed: Weighed, words: str) -> str:
        """Keep the nouns a mention ends in (`… AI` before `model`), and its capitals.

        What stands between a term's own adjective and its noun stays too: `open chat models`.
        """
        mention = weighed.claim.mention
        noun = self.nouns.ending(mention.text)
        if noun:
            term = self._term(weighed).term
            own = term.removesuffix(self.nouns.ending(term)).rstrip()
            if own and mention.text.lower().startswith(f"{own.lower()} "):
                noun = mention.text[len(own) + 1 :]
            words = f"{words.removesuffix(self.nouns.ending(words)).rstrip()} {noun}"
        return match_capitals(mention.text, mention.surface.text, words)
