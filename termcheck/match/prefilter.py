"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import normalize

from termcheck.glossary.lexicon import normal
from termcheck.match.divided import Division, UndividedText, divisions, without_left_out_lines
from termcheck.match.gaps import BEFORE, GAPS_BACK, REACH, WORD_AFTER, WORD_BEFORE, NextWords

_WORD = re.compile(r"[^\W_]+")
_WORDS = bytes(
    byte if chr(byte).isascii() and chr(byte).isalnum() else 32 for byte in range(256)
).lower()
"""Makes ASCII letters small, and a space of all that is no ASCII letter or digit."""


def _plain_gaps(markup: bytes) -> frozenset[bytes]:
    """Return the ASCII characters between words that do not begin markup."""
    signs = (byte for byte in range(128) if not chr(byte).isalnum() and byte not in markup)
    return frozenset(bytes((byte,)) for byte in signs)


_PLAIN_AFTER = _plain_gaps(rb"<[]&{\\")
_PLAIN_BEFORE = _plain_gaps(b">)];}")
"""What parts a word from one beside it, where it stands alone there; read away from the word."""
_FEW = 24
"""Anchors up to which a text in which none of them stands is told apart fast."""
_BECOMES_ASCII = re.compile(rb"\xc4\xb0|\xe2\x84\xaa")
"""Letters that `normal` makes ASCII ones: a dotted capital I, a Kelvin sign."""


_Place = tuple[int, int, tuple[bytes, ...]]
"""Where one of the words of a spelling stands, and its words; none if that cannot be told."""


class Standing(NamedTuple):
    """A spelling that may stand in a document."""

    words: tuple[bytes, ...]
    """All its words, in lower case; none if that cannot be told."""
    place: int
    """Where one of them stands in the document."""
    text: bytes = b""
    """The document, perhaps without what breaks its words; empty where markup divides a word."""
    start: int = 0
    end: int = 0
    """Where that word stands in the text."""


class PassingWords(dict[int, frozenset[bytes]]):
    """What of an anchor passes anywhere, by its index; found out when it stands somewhere."""

    def __init__(self, find: Callable[[int], frozenset[bytes]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, index: int) -> frozenset[bytes]:
        self[index] = found = self._find(index)
        return found


class _Beside(NamedTuple):
    """The words one of which stands beside an anchor in each of its spellings, if it has several.

    Where none of them does, and no markup hides what does, there is no spelling.
    """

    after: frozenset[bytes] = frozenset()
    before: frozenset[bytes] = frozenset()
    """Where the anchor is the last."""
    reach: int = 0
    """Bytes in which each of them, and one more, has room; 0 where any word may stand beside."""

    def is_other(self, text: bytes, words: bytes, start: int, end: int) -> bool:
        """Return whether single characters part an anchor from words that are others.

        `words` is the ASCII text as the automaton reads it, with a space before and after.
        """
        after, before, reach = self
        if after:
            if text[end : end + 1] not in _PLAIN_AFTER:
                return False
            word = words[end + 2 : end + 2 + reach].partition(b" ")[0]
            if not word or word in after:
                return False
        if before:
            if text[start - 1 : start] not in _PLAIN_BEFORE:
                return False
            word = words[max(0, start - reach) : start].rpartition(b" ")[2]
            # A single one of these letters may be the rest of an escape.
            if not word or word in before or word in (b"n", b"r", b"t"):
                return False
        return reach > 0

    def is_plainly_other(self, low: bytes, start: int, end: int) -> bool:
        """Return whether an anchor is parted, without markup, from words that are others.

        `low` is a text in lower case.
        """
        if self.after:
            found = WORD_AFTER.match(low, end)
            if found is None or found[1] in self.after:
                return False
        if self.before:
            found = WORD_BEFORE.match(low[max(0, start - BEFORE) : start][::-1])
            if found is None or found[1][::-1] in self.before:
                return False
        return self.reach > 0


_ANY = _Beside()


@dataclass(frozen=True)
class Prefilter:
    """Plain data; the automaton is built on first use and not pickled."""

    anchors: Mapping[bytes, tuple[tuple[bytes, ...], ...]]
    """Anchor word to the words of every spelling it stands for; lower case."""
    _trees: dict[bytes, NextWords] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"anchors": self.anchors}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in {**state, "_trees": {}}.items():
            object.__setattr__(self, name, value)

    @cached_property
    def _automaton(self) -> Any:
        """Finds anchors that are whole words, in a text of which nothing but words is left."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        keys = [b" %b " % key.translate(_WORDS) for key in self._keys]
        return BytesAhoCorasick(keys, implementation=Implementation.DFA)

    @cached_property
    def _sieve(self) -> Any:
        """Tells several times as fast whether there may be any; None where anchors are many."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        if len(self._keys) > _FEW:
            return None
        kind = MatchKind.LeftmostFirst
        return BytesAhoCorasick(self._keys, matchkind=kind, implementation=Implementation.DFA)

    @cached_property
    def _words(self) -> list[bytes]:
        """All words of all spellings."""
        return list({word: None for words in self._spellings for word in words})

    @cached_property
    def _spellings(self) -> list[tuple[bytes, ...]]:
        return [words for ones in self.anchors.values() for words in ones]

    @cached_property
    def _inner_automaton(self) -> Any:
        """Finds words of spellings also inside others."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick(self._words, implementation=Implementation.ContiguousNFA)

    @cached_property
    def _spelled_with(self) -> list[list[tuple[bytes, ...]]]:
        """The spellings each of the words is of."""
        found: dict[bytes, list[tuple[bytes, ...]]] = {word: [] for word in self._words}
        for words in self._spellings:
            for word in dict.fromkeys(words):
                found[word].append(words)
        return list(found.values())

    @cached_property
    def _keys(self) -> list[bytes]:
        return list(self.anchors)

    @cached_property
    def _indexes(self) -> dict[bytes, int]:
        return {key: index for index, key in enumerate(self._keys)}

    @cached_property
    def _odd(self) -> frozenset[int]:
        """Indexes of the anchors with other signs than ASCII letters and digits."""
        return frozenset(
            index for index, key in enumerate(self._keys) if b" " in key.translate(_WORDS)
        )

    @cached_property
    def _known(self) -> list[tuple[tuple[bytes, ...], _Beside]]:
        """The spelling each anchor is all of, if it is part of no other, and what is beside it."""
        return [
            ((key,), _ANY) if ones == ((key,),) else ((), _neighbours(key, ones))
            for key, ones in self.anchors.items()
        ]

    @cached_property
    def _widest(self) -> int:
        """Bytes in which every word of a spelling, and one more, has room."""
        return 1 + max(map(len, self._words), default=0)

    @cached_property
    def _ascii(self) -> bool:
        return all(
            word.isascii() for ones in self.anchors.values() for words in ones for word in words
        )

    def suited(self, sample: bytes) -> Prefilter:
        """Return a prefilter of the same spellings that is faster on text like a sample.

        Its anchors are the words that are rarest there.
        """
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        words = self._words
        counts: Counter[bytes] = Counter()
        if words:
            keys = [b" %b " % word.translate(_WORDS) for word in words]
            finder = BytesAhoCorasick(keys, implementation=Implementation.ContiguousNFA)
            text = b" %b " % sample.translate(_WORDS)
            found = finder.find_matches_as_indexes(text, overlapping=True)
            counts.update(words[index] for index, _start, _end in found)
        return _anchored(self._spellings, lambda word: (word.isascii(), -counts[word], len(word)))

    def may_mention(self, data: bytes) -> bool:
        """Return False only if no spelling can stand in a UTF-8 document of these bytes."""
        return self.sight(data) != ()

    def sight(
        self,
        data: bytes,
        *,
        markdown: bool = False,
        only: Container[tuple[bytes, ...]] | None = None,
    ) -> tuple[int, ...] | None:
        """Return bytes of a UTF-8 document, in order, without which no spelling stands in it.

        None if that cannot be told: there may be one anywhere. `markdown` says that the document
        is read as Markdown, in which less can break a word; `only` are the spellings that matter,
        each by its words.
        """
        if not self.anchors:
            return ()
        plain = self._is_plain(data)
        text = data if plain else _folded(data)
        places = {
            standing.place
            for standing in self._standing(text, markdown=markdown)
            if only is None or standing.words in only
        }
        return tuple(sorted(places)) if plain or not places else None

    def quick(self, written: Callable[[bytes], frozenset[bytes]]) -> PassingWords:
        """Return what of each anchor passes anywhere, from how a spelling may be written."""
        return PassingWords(
            lambda index: written(self._keys[index]) if self._known[index][0] else frozenset()
        )

    def standing(
        self,
        data: bytes,
        *,
        quick: PassingWords | None = None,
        markdown: bool = False,
    ) -> Iterator[Standing]:
        """Yield what may stand in a UTF-8 document of these bytes, without what passes anywhere.

        `quick` is that, see there; `markdown` as in `sight`.
        """
        if not self.anchors:
            return
        if self._is_plain(data):
            yield from self._standing(data, quick, markdown=markdown)
        elif self.sight(data, markdown=markdown) != ():
            yield Standing((), 0)

    def _is_plain(self, data: bytes) -> bool:
        """Whether the letters of a text that matter are ASCII, so that `lower` makes them small."""
        return data.isascii() or (self._ascii and _BECOMES_ASCII.search(data) is None)

    def _standing(
        self, text: bytes, quick: PassingWords | None = None, *, markdown: bool
    ) -> Iterator[Standing]:
        for start, end, words in self._places(text, quick):
            yield Standing(words, start, text, start, end)
        for division in divisions(text, markdown=markdown):
            yield from self._divided(division, quick)
        lines = None if markdown else without_left_out_lines(text)
        if lines is not None:
            for start, end, words in self._places(lines.text, quick):
                yield Standing(words, lines.origin(start), lines.text, start, end)

    def _places(self, text: bytes, quick: PassingWords | None = None) -> Iterator[_Place]:
        """Yield where anchors stand with the rest of a spelling beside them.

        `quick` are the words of each anchor that are left out.
        """
        known, odd, keys = self._known, self._odd, self._keys
        if self._sieve is not None and not self._sieve.find_matches_as_indexes(text.lower()):
            return
        words, low, plain = b" %b " % text.translate(_WORDS), b"", text.isascii()
        for index, start, stop in self._automaton.find_matches_as_indexes(words, overlapping=True):
            end = stop - 2
            alone, beside = known[index]
            if alone:
                if quick is not None and text[start:end] in quick[index]:
                    continue
                if index not in odd or text[start:end].lower() == keys[index]:
                    yield start, end, alone
                continue
            if plain and beside.is_other(text, words, start, end):
                continue
            low = low or text.lower()
            if index in odd and low[start:end] != keys[index]:
                continue
            if not beside.is_plainly_other(low, start, end):
                yield from self._spelled(low, index, start, end)

    def _divided(self, division: Division, quick: PassingWords | None = None) -> Iterator[Standing]:
        """Yield the spellings one of whose words is divided; the others may stand beside it."""
        for excerpt in division.excerpts(self._widest):
            for index, written, place in self._new_words(excerpt):
                for words in self._spelled_with[index]:
                    if quick is None or not self._passes(words, written, quick):
                        yield Standing(words, place)

    def _new_words(self, excerpt: UndividedText) -> Iterator[tuple[int, bytes, int]]:
        """Yield the words that only an excerpt has, by index, and where they stand."""
        low = excerpt.text.lower() if self._ascii else _folded(excerpt.text)
        for index, start, end in self._inner_automaton.find_matches_as_indexes(
            low, overlapping=True
        ):
            if len(low) != len(excerpt.text):
                # Accents that were joined to their letters moved the rest.
                yield from ((index, b"", cut.origin) for cut in (*excerpt.joints, *excerpt.seams))
            elif excerpt.is_whole(start, end):
                place = excerpt.origin(start, end)
                if place is not None:
                    yield index, excerpt.text[start:end], place

    def _passes(self, words: tuple[bytes, ...], written: bytes, quick: PassingWords) -> bool:
        return len(words) == 1 and written in quick[self._indexes[words[0]]]

    def _spelled(self, low: bytes, index: int, start: int, end: int) -> Iterator[_Place]:
        """Yield the spellings of several words that stand around an anchor."""
        for node in self._before(low, start, self._keys[index]):
            for last in node.after.walk(low, end):
                yield start, end, last.spelling

    def _before(self, low: bytes, start: int, anchor: bytes) -> Iterator[NextWords]:
        """Yield the nodes of the words that stand before an anchor, from the nearest outwards."""
        tree = self._tree(anchor)
        if not tree.next:
            return iter((tree,))
        return tree.walk(low[max(0, start - REACH) : start][::-1], 0)

    def _tree(self, anchor: bytes) -> NextWords:
        if anchor not in self._trees:
            tree = NextWords(GAPS_BACK)
            for words in self.anchors[anchor]:
                at = words.index(anchor)
                node = tree.add((word[::-1] for word in words[:at][::-1]), words)
                node.after.add(words[at + 1 :], words)
            self._trees[anchor] = tree
        return self._trees[anchor]


def _folded(text: bytes) -> bytes:
    """Return a text as the matcher compares it: composed letters, all of one case."""
    return normal(normalize("NFC", text.decode("utf-8", "replace"))).encode()


def _neighbours(anchor: bytes, spellings: Iterable[tuple[bytes, ...]]) -> _Beside:
    """Return what stands beside an anchor in each spelling: after it, or before it at the end."""
    after, before = set(), set()
    for words in spellings:
        at = words.index(anchor)
        if at + 1 < len(words):
            after.add(words[at + 1])
        elif at:
            before.add(words[at - 1])
        else:
            return _Beside()
    reach = 1 + max(map(len, after | before), default=-1)
    return _Beside(frozenset(after), frozenset(before), reach)


def words_of(spelling: str) -> tuple[bytes, ...]:
    """Return the words by which a normal spelling is looked for."""
    words = _WORD.findall(spelling)
    # Single letters stand everywhere: `i.e.` is looked for as it is.
    if words and max(map(len, words)) == 1:
        return (spelling.strip(" .").encode(),)
    return tuple(word.encode() for word in words)


def make_prefilter(spellings: Iterable[str]) -> Prefilter:
    """Return the prefilter of normal spellings (lower case, plain hyphens and spaces).

    The anchor of a spelling is its longest word, as long words are rare in prose; of two, the one
    that fewer other spellings share. A spelling of single letters (`A.I.`) has to stand without
    markup inside.
    """
    split = [words_of(spelling) for spelling in spellings]
    shared = Counter(word for words in split for word in set(words))
    return _anchored(split, lambda word: (word.isascii(), len(word.decode()), -shared[word]))


def _anchored(
    spellings: Iterable[tuple[bytes, ...]], worth: Callable[[bytes], tuple[int, ...]]
) -> Prefilter:
    """Return the prefilter whose anchors are the words of most worth."""
    anchors: dict[bytes, dict[tuple[bytes, ...], None]] = defaultdict(dict)
    for words in spellings:
        if words:
            anchors[max(words, key=worth)][words] = None
    return Prefilter({name: tuple(ones) for name, ones in anchors.items()})
