"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_COMMENT = rb"<!--(?:(?!-->|<!--)[\s\S])*+-->"
_LINK = rb"\]\([^()]*(?:\([^()]*\)[^()]*)?\)|\]\[[^\[\]]*\]"
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
_GAPS = (rb"(?:%b|%b)++" % (_MARKUP, _PLAIN), rb"(?:%b)++" % _PLAIN)
_GAPS_BACK = (rb"(?:%b|%b)++" % (_MARKUP_BACK, _PLAIN_BACK), rb"(?:%b)++" % _PLAIN_BACK)
"""What may stand between two words of a spelling; the second of each for a `<` or `{` that opens
nothing. `_BACK` is the same read from right to left."""

_MARKED = re.compile(rb"[^a-z0-9<>()\[\]{};&\\]*+[<>()\[\]{};&\\]|[nrt]\\")
"""Where a gap may be more than plain."""

_BROKEN = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)/?[a-z][^<>]*>[a-z0-9\x80-\xff<&*]"),
    re.compile(rb"<!--(?<=[a-z0-9\x80-\xff]<!--)"),
    re.compile(
        rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])?"
        rb"[a-z0-9\x80-\xff<*]"
    ),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(rb"\xc2\xad"),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`); each begins with a literal,
so that looking for it costs next to nothing."""
_JOINT = re.compile(
    rb"(?<=[a-z0-9\x80-\xff])(?:\*+|~+|%b|</?[a-z][^<>]*>|%b|[\[\]]|\xc2\xad)++"
    rb"(?=[a-z0-9\x80-\xff])" % (_COMMENT, _LINK)
)
_REFERENCE = re.compile(rb"&#?\w{1,12};")


class _Node:
    """Words that may come next, read away from an anchor."""

    def __init__(self, gaps: tuple[bytes, bytes]) -> None:
        self.gaps = gaps
        self.next: dict[bytes, _Node] = {}
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
            node = node.next.setdefault(word, _Node(self.gaps))
        node.ends = True
        return node

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[bytes], ...]:
        words = b"|".join(re.escape(word) for word in sorted(self.next))
        return tuple(re.compile(gap + rb"(%b)(?![a-z0-9])" % words) for gap in self.gaps)

    def walk(self, text: bytes, at: int) -> Iterator[_Node]:
        """Yield the last node of every sequence that stands in `text` from `at` on."""
        if self.ends:
            yield self
        if not self.next:
            return
        markup, plain = self._patterns
        patterns = (plain, markup) if _MARKED.match(text, at) else (plain,)
        for pattern in patterns:
            found = pattern.match(text, at, at + _REACH)
            if found is not None:
                yield from self.next[found[1]].walk(text, found.end())


@dataclass(frozen=True)
class Prefilter:
    """Plain data; the automaton is built on first use and not pickled."""

    anchors: Mapping[bytes, tuple[tuple[bytes, ...], ...]]
    """Anchor word to the words of every spelling it stands for; lower case."""
    silent: Mapping[bytes, frozenset[bytes]] = field(default_factory=dict)
    """Anchor to the ways to write its one-word spellings that no check has anything to say about;
    an anchor of one word that is missing is never silent."""
    _trees: dict[bytes, _Node] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"anchors": self.anchors, "silent": self.silent}

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
    def _ascii(self) -> bool:
        return all(word.isascii() for ones in self.anchors.values() for one in ones for word in one)

    def may_mention(self, data: bytes) -> bool:
        """Return False only if no spelling can stand in a UTF-8 document of these bytes."""
        return self._may(data, {})

    def may_find(self, data: bytes) -> bool:
        """Return False only if no check of forms can have anything to say about a document.

        Stricter than `may_mention`: a term that is spelled as it should be is no reason to read on.
        """
        return self._may(data, self.silent)

    def _may(self, data: bytes, silent: Mapping[bytes, frozenset[bytes]]) -> bool:
        if not self.anchors:
            return False
        if not self._ascii and not data.isascii():
            # bytes.lower() leaves other letters alone.
            data, silent = data.decode("utf-8", "replace").lower().encode(), {}
        low = data.lower()
        if self._stands(low, data, silent):
            return True
        if not any(sign.search(low) for sign in _BROKEN):
            return False
        joined = _JOINT.sub(b"", _REFERENCE.sub(_written_out, low))
        return self._stands(joined, joined, {})

    def _stands(self, low: bytes, data: bytes, silent: Mapping[bytes, frozenset[bytes]]) -> bool:
        keys = self._keys
        for index, start, end in self._automaton.find_matches_as_indexes(low):
            # Inside a longer word the anchor is another word; beside other bytes, perhaps.
            if low[start - 1 : start].isalnum() or low[end : end + 1].isalnum():
                continue
            anchor = keys[index]
            for node in self._before(low, start, anchor):
                for last in node.after.walk(low, end):
                    alone = last is node.after and node is self._trees[anchor]
                    if not alone or data[start:end] not in silent.get(anchor, ()):
                        return True
        return False

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


def _written_out(reference: re.Match[bytes]) -> bytes:
    """Return the letter a character reference stands for, or the reference if it is no letter."""
    text = html.unescape(reference[0].decode("ascii", "replace"))
    if text.isalnum() or text == "\u00ad":
        return text.lower().encode()
    return b"" if text in ("\u200c", "\u200d") else reference[0]


def make_prefilter(
    spellings: Iterable[str], silent: Mapping[str, frozenset[str]] | None = None
) -> Prefilter:
    """Return the prefilter of normal spellings (lower case, plain hyphens and spaces).

    `silent` gives, for a spelling, the texts about which no check has anything to say. The anchor
    of a spelling is its longest word, as long words are rare in prose; of two, the one that fewer
    other spellings share. A spelling of single letters (`A.I.`) has to stand without markup inside.
    """
    split = {one: tuple(_WORD.findall(one)) for one in spellings}
    shared = Counter(word for words in split.values() for word in set(words))
    anchors: dict[bytes, dict[tuple[bytes, ...], None]] = defaultdict(dict)
    quiet: dict[bytes, frozenset[bytes]] = {}
    for spelling, words in split.items():
        if not words:
            continue
        if max(map(len, words)) == 1:
            # Single letters stand everywhere: `i.e.` is looked for as it is.
            literal = spelling.strip(" .").encode()
            anchors[literal][literal,] = None
            continue
        word = max(words, key=lambda one: (one.isascii(), len(one), -shared[one]))
        anchors[word.encode()][tuple(one.encode() for one in words)] = None
        if len(words) == 1:
            texts = (silent or {}).get(spelling, frozenset())
            own = frozenset(text.encode() for text in texts)
            known = quiet.get(word.encode())
            quiet[word.encode()] = own if known is None else own & known
    quiet = {name: texts for name, texts in quiet.items() if texts}
    return Prefilter({name: tuple(ones) for name, ones in anchors.items()}, quiet)
