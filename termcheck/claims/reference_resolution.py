"""The words a reading points at as subjects: recorded, unrecorded, a maker's, the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termcheck.claims.candidates import Candidate, Candidates
from termcheck.claims.claim import GENERIC, Reference, Role, Stance, SubjectRef
from termcheck.claims.context import MentionContext
from termcheck.claims.coordination import Coordination
from termcheck.claims.names.name import Name
from termcheck.claims.nouns import LICENCE, ROLE
from termcheck.claims.other_kinds import OtherKinds
from termcheck.claims.reading import About, ClaimReading, ScoredSpan
from termcheck.claims.window import Window
from termcheck.glossary.model import PartOfSpeech

_SPECIFIC = (About.NAMED, About.MAKER)
_NAMED = re.compile(r"[^\s,;()]*[\dA-Z][^\s,;()]*")
"""A word with a capital or a figure."""
_SIGNS = ".!?:*_`\"'\u2019"
_FINITE = ("third", "past", "participle")
"""Inflections of a verb that do not stand after a preposition as its doing."""
_UNNAMED = (About.GENERIC, About.SOFTWARE, About.OTHER)


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds who is meant at one mention."""

    here: MentionContext

    @property
    def _candidates(self) -> Candidates:
        return Candidates(self.here)

    @property
    def _kinds(self) -> OtherKinds:
        return OtherKinds(self.here)

    def subjects(self, reading: ClaimReading, window: Window) -> tuple[SubjectRef, ...]:
        """Return the subjects of a reading; at least one."""
        if reading.about is not About.LICENCE and (
            self._kinds.is_of_another_noun(reading.about)
            or self._kinds.is_of_unnamed_noun()
            or self._is_done_by_others()
        ):
            return (self._kinds.thing(About.OTHER),)
        text, phrases = self.here.text, self.here.phrases
        mixed = reading.about is About.NAMED and (
            phrases.is_mixed(text, self.here.mention)
            or phrases.is_treated(text, self.here.mention, self.here.use)
        )
        if mixed or self._is_own(reading.about):
            owned = GENERIC if mixed or self._is_taken() else self.own()
            return ((self._of_owner_after() if not mixed else None) or owned,)
        class_ = reading.about in _UNNAMED and self.here.use.kind == ROLE
        members = self._members(reading) if class_ or reading.about is About.GENERIC else ()
        if members or reading.about is About.GENERIC:
            return members or (GENERIC,)
        found = self._found(reading, window)
        own = found and reading.about in _SPECIFIC and self._speaks_of_own()
        if own and not (found := self._candidates.without_others_said(found)):
            return (self.own(),)
        if reading.about is About.NAMED and self._kinds.is_unlike(found):
            return (self._kinds.thing(About.OTHER),)
        if reading.about in _SPECIFIC or self._kinds.are_things(reading.about, found):
            refs = [self._specific(ref, name, reading.about) for ref, name in found]
            refs = [*refs, *self._conjuncts(refs)]
            # Those of one block in the order of its text.
            first = {ref.block: at for at, ref in reversed(list(enumerate(refs)))}
            refs.sort(key=lambda ref: (first[ref.block], ref.start))
            return _unique(refs) or (self.own() if self._is_own_deed() else GENERIC,)
        if reading.about is About.LICENCE and (terms := self._terms()):
            return terms
        if reading.about is About.LICENCE:
            # `X is under an … licence`, whichever it is: said of X.
            things = [self._specific(ref, name, About.NAMED) for ref, name in found]
            known = [
                subject
                for subject in things
                if subject.subject_ids
                and (subject.kind in self.here.claimed or self._kinds.is_under_terms(subject))
            ]
            if known:
                return _unique(known)
        others = [self._kinds.other(ref, name, reading.about) for ref, name in found]
        return _unique(others) or (self._kinds.thing(reading.about),)

    def _found(self, reading: ClaimReading, window: Window) -> list[Candidate]:
        """Return what a reading points at, without what the sentence keeps apart from it."""
        parts = [(self._of_part(part, window), part.probability) for part in reading.subjects]
        likely = [
            (candidate, sure)
            for candidate, sure in parts
            if candidate is not None
            and not _is_likeness(candidate[1])
            and not self._candidates.is_in_another_item(candidate[0])
        ]
        inside = max(
            (sure for candidate, sure in likely if self.here.is_near(candidate[0])), default=0.0
        )
        # A name in the sentence goes before less likely ones elsewhere.
        found = self._candidates.this_side(
            [
                candidate
                for candidate, sure in likely
                if sure >= inside or self.here.is_near(candidate[0])
            ]
        )
        if not any(self.here.is_near(ref) for ref, _ in found):
            found = self._beside() or found
        if (example := self.here.example) is not None:
            first = self.here.discourse.refer(self.here.mention.block, example)
            near = (one for one in found if self.here.is_near(one[0]))
            found = [(first, example), *(one for one in near if one[0].start > first.start)]
        found = self._candidates.without_siblings(self._candidates.of_row(found))
        if reading.about is About.LICENCE:
            # What the text before speaks of, and not what the page is headed by.
            found = [one for one in found if one[0].block == self.here.mention.block] or found
        if reading.about in _SPECIFIC:
            found = self._candidates.without_titles(self._candidates.without_labels(found))
        if reading.about in _SPECIFIC and reading.stance is Stance.ASSERTED:
            found = self._candidates.without_equals(self._candidates.without_compared(found))
            found = self._candidates.of_owner(self._candidates.without_likened(found))
            found = self._candidates.without_made_like(self._candidates.without_hosts(found))
        if reading.about in _SPECIFIC and self.here.use.kind == LICENCE:
            # Of the licences named in such a phrase nothing is promised.
            found = [(ref, name) for ref, name in found if name is not None and name.subject_ids]
        return found

    def _beside(self) -> list[Candidate]:
        """Return what the words alone say the term of: `Acme open-sources X`, `being open, X …`."""
        here = self.here
        at = here.phrases.said_beside(here.text, here.mention, here.use)
        if at < 0:
            return []
        block = here.mention.block
        name = next((name for name in here.names if name.start == at), None)
        if name is not None:
            counts = not name.comparison and name.kind in here.nameable
            return [(here.discourse.refer(block, name), name)] if counts else []
        word = _NAMED.match(here.text, at)
        if word is None or not here.reader.may_name(word[0].strip(_SIGNS)):
            return []
        start, end = here.reader.name_span(here.text, at, at + len(word[0].rstrip(_SIGNS)))
        ref = SubjectRef(Reference.NAMED, here.text[start:end], "", (), block, start, end)
        return [self._of_maker(ref) or (ref, None)]

    def are_recorded(self, subjects: Sequence[SubjectRef]) -> bool:
        """Return whether the term is said of recorded things themselves: `X is …`."""
        return all(
            subject.reference is Reference.NAMED
            and bool(subject.subject_ids)
            and subject.kind in self.here.nameable
            and self._kinds.is_said_itself(subject)
            for subject in subjects
        )

    def _members(self, reading: ClaimReading) -> tuple[SubjectRef, ...]:
        """Return what is compared with the others of a class, so that it is one of it itself.

        `X beats all other open models`, `compared with other open models, X …`.
        """
        start, end = self.here.sentence
        text, phrases = self.here.text, self.here.phrases
        if (
            reading.stance is not Stance.ASSERTED
            or not phrases.is_other(text, self.here.mention)
            or phrases.compared(text, start, self.here.mention) < 0
        ):
            return ()
        names = [
            name
            for name in self.here.names
            if start <= name.start < end and not name.comparison and name.kind in self.here.nameable
        ]
        before = [name for name in names if name.end <= self.here.mention.start]
        return tuple(
            self.here.discourse.refer(self.here.mention.block, name)
            for name in (before or names)[:1]
        )

    def own(self) -> SubjectRef:
        """Return the writer's own, by the noun that stands for it."""
        named = self.here.use.kind in self.here.claimed
        noun = (
            self.here.use.head.lower()
            if named
            else self.here.reader.noun_of(self.here.mention.term)
        )
        kind = self.here.use.kind if named else self.here.reader.kind_of(self.here.mention.term)
        return SubjectRef(Reference.OWN, noun, kind, (), *self.here.place)

    def _of_owner_after(self) -> SubjectRef | None:
        """Return a maker's, where the phrase says whose its things are: `open models from X`."""
        names = (name for name in self.here.names if name.start >= self.here.use.end)
        owner = next(names, None)
        if owner is None or not set(owner.kinds) & self.here.reader.nouns.makers:
            return None
        if self.here.use.kind not in self.here.claimed or self.here.use.own:
            return None
        words = [*self.here.phrases.words(self.here.text[self.here.use.end : owner.start])]
        if len(words) != 1 or words[0] not in self.here.reader.cues.origins:
            return None
        ref = self.here.discourse.refer(self.here.mention.block, owner)
        return self._specific(ref, owner, About.MAKER)

    def _is_own(self, about: About) -> bool:
        """Whether it is said of the writer's own, unnamed."""
        if about is About.OWN or (about is About.GENERIC and self.here.use.own):
            return True
        return about in _UNNAMED and self._is_own_thing()

    def _is_taken(self) -> bool:
        """Whether the writer only uses what somebody made."""
        here, (start, _) = self.here, self.here.sentence
        modifies = here.use.role is Role.MODIFIER and not here.use.own
        return modifies and here.phrases.is_taken(here.text, start, here.mention, here.names)

    def _speaks_of_own(self) -> bool:
        """Whether the writer speaks of something of theirs before a mention, and names nothing."""
        start, end = self.here.sentence
        words = self.here.phrases.words(self.here.text[start : self.here.mention.start])
        named = any(start <= name.start < end for name in self.here.names)
        return not named and bool(self.here.reader.first_person & set(words))

    def _is_own_thing(self) -> bool:
        """Whether it is said of the writer's own thing of a kind the term is about: `our … is`."""
        text, (start, _) = self.here.text, self.here.sentence
        predicate = self.here.use.role is Role.PREDICATE
        kind = self.here.phrases.own_kind(text, start, self.here.mention.start) if predicate else ""
        return kind in self.here.claimed

    def _is_done_by_others(self) -> bool:
        """Whether others are thanked for the verb the term is, and nothing is named with it."""
        here, (start, end) = self.here, self.here.sentence
        named = any(start <= name.start < end for name in here.names)
        surface = here.mention.surface
        verb = surface.part_of_speech is PartOfSpeech.VERB and surface.inflection not in _FINITE
        return verb and not named and here.phrases.is_done_by_others(here.text, here.mention.start)

    def _is_own_deed(self) -> bool:
        """Whether the term is a verb whose subject is the writer: `we have …`."""
        text, first = self.here.text, self.here.reader.first_person
        return self.here.phrases.is_of(first, text, self.here.mention.start)

    def _terms(self) -> tuple[SubjectRef, ...]:
        """Return the licences named in the sentence."""
        start, end = self.here.sentence
        return tuple(
            self.here.discourse.refer(self.here.mention.block, name)
            for name in self.here.names
            if name.kind in self.here.reader.nouns.terms and start <= name.start and name.end <= end
        )

    def _of_part(self, part: ScoredSpan, window: Window) -> tuple[SubjectRef, Name | None] | None:
        """Return what a part of a window names, and the name it is found by, if it is one."""
        passage = window.passages[part.passage]
        block, start = passage.origin(part.start)
        if block < 0:
            return None
        end = start + part.end - part.start
        if (
            block == self.here.mention.block
            and start < self.here.mention.end
            and self.here.mention.start < end
        ):
            return None
        names = [
            name
            for name in self.here.discourse.names(block)
            if name.start < end and start < name.end
        ]
        if names:
            name = max(names, key=lambda name: min(end, name.end) - max(start, name.start))
            ref = self._refer(block, name, start)
            return self._of_maker(ref) or (ref, name)
        text = self.here.discourse.text(block)
        start, end = _name_within(text, *self.here.reader.name_span(text, start, end))
        words = text[start:end]
        if words.lower() in self.here.reader.first_person:
            return self.own(), None
        if not self.here.reader.may_name(words):
            return None
        ref = SubjectRef(Reference.NAMED, words, "", (), block, start, end)
        return self._of_maker(ref) or (ref, None)

    def _of_maker(self, ref: SubjectRef) -> Candidate | None:
        """Return what a maker before calls by a name that is recorded with the maker's only.

        `Acme open-sources Nine`: Acme Nine.
        """
        makers = [
            name
            for name in self.here.discourse.names(ref.block)
            if name.end <= ref.start and set(name.kinds) & self.here.reader.nouns.makers
        ]
        if ref.subject_ids or not makers:
            return None
        words = f"{makers[-1].text} {ref.name}"
        found = self.here.reader.find(words)
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(words)):
            return None
        ids, kinds = found[0].subject_ids, found[0].kinds
        if not ids or found[0].kind not in self.here.nameable:
            return None
        name = replace(found[0], start=ref.start, end=ref.end, text=ref.name)
        return replace(ref, subject_ids=ids, kind=kinds[0]), name

    def _refer(self, block: int, name: Name, start: int) -> SubjectRef:
        """Return what a name stands for; one that nobody recorded with the words it begins with."""
        ref, text = self.here.discourse.refer(block, name), self.here.discourse.text(block)
        words = text[start : name.start]
        if name.subject_ids or not words[:1].isupper() or not words.strip().isalnum():
            return ref
        return replace(ref, name=text[start : name.end], start=start)

    def _specific(self, ref: SubjectRef, name: Name | None, about: About) -> SubjectRef:
        """Return one thing the term promises something about, named or a maker's."""
        if ref.reference is Reference.OWN:
            return ref
        kinds = dict(zip(name.subject_ids, name.kinds, strict=False)) if name is not None else {}
        makers = tuple(id_ for id_, kind in kinds.items() if kind in self.here.reader.nouns.makers)
        things = tuple(id_ for id_, kind in kinds.items() if kind in self.here.nameable)
        if about is About.MAKER and (makers or not things):
            return replace(ref, reference=self._made(ref), subject_ids=makers, kind=self._kind())
        if things:
            return replace(ref, subject_ids=things, kind=kinds[things[0]])
        if makers:
            return replace(ref, reference=self._made(ref), subject_ids=makers, kind=self._kind())
        if name is not None and name.comparison:
            return replace(ref, subject_ids=(), kind=self._kind())
        return ref if ref.kind else replace(ref, kind=self._kind())

    def _kind(self) -> str:
        """Return the kind of thing the term's noun says it is."""
        if self.here.use.kind in self.here.claimed:
            return self.here.use.kind
        return self.here.reader.kind_of(self.here.mention.term)

    def _made(self, maker: SubjectRef) -> Reference:
        """Return whether all that a maker makes is meant, or one thing without its name.

        What is new is not what is known: never judged by what the maker made before. A new maker
        is none of its things.
        """
        start, end = self.here.sentence
        text = self.here.text
        phrases = self.here.phrases
        several = self.here.use.several
        if self.here.use.kind not in self.here.claimed:
            number = phrases.number_of(text, self.here.mention.end, end, self.here.claimed)
            if number is None:
                number = phrases.number_of(text, start, self.here.mention.start, self.here.claimed)
            several = bool(number)
        new = self.here.reader.cues.new_words
        if self.here.is_near(maker) and maker.end <= self.here.mention.start:
            start = maker.end
        around = phrases.words(text[start : max(self.here.use.end, self.here.mention.end)])
        return Reference.MADE if several and not new & set(around) else Reference.UNNAMED

    def _conjuncts(self, refs: Sequence[SubjectRef]) -> Iterator[SubjectRef]:
        """Yield the equals of subjects, as the term is said of them."""
        for ref, name in Coordination(self.here).conjuncts(refs):
            yield self._specific(ref, name, About.NAMED)


def _name_within(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of some words that is written like a name, without plain words beside it.

    `tools like Jan suggest`: Jan. Words of which none has a capital stay as they are.
    """
    named = [word.span() for word in _NAMED.finditer(text, start, end)]
    capitals = any(character.isupper() for character in text[start:end])
    return (named[0][0], named[-1][1]) if capitals and named else (start, end)


def _is_likeness(name: Name | None) -> bool:
    """Whether a recorded name only says what something else is like: `a GPT-3-like model`."""
    return name is not None and name.comparison and bool(name.subject_ids)


def _unique(refs: Sequence[SubjectRef]) -> tuple[SubjectRef, ...]:
    """Return subjects without those said before under the same name or record."""
    found: list[SubjectRef] = []
    for subject in refs:
        same = (
            other.reference is subject.reference
            and (
                (subject.subject_ids and other.subject_ids[:1] == subject.subject_ids[:1])
                or other.name.lower() == subject.name.lower()
            )
            for other in found
        )
        if not any(same):
            found.append(subject)
    return tuple(found)
