"""What a page means by a term: the definition it states, names or implies, and how it speaks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termcheck.facts.verdict import Answer

if TYPE_CHECKING:
    from termcheck.checks.check import Page
    from termcheck.checks.weighing import Weighed
    from termcheck.core.document import Document
    from termcheck.facts.facts import Facts

_SAMPLE = 200
"""Recorded subjects by which it is told which of two definitions is the stricter."""
_ENOUGH = 0.6
"""How alike what is said and a definition have to be, from 0 to 1, to be taken for the same."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a page goes by where it uses a term."""

    definition: str = ""
    """Id of the definition, empty where none can be told."""
    basis: str = ""
    """`stated`, `named`, `subjects`, `framing`, `several` or `none`; see the column."""
    framing: str = ""
    """Id of the framing whose manner of speaking it shares."""
    quote: str = ""
    """The sentence that gives the term a meaning."""


@dataclass(frozen=True, slots=True)
class Use:
    """A claim with one of its subjects, as far as meanings depend on it."""

    weighed: Weighed
    chosen: str
    """Id of the definition the glossary chose for the term said of such a subject."""
    subject: str
    """Id of the recorded subject, empty for none."""
    kind: str

    @property
    def promises(self) -> bool:
        """Whether the term promises something here, or is itself talked about."""
        from termcheck.claims.claim import Reference, Stance

        claim = self.weighed.claim
        others = [subject.reference is Reference.OTHER for subject in claim.subjects]
        return claim.stance is Stance.MENTIONED or not others or not all(others)

    @property
    def group(self) -> tuple[str, str, str]:
        """What shares one meaning on a page: the term, its promise, and whose words they are."""
        claim = self.weighed.claim
        return claim.mention.term, self.chosen, claim.speaker.casefold()


class Meanings:
    """Tells meanings by the definitions and framings of a glossary; made once, for many pages."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._answers: dict[tuple[str, str], Answer] = {}

    def answer(self, definition: str, subject: str) -> Answer:
        """Return whether a recorded subject meets a definition."""
        key = (definition, subject)
        if key not in self._answers:
            self._answers[key] = self.facts.judge(definition, subject).answer
        return self._answers[key]

    def verdicts(self, subject: str) -> dict[str, str]:
        """Return the answer by every definition that judges a recorded subject of its kind."""
        if not subject:
            return {}
        kind = self.facts.subject(subject).kind
        found = {
            definition: self.answer(definition, subject)
            for definition in sorted(self.facts.judging([kind]))
        }
        return {
            definition: str(other)
            for definition, other in found.items()
            if other is not Answer.NOT_APPLICABLE
        }

    def of_page(self, page: Page, uses: Sequence[Use]) -> list[Meaning]:
        """Return what the page means at each use."""
        groups: dict[tuple[str, str, str], list[Use]] = defaultdict(list)
        for use in uses:
            if use.promises:
                groups[use.group].append(use)
        shared = {group: self._of_group(page, members) for group, members in groups.items()}
        found = []
        for use in uses:
            if not use.promises:
                found.append(Meaning())
                continue
            meaning = shared[use.group]
            framing = self._framing_at(page.document, use.weighed) or self._usual(meaning)
            if not meaning.basis and framing:
                named = self.facts.framings[framing].definitions[:1]
                meaning = Meaning("".join(named), "framing")
            found.append(Meaning(meaning.definition, meaning.basis, framing, meaning.quote))
        return found

    def _of_group(self, page: Page, uses: Sequence[Use]) -> Meaning:
        for use in uses:
            stated = self._stated(page, use)
            if stated is not None:
                return stated
        blocks = {use.weighed.claim.mention.block for use in uses}
        named = {
            subject_id for at in blocks for subject_id in self._named(page.document.blocks[at].text)
        }
        if named:
            several = len(named) > 1
            return Meaning("" if several else named.pop(), "several" if several else "named")
        return self._implied(page, uses)

    def _stated(self, page: Page, use: Use) -> Meaning | None:
        """Return the meaning that a sentence gives a term in its own words."""
        from termcheck.checks.rival_definition import spoken_of, stated_meaning
        from termcheck.claims.claim import Stance

        claim = use.weighed.claim
        if claim.stance not in (Stance.MENTIONED, Stance.ASSERTED, Stance.ATTRIBUTED):
            return None
        said = stated_meaning(page, use.weighed)
        if not said:
            return None
        block = page.document.blocks[claim.mention.block]
        quote = block.text[claim.sentence.start : claim.sentence.end].strip()
        named = self._named(quote)
        if len(named) == 1:
            return Meaning(named.pop(), "stated", quote=quote)
        spoken = {
            candidate: spoken_of(page, self.facts.definitions[candidate], said)
            for candidate in self._candidates(use)
        }
        heard = {word for named in spoken.values() for words in named.values() for word in words}
        best, most = "", 0.0
        for definition, criteria in spoken.items():
            asked = [
                other
                for other in self.facts.definitions[definition].criteria
                if other.needs is not None
            ]
            covered = {word for words in criteria.values() for word in words}
            if not covered:
                continue
            # The share of its criteria, and of what is said, as their harmonic mean.
            whole, apt = len(criteria) / len(asked), len(covered) / len(heard)
            alike = 2 * whole * apt / (whole + apt)
            if alike >= _ENOUGH and alike > most:
                best, most = definition, alike
        return Meaning(best, "stated", quote=quote) if heard else None

    def _candidates(self, use: Use) -> list[str]:
        """Return the ids of definitions that can be meant, the chosen one first."""
        chosen = use.chosen.partition("/")[0]
        kinds = self.facts.definition(chosen).applies_to if chosen else (use.kind,)
        return list(dict.fromkeys([*([chosen] if chosen else []), *self.facts.judging(kinds)]))

    def _implied(self, page: Page, uses: Sequence[Use]) -> Meaning:
        """Return the definition that all may meet which the term is said of, and half do.

        Of several the chosen one, then those whose words the glossary would have instead, then the
        strictest.
        """
        from termcheck.claims.claim import Stance

        said = (Stance.ASSERTED, Stance.ATTRIBUTED)
        subjects = {
            use.subject: None
            for use in uses
            if use.subject and use.weighed.claim.stance in said and use.chosen
        }
        if not subjects:
            return Meaning()
        chosen = uses[0].chosen.partition("/")[0]
        kinds = {self.facts.subject(subject).kind for subject in subjects}
        fitting = [
            definition
            for definition in self.facts.judging(kinds)
            if self._fits(definition, list(subjects))
        ]
        if not fitting:
            wrong = any(
                self.answer(uses[0].chosen, subject) is Answer.NOT_MET for subject in subjects
            )
            return Meaning("", "none") if wrong else Meaning()
        term = page.term(uses[0].weighed.claim.mention)
        for reference in (chosen, *(entry.when for entry in term.instead)):
            if reference in fitting:
                return Meaning(reference, "subjects")
        return Meaning(
            min(fitting, key=lambda definition: (self._strictness[definition], definition)),
            "subjects",
        )

    def _fits(self, definition: str, subjects: Sequence[str]) -> bool:
        answers = [self.answer(definition, subject) for subject in subjects]
        met = sum(answer is Answer.MET for answer in answers)
        return Answer.NOT_MET not in answers and 2 * met >= len(answers) > 0

    @cached_property
    def _strictness(self) -> dict[str, int]:
        """How many of a sample of the recorded subjects meet each definition."""
        told = sorted(subject.id for subject in self.facts.subjects.values() if subject.components)
        sample = told[:: len(told) // _SAMPLE + 1]
        return {
            definition: sum(self.answer(definition, other) is Answer.MET for other in sample)
            for definition in self.facts.definitions
        }

    def _framing_at(self, document: Document, weighed: Weighed) -> str:
        """Return the framing of a claim: by its sentence, else its block, else what is above."""
        claim = weighed.claim
        block = document.blocks[claim.mention.block]
        sentence = block.text[claim.sentence.start : claim.sentence.end]
        heads = [document.blocks[block.section].text] if block.section >= 0 else []
        heads += [document.blocks[block.intro].text] if block.intro >= 0 else []
        for texts in ([sentence], [block.text], heads):
            found = Counter(framing for text in texts for framing in self._framings(text))
            if found:
                order = list(self.facts.framings)
                return min(found, key=lambda framing: (-found[framing], order.index(framing)))
        return ""

    def _usual(self, meaning: Meaning) -> str:
        """Return the framing that goes by a definition."""
        for framing in self.facts.framings.values():
            told = meaning.basis in ("stated", "named")
            if told and meaning.definition in framing.definitions:
                return framing.id
        return ""

    def _named(self, text: str) -> set[str]:
        return set(self._names.heard(text))

    def _framings(self, text: str) -> list[str]:
        return self._cues.heard(text)

    @cached_property
    def _names(self) -> _Phrases:
        return _Phrases(
            (name, definition.id)
            for definition in self.facts.definitions.values()
            for name in dict.fromkeys((definition.name, *definition.aliases))
        )

    @cached_property
    def _cues(self) -> _Phrases:
        return _Phrases(
            (cue, framing.id) for framing in self.facts.framings.values() for cue in framing.cues
        )


class _Phrases:
    """Words and phrases that stand for something, found in a text in one pass."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        self._meant: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for phrase, what in phrases:
            self._meant[phrase.casefold()].append((phrase, what))
        longest = sorted(self._meant, key=len, reverse=True)
        words = "|".join(map(re.escape, longest))
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def heard(self, text: str) -> list[str]:
        """Return what the phrases in a text stand for, once for each place."""
        if self._pattern is None:
            return []
        return [
            what
            for found in self._pattern.finditer(text)
            for phrase, what in self._meant.get(found[0].casefold(), ())
            # Initials are names only in capitals.
            if not phrase.isupper() or found[0] == phrase
        ]
