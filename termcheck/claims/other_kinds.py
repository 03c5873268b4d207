"""Whether a term is said of another kind of thing than it promises something about."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcheck.claims.candidates import Candidate
from termcheck.claims.claim import Reference, Role, SubjectRef
from termcheck.claims.context import MentionContext
from termcheck.claims.names.name import Name
from termcheck.claims.nouns import OTHER
from termcheck.claims.reading import About

_NEAR = 60
"""Code points beside a name that are looked at."""
_VERSION = re.compile(r"^[ \u00a0][vV]?\d+(?:\.\d+)*(?![\w%]|[.,]\d)")
"""A number right after a program's name; an entry that tells versions apart has them as names."""
_APPOSED = (",", "(", "\u2013", "\u2014")
_OWNS = ("'", "\u2019")
_CLOSING = (".", ",", ";", ":", "!", "?", ")")


@dataclass(frozen=True, slots=True)
class OtherKinds:
    """Tells software, data and what nobody judges from the things a term is about."""

    here: MentionContext

    def is_of_unnamed_noun(self) -> bool:
        """Whether a verb is said of a noun that a name only goes with: `… the prompt for X`."""
        if self.here.use.role not in (Role.VERB, Role.PASSIVE):
            return False
        nouns, (_, end) = self.here.reader.nouns, self.here.sentence
        names = (
            name
            for name in self.here.names
            if self.here.mention.end <= name.start < end
            and (name.kind in self.here.nameable or not name.subject_ids)
        )
        name = next(names, None)
        if name is None:
            return False
        text = self.here.text
        kind = self.here.phrases.serves(text, self.here.mention.end, name.start)
        return kind is not None and kind in {"", OTHER, *nouns.things} - self.here.nameable

    def is_unlike(self, found: Sequence[Candidate]) -> bool:
        """Whether the noun beside the term is of another kind, and no record says otherwise."""
        use, others = self.here.use, self.here.reader.nouns.things - self.here.nameable
        if use.role is not Role.MODIFIER or use.kind not in others or not found:
            return False
        unknown = all(name is None or not name.subject_ids for _, name in found)
        # Several things of another kind are not the one that another sentence speaks of.
        return unknown or (use.several and not any(self.here.is_near(ref) for ref, _ in found))

    def are_things(self, about: About, found: Sequence[Candidate]) -> bool:
        """Whether what is read as another kind of thing is recorded as what the term is about.

        Where the noun beside the term says so too, the record is right; and where it is one of two
        of which a predicate is said, the other may be of another kind.
        """
        if about is About.LICENCE or not found:
            return False
        if (
            self.here.use.kind not in self.here.claimed
            and not (self.here.use.role is not Role.MODIFIER and self._are_coordinated(found))
            and not self._have_parts(found)
        ):
            return False
        return all(
            name is not None
            and not name.comparison
            and all(self.here.is_thing(kind) for kind in name.kinds)
            for _, name in found
        )

    def _have_parts(self, found: Sequence[Candidate]) -> bool:
        """Whether it is said of what each subject is made of: `the … weights of X`."""
        text, phrases = self.here.text, self.here.phrases
        return all(
            self.here.is_near(ref) and phrases.is_part_of(text, ref.start, self.here.claimed)
            for ref, _ in found
        )

    def _are_coordinated(self, found: Sequence[Candidate]) -> bool:
        """Whether each name has an equal right before or after it: `X and our …`."""
        text, phrases = self.here.text, self.here.phrases
        return all(
            ref.block == self.here.mention.block
            and phrases.is_coordinated(text, ref.start, ref.end)
            for ref, _ in found
        )

    def is_of_another_noun(self, about: About) -> bool:
        """Whether the noun beside the term is one the term promises nothing about."""
        use, nouns = self.here.use, self.here.reader.nouns
        if use.role is Role.MODIFIER:
            named = about is About.NAMED
            if self.here.phrases.version_of(self.here.text, use, self.here.names) in self._others:
                return True
            if use.kind == OTHER and (not named or self.here.text[use.end : use.end + 1] in _OWNS):
                return True  # `the community's answer` too, whatever is one
            return use.kind in nouns.makers or (about is About.MAKER and not use.kind)
        start, _ = self.here.sentence
        text, phrases = self.here.text, self.here.phrases
        others = self._others
        idea = use.role is not Role.VERB and phrases.is_idea(text, self.here.mention)
        if idea or phrases.kind_before(text, start, self.here.mention.start) == OTHER:
            return True
        if about is not About.NAMED and (about is not About.MAKER or use.role is not Role.VERB):
            return False
        if use.role is Role.VERB:
            kinds = phrases.object_kinds(text, self.here.mention, self.here.names)
        else:
            kinds = phrases.subject_kinds(
                text, start, self.here.mention.start
            ) or phrases.kinds_before(text, start, self.here.mention.start)
        return bool(kinds) and kinds <= others

    @property
    def _others(self) -> frozenset[str]:
        """Kinds of things that the term promises nothing about."""
        return (self.here.reader.nouns.things | {OTHER}) - self.here.nameable

    def thing(self, about: About) -> SubjectRef:
        """Return what the noun beside the term stands for, a thing of another kind."""
        return SubjectRef(Reference.OTHER, self.here.use.head, str(about), (), *self.here.place)

    def other(self, ref: SubjectRef, name: Name | None, about: About) -> SubjectRef:
        """Return a thing of another kind: recorded as such, or only called so."""
        if name is not None and about is not About.LICENCE and not name.comparison:
            kinds = dict(zip(name.subject_ids, name.kinds, strict=False))
            same = tuple(id_ for id_, kind in kinds.items() if not self.here.is_thing(kind))
            things = self.here.reader.nouns.things
            if same and kinds[same[0]] in things and self.is_said_itself(ref, kinds[same[0]]):
                return replace(ref, subject_ids=same, kind=kinds[same[0]])
        return replace(ref, reference=Reference.OTHER, kind=str(about), subject_ids=())

    def is_said_itself(self, ref: SubjectRef, kind: str = "") -> bool:
        """Return whether a thing is what the sentence says the term of, by the words alone.

        `X is an open … tool`, `X, an open …`, `the open … tool X`; not `the open … CLI of X`,
        `open … X modules`, `X offers open …`.
        """
        mention, use = self.here.mention, self.here.use
        if ref.block != mention.block:
            return False
        phrases = self.here.phrases
        text, cues = self.here.discourse.text(ref.block), self.here.reader.cues
        before = list(phrases.words(text[max(0, ref.start - _NEAR) : ref.start]))
        while before and before[-1] in cues.phrase_openers - cues.belonging:
            before = before[:-1]
        if ref.end <= mention.start:
            gap = _VERSION.sub("", text[ref.end : mention.start])
            between = list(phrases.words(gap))
            if between[:1] == [kind]:  # `the … dataset is …`
                between = between[1:]
            if before and before[-1] in cues.belonging:
                return False
            if gap.lstrip()[:1] in _APPOSED:
                return all(word in cues.phrase_openers | cues.degree for word in between)
            return bool(between) and between[0] in cues.linking_verbs and self._is_one(between[1:])
        after = list(phrases.words(text[ref.end : ref.end + _NEAR]))[:1]
        closed = not after or text[ref.end : ref.end + 1] in _CLOSING
        if not closed and after[0] not in cues.phrase_ends | cues.linking_verbs:
            return False
        between = list(phrases.words(self._without_names(max(use.end, mention.end), ref.start)))
        allowed = (cues.phrase_openers | cues.naming | cues.coordinators) - cues.belonging
        return all(word in allowed for word in between)

    def _is_one(self, between: Sequence[str]) -> bool:
        """Whether what follows belongs to the noun of `X is a …`: not `X is a fork of …`."""
        cues = self.here.reader.cues
        if between[-1:] and between[-1] in cues.coordinators:  # `X is free and open …`
            return all(word in cues.phrase_openers | cues.degree for word in between[:-2])
        return not any(
            word in cues.phrase_ends - cues.phrase_openers
            or (word in cues.belonging and before not in cues.transparent)
            for before, word in itertools.pairwise(("", *between))
        )

    def is_under_terms(self, ref: SubjectRef) -> bool:
        """Whether terms are said of a thing of another kind itself: `X has …`, `X is under …`.

        Not `X modules have …`.
        """
        mention, cues = self.here.mention, self.here.reader.cues
        if ref.kind not in self.here.reader.nouns.things or ref.block != mention.block:
            return False
        after = self.here.phrases.words(self.here.text[ref.end : mention.start])
        return next(after, "") in cues.linking_verbs | cues.auxiliaries

    def _without_names(self, start: int, end: int) -> str:
        """Return a part of the mention's block without the names in it."""
        text = self.here.text
        found, at = "", start
        for name in self.here.names:
            if start <= name.start and name.end <= end:
                found, at = found + text[at : name.start], name.end
        return found + text[at:end]
