"""What a page means by a term: the definition it states, names or implies, and how it speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termcheck.audit.manner import Manners, PhraseMatcher
from termcheck.facts.verdict import Answer

if TYPE_CHECKING:
    from termcheck.checks.check import Page
    from termcheck.checks.weighing import Weighed
    from termcheck.claims.claim import Claim
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
class SubjectClaim:
    """A claim with one of its subjects, as far as meanings depend on it."""

    weighed: Weighed
    chosen: str
    """Id of the definition the glossary chose for the term said of such a subject."""
    subject: str
    """Id of the recorded subject, empty for none."""
    kind: str
    name: str
    """As it is written, empty for nobody."""

    @property
    def is_said(self) -> bool:
        """Whether the term is said of something that is named, in whoever's voice.

        Also for whoever asks for such a thing: "if you look for open source AI, try Llama".
        """
        from termcheck.claims.claim import Stance

        stance = self.weighed.claim.stance
        return bool(self.name) and stance in (
            Stance.ASSERTED,
            Stance.ATTRIBUTED,
            Stance.CONDITIONAL,
        )

    @property
    def is_name(self) -> bool:
        """Whether the term is only a part of a name: of an office, an organisation."""
        from termcheck.claims.claim import Reference

        claim = self.weighed.claim
        words = claim.mention.text.casefold()
        return bool(claim.subjects) and all(
            subject.reference is Reference.OTHER
            and words != (name := subject.name.casefold())
            and words in name
            for subject in claim.subjects
        )

    @property
    def promises(self) -> bool:
        """Whether the term promises something here, or is itself talked about.

        The AI of "open source AI" is no other thing.
        """
        from termcheck.claims.claim import Reference, Stance

        claim = self.weighed.claim
        words = claim.mention.text.casefold().split()
        others = [
            subject.reference is Reference.OTHER and subject.name.casefold() not in words
            for subject in claim.subjects
        ]
        return claim.stance is Stance.MENTIONED or not others or not all(others)

    @property
    def group(self) -> tuple[str, str, str]:
        """What shares one meaning on a page: the term, its promise, and whose words they are."""
        claim = self.weighed.claim
        return claim.mention.term, self.chosen, claim.speaker.casefold()


class Meanings:
    """Tells meanings by the definitions and framings of a glossary; made once, for many pages."""

    def __init__(self, facts: Facts, model: str = "") -> None:
        from termcheck.claims.manner_reader import load_manners

        self.facts = facts
        learned = load_manners(model)
        self._manners = Manners(facts.framings, learned.hear if learned else None)
        self._answers: dict[tuple[str, str], Answer] = {}
        self._verdicts: dict[str, dict[str, str]] = {}

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
        if subject not in self._verdicts:
            kind = self.facts.subject(subject).kind
            found = {
                definition: self.answer(definition, subject)
                for definition in sorted(self.facts.judging([kind]))
            }
            self._verdicts[subject] = {
                definition: str(other)
                for definition, other in found.items()
                if other is not Answer.NOT_APPLICABLE
            }
        return self._verdicts[subject]

    def of_page(self, page: Page, uses: Sequence[SubjectClaim]) -> list[Meaning]:
        """Return what the page means at each use."""
        groups: dict[tuple[str, str, str], list[SubjectClaim]] = defaultdict(list)
        for use in uses:
            if use.promises and not use.is_name:
                groups[use.group].append(use)
        shared = {group: self._of_group(page, members) for group, members in groups.items()}
        listed = {group: self._of_list(members) for group, members in groups.items()}
        framing_of = self._manners.of_page(page.document)
        found = []
        for use in uses:
            if not use.promises or use.is_name:
                found.append(Meaning())
                continue
            meaning = shared[use.group]
            framing = framing_of(use.weighed.claim, listed[use.group])
            framing = framing or self._usual(meaning)
            if not meaning.basis and framing:
                named = self.facts.framings[framing].definitions[:1]
                meaning = Meaning("".join(named), "framing")
            found.append(Meaning(meaning.definition, meaning.basis, framing, meaning.quote))
        return found

    def _of_list(self, uses: Sequence[SubjectClaim]) -> str:
        """Return the framing of those who say a term of many things of which it is not all true."""
        said = [use for use in uses if use.is_said]
        names = {use.subject or use.name for use in said}
        recorded = [use for use in said if use.subject and use.chosen]
        met = [self.answer(use.chosen, use.subject) is Answer.MET for use in recorded]
        alike = len(met) == len(said) and all(met)
        return "" if alike or 2 * len(met) < len(said) else self._manners.of_list(len(names))

    def _of_group(self, page: Page, uses: Sequence[SubjectClaim]) -> Meaning:
        for use in uses:
            stated = self._stated(page, use)
            if stated is not None:
                return stated
        named = {name for use in uses for name in self._named(_sentence(page, use.weighed.claim))}
        if named:
            several = len(named) > 1
            return Meaning("" if several else named.pop(), "several" if several else "named")
        return self._implied(page, uses)

    def _stated(self, page: Page, use: SubjectClaim) -> Meaning | None:
        """Return the meaning that a sentence gives a term in its own words."""
        from termcheck.checks.rival_definition import spoken_of, stated_meaning
        from termcheck.claims.claim import Stance

        claim = use.weighed.claim
        if claim.stance not in (Stance.MENTIONED, Stance.ASSERTED, Stance.ATTRIBUTED):
            return None
        said = stated_meaning(page, use.weighed)
        if not said:
            return None
        quote = _sentence(page, claim).strip()
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

    def _candidates(self, use: SubjectClaim) -> list[str]:
        """Return the ids of definitions that can be meant, the chosen one first."""
        chosen = use.chosen.partition("/")[0]
        kinds = self.facts.definition(chosen).applies_to if chosen else (use.kind,)
        return list(dict.fromkeys([*([chosen] if chosen else []), *self.facts.judging(kinds)]))

    def _implied(self, page: Page, uses: Sequence[SubjectClaim]) -> Meaning:
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

    def _usual(self, meaning: Meaning) -> str:
        """Return the framing that goes by a definition."""
        for framing in self.facts.framings.values():
            told = meaning.basis in ("stated", "named")
            if told and meaning.definition in framing.definitions:
                return framing.id
        return ""

    def _named(self, text: str) -> set[str]:
        return {definition for _phrase, definition in self._names.heard(text)}

    @cached_property
    def _names(self) -> PhraseMatcher[str]:
        return PhraseMatcher(
            (name, definition.id)
            for definition in self.facts.definitions.values()
            for name in dict.fromkeys((definition.name, *definition.aliases))
        )


def _sentence(page: Page, claim: Claim) -> str:
    text = page.document.blocks[claim.mention.block].text
    return text[claim.sentence.start : claim.sentence.end]
