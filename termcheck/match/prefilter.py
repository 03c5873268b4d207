"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from unicodedata import normalize

from termcheck.glossary.lexicon import normal

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(rb"[a-z0-9]+")
_REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_COMMENT = rb"<!--(?:(?!-->|<!--)[\s\S])*+-->"
_TARGET = rb"\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\]"
_LINK = rb"\](?:%b)" % _TARGET
_PLAIN = (
    rb"[^a-z0-9\x80-\xff]|\xc2[\x85\xa0\xad]|\xe2\x80[\x80-\xaf]|\xe2\x81[\x9f\xa0]"
    rb"|\xe2\x88\x92|\xca\xbc|\xef\xbb\xbf|\xe1\x9a\x80|\xe3\x80\x80"
)
"""What is no letter, every space, and what `runs` leaves out of a text."""
_MARKUP = (
    rb"<[^<>]*>|" + _LINK + rb"|\[\^[^\[\]]*\]"
    rb"|&#?\w{1,32};|\{[^{}]*\}|\\[nrt]"
)
_PLAIN_BACK = (
    rb"[^a-z0-9\x80-\xff]|[\x85\xa0\xad]\xc2|[\x80-\xaf]\x80\xe2|[\x9f\xa0]\x81\xe2"
    rb"|\x92\x88\xe2|\xbc\xca|\xbf\xbb\xef|\x80\x9a\xe1|\x80\x80\xe3"
)
_COMMENT_BACK = rb">--(?:(?!--!<|>--)[\s\S])*+--!<"
_MARKUP_BACK = (
    rb">[^<>]*<|\)[^()]*(?:\)[^()]*\([^()]*)?\(\]|\][^\[\]]*\[\]"
    rb"|\][^\[\]]*\^\[|;\w{1,32}#?&|\}[^{}]*\{|[nrt]\\"
)


def _gaps(plain: bytes, markup: bytes, comment: bytes) -> tuple[re.Pattern[bytes], ...]:
    parts = ((plain,), (comment, markup, plain), (markup, plain))
    return tuple(re.compile(rb"(?:%b)++" % b"|".join(one)) for one in parts)


_GAPS = _gaps(_PLAIN, _MARKUP, _COMMENT)
_GAPS_BACK = _gaps(_PLAIN_BACK, _MARKUP_BACK, _COMMENT_BACK)
"""What may stand between two words of a spelling: without markup, with markup, with markup where
`<!--` begins no comment; a `<` or `{` may also open nothing. `_BACK` is the same read from right to
left."""

_MARKED = re.compile(rb"[^a-z0-9<>()\[\]{};&\\]*+[<>()\[\]{};&\\]|[nrt]\\")
"""Where a gap may be more than plain."""

_BARE_REFERENCE = rb"&(?=[a-z])(?:%b)(?=[a-z0-9\x80-\xff])" % b"|".join(
    sorted({name.lower().encode() for name in html.entities.html5 if name[-1] != ";"}, reverse=True)
)
"""A reference of HTML that needs no semicolon, stuck to a word."""

_BROKEN = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)[/!?a-z][^<>]*>[a-z0-9\x80-\xff<&*]"),
    re.compile(rb"<!--(?<=[a-z0-9\x80-\xff]<!--)"),
    re.compile(rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:%b)?[a-z0-9\x80-\xff<*]" % _TARGET),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|zerowidthspace;|nobreak;|idot;"
        rb"|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(rb"\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?[a-z0-9\x80-\xff]"),
    re.compile(_BARE_REFERENCE),
    re.compile(rb"\{(?<=[a-z0-9\x80-\xff]\{)(?:/\*|[^{}\n]{0,300}\}[a-z0-9\x80-\xff`{])"),
    re.compile(rb"`(?<=[a-z0-9\x80-\xff]`)[a-z0-9\x80-\xff]"),
    *(
        re.compile(rb"%b:(?<=[a-z0-9\x80-\xff]%b:)" % (name, name))
        for name in b"footnote image xref link mailto http https ftp irc".split()
    ),
    re.compile(rb"\xc2\xad"),
    re.compile(rb"\xe2\x80\x8b"),
    re.compile(rb"\xe2\x81\xa0"),
    re.compile(rb"\xef\xbb\xbf(?<=[\s\S]\xef\xbb\xbf)"),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`); each begins with a literal,
so that looking for it costs next to nothing."""
_TAG = (
    rb"/?(?!(?:br|hr|p|div|li|[uod]l|d[dt]|t[drh]|table|h[1-6]|section|article|blockquote)[\s/>])"
    rb"[a-z][^<>]*>|[!?][^<>]*>|/[^a-z<>][^<>]*>"
)
"""The rest of a tag that does not part words, or of what HTML takes for a comment."""
_UNSEEN = rb"\xc2\xad|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf"
"""What is left out of a text: soft hyphens, characters without width."""
_LEFT_OUT = re.compile(_UNSEEN)
_BRACES = rb"/\*(?:(?!\*/)[\s\S])*+\*/\}|[^{}\n]{0,300}\}"
"""The rest of an attribute list, a role or a comment of MDX."""
_BRACED = rb"\{(?:%b)" % _BRACES
_INSIDE = rb"\*+|~+|`+|%b|<(?:%b)|%b|%b|[\[\]]|%b" % (_COMMENT, _TAG, _LINK, _BRACED, _UNSEEN)
_JOINT = re.compile(
    rb"(?:\*(?<=[a-z0-9\x80-\xff]\*)|~(?<=[a-z0-9\x80-\xff]~)"
    rb"|<(?<=[a-z0-9\x80-\xff]<)(?:%b|%b)|\](?<=[a-z0-9\x80-\xff]\])(?:%b)?+"
    rb"|\[(?<=[a-z0-9\x80-\xff]\[)|\xc2(?<=[a-z0-9\x80-\xff]\xc2)\xad"
    rb"|\xe2(?<=[a-z0-9\x80-\xff]\xe2)(?:\x80\x8b|\x81\xa0)"
    rb"|`(?<=[a-z0-9\x80-\xff]`)|\{(?<=[a-z0-9\x80-\xff]\{)(?:%b)"
    rb"|\xef(?<=[a-z0-9\x80-\xff]\xef)\xbb\xbf|\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?)"
    rb"(?:%b)*+(?=[a-z0-9\x80-\xff])" % (_COMMENT[1:], _TAG, _TARGET, _BRACES, _INSIDE)
)
"""Markup inside a word; every alternative begins with a literal here, too."""
_MACRO = re.compile(
    rb"(?<=[a-z0-9\x80-\xff])"
    rb"(?:(?:footnote|image|xref|link|mailto|https?|ftp|irc)(?=:)|\[[\w#*.-]{1,40}\]_)"
)
"""AsciiDoc's macros and footnotes of reStructuredText, which may be stuck to a word."""
_BECOMES_ASCII = re.compile(rb"\xc4\xb0|\xe2\x84\xaa")
"""Letters that `normal` makes ASCII ones: a dotted capital I, a Kelvin sign."""
_REFERENCE = re.compile(rb"&#?\w{1,32};|" + _BARE_REFERENCE)


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
        ends = set()
        for gap in self.gaps if _MARKED.match(text, at) else self.gaps[:1]:
            found = gap.match(text, at, at + _REACH)
            if found is not None and found.end() not in ends:
                ends.add(found.end())
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
        plain = data.isascii() or (self._ascii and _BECOMES_ASCII.search(data) is None)
        low = data.lower() if plain else _folded(data)
        places = list(self._places(low))
        if any(sign.search(low) for sign in _BROKEN):
            read = _REFERENCE.sub(_written_out, _MACRO.sub(b" ", low))
            texts = [read, _LEFT_OUT.sub(b"", read), _JOINT.sub(b"", read)]
            if not self._ascii:
                texts = list(map(_folded, texts))
            if places or any(next(self._places(text), None) is not None for text in texts):
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


def _folded(text: bytes) -> bytes:
    """Return a text as the matcher compares it: composed letters, all of one case."""
    return normal(normalize("NFC", text.decode("utf-8", "replace"))).encode()


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
    if not reference[0].endswith(b";") or len(text) > 1:
        # It needs no semicolon, and a word is stuck to it.
        return normal(text).encode()
    if text.isalnum():
        return normal(text).encode()
    if text in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        return b"\xc2\xad"
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
