"""Finds every mention of every term in a document, in one pass over its prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from termcheck.document import Block, Document, MarkKind
from termcheck.glossary.lexicon import Lexicon, normal
from termcheck.mention import Mention, Surface

_QUOTES = re.compile(
    r"\"(?=\S)[^\"]{1,400}?(?<=\S)\"|“[^”]{1,400}”|„[^“”]{1,400}[“”]|«[^»]{1,400}»"
    r"|‘[^’]{1,200}’(?!\w)|(?<![\w])'(?=\S)[^']{1,100}?(?<=\S)'(?!\w)|`[^`]{1,100}`"
)
_IDENTIFIER = re.compile(r"[\\@_~$]|://|^\.{0,2}/|\w\.\w|\w#|\w:\w|\w=|\w/\w+/|\.\w{1,5}$")
_HOLD_OUT = (MarkKind.CODE, MarkKind.URL)


@dataclass(frozen=True)
class Matcher:
    """A lexicon made ready to scan documents; the automaton is built on first use."""

    lexicon: Lexicon

    def __getstate__(self) -> dict[str, Any]:
        return {"lexicon": self.lexicon}

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return self.lexicon.spellings

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(list(self._spellings), matchkind=MatchKind.Standard)

    def scan(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of a document in order; where they overlap, the longest.

        Words in code, URLs and identifiers are no mentions.
        """
        if not self._spellings or not document.blocks:
            return ()
        starts = []
        at = 0
        for block in document.blocks:
            starts.append(at)
            at += len(block.text) + 1
        text = normal("\n".join(block.text for block in document.blocks))
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        hits: list[tuple[int, int, int]] = []
        for index, start, end in found:
            if (start == 0 or not _wordy(text[start - 1])) and (
                end == len(text) or not _wordy(text[end])
            ):
                hits.append((start, -end, index))
        hits.sort()
        mentions: list[Mention] = []
        last = -1
        for start, minus_end, index in hits:
            if start < last:
                continue
            number = bisect_right(starts, start) - 1
            block = document.blocks[number]
            offset = starts[number]
            begin, end = start - offset, -minus_end - offset
            spelling = self._spellings[index]
            shield = self.lexicon.shields.get(spelling)
            surfaces = self.lexicon.surfaces.get(spelling, ())
            if shield is not None and not surfaces:
                last = -minus_end
                continue
            if _held_out(block, begin, end):
                continue
            words = block.text[begin:end]
            quoted = _quoted(block, begin, end)
            made = [
                Mention(one, number, begin, end, words, quoted) for one in _best(surfaces, words)
            ]
            if made:
                mentions += made
                last = -minus_end
        return tuple(mentions)


def _wordy(character: str) -> bool:
    return character.isalnum() or character == "_"


def _best(surfaces: tuple[Surface, ...], words: str) -> Iterator[Surface]:
    """Yield one surface a term: spelled with exactly these capitals if there is one."""
    chosen: dict[tuple[str, object], Surface] = {}
    for one in surfaces:
        group = (one.term, (one.form.only_as, one.form.near, one.form.not_near))
        old = chosen.get(group)
        if old is None or (one.text == words and old.text != words):
            chosen[group] = one
    yield from chosen.values()


def _held_out(block: Block, start: int, end: int) -> bool:
    """Whether the words are code, a URL or part of an identifier, path or file name."""
    if block.marks and block.marked(start, end, *_HOLD_OUT):
        return True
    text = block.text
    left = text.rfind(" ", 0, start) + 1
    right = text.find(" ", end)
    right = len(text) if right < 0 else right
    if left == start and right == end:
        return False
    before = text[left:start].lstrip("\"'([{<*“‘«—–")
    after = text[end:right].rstrip("\"')]}>*.,;:!?”’»—–…")
    if not before and not after:
        return False
    around = f"{before}a{after}"
    return _IDENTIFIER.search(around) is not None


def _quoted(block: Block, start: int, end: int) -> bool:
    if block.marks and block.marked(start, end, MarkKind.QUOTE):
        return True
    text = block.text
    if not any(quote in text for quote in "\"'“‘«„`"):
        return False
    return any(one.start() < start and end < one.end() for one in _QUOTES.finditer(text))
