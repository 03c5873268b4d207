"""The words a reading points at as subjects: recorded, unrecorded, a maker's, the writer's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termcheck.claims.claim import GENERIC, Reference, Role, Stance, SubjectRef
from termcheck.claims.discourse import Discourse
from termcheck.claims.names.name import Name
from termcheck.claims.nouns import LICENCE, OTHER
from termcheck.claims.phrase import Use
from termcheck.claims.reader import THING, ClaimReader
from termcheck.claims.reading import About, ClaimReading, Part
from termcheck.claims.window import Window
from termcheck.core.document import Kind
from termcheck.glossary.mention import Mention

_BAR = re.compile(r"\s[|·•]\s")
_NEAR = 60
"""Code points beside a name that are looked at."""
_APPOSED = (",", "(", "\u2013", "\u2014")
_CLOSING = (".", ",", ";", ":", "!", "?", ")")
_SPECIFIC = (About.NAMED, About.MAKER)
_UNNAMED = (About.GENERIC, About.SOFTWARE, About.OTHER)


@dataclass(frozen=True, slots=True)
class Resolver:
    """Finds who is meant at one mention."""

    reader: ClaimReader
    discourse: Discourse
    mention: Mention
    use: Use
    others: Sequence[Mention] = ()
    """The other mentions of the block."""

    @property
    def _claimed(self) -> frozenset[str]:
        return self.reader.claimed[self.mention.term]

    @property
    def _nameable(self) -> frozenset[str]:
        return self.reader.nameable[self.mention.term]

    def subjects(self, reading: ClaimReading, window: Window) -> tuple[SubjectRef, ...]:
        """Return the subjects of a reading; at least one."""
        if reading.about is not About.LICENCE and (
            self._is_of_another_noun(reading.about) or self._is_of_unnamed_noun()
        ):
            return (self._thing(About.OTHER),)
        text, phrases = self.discourse.text(self.mention.block), self.reader.phrases
        if reading.about is About.NAMED and phrases.is_mixed(text, self.mention):
            return (GENERIC,)
        if self._is_own(reading.about):
            return (self.own(),)
        if reading.about is About.GENERIC:
            return self._members(reading) or (GENERIC,)
        parts = [(self._of_part(part, window), part.probability) for part in reading.subjects]
        likely = [
            (candidate, sure)
            for candidate, sure in parts
            if candidate is not None and not self._is_in_next_item(candidate[0])
        ]
        inside = max(
            (sure for candidate, sure in likely if self._is_near(candidate[0])), default=0.0
        )
        # A name in the sentence goes before less likely ones elsewhere.
        found = self._this_side(
            [
                candidate
                for candidate, sure in likely
                if sure >= inside or self._is_near(candidate[0])
            ]
        )
        if reading.about in _SPECIFIC and reading.stance is Stance.ASSERTED:
            found = self._without_equals(self._without_compared(found))
        if reading.about in _SPECIFIC and self.use.kind == LICENCE:
            # Of the licences named in such a phrase nothing is promised.
            found = [(ref, name) for ref, name in found if name is not None and name.subject_ids]
        if reading.about is About.NAMED and self._is_unlike(found):
            return (self._thing(About.OTHER),)
        if reading.about in _SPECIFIC or self._are_things(reading.about, found):
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
                if subject.kind in self._claimed and subject.subject_ids
            ]
            if known:
                return _unique(known)
        others = [self._other(ref, name, reading.about) for ref, name in found]
        return _unique(others) or (self._thing(reading.about),)

    def _without_compared(
        self, found: list[tuple[SubjectRef, Name | None]]
    ) -> list[tuple[SubjectRef, Name | None]]:
        """Return subjects without those that the class is only compared with, or they with it.

        `X beats open models` says nothing of X, `unlike X, the open model …` neither; `unlike X, an
        open model, …` does.
        """
        text, start = self.discourse.text(self.mention.block), self.mention.start
        names = self.discourse.names(self.mention.block)
        at = self.reader.phrases.based(text, self._sentence[0], self.mention)
        if at >= 0:
            named = any(at <= name.start < start for name in names)
            return (
                found
                if named
                else [candidate for candidate in found if self._is_example(candidate[0])]
            )
        at = self.reader.phrases.compared(text, self._sentence[0], self.mention)
        if at < 0 or self.reader.phrases.is_other(text, self.mention):
            return found
        between = [
            name for name in self.discourse.names(self.mention.block) if at <= name.start < start
        ]
        if not between:
            return [
                candidate
                for candidate in found
                if self._is_example(candidate[0]) and not self._follows_comma(candidate[0])
            ]
        last = between[-1]
        apposed = text[last.end : start].strip(" ,(").lower()
        if apposed in self.reader.cues.indefinite:
            return found
        return [
            candidate
            for candidate in found
            if not (self._is_near(candidate[0]) and at <= candidate[0].start < start)
        ]

    def _without_equals(
        self, found: list[tuple[SubjectRef, Name | None]]
    ) -> list[tuple[SubjectRef, Name | None]]:
        """Return subjects without those that the class stands beside: `supports X and open models`.

        With a word for others it is one of them: `X and other open models`. Beyond a bar, as
        between the links of a navigation, everything is another thing.
        """
        text, start = self.discourse.text(self.mention.block), self.mention.start
        if not self.use.several or self.use.kind not in self._claimed:
            return found
        if self.reader.phrases.is_other(text, self.mention):
            return found
        found = [candidate for candidate in found if not self._is_barred(candidate[0])]
        names = [name for name in self.discourse.names(self.mention.block) if name.end <= start]
        if not names or not self.reader.phrases.is_equal(text, names[-1].end, start):
            return found
        return [
            candidate
            for candidate in found
            if candidate[0].start > start or not self._is_near(candidate[0])
        ]

    def _is_barred(self, ref: SubjectRef) -> bool:
        """Whether a subject stands beyond a bar beside which the phrase of the mention is all."""
        block, start, end = self._place
        text = self.discourse.text(block)
        first, last = sorted((ref.start, start))
        if ref.block != block or _BAR.search(text, first, last) is None:
            return False
        before, after = _BAR.split(text[:start])[-1], _BAR.split(text[max(end, self.use.end) :])[0]
        return not before.strip() and not after.strip()

    def _is_of_unnamed_noun(self) -> bool:
        """Whether a verb is said of a noun that a name only goes with: `… the prompt for X`."""
        if self.use.role not in (Role.VERB, Role.PASSIVE):
            return False
        nouns, (_, end) = self.reader.nouns, self._sentence
        names = (
            name
            for name in self.discourse.names(self.mention.block)
            if self.mention.end <= name.start < end
            and (name.kind in self._nameable or not name.subject_ids)
        )
        name = next(names, None)
        if name is None:
            return False
        text = self.discourse.text(self.mention.block)
        kind = self.reader.phrases.serves(text, self.mention.end, name.start)
        return kind is not None and kind in {"", OTHER, *nouns.things} - self._nameable

    def _is_unlike(self, found: Sequence[tuple[SubjectRef, Name | None]]) -> bool:
        """Whether the noun beside the term is of another kind, and no record says otherwise."""
        use, others = self.use, self.reader.nouns.things - self._nameable
        unknown = all(name is None or not name.subject_ids for _, name in found)
        return use.role is Role.MODIFIER and use.kind in others and bool(found) and unknown

    def _members(self, reading: ClaimReading) -> tuple[SubjectRef, ...]:
        """Return what is compared with the others of a class, so that it is one of it itself.

        `X beats all other open models`, `compared with other open models, X …`.
        """
        start, end = self._sentence
        text, phrases = self.discourse.text(self.mention.block), self.reader.phrases
        if (
            reading.stance is not Stance.ASSERTED
            or not phrases.is_other(text, self.mention)
            or phrases.compared(text, start, self.mention) < 0
        ):
            return ()
        names = [
            name
            for name in self.discourse.names(self.mention.block)
            if start <= name.start < end and not name.comparison and name.kind in self._nameable
        ]
        before = [name for name in names if name.end <= self.mention.start]
        return tuple(
            self.discourse.refer(self.mention.block, name) for name in (before or names)[:1]
        )

    def _is_example(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in the phrase of the mention, or is an example after it."""
        block, start, end = self._place
        if ref.block != block or ref.start < start or ref.start >= self._sentence[1]:
            return False
        gap = self.discourse.text(block)[max(end, self.use.end) : ref.start]
        naming = self.reader.cues.naming
        apposed = not any(map(str.isalpha, gap))
        return apposed or "," not in gap or bool(naming & set(self.reader.phrases.words(gap)))

    def _follows_comma(self, ref: SubjectRef) -> bool:
        """Whether a subject stands right after the phrase and a comma: `unlike … models, X is`."""
        block, _, end = self._place
        gap = self.discourse.text(block)[max(end, self.use.end) : ref.start]
        return ref.block == block and gap.strip() == ","

    def _is_in_next_item(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in a later item of the list the mention is an item of."""
        here, there = self.discourse.block(self.mention.block), self.discourse.block(ref.block)
        items = here.kind is Kind.LIST_ITEM and there.kind is Kind.LIST_ITEM
        return items and ref.block > self.mention.block and here.list_id == there.list_id

    def _is_near(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in the sentence of the mention."""
        start, end = self._sentence
        return ref.block == self.mention.block and start <= ref.start < end

    def _this_side(
        self, found: list[tuple[SubjectRef, Name | None]]
    ) -> list[tuple[SubjectRef, Name | None]]:
        """Return subjects without those of the sentence that another term stands nearer to.

        `A is [open], B is [closed]`: a term, or a semicolon, between the two parts them, as long as
        some are left on this side.
        """
        start, end = self._sentence
        text = self.discourse.text(self.mention.block)
        bars = [mention.start for mention in self.others if start <= mention.start < end]
        bars += [at for at in range(start, end) if text[at] == ";"]

        def beyond(ref: SubjectRef) -> bool:
            if not self._is_near(ref):
                return False
            first, last = sorted((ref.start, self.mention.start))
            return any(first < bar < last for bar in bars)

        near = [candidate for candidate in found if not beyond(candidate[0])]
        here = any(ref.block == self.mention.block for ref, _ in near)
        return near if here else found

    def own(self) -> SubjectRef:
        """Return the writer's own, by the noun that stands for it."""
        named = self.use.kind in self._claimed
        noun = self.use.head.lower() if named else self.reader.noun_of(self.mention.term)
        kind = self.use.kind if named else self.reader.kind_of(self.mention.term)
        return SubjectRef(Reference.OWN, noun, kind, (), *self._place)

    def _is_own(self, about: About) -> bool:
        """Whether it is said of the writer's own, unnamed."""
        if about is About.OWN or (about is About.GENERIC and self.use.own):
            return True
        return about in _UNNAMED and self._is_own_thing()

    def _is_own_thing(self) -> bool:
        """Whether it is said of the writer's own thing of a kind the term is about: `our … is`."""
        text, (start, _) = self.discourse.text(self.mention.block), self._sentence
        predicate = self.use.role is Role.PREDICATE
        kind = self.reader.phrases.own_kind(text, start, self.mention.start) if predicate else ""
        return kind in self._claimed

    def _is_own_deed(self) -> bool:
        """Whether the term is a verb whose subject is the writer: `we have …`."""
        text, first = self.discourse.text(self.mention.block), self.reader.first_person
        verb = self.use.role is Role.VERB
        return verb and self.reader.phrases.is_of(first, text, self.mention.start)

    @property
    def _place(self) -> tuple[int, int, int]:
        return self.mention.block, self.mention.start, self.mention.end

    def _terms(self) -> tuple[SubjectRef, ...]:
        """Return the licences named in the sentence."""
        start, end = self._sentence
        return tuple(
            self.discourse.refer(self.mention.block, name)
            for name in self.discourse.names(self.mention.block)
            if name.kind in self.reader.nouns.terms and start <= name.start and name.end <= end
        )

    def _are_things(self, about: About, found: Sequence[tuple[SubjectRef, Name | None]]) -> bool:
        """Whether what is read as another kind of thing is recorded as what the term is about.

        Where the noun beside the term says so too, the record is right; and where it is one of two
        of which a predicate is said, the other may be of another kind.
        """
        if about is About.LICENCE or not found:
            return False
        if (
            self.use.kind not in self._claimed
            and not (self.use.role is not Role.MODIFIER and self._are_coordinated(found))
            and not self._have_parts(found)
        ):
            return False
        return all(
            name is not None
            and not name.comparison
            and all(self._is_thing(kind) for kind in name.kinds)
            for _, name in found
        )

    def _have_parts(self, found: Sequence[tuple[SubjectRef, Name | None]]) -> bool:
        """Whether it is said of what each subject is made of: `the … weights of X`."""
        text, phrases = self.discourse.text(self.mention.block), self.reader.phrases
        return all(
            self._is_near(ref) and phrases.is_part_of(text, ref.start, self._claimed)
            for ref, _ in found
        )

    def _are_coordinated(self, found: Sequence[tuple[SubjectRef, Name | None]]) -> bool:
        """Whether each name has an equal right before or after it: `X and our …`."""
        text, phrases = self.discourse.text(self.mention.block), self.reader.phrases
        return all(
            ref.block == self.mention.block and phrases.is_coordinated(text, ref.start, ref.end)
            for ref, _ in found
        )

    def _is_of_another_noun(self, about: About) -> bool:
        """Whether the noun beside the term is one the term promises nothing about."""
        use, nouns = self.use, self.reader.nouns
        if use.role is Role.MODIFIER:
            named = about is About.NAMED
            return use.kind in nouns.makers or (use.kind == OTHER and not named)
        start, _ = self._sentence
        text, phrases = self.discourse.text(self.mention.block), self.reader.phrases
        others = {OTHER, *nouns.things} - self._nameable
        if phrases.kind_before(text, start, self.mention.start) == OTHER:
            return True
        if about is not About.NAMED:
            return False
        if use.role is Role.VERB:
            kinds = phrases.object_kinds(
                text, self.mention, self.discourse.names(self.mention.block)
            )
        else:
            kinds = phrases.subject_kinds(text, start, self.mention.start) or phrases.kinds_before(
                text, start, self.mention.start
            )
        return bool(kinds) and kinds <= others

    def _thing(self, about: About) -> SubjectRef:
        return SubjectRef(Reference.OTHER, self.use.head, str(about), (), *self._place)

    def _of_part(self, part: Part, window: Window) -> tuple[SubjectRef, Name | None] | None:
        """Return what a part of a window names, and the name it is found by, if it is one."""
        passage = window.passages[part.passage]
        block, start = passage.origin(part.start)
        if block < 0:
            return None
        end = start + part.end - part.start
        if block == self.mention.block and start < self.mention.end and self.mention.start < end:
            return None
        names = [
            name for name in self.discourse.names(block) if name.start < end and start < name.end
        ]
        if names:
            name = max(names, key=lambda name: min(end, name.end) - max(start, name.start))
            return self._refer(block, name, start), name
        text = self.discourse.text(block)
        start, end = self.reader.name_span(text, start, end)
        words = text[start:end]
        if words.lower() in self.reader.first_person:
            return self.own(), None
        if not self.reader.may_name(words):
            return None
        return SubjectRef(Reference.NAMED, words, "", (), block, start, end), None

    def _refer(self, block: int, name: Name, start: int) -> SubjectRef:
        """Return what a name stands for; one that nobody recorded with the words it begins with."""
        ref, text = self.discourse.refer(block, name), self.discourse.text(block)
        words = text[start : name.start]
        if name.subject_ids or not words[:1].isupper() or not words.strip().isalnum():
            return ref
        return replace(ref, name=text[start : name.end], start=start)

    def _specific(self, ref: SubjectRef, name: Name | None, about: About) -> SubjectRef:
        """Return one thing the term promises something about, named or a maker's."""
        if ref.reference is Reference.OWN:
            return ref
        kinds = dict(zip(name.subject_ids, name.kinds, strict=False)) if name is not None else {}
        makers = tuple(id_ for id_, kind in kinds.items() if kind in self.reader.nouns.makers)
        things = tuple(id_ for id_, kind in kinds.items() if kind in self._nameable)
        if about is About.MAKER and (makers or not things):
            return replace(ref, reference=self._made(), subject_ids=makers, kind=self._kind())
        if things:
            return replace(ref, subject_ids=things, kind=kinds[things[0]])
        if makers:
            return replace(ref, reference=self._made(), subject_ids=makers, kind=self._kind())
        if name is not None and name.comparison:
            return replace(ref, subject_ids=(), kind=self._kind())
        return ref if ref.kind else replace(ref, kind=self._kind())

    def _kind(self) -> str:
        """Return the kind of thing the term's noun says it is."""
        if self.use.kind in self._claimed:
            return self.use.kind
        return self.reader.kind_of(self.mention.term)

    def _made(self) -> Reference:
        """Return whether all that a maker makes is meant, or one thing without its name.

        What is new is not what is known: never judged by what the maker made before.
        """
        start, end = self._sentence
        text = self.discourse.text(self.mention.block)
        phrases = self.reader.phrases
        several = self.use.several
        if self.use.kind not in self._claimed:
            number = phrases.number_of(text, self.mention.end, end, self._claimed)
            if number is None:
                number = phrases.number_of(text, start, self.mention.start, self._claimed)
            several = bool(number)
        new = self.reader.cues.new_words
        around = phrases.words(text[start : max(self.use.end, self.mention.end)])
        return Reference.MADE if several and not new & set(around) else Reference.UNNAMED

    @property
    def _sentence(self) -> tuple[int, int]:
        for start, end in self.discourse.sentences(self.mention.block):
            if start <= self.mention.start < end:
                return start, end
        return 0, len(self.discourse.text(self.mention.block))

    def _other(self, ref: SubjectRef, name: Name | None, about: About) -> SubjectRef:
        """Return a thing of another kind: recorded as such, or only called so."""
        if name is not None and about is not About.LICENCE and not name.comparison:
            kinds = dict(zip(name.subject_ids, name.kinds, strict=False))
            same = tuple(id_ for id_, kind in kinds.items() if not self._is_thing(kind))
            things = self.reader.nouns.things
            if same and kinds[same[0]] in things and self._is_said_itself(ref):
                return replace(ref, subject_ids=same, kind=kinds[same[0]])
        return replace(ref, reference=Reference.OTHER, kind=str(about), subject_ids=())

    def _is_said_itself(self, ref: SubjectRef) -> bool:
        """Whether a thing of another kind is what the sentence says it of, by the words alone.

        `X is an open … tool`, `X, an open …`, `the open … tool X`; not `the open … CLI of X`,
        `open … X modules`, `X offers open …`.
        """
        mention, use = self.mention, self.use
        if ref.block != mention.block:
            return False
        phrases = self.reader.phrases
        text, cues = self.discourse.text(ref.block), self.reader.cues
        before = list(phrases.words(text[max(0, ref.start - _NEAR) : ref.start]))
        while before and before[-1] in cues.phrase_openers - cues.belonging:
            before = before[:-1]
        if ref.end <= mention.start:
            gap = text[ref.end : mention.start]
            between = list(phrases.words(gap))
            if before and before[-1] in cues.belonging:
                return False
            if gap.lstrip()[:1] in _APPOSED:
                return all(word in cues.phrase_openers | cues.degree for word in between)
            said = bool(between) and between[0] in cues.linking_verbs
            return said and not set(between[1:]) & (cues.phrase_ends - cues.phrase_openers)
        after = list(phrases.words(text[ref.end : ref.end + _NEAR]))[:1]
        closed = not after or text[ref.end : ref.end + 1] in _CLOSING
        if not closed and after[0] not in cues.phrase_ends | cues.linking_verbs:
            return False
        between = list(phrases.words(self._without_names(max(use.end, mention.end), ref.start)))
        allowed = (cues.phrase_openers | cues.naming | cues.coordinators) - cues.belonging
        return all(word in allowed for word in between)

    def _without_names(self, start: int, end: int) -> str:
        """Return a part of the mention's block without the names in it."""
        text = self.discourse.text(self.mention.block)
        found, at = "", start
        for name in self.discourse.names(self.mention.block):
            if start <= name.start and name.end <= end:
                found, at = found + text[at : name.start], name.end
        return found + text[at:end]

    def _is_thing(self, kind: str) -> bool:
        """Whether a kind is one the term makes its main promise about."""
        return self.reader.mark_of(self.mention.term, kind) == THING

    def _conjuncts(self, refs: Sequence[SubjectRef]) -> Iterator[SubjectRef]:
        """Yield the names set beside a subject as its equals: `A and B`, `A, B and C`."""
        for ref in refs:
            if ref.reference is not Reference.NAMED or ref.block < 0:
                continue
            for row in self._rows(ref.block):
                read = [
                    name for name in row if any(_is_at(other, ref.block, name) for other in refs)
                ]
                last = self.reader.phrases.joint(
                    self.discourse.text(ref.block)[row[-2].end : row[-1].start]
                )
                # A row of commas alone is a list where several of it are read as subjects.
                if read and (last or len(read) > 1):
                    for name in row:
                        other = self.discourse.refer(ref.block, name)
                        yield self._specific(other, name, About.NAMED)

    def _is_parted(self, block: int, start: int, end: int) -> bool:
        """Whether a term stands in a part of a block, so that what is before has its own."""
        return block == self.mention.block and any(
            start <= mention.start < end for mention in (self.mention, *self.others)
        )

    def _rows(self, block: int) -> Iterator[list[Name]]:
        """Yield the lists of names in a block that end in `and` and one more."""
        text = self.discourse.text(block)
        names = [
            name
            for name in self.discourse.names(block)
            if not name.comparison and (name.kind in self._nameable or not name.subject_ids)
        ]
        row: list[Name] = []
        for name in names:
            gap = text[row[-1].end : name.start] if row else ""
            parted = not row or self._is_parted(block, row[-1].end, name.start)
            joint = None if parted else self.reader.phrases.joint(gap)
            if joint is None:
                if len(row) >= _LIST:
                    yield row
                row = [name]
                continue
            row.append(name)
            if joint:
                yield row
                row = [name]
        if len(row) >= _LIST:
            yield row


_LIST = 3
"""Names in a row that make it a list without a word that joins them."""


def _is_at(ref: SubjectRef, block: int, name: Name) -> bool:
    return ref.block == block and name.start <= ref.start < name.end


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
