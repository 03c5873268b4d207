"""Words of a sentence that settle how its writer stands to what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from termcheck.claims.claim import Role, Sentence
from termcheck.claims.cues import Cues
from termcheck.claims.names.name import Name
from termcheck.claims.nouns import OTHER
from termcheck.claims.phrase import BREAK, WORD, Phrases, Use, any_of
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import PartOfSpeech

_PRESENT = ("base", "third")
"""Inflections of a verb that may tell of the future."""
_PAST = "past"
_ASKS = "?\uff1f"
_LABEL = re.compile(r"\W*(?:(?:\w{1,8}:|[A-Z]\.)\s)?\W*")
"""What may stand before an answer: `A: Yes`."""
_ANSWER = re.compile(r"(?P<word>\w+)\s*(?:[.,!;:\u2013\u2014(]|-\s|\Z)")
_JOINS = " -\u2010\u2011"
_CLOSING = " \t*_`\"'\u201d\u2019)]"


class StanceWords:
    """Finds plans, hearsay, what is admitted and what happened, by lists of words."""

    def __init__(self, cues: Cues, phrases: Phrases) -> None:
        self._cues = cues
        self._phrases = phrases
        self._future = re.compile(any_of(cues.future), re.IGNORECASE)
        self._hearsay = re.compile(any_of(cues.hearsay), re.IGNORECASE)
        self._until = re.compile(any_of(cues.until), re.IGNORECASE)
        self._admitting = re.compile(any_of(cues.conceding | cues.supposing), re.IGNORECASE)
        self._wishing = re.compile(any_of(cues.wishing), re.IGNORECASE)
        self._indefinite = (cues.phrase_openers | cues.degree) - cues.definite - cues.pointing
        self._leads = cues.becoming | (cues.first_person - cues.own_determiners)
        self._within = (
            cues.linking_verbs
            | cues.auxiliaries
            | cues.degree
            | cues.phrase_openers
            | cues.pronouns
            | cues.coordinators
        ) - cues.belonging

    def planned(self, text: str, sentence: Sentence, mention: Mention, role: Role) -> str:
        """Return the words that make a plan of a clause in the present tense, empty if none do.

        `open-sources X next month`, `we open-source X soon`, `goes open source next year`.
        """
        verb = role is Role.VERB and mention.surface.inflection in _PRESENT
        if not verb and self._phrases.before(text, mention.start) not in self._leads:
            return ""
        breaks = [stop.start() for stop in BREAK.finditer(text, sentence.start, sentence.end)]
        start = max((at + 1 for at in breaks if at < mention.start), default=sentence.start)
        end = min((at for at in breaks if at >= mention.end), default=sentence.end)
        for found in self._future.finditer(text, start, end):
            between = text[mention.end : found.start()] if found.start() >= mention.end else ""
            if not self._cues.coordinators & set(self._phrases.words(between)):
                return found[0]
        for found in self._until.finditer(text, mention.end, end):
            if self._cues.present & set(self._phrases.words(text[found.end() : end])):
                return found[0]
        return ""

    def wished(self, text: str, start: int, mention: Mention) -> str:
        """Return the words that make a wish of a thing that is still to be made, empty if none do.

        `aims to build an open model`; not `aims to build on the open model X`. `start` begins the
        sentence.
        """
        found = next(reversed([*self._wishing.finditer(text, start, mention.start)]), None)
        if found is None or BREAK.search(text, found.end(), mention.start):
            return ""
        words = list(self._phrases.words(text[found.end() : mention.start]))
        while words and words[0] in self._cues.degree:
            words = words[1:]
        made = bool(words) and words[0] in self._cues.making
        return found[0] if made and set(words[1:]) <= self._indefinite else ""

    def given_out(self, text: str, start: int, mention: Mention) -> int:
        """Return where in its sentence a word says as what a thing is given out, or -1.

        `released X as an open model`; `start` begins the sentence.
        """
        cues = self._cues
        words = list(WORD.finditer(text, start, mention.start))
        while words and words[-1][0].lower() in cues.phrase_openers | cues.degree:
            words.pop()
        if not words or words[-1][0].lower() not in self._leads:
            return -1
        breaks = [stop.end() for stop in BREAK.finditer(text, start, words[-1].start())]
        breaks += [word.end() for word in words if word[0].lower() in cues.coordinators]
        words = [word for word in words if word.start() >= max(breaks, default=start)]
        found = [word.start() - start for word in words if word[0].lower() in cues.releasing]
        return found[-1] if found else -1

    def hearsay(self, text: str, sentence: Sentence) -> str:
        """Return the words that make another's of what a sentence says, empty if none do."""
        found = self._hearsay.search(text, sentence.start, sentence.end)
        return found[0] if found is not None else ""

    def admits(
        self, text: str, start: int, mention: Mention, use: Use, names: Sequence[Name]
    ) -> bool:
        """Return whether a clause admits what the term says, and so neither denies nor supposes it.

        `even though X is open`, `despite being open`; not `despite its open label`, nor `even
        though X is called open`. `start` begins the sentence.
        """
        found = next(reversed([*self._admitting.finditer(text, start, mention.start)]), None)
        if found is None or found[0].lower() not in self._cues.conceding:
            return False
        if use.role is Role.MODIFIER and use.kind in ("", OTHER):
            return False
        if BREAK.search(text, found.end(), mention.start):
            return False
        return all(
            word[0].lower() in self._within
            or self._phrases.is_noun(word[0])
            or any(name.start <= word.start() < name.end for name in names)
            for word in WORD.finditer(text, found.end(), mention.start)
        )

    def is_denied(self, text: str, mention: Mention) -> bool:
        """Return whether what stands right before the term denies it, or leaves less of it.

        `non-open-source`, `partially open source`.
        """
        lead = text[max(0, mention.start - 20) : mention.start]
        word = next(reversed(WORD.findall(lead.rstrip(_JOINS))), "").lower()
        return word in self._cues.lessening or (
            lead[-1:] in _JOINS.strip() and word in self._cues.prefixes
        )

    def happened(
        self, text: str, sentence: Sentence, mention: Mention, role: Role, names: Sequence[Name]
    ) -> bool:
        """Return whether the term is a verb in the past tense that no other verb leads to.

        Or what one makes of a name: `made X open source`, `making X open source lets …`.
        """
        cues, start = self._cues, sentence.start
        if role is Role.VERB and mention.surface.inflection == _PAST:
            return self._phrases.before(text, mention.start) not in cues.auxiliaries
        words = [
            word[0].lower()
            for word in WORD.finditer(text, start, mention.start)
            if not any(name.start <= word.start() < name.end for name in names)
        ]
        while words and words[-1] in cues.degree | cues.phrase_openers | cues.becoming:
            words.pop()
        if not words or (verb := words.pop()) not in cues.happening | cues.effecting:
            return False
        if verb in cues.effecting:
            rest = set(self._phrases.words(text[mention.end : sentence.end]))
            return not rest & cues.modals and (not words or words[-1] in cues.by_fact)
        return not words or words[-1] not in cues.auxiliaries | cues.linking_verbs

    def asks(self, text: str, sentence: Sentence, mention: Mention, names: Sequence[Name]) -> bool:
        """Return whether a sentence asks whether something is so: `Is X …?`, `Did Acme …?`.

        What a name stands right before after such a verb is a verb too.
        """
        said = text[sentence.start : sentence.end]
        if not self.is_question(said):
            return False
        lead = _LABEL.match(said)
        words = list(self._phrases.words(said[lead.end() if lead else 0 :]))
        while words and words[0] in self._cues.phrase_ends - self._cues.linking_verbs:
            words = words[1:]
        verbs = self._cues.linking_verbs
        at = len(text[: mention.start].rstrip())
        if mention.surface.part_of_speech is PartOfSpeech.VERB or any(n.end == at for n in names):
            verbs = verbs | self._cues.auxiliaries
        return bool(words) and words[0] in verbs

    def is_question(self, said: str) -> bool:
        """Return whether a sentence ends in a question mark."""
        return said.rstrip(_CLOSING)[-1:] in tuple(_ASKS)

    def reply(self, text: str) -> bool | None:
        """Return whether a text opens with yes (True) or no (False) as an answer, else None."""
        lead = _LABEL.match(text)
        found = _ANSWER.match(text, lead.end() if lead else 0)
        word = found["word"].lower() if found else ""
        if word in self._cues.answers.yes:
            return True
        return False if word in self._cues.answers.no else None
