"""Subjects a reading points at, without those that the sentence keeps apart from the mention."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcheck.claims.claim import Role, SubjectRef
from termcheck.claims.context import MentionContext
from termcheck.claims.names.name import Name
from termcheck.core.document import Kind, MarkKind

Candidate = tuple[SubjectRef, Name | None]
"""A subject, and the name it was found by, if it is one."""
_PART = re.compile(r"[,;:()–—]|[.!?](?=\s)")
_POSSESSIVE = re.compile(r"['\u2019]s\Z")
_BAR = re.compile(r"\s[|·•]\s")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Leaves out what is compared, listed beside or parted by punctuation."""

    here: MentionContext

    def without_compared(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those that the class is only compared with, or they with it.

        `X beats open models` says nothing of X, `unlike X, the open model …` neither; `unlike X, an
        open model, …` does.
        """
        text, start = self.here.text, self.here.mention.start
        names = self.here.names
        at = self.here.phrases.based(text, self.here.sentence[0], self.here.mention)
        if at >= 0:
            named = any(at <= name.start < start for name in names)
            return (
                found
                if named
                else [candidate for candidate in found if self._is_example(candidate[0])]
            )
        at = self.here.phrases.compared(text, self.here.sentence[0], self.here.mention)
        if at < 0 or self.here.phrases.is_other(text, self.here.mention):
            return found
        between = [name for name in self.here.names if at <= name.start < start]
        if not between:
            return [
                candidate
                for candidate in found
                if self._is_example(candidate[0]) and not self._follows_comma(candidate[0])
            ]
        last = between[-1]
        cues = self.here.reader.cues
        apposed = list(self.here.phrases.words(text[last.end : start]))
        plain = set(apposed[1:]) <= cues.phrase_openers | cues.degree
        if plain and apposed and apposed[0] in cues.indefinite:
            return found
        return [
            candidate
            for candidate in found
            if not (self.here.is_near(candidate[0]) and at <= candidate[0].start < start)
        ]

    def without_equals(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those that the class stands beside: `supports X and open models`.

        `open models and X` neither. With a word for others it is one of them: `X and other open
        models`. Beyond a bar, as between the links of a navigation, everything is another thing.
        """
        text, start = self.here.text, self.here.mention.start
        found = self._without_names_beside(found)
        if not self.here.use.several or self.here.use.kind not in self.here.claimed:
            return found
        if self.here.phrases.is_other(text, self.here.mention):
            return found
        served = self.here.phrases.thing_for(text, self.here.sentence[0], self.here.mention)
        nouns = self.here.reader.nouns
        others = nouns.things - self.here.nameable
        if served in others and self.here.use.head.lower() not in nouns.parts:
            # `X is a gateway for open models`: X is none of them.
            found = [candidate for candidate in found if candidate[0].start > start]
        found = [
            candidate
            for candidate in found
            if not self._is_barred(candidate[0]) and not self._is_added(candidate[0])
        ]
        names = [name for name in self.here.names if name.end <= start]
        if not names or not self.here.phrases.is_equal(text, names[-1].end, start):
            return found
        return [
            candidate
            for candidate in found
            if candidate[0].start > start or not self.here.is_near(candidate[0])
        ]

    def _without_names_beside(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those set beside a phrase that names its own: `X and open Y`."""
        text, (start, _), mention = self.here.text, self.here.sentence, self.here.mention
        names = self.here.names
        if not any(mention.end <= name.start < self.here.use.end for name in names):
            return found
        at, parted = mention.start, set[int]()
        for name in reversed([name for name in names if start <= name.start < mention.start]):
            if not self.here.phrases.is_joint(text, name.end, at):
                break
            parted.add(name.start)
            at = name.start
        return [
            candidate
            for candidate in found
            if candidate[0].block != mention.block or candidate[0].start not in parted
        ]

    def without_titles(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those a page is only headed by, where a class at large is meant.

        `I have followed open models since …` on a page about one of them: no word points at it.
        A picture's legend needs none.
        """
        mention, use, discourse = self.here.mention, self.here.use, self.here.discourse
        start, _ = self.here.sentence
        kind = discourse.block(mention.block).kind
        if (
            use.role is not Role.MODIFIER
            or not use.several
            or use.kind not in self.here.claimed
            or use.head.lower() in self.here.reader.nouns.parts
            or kind is Kind.HEADING
        ):
            return found
        if kind is not Kind.ALT and not self.here.phrases.is_at_large(
            self.here.text, start, mention
        ):
            return found
        heads = {*discourse.titles, *discourse.headings(mention.block)}
        return [candidate for candidate in found if candidate[0].block not in heads]

    def without_likened(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without what the thing is only like, or what stands beside the term.

        `an open clone of X` is not X; `X and open source` says nothing of X.
        """
        text, phrases, use = self.here.text, self.here.phrases, self.here.use
        start, end, cues = self.here.mention.start, self.here.mention.end, self.here.reader.cues
        after = (
            name
            for name in self.here.names
            if use.end <= name.start and not set(name.kinds) <= self.here.reader.nouns.makers
        )
        like = next(after, None) if use.head.lower() in cues.likenesses else None

        def apart(ref: SubjectRef) -> bool:
            if not self.here.is_near(ref):
                return False
            if like is not None and like.start <= ref.start < like.end:
                gap = text[use.end : like.start]
                return _PART.search(gap) is None and next(phrases.words(gap), "") in cues.belonging
            gap = text[ref.end : start] if ref.end <= start else text[end : ref.start]
            between = set(phrases.words(gap))
            return not use.kind and bool(between) and between <= cues.coordinators

        return [candidate for candidate in found if not apart(candidate[0])]

    def without_made_like(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without what another thing is only made like: `trained an open X model`.

        Unless who makes X is named as well.
        """
        here, (start, end) = self.here, self.here.sentence
        makers = [
            name
            for name in here.names
            if start <= name.start < end and set(name.kinds) & here.reader.nouns.makers
        ]

        def like(name: Name | None) -> bool:
            return (
                name is not None
                and here.phrases.is_made_like(here.text, here.mention, here.use, name)
                and not any(here.reader.index.is_by(name, maker) for maker in makers)
            )

        return [
            (ref, name) for ref, name in found if ref.block != here.mention.block or not like(name)
        ]

    def without_hosts(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those who only run what others made, and without places.

        `open models hosted by X`, `China's open models`.
        """
        text, phrases, cues = self.here.text, self.here.phrases, self.here.reader.cues

        def hosts(ref: SubjectRef, name: Name | None) -> bool:
            if name is None or not name.subject_ids:
                return _POSSESSIVE.sub("", ref.name) in cues.places
            after = self.here.is_near(ref) and self.here.use.end <= ref.start
            if not after or not set(name.kinds) & self.here.reader.nouns.makers:
                return False
            gap = text[self.here.use.end : ref.start]
            words = list(phrases.words(gap))
            return bool(words) and words[0] in cues.hosting and words[-1] in cues.belonging

        return [candidate for candidate in found if not hosts(*candidate)]

    def without_others_said(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those that another sentence asks about, or says the term of.

        Nor those of a list beside one thing: `We release an open model.` and a list of names.
        """
        here, discourse = self.here, self.here.discourse
        listed = discourse.block(here.mention.block).kind is Kind.LIST_ITEM

        def apart(ref: SubjectRef) -> bool:
            if here.is_near(ref) or ref.block < 0:
                return False
            block = discourse.block(ref.block)
            if block.kind is Kind.LIST_ITEM and not listed and not here.use.several:
                return block.intro != here.mention.block or here.text.endswith(".")
            parts = discourse.sentences(ref.block)
            start, end = next(part for part in parts if ref.start < part[1])
            return here.reader.stance_words.is_question(discourse.text(ref.block)[start:end]) or (
                block.kind is not Kind.HEADING
                and not here.use.several
                and any(
                    mention.block == ref.block and start <= mention.start < end
                    for mention in here.mentions
                )
            )

        return [candidate for candidate in found if not apart(candidate[0])]

    def without_siblings(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those of items before, where a linked title speaks of a class.

        `- [X or Y?](…)` and `- [The best open models](…)`: another's title, of which X is no part.
        """
        mention, use, discourse = self.here.mention, self.here.use, self.here.discourse
        block = discourse.block(mention.block)
        if (
            block.kind is not Kind.LIST_ITEM
            or not block.marked(mention.start, mention.end, MarkKind.LINK)
            or use.role is not Role.MODIFIER
            or not use.several
            or self.here.phrases.points_back(self.here.text, self.here.sentence[0], mention)
        ):
            return found
        lists = {
            at: discourse.block(at).list_id
            for at in {ref.block for ref, _ in found}
            if 0 <= at < mention.block and discourse.block(at).kind is Kind.LIST_ITEM
        }
        return [
            candidate for candidate in found if lists.get(candidate[0].block, -1) != block.list_id
        ]

    def of_owner(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without what the page only speaks of elsewhere and another makes.

        `Acme's open models` is not said of what a page about another's is headed by, nor are
        `Acme's new open models` the one of Acme's that it is about: then all that is named is Acme.
        """
        text, mention, reader = self.here.text, self.here.mention, self.here.reader
        start, _ = self.here.sentence
        before = [name for name in self.here.names if start <= name.start < mention.start]
        owner = before[-1] if before else None
        if (
            owner is None
            or not set(owner.kinds) <= reader.nouns.makers
            or not self.here.phrases.is_owned(text, owner.end, mention.start)
        ):
            return found
        said = self.here.phrases.words(text[owner.end : max(self.here.use.end, mention.end)])
        new = self.here.use.several and len(found) == 1 and reader.cues.new_words & set(said)
        meant = new or any(name is owner for _, name in found)
        others = [
            candidate
            for candidate in found
            if (name := candidate[1]) is not None
            and name.subject_ids
            and not self.here.is_near(candidate[0])
            and (meant or not reader.index.is_by(name, owner))
        ]
        left = [candidate for candidate in found if candidate not in others]
        if left or not others:
            return left
        return [(self.here.discourse.refer(mention.block, owner), owner)]

    def _is_added(self, ref: SubjectRef) -> bool:
        """Whether a subject is set beside the class after it: `open models and X`."""
        text, phrases, end = self.here.text, self.here.phrases, self.here.use.end
        return self.here.is_near(ref) and end < ref.start and phrases.is_equal(text, end, ref.start)

    def _is_barred(self, ref: SubjectRef) -> bool:
        """Whether a subject stands beyond a bar beside which the phrase of the mention is all."""
        block, start, end = self.here.place
        text = self.here.discourse.text(block)
        first, last = sorted((ref.start, start))
        if ref.block != block or _BAR.search(text, first, last) is None:
            return False
        before, after = (
            _BAR.split(text[:start])[-1],
            _BAR.split(text[max(end, self.here.use.end) :])[0],
        )
        return not before.strip() and not after.strip()

    def _is_example(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in the phrase of the mention, or is an example after it."""
        block, start, end = self.here.place
        if ref.block != block or ref.start < start or ref.start >= self.here.sentence[1]:
            return False
        gap = self.here.discourse.text(block)[max(end, self.here.use.end) : ref.start]
        naming = self.here.reader.cues.naming
        apposed = not any(map(str.isalpha, gap))
        return apposed or "," not in gap or bool(naming & set(self.here.phrases.words(gap)))

    def _follows_comma(self, ref: SubjectRef) -> bool:
        """Whether a subject stands right after the phrase and a comma: `unlike … models, X is`."""
        block, _, end = self.here.place
        gap = self.here.discourse.text(block)[max(end, self.here.use.end) : ref.start]
        return ref.block == block and gap.strip() == ","

    def is_in_another_item(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in an item that the mention's is no part of.

        A later one of its list or of one around it, or an earlier one of those around it.
        """
        blocks, mention = self.here.discourse.document.blocks, self.here.mention
        around, there = self._items(mention.block), self._items(ref.block)
        lists = {blocks[at].list_id for at in around}
        shared = lists & {blocks[at].list_id for at in there}
        if ref.block > mention.block:
            return any(
                block.kind is Kind.LIST_ITEM and block.list_id in shared
                for block in blocks[mention.block + 1 : ref.block + 1]
            )
        return not set(around) & set(there) and bool(shared - {blocks[mention.block].list_id})

    def without_labels(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without labels of the mention's item.

        Where none are left it is said of what the item around it opens with. `X`, below it `Pros:
        open`: a label is what nobody recorded, before a colon.
        """
        here, text = self.here, self.here.text
        above = self._named_above()
        if above is None:
            return found
        rest = here.discourse.text(above[0].block)
        rest = rest[: above[0].start] + rest[above[0].end :]
        left = [
            (ref, name)
            for ref, name in found
            if any(map(str.isalpha, rest))
            or ref.block != here.mention.block
            or ref.subject_ids
            or any(map(str.isalnum, text[: ref.start]))
            or text[ref.end :].lstrip("*_ ")[:1] != ":"
        ]
        return left or [above]

    def _named_above(self) -> Candidate | None:
        """Return the thing that an item around the mention's opens with, if one does."""
        discourse = self.here.discourse
        for at in self._items(self.here.mention.block)[1:]:
            for ref in discourse.openings(at):
                if ref.kind in self.here.nameable:
                    named = (name for name in discourse.names(at) if name.start == ref.start)
                    return ref, next(named)
        return None

    def _items(self, index: int) -> list[int]:
        """Return a block and the items it stands in, innermost first, if it is in a list."""
        blocks, found = self.here.discourse.document.blocks, list[int]()
        while index >= 0 and blocks[index].list_id >= 0:
            found.append(index)
            if blocks[index].kind is Kind.LIST_ITEM:
                index = blocks[index].intro
                continue
            # A further paragraph of an item.
            own = blocks[index].list_id
            index = next(
                at
                for at in range(index - 1, -2, -1)
                if at < 0 or (blocks[at].kind is Kind.LIST_ITEM and blocks[at].list_id == own)
            )
        return found

    def of_row(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those outside a table, if some stand in the mention's row."""
        row = self.here.discourse.row(self.here.mention.block)
        inside = [candidate for candidate in found if candidate[0].block in row]
        return inside or found

    def this_side(self, found: list[Candidate]) -> list[Candidate]:
        """Return subjects without those of the sentence that another term stands nearer to.

        `A is [open], B is [closed]`: a term, or a semicolon, between the two parts them, as long as
        some are left on this side.
        """
        start, end = self.here.sentence
        text = self.here.text
        bars = [mention.start for mention in self.here.others if start <= mention.start < end]
        bars += [at for at in range(start, end) if text[at] == ";"]
        if self.here.phrases.is_remark(text, self.here.mention):
            # `A (…), B (open)`: the remark is one of B.
            bars += [at for at in range(start, self.here.mention.start) if text[at] == ")"]

        def beyond(ref: SubjectRef) -> bool:
            if not self.here.is_near(ref):
                return False
            first, last = sorted((ref.start, self.here.mention.start))
            return any(first < bar < last for bar in bars)

        near = [candidate for candidate in found if not beyond(candidate[0])]
        here = any(ref.block == self.here.mention.block for ref, _ in near)
        return near if here else found
