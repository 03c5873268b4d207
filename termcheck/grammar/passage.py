"""A block as it is sent: its text, with placeholders for what is no prose.

LanguageTool takes a text as pieces: `text` to be checked and `markup` to be read as something
else. Positions in its answer count UTF-16 units of all pieces together, markup included; as the
markup sent is what stands in the block's text, they are positions in that text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from termcheck.core.document import OPAQUE, Block, MarkKind

Annotation = dict[str, str]

HIDDEN = (MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE, MarkKind.DELETED)
"""Marks whose words LanguageTool does not see."""
BREAK: Annotation = {"markup": "\n\n", "interpretAs": "\n\n"}
"""Stands between two passages of one request."""
_AN = re.compile(r"\b[Aa]n $")


@dataclass(frozen=True)
class GrammarPassage:
    """A block of a document, ready to be sent."""

    block: Block

    @property
    def text(self) -> str:
        """What stands in the block; all positions are in it."""
        return self.block.text

    @cached_property
    def hidden(self) -> tuple[tuple[int, int], ...]:
        """The ranges (code points) that LanguageTool sees a placeholder for, in order."""
        ranges = [(mark.start, mark.end) for mark in self.block.marks if mark.kind in HIDDEN]
        if OPAQUE in self.text:
            ranges += [(at, at + 1) for at, char in enumerate(self.text) if char == OPAQUE]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(pair for pair in ranges if pair[0] < pair[1]):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    @cached_property
    def pieces(self) -> tuple[Annotation, ...]:
        """The annotated text."""
        return tuple(self._pieces())

    def _pieces(self) -> Iterator[Annotation]:
        at = 0
        for number, (start, end) in enumerate(self.hidden):
            if at < start:
                yield {"text": self.text[at:start]}
            yield {"markup": self.text[start:end], "interpretAs": self._instead(start, end, number)}
            at = end
        if at < len(self.text):
            yield {"text": self.text[at:]}

    def _instead(self, start: int, end: int, number: int) -> str:
        """Return what is read in place of a hidden range: a noun, or nothing for a note's mark."""
        before, after = self.text[:start], self.text[end : end + 1]
        if self.text[start:end] == OPAQUE and before[-1:].strip() and not after.isalnum():
            return ""
        if any(m.kind is MarkKind.DELETED and m.start <= start < m.end for m in self.block.marks):
            return ""
        return f"Ina{number}" if _AN.search(before) else f"Dummy{number}"

    def hides(self, start: int, end: int) -> bool:
        """Return whether a range overlaps one that LanguageTool did not see."""
        return any(low < end and start < high for low, high in self.hidden)


def is_prose(block: Block) -> bool:
    """Return whether there is anything to send."""
    words = re.findall(r"[^\W\d_]+", block.text)
    return len(words) > 1


def joined(passages: Sequence[GrammarPassage]) -> tuple[list[Annotation], list[int]]:
    """Return the pieces of several passages, and where (code points) each begins in them."""
    pieces: list[Annotation] = []
    starts: list[int] = []
    at = 0
    for passage in passages:
        if pieces:
            pieces.append(BREAK)
            at += len(BREAK["markup"])
        starts.append(at)
        pieces += passage.pieces
        at += len(passage.text)
    return pieces, starts


def code_points(text: str, offsets: Sequence[int]) -> list[int]:
    """Return offsets in UTF-16 units as code points; one inside a pair counts to its character.

    >>> code_points("a😀b", [0, 1, 2, 3, 4])
    [0, 1, 1, 2, 3]
    """
    if text.isascii():
        return list(offsets)
    wide = [at for at, char in enumerate(text) if char > "\uffff"]
    second = [at + number + 1 for number, at in enumerate(wide)]
    return [offset - bisect_right(second, offset) for offset in offsets]
