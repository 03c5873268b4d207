"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(rb"[a-z0-9]+")
_REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_COMMENT = rb"<!--(?:(?!-->|<!--)[\s\S])*+-->"
_TARGET = rb"\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\]"
_LINK = rb"\](?:%b)" % _TARGET
_PLAIN = rb"[^a-z0-9\x80-\xff]|\xc2[\xa0\xad]|\xe2\x80[\x80-\xaf]|\xe2\x88\x92|\xca\xbc"
_MARKUP = (
    _COMMENT + rb"|<[^<>]*>|" + _LINK + rb"|\[\^[^\[\]]*\]"
    rb"|&#?\w{1,12};|\{[^{}]*\}|\\[nrt]"
)
_PLAIN_BACK = rb"[^a-z0-9\x80-\xff]|[\xa0\xad]\xc2|[\x80-\xaf]\x80\xe2|\x92\x88\xe2|\xbc\xca"
_MARKUP_BACK = (
    rb">--(?:(?!--!<|>--)[\s\S])*+--!<|>[^<>]*<|\)[^()]*(?:\)[^()]*\([^()]*)?\(\]|\][^\[\]]*\[\]"
    rb"|\][^\[\]]*\^\[|;\w{1,12}#?&|\}[^{}]*\{|[nrt]\\"
)
_GAPS = tuple(re.compile(rb"(?:%b)++" % gap) for gap in (_PLAIN, _MARKUP + b"|" + _PLAIN))
_GAPS_BACK = tuple(
    re.compile(rb"(?:%b)++" % gap) for gap in (_PLAIN_BACK, _MARKUP_BACK + b"|" + _PLAIN_BACK)
)
"""What may stand between two words of a spelling, without and with markup; a `<` or `{` may also
open nothing. `_BACK` is the same read from right to left."""

_MARKED = re.compile(rb"[^a-z0-9<>()\[\]{};&\\]*+[<>()\[\]{};&\\]|[nrt]\\")
"""Where a gap may be more than plain."""

_BROKEN = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)/?[a-z][^<>]*>[a-z0-9\x80-\xff<&*]"),
    re.compile(rb"<!--(?<=[a-z0-9\x80-\xff]<!--)"),
    re.compile(rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:%b)?[a-z0-9\x80-\xff<*]" % _TARGET),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(rb"\xc2\xad"),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`); each begins with a literal,
so that looking for it costs next to nothing."""
_INSIDE = rb"\*+|~+|%b|</?[a-z][^<>]*>|%b|[\[\]]|\xc2\xad" % (_COMMENT, _LINK)
_JOINT = re.compile(
    rb"(?:\*(?<=[a-z0-9\x80-\xff]\*)|~(?<=[a-z0-9\x80-\xff]~)"
    rb"|<(?<=[a-z0-9\x80-\xff]<)(?:%b|/?[a-z][^<>]*>)|\](?<=[a-z0-9\x80-\xff]\])(?:%b)?+"
    rb"|\[(?<=[a-z0-9\x80-\xff]\[)|\xc2(?<=[a-z0-9\x80-\xff]\xc2)\xad)"
    rb"(?:%b)*+(?=[a-z0-9\x80-\xff])" % (_COMMENT[1:], _TARGET, _INSIDE)
)
"""Markup inside a word; every alternative begins with a literal here, too."""
_REFERENCE = re.compile(rb"&#?\w{1,12};")


class _Node:
    """Words that may come next, read away from an anchor."""

    def __init__(self, gaps: tuple[re.Pattern[bytes], ...]) -> None:
        self.gaps = gaps
        self.next: dict[bytes, _Node] = {}
        self.odd: list[bytes] = []
        """Those of the words that are not plain ASCII."""
        self.ends = False
        """Whether a sequence may end here."""

    @cached_property
    def after(self) -> _Node:
        """The words after the anchor, when this node ends those before it."""
        return _Node(_GAPS)

    def add(self, words: Iterable[bytes]) -> _Node:
        """Add a sequence and return its last node."""
        node = self
        for word in words:
            if word not in node.next:
                node.next[word] = _Node(self.gaps)
                if not word.isascii():
                    node.odd.append(word)
            node = node.next[word]
        node.ends = True
        return node

    def walk(self, text: bytes, at: int) -> Iterator[_Node]:
        """Yield the last node of every sequence that stands in `text` from `at` on."""
        if self.ends:
            yield self
        if not self.next:
            return
        plain, markup = self.gaps
        for gap in (plain, markup) if _MARKED.match(text, at) else (plain,):
            found = gap.match(text, at, at + _REACH)
            if found is not None:
                for word in self._words(text, found.end()):
                    yield from self.next[word].walk(text, found.end() + len(word))

    def _words(self, text: bytes, at: int) -> Iterator[bytes]:
        """Yield those of the words that stand at a place."""
        found = _PLAIN_WORD.match(text, at)
        if found is not None and found[0] in self.next:
            yield found[0]
        for word in self.odd:
            end = at + len(word)
            if text.startswith(word, at) and not text[end : end + 1].isalnum():
                yield word


@dataclass(frozen=True)
class Prefilter:
    """Plain data; the automaton is built on first use and not pickled."""

    anchors: Mapping[bytes, tuple[tuple[bytes, ...], ...]]
    """Anchor word to the words of every spelling it stands for; lower case."""
    _trees: dict[bytes, _Node] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"anchors": self.anchors}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in {**state, "_trees": {}}.items():
            object.__setattr__(self, name, value)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        return BytesAhoCorasick(
            self._keys,
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    @cached_property
    def _keys(self) -> list[bytes]:
        return list(self.anchors)

    @cached_property
    def _beside(self) -> list[tuple[frozenset[bytes] | None, frozenset[bytes] | None]]:
        """How the words right before (from their end) and after each anchor may begin."""
        return [
            (_beginnings(key, ones, -1), _beginnings(key, ones, 1))
            for key, ones in self.anchors.items()
        ]

    @cached_property
    def _ascii(self) -> bool:
        return all(word.isascii() for ones in self.anchors.values() for one in ones for word in one)

    def suited(self, sample: bytes) -> Prefilter:
        """Return a prefilter of the same spellings that is faster on text like a sample.

        Its anchors are the words that are rarest there.
        """
        counts = Counter(_PLAIN_WORD.findall(sample.lower()))
        spellings = [words for ones in self.anchors.values() for words in ones]
        return _anchored(spellings, lambda word: (word.isascii(), -counts[word], len(word)))

    def may_mention(self, data: bytes) -> bool:
        """Return False only if no spelling can stand in a UTF-8 document of these bytes."""
        return self.sight(data) != ()

    def sight(self, data: bytes) -> tuple[int, ...] | None:
        """Return bytes of a UTF-8 document, in order, without which no spelling stands in it.

        None if that cannot be told: there may be one anywhere.
        """
        if not self.anchors:
            return ()
        # bytes.lower() leaves other letters alone.
        plain = self._ascii or data.isascii()
        low = data.lower() if plain else data.decode("utf-8", "replace").lower().encode()
        places = list(self._places(low))
        if any(sign.search(low) for sign in _BROKEN):
            joined = _JOINT.sub(b"", _REFERENCE.sub(_written_out, low))
            if places or next(self._places(joined), None) is not None:
                places += (place for sign in _BROKEN for place in _starts(sign, low))
        return tuple(sorted(places)) if plain or not places else None

    def _places(self, low: bytes) -> Iterator[int]:
        """Yield where anchors stand with the rest of a spelling beside them."""
        keys = self._keys
        for index, start, end in self._automaton.find_matches_as_indexes(low):
            # Inside a longer word the anchor is another word; beside other bytes, perhaps.
            if low[start - 1 : start].isalnum() or low[end : end + 1].isalnum():
                continue
            before, after = self._beside[index]
            if after is not None and _is_other(low[end : end + 3], after):
                continue
            if before is not None and _is_other(low[max(0, start - 3) : start][::-1], before):
                continue
            anchor = keys[index]
            for node in self._before(low, start, anchor):
                if any(node.after.walk(low, end)):
                    yield start
                    break

    def _before(self, low: bytes, start: int, anchor: bytes) -> Iterator[_Node]:
        """Yield the nodes of the words that stand before an anchor, from the nearest outwards."""
        tree = self._tree(anchor)
        if not tree.next:
            return iter((tree,))
        return tree.walk(low[max(0, start - _REACH) : start][::-1], 0)

    def _tree(self, anchor: bytes) -> _Node:
        if anchor not in self._trees:
            tree = _Node(_GAPS_BACK)
            for words in self.anchors[anchor]:
                at = words.index(anchor)
                tree.add(word[::-1] for word in words[:at][::-1]).after.add(words[at + 1 :])
            self._trees[anchor] = tree
        return self._trees[anchor]


def _starts(sign: re.Pattern[bytes], low: bytes) -> Iterator[int]:
    """Yield where a sign stands, also inside what another one spans."""
    found = sign.search(low)
    while found is not None:
        yield found.start()
        found = sign.search(low, found.start() + 1)


def _beginnings(
    anchor: bytes, spellings: Iterable[tuple[bytes, ...]], step: int
) -> frozenset[bytes] | None:
    """Return the first two bytes of every word next to an anchor in a direction, None for any."""
    found = set()
    for words in spellings:
        at = words.index(anchor) + step
        if not 0 <= at < len(words) or len(words[at]) == 1:
            return None
        found.add(words[at][::step][:2])
    return frozenset(found)


def _is_other(beside: bytes, beginnings: frozenset[bytes]) -> bool:
    """Return whether the word beside an anchor, read away from it, is plainly none of these."""
    plain = beside[:1] in (b" ", b"-", b"\n") and beside[1:2].isalnum()
    return plain and beside[1:] not in beginnings


def _written_out(reference: re.Match[bytes]) -> bytes:
    """Return the letter a character reference stands for, or the reference if it is no letter."""
    text = html.unescape(reference[0].decode("ascii", "replace"))
    if text.isalnum() or text == "\u00ad":
        return text.lower().encode()
    return b"" if text in ("\u200c", "\u200d") else reference[0]


def make_prefilter(spellings: Iterable[str]) -> Prefilter:
    """Return the prefilter of normal spellings (lower case, plain hyphens and spaces).

    The anchor of a spelling is its longest word, as long words are rare in prose; of two, the one
    that fewer other spellings share. A spelling of single letters (`A.I.`) has to stand without
    markup inside.
    """
    split: list[tuple[bytes, ...]] = []
    for one in spellings:
        words = tuple(word.encode() for word in _WORD.findall(one))
        # Single letters stand everywhere: `i.e.` is looked for as it is.
        alone = words and max(map(len, _WORD.findall(one))) == 1
        split.append((one.strip(" .").encode(),) if alone else words)
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
