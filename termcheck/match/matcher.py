"""Finds every mention of every term in a document, in one pass over its prose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from unicodedata import normalize

from termcheck.core.document import Block, Document, MarkKind
from termcheck.glossary.lexicon import REST, Lexicon, normal
from termcheck.glossary.mention import Mention, Surface
from termcheck.match.boundaries import Composed, begins_or_ends, end_of_word, is_bounded

_QUOTES = re.compile(
    r"\"(?=\S)[^\"]{1,400}?(?<=\S)\"|“[^”]{1,400}”|„[^“”]{1,400}[“”]|«[^»]{1,400}»"
    r"|‘[^’]{1,200}’(?!\w)|(?<![\w])'(?=\S)[^']{1,100}?(?<=\S)'(?!\w)|`[^`]{1,100}`"
)
_QUOTE_MARK = re.compile("[\"'“‘«„`]")
_OPENING = "\"'([{<*“‘«„—–"
_CLOSING = "\"')]}>*.,;:!?”’»“—–…"
_IDENTIFIER = re.compile(
    r"[\\@_~$#]|://|^\.{0,2}/|\w\.\w|\w:\w|\w=|\w/\w+/|\.\w{1,5}$"  # paths, addresses, tags
    r"|\w\($|^%\w+%"  # calls, variables
    r"|^--?\w|^\+\w|^/?\w-\w*[a-z][A-Z]|[a-z][A-Z]\w*-\w$"  # options, Verb-Noun commands
)
CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]")
"""Capitals inside a word, as names for machines have them."""
_PROMPT = re.compile(
    r"(?:^|\s)PS(?: [A-Z]:[^>]*)?> [^.!?]*\Z|(?:^|[:;] )\$ [a-z][^.!?$]*\Z", re.MULTILINE
)
"""Before words that are typed behind a prompt: `PS C:\\> npm install`."""
_CALL = re.compile(r"[A-Za-z]\w*\((?:[\w\[\]]{1,40}, ?){0,9} ?\[?$")
"""What stands before the parameter of a function: `get(url, [body])`."""
_REACH = 200
"""Characters on each side that are looked at for the rest of an identifier."""
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

        # What a word goes on with is looked for where its beginning is found.
        patterns = [spelling.removesuffix(REST) for spelling in self._spellings]
        return AhoCorasick(patterns, matchkind=MatchKind.Standard)

    @cached_property
    def _layers(self) -> tuple[tuple[str, bool], ...]:
        """What is matched apart: languages, and in each what makes claims and what does not."""
        surfaces = self.lexicon.surfaces.values()
        languages = sorted({surface.language for found in surfaces for surface in found})
        return tuple((language, claims) for language in languages for claims in (True, False))

    def scan(self, document: Document) -> tuple[Mention, ...]:
        """Return the mentions of a document in order; where they overlap, the longest.

        Terms that make claims and those that do not are two layers that may overlap, and so are the
        languages that terms have words in. Words in code, URLs and identifiers are no mentions, nor
        are those of a term in one of its own exceptions.
        """
        if not self._spellings or not document.blocks:
            return ()
        starts = []
        at = 0
        for block in document.blocks:
            starts.append(at)
            at += len(block.text) + 1
        text = "\n".join(block.text for block in document.blocks)
        hits = self._hits(text)
        shields = _Shields(
            (start, end, self.lexicon.shields[spelling].over(text[start:end]))
            for start, end, spelling in hits
            if spelling in self.lexicon.shields
        )
        # Which characters are part of a mention, in each layer.
        taken = {layer: bytearray(len(text)) for layer in self._layers}
        claiming = self.lexicon.claim_terms
        quotations = _Quotations(document.blocks)
        mentions: list[Mention] = []
        for start, end, spelling in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
            surfaces = self.lexicon.surfaces.get(spelling, ())
            shielded = shields.over(start, end) if surfaces else frozenset()
            for layer, others in taken.items():
                free = [
                    surface
                    for surface in surfaces
                    if (surface.language, surface.term in claiming) == layer
                    and surface.term not in shielded
                ]
                if not free or others.find(1, start, end) != -1:
                    continue
                number = bisect_right(starts, start) - 1
                place = start - starts[number], end - starts[number]
                found = _mentions(free, quotations, number, *place)
                if found:
                    mentions += found
                    others[start:end] = b"\1" * (end - start)
        mentions.sort(key=lambda mention: (mention.block, mention.start))
        return tuple(mentions)

    def _hits(self, text: str) -> list[tuple[int, int, str]]:
        """Every spelling that stands in a text as whole words, whatever its letters are made of."""
        compounds = self.lexicon.compounds
        composed = Composed(text)
        plain = normal(composed.text)
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            spelling = self._spellings[index]
            if spelling.endswith(REST):
                found = end_of_word(plain, start, end)
                if found:
                    hits.append((composed.place(start), composed.place(found), spelling))
            elif is_bounded(plain, start, end) or (
                spelling in compounds and begins_or_ends(plain, start, end)
            ):
                hits.append((composed.place(start), composed.place(end), spelling))
        return hits


class _Quotations:
    """The quotations in a document's blocks, each looked through once."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._found: dict[int, tuple[list[int], list[int]]] = {}

    def over(self, number: int, start: int, end: int) -> bool:
        """Return whether a range of a block stands inside a quotation."""
        block = self.blocks[number]
        if block.marked(start, end, MarkKind.QUOTE):
            return True
        if number not in self._found:
            text = block.text
            none = _QUOTE_MARK.search(text) is None
            spans = () if none else tuple(match.span() for match in _QUOTES.finditer(text))
            self._found[number] = [span[0] for span in spans], [span[1] for span in spans]
        starts, ends = self._found[number]
        before = bisect_left(starts, start)
        return before > 0 and end < ends[before - 1]


class _Shields:
    """Exceptions that stand in a text."""

    def __init__(self, found: Iterable[tuple[int, int, frozenset[str]]]) -> None:
        self.found = sorted(found, key=lambda hit: hit[:2])
        self.starts = [start for start, _, _ in self.found]
        self.longest = max((end - start for start, end, _ in self.found), default=0)

    def over(self, start: int, end: int) -> frozenset[str]:
        """Return the terms of the exceptions, at least as long, that a range is part of."""
        first = bisect_left(self.starts, start - self.longest)
        last = bisect_left(self.starts, end)
        terms: frozenset[str] = frozenset()
        for other_start, other_end, shielded in self.found[first:last]:
            if other_end > start and other_end - other_start >= end - start:
                terms |= shielded
        return terms


def _mentions(
    surfaces: list[Surface], quotations: _Quotations, number: int, start: int, end: int
) -> list[Mention]:
    """The mentions of surfaces of one spelling at one place, none if it is held out."""
    block = quotations.blocks[number]
    words = block.text[start:end]
    if not words.isascii():
        words = normalize("NFC", words)
    if " " not in words and CAMEL.search(words):
        # `FileName` is a name for machines, unless the entry has capitals inside too.
        surfaces = [
            surface for surface in surfaces if CAMEL.search(surface.text) or surface.text.isupper()
        ]
    if not surfaces or _held_out(block, start, end):
        return []
    quoted = quotations.over(number, start, end)
    return [
        Mention(surface, number, start, end, words, quoted) for surface in _best(surfaces, words)
    ]


def _best(surfaces: Iterable[Surface], words: str) -> Iterator[Surface]:
    """Yield one surface a term: spelled with exactly these capitals if there is one."""
    chosen: dict[tuple[str, object], Surface] = {}
    for surface in surfaces:
        group = (
            surface.term,
            (
                surface.language,
                surface.form.only_as,
                surface.form.near,
                surface.form.not_near,
                surface.form.scopes,
            ),
        )
        old = chosen.get(group)
        if old is None or (surface.text == words and old.text != words):
            chosen[group] = surface
    yield from chosen.values()


def _held_out(block: Block, start: int, end: int) -> bool:
    """Whether the words are code, a URL or part of an identifier, path or file name."""
    if block.marked(start, end, *_HOLD_OUT):
        return True
    text = block.text
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if after[:1] in (",", ")", "[") and text[start:end].islower() and _CALL.search(before):
        return True
    if before[-1:] + after[:1] in ("{}", "<>", "||"):
        return True  # a placeholder, a variable
    if ("PS" in before or "$ " in before) and _PROMPT.search(before):
        return True
    left = "" if not before or before[-1].isspace() else before.split()[-1].lstrip(_OPENING)
    right = "" if not after or after[0].isspace() else after.split()[0].rstrip(_CLOSING)
    if not left and not right:
        return False
    if _IDENTIFIER.search(f"{left}a{right}") is not None:
        return True
    # A link whose whole text is one hyphenated word names a thing: `[opensource-portal](…)`.
    whole = (start - len(left), end + len(right))
    hyphened = left[-1:] == "-" or right[:1] == "-"
    return hyphened and block.marked_whole(*whole, MarkKind.LINK)
