"""Subjects a reading points at, without those that the sentence keeps apart from the mention."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcheck.claims.claim import SubjectRef
from termcheck.claims.context import MentionContext
from termcheck.claims.names.name import Name
from termcheck.core.document import Kind

Candidate = tuple[SubjectRef, Name | None]
"""A subject, and the name it was found by, if it is one."""
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
        apposed = text[last.end : start].strip(" ,(").lower()
        if apposed in self.here.reader.cues.indefinite:
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
        if not self.here.use.several or self.here.use.kind not in self.here.claimed:
            return found
        if self.here.phrases.is_other(text, self.here.mention):
            return found
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

    def is_in_next_item(self, ref: SubjectRef) -> bool:
        """Whether a subject stands in a later item of the list the mention is an item of."""
        here, there = (
            self.here.discourse.block(self.here.mention.block),
            self.here.discourse.block(ref.block),
        )
        items = here.kind is Kind.LIST_ITEM and there.kind is Kind.LIST_ITEM
        return items and ref.block > self.here.mention.block and here.list_id == there.list_id

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

        def beyond(ref: SubjectRef) -> bool:
            if not self.here.is_near(ref):
                return False
            first, last = sorted((ref.start, self.here.mention.start))
            return any(first < bar < last for bar in bars)

        near = [candidate for candidate in found if not beyond(candidate[0])]
        here = any(ref.block == self.here.mention.block for ref, _ in near)
        return near if here else found
