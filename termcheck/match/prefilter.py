"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from unicodedata import normalize

from termcheck.glossary.lexicon import normal
from termcheck.match.divided import UndividedText, readings, sign_places, signs
from termcheck.match.gaps import BEFORE, GAPS_BACK, REACH, WORD_AFTER, WORD_BEFORE, NextWords

_WORD = re.compile(r"[^\W_]+")
_BOUNDARIES = bytes(
    byte if chr(byte).isascii() and chr(byte).isalnum() else 32 for byte in range(256)
)
"""Makes a space of all that is no ASCII letter or digit."""
_BESIDE_JOINT = 40
"""Bytes on each side of markup inside a word in which it is not told apart what it joins."""
_BECOMES_ASCII = re.compile(rb"\xc4\xb0|\xe2\x84\xaa")
"""Letters that `normal` makes ASCII ones: a dotted capital I, a Kelvin sign."""


_Place = tuple[int, int, tuple[bytes, ...]]
"""Where one of the words of a spelling stands, and its words; none if that cannot be told."""


class Standing(NamedTuple):
    """A spelling that may stand in a document."""

    text: bytes
    """The document, perhaps without what breaks its words."""
    start: int
    end: int
    """Where one of its words stands."""
    words: tuple[bytes, ...]
    """All of them, in lower case; none if that cannot be told."""


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

        keys = [b" %b " % key.translate(_BOUNDARIES) for key in self._keys]
        return BytesAhoCorasick(keys, implementation=Implementation.DFA)

    @cached_property
    def _inner_automaton(self) -> Any:
        """Finds anchors also inside other words."""
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        return BytesAhoCorasick(
            self._keys,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    @cached_property
    def _keys(self) -> list[bytes]:
        return list(self.anchors)

    @cached_property
    def _odd(self) -> frozenset[int]:
        """Indexes of the anchors with other signs than ASCII letters and digits."""
        return frozenset(
            index for index, key in enumerate(self._keys) if b" " in key.translate(_BOUNDARIES)
        )

    @cached_property
    def _beside(self) -> list[tuple[frozenset[bytes], frozenset[bytes]]]:
        """The words right before (from their end) and after each anchor; none for any."""
        return [
            (_neighbours(key, spellings, -1), _neighbours(key, spellings, 1))
            for key, spellings in self.anchors.items()
        ]

    @cached_property
    def _longest(self) -> int:
        """Bytes on each side of an anchor in which the rest of its spelling must stand."""
        counts = (len(words) for spellings in self.anchors.values() for words in spellings)
        return REACH * max(counts, default=1)

    @cached_property
    def _alone(self) -> list[tuple[bytes, ...]]:
        """The words of each anchor that is a whole spelling, and part of no other; else none."""
        return [(key,) if ones == ((key,),) else () for key, ones in self.anchors.items()]

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

        spellings = [words for ones in self.anchors.values() for words in ones]
        words = list({word for spelling in spellings for word in spelling})
        counts: Counter[bytes] = Counter()
        if words:
            keys = [b" %b " % word.translate(_BOUNDARIES) for word in words]
            finder = BytesAhoCorasick(keys, implementation=Implementation.ContiguousNFA)
            text = b" %b " % sample.lower().translate(_BOUNDARIES)
            found = finder.find_matches_as_indexes(text, overlapping=True)
            counts.update(words[index] for index, _start, _end in found)
        return _anchored(spellings, lambda word: (word.isascii(), -counts[word], len(word)))

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
        low = data.lower() if plain else _folded(data)
        places = [
            start
            for start, _end, words in self._places(low)
            if only is None or not words or words in only
        ]
        if signs(low, markdown=markdown) and (
            places or any(map(self._holds, readings(data if plain else low, markdown=markdown)))
        ):
            places += sign_places(low, markdown=markdown)
        return tuple(sorted(places)) if plain or not places else None

    def quick(self, words: Mapping[bytes, frozenset[bytes]]) -> list[frozenset[bytes]]:
        """Return what of each anchor passes anywhere, from how whole spellings may be written."""
        none: frozenset[bytes] = frozenset()
        return [words.get(alone[0], none) if alone else none for alone in self._alone]

    def standing(
        self,
        data: bytes,
        *,
        quick: Sequence[frozenset[bytes]] | None = None,
        markdown: bool = False,
    ) -> Iterator[Standing]:
        """Yield what may stand in a UTF-8 document of these bytes, without what passes anywhere.

        `quick` is that, see there; `markdown` as in `sight`.
        """
        if not self.anchors:
            return
        if not self._is_plain(data):
            if self.sight(data, markdown=markdown) != ():
                yield Standing(data, 0, 0, ())
            return
        low = data.lower()
        for place in self._places(low, quick=quick, raw=data):
            yield Standing(data, *place)
        if signs(low, markdown=markdown):
            for reading in readings(data, markdown=markdown):
                for place in self._divided(reading, reading.text.lower(), quick):
                    yield Standing(reading.text, *place)

    def _is_plain(self, data: bytes) -> bool:
        """Whether the letters of a text that matter are ASCII, so that `lower` makes them small."""
        return data.isascii() or (self._ascii and _BECOMES_ASCII.search(data) is None)

    def _holds(self, reading: UndividedText) -> bool:
        low = reading.text.lower() if self._ascii else _folded(reading.text)
        return next(self._divided(reading, low), None) is not None

    def _places(
        self, low: bytes, quick: Sequence[frozenset[bytes]] | None = None, raw: bytes = b""
    ) -> Iterator[_Place]:
        """Yield where anchors stand with the rest of a spelling beside them.

        `quick` are the words of `raw` that are left out.
        """
        whole, odd = self._alone, self._odd
        words = b" %b " % low.translate(_BOUNDARIES)
        for index, start, stop in self._automaton.find_matches_as_indexes(words, overlapping=True):
            end = stop - 2
            if quick is not None and raw[start:end] in quick[index]:
                continue
            if index in odd and low[start:end] != self._keys[index]:
                continue
            if whole[index]:
                yield start, end, whole[index]
            elif not self._is_other(low, index, start, end):
                yield from self._spelled(low, index, start, end)

    def _divided(
        self, reading: UndividedText, low: bytes, quick: Sequence[frozenset[bytes]] | None = None
    ) -> Iterator[_Place]:
        """Yield the places that only a reading has; `low` is its text in lower case.

        Near markup that was taken out an anchor is enough: whose word it was is not told apart.
        """
        if not reading.joints:
            yield from self._places(low, quick, reading.text)
            return
        for index, start, end in self._inner_automaton.find_matches_as_indexes(low):
            alone = self._alone[index]
            near = reading.is_near(start, end, 0 if alone else _BESIDE_JOINT)
            if near and _is_whole(low, start, end, reading):
                if quick is None or reading.text[start:end] not in quick[index]:
                    yield start, end, ()
                continue
            apart = near or alone or _is_inside(low, start, end)
            if apart or not reading.is_near(start, end, self._longest):
                continue
            if not self._is_other(low, index, start, end):
                yield from self._spelled(low, index, start, end)

    def _spelled(self, low: bytes, index: int, start: int, end: int) -> Iterator[_Place]:
        """Yield the spellings of several words that stand around an anchor."""
        for node in self._before(low, start, self._keys[index]):
            for last in node.after.walk(low, end):
                yield start, end, last.spelling

    def _is_other(self, low: bytes, index: int, start: int, end: int) -> bool:
        """Whether the word beside an anchor is plainly of none of its spellings."""
        before, after = self._beside[index]
        if after:
            found = WORD_AFTER.match(low, end)
            if found is not None and found[1] not in after:
                return True
        if not before:
            return False
        found = WORD_BEFORE.match(low[max(0, start - BEFORE) : start][::-1])
        return found is not None and found[1] not in before

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


def _is_inside(low: bytes, start: int, end: int) -> bool:
    """Whether a word is part of a longer one."""
    return low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()


def _is_whole(low: bytes, start: int, end: int, reading: UndividedText) -> bool:
    """Whether a word begins and ends at two places, where markup was taken out if nowhere else."""
    return (not low[start - 1 : start].isalnum() or reading.is_near(start, start)) and (
        not low[end : end + 1].isalnum() or reading.is_near(end, end)
    )


def _neighbours(
    anchor: bytes, spellings: Iterable[tuple[bytes, ...]], step: int
) -> frozenset[bytes]:
    """Return every word next to an anchor in a direction, none if one spelling has none there."""
    found = set()
    for words in spellings:
        at = words.index(anchor) + step
        if not 0 <= at < len(words):
            return frozenset()
        found.add(words[at][::step])
    return frozenset(found)


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
