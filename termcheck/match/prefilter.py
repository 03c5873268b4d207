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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from termcheck.glossary.lexicon import normal
from termcheck.readers.sections import holds

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(rb"[a-z0-9]+")
_REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_SHORT = rb"(?:(?!-->|<!--)[\s\S])*+"
_COMMENT = rb"<!--%b-->" % _SHORT
_LONG_COMMENT = rb"<!--%b(?:<!--%b){0,8}+-->" % (_SHORT, _SHORT)
"""A comment in which others seem to begin."""
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
_SHORT_BACK = rb"(?:(?!--!<|>--)[\s\S])*+"
_COMMENT_BACK = rb">--%b--!<" % _SHORT_BACK
_LONG_COMMENT_BACK = rb">--%b--!<(?:%b--!<){0,8}+" % (_SHORT_BACK, _SHORT_BACK)
_MARKUP_BACK = (
    rb">[^<>]*<|\)[^()]*(?:\)[^()]*\([^()]*)?\(\]|\][^\[\]]*\[\]"
    rb"|\][^\[\]]*\^\[|;\w{1,32}#?&|\}[^{}]*\{|[nrt]\\"
)


def _gaps(plain: bytes, markup: bytes, *comments: bytes) -> tuple[re.Pattern[bytes], ...]:
    parts = ((plain,), *((comment, markup, plain) for comment in comments), (markup, plain))
    return tuple(re.compile(rb"(?:%b)++" % b"|".join(part)) for part in parts)


_GAPS = _gaps(_PLAIN, _MARKUP, _COMMENT, _LONG_COMMENT)
_GAPS_BACK = _gaps(_PLAIN_BACK, _MARKUP_BACK, _COMMENT_BACK, _LONG_COMMENT_BACK)
"""What may stand between two words of a spelling: without markup, with markup, also where other
comments seem to begin in one, with markup where `<!--` begins no comment; a `<` or `{` may also
open nothing. `_BACK` is the same read from right to left."""

_MARKED = re.compile(rb"[^a-z0-9<>()\[\]{};&\\]*+[<>()\[\]{};&\\]|[nrt]\\")
"""Where a gap may be more than plain."""

_BARE_REFERENCE = rb"&(?=[a-z])(?:%b)(?=[a-z0-9\x80-\xff])" % b"|".join(
    sorted({name.lower().encode() for name in html.entities.html5 if name[-1] != ";"}, reverse=True)
)
"""A reference of HTML that needs no semicolon, stuck to a word."""

_LINE = rb"//|(?:ifn?def|ifeval|endif|include)::"
"""How lines of AsciiDoc begin that are left out of a paragraph."""
_LEFT_OUT_LINE = re.compile(rb"\n(?:%b)[^\n]*(?=\n)" % _LINE)

_MACRO_SIGN = re.compile(
    rb":(?:%b)"
    % b"|".join(
        rb"(?<=[a-z0-9\x80-\xff]%b:)" % name
        for name in b"footnote image xref link mailto http https ftp irc".split()
    )
)
_BROKEN = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)(?:[!?]|[/a-z][^<>]*>[a-z0-9\x80-\xff<&*])"),
    re.compile(rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:%b)?[a-z0-9\x80-\xff<*]" % _TARGET),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|zerowidthspace;|nobreak;|idot;"
        rb"|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(_BARE_REFERENCE),
    re.compile(rb"\{(?<=[a-z0-9\x80-\xff]\{)(?:/\*|[^{}\n]{0,300}\}[a-z0-9\x80-\xff`{])"),
    re.compile(rb"`(?<=[a-z0-9\x80-\xff]`)[a-z0-9\x80-\xff]"),
    _MACRO_SIGN,
    re.compile(rb"\n(?:%b)" % _LINE),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`), or a line that is left out
between two; each begins with a literal, so that looking for it costs next to nothing."""
_UNSEEN_SIGNS = (
    re.compile(rb"\xc2\xad"),
    re.compile(rb"\xe2\x80\x8b"),
    re.compile(rb"\xe2\x81\xa0"),
    re.compile(rb"\xef\xbb\xbf(?<=[\s\S]\xef\xbb\xbf)"),
)
"""The same signs, of text that is not all ASCII."""
_ESCAPED = re.compile(rb"\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?[a-z0-9\x80-\xff]")
"""The same sign, which none is in Markdown."""
_TAG = (
    rb"/?(?!(?:br|hr|p|div|li|[uod]l|d[dt]|t[drh]|table|h[1-6]|section|article|blockquote)[\s/>])"
    rb"[a-z][^<>]*>|[!?][^<>]*>|/[^a-z<>][^<>]*>"
)
"""The rest of a tag that does not part words, or of what HTML takes for a comment."""
_LONG_TAG = _TAG + rb"|[!?][^>]{0,300}>"
"""The same where HTML takes for a comment what others may begin in."""
_UNSEEN = rb"\xc2\xad|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf"
"""What is left out of a text: soft hyphens, characters without width."""
_LEFT_OUT = re.compile(_UNSEEN)
_BRACES = rb"/\*(?:(?!\*/)[\s\S])*+\*/\}|[^{}\n]{0,300}\}"
"""The rest of an attribute list, a role or a comment of MDX."""
_BRACED = rb"\{(?:%b)" % _BRACES


def _joint(comment: bytes, tag: bytes, escape: bytes) -> re.Pattern[bytes]:
    """Return what finds markup inside a word, which begins with a literal in every case, too."""
    inside = rb"\*+|~+|`+|%b|<(?:%b)|%b|%b|[\[\]]|%b" % (comment, tag, _LINK, _BRACED, _UNSEEN)
    return re.compile(
        rb"(?:\*(?<=[a-z0-9\x80-\xff]\*)|~(?<=[a-z0-9\x80-\xff]~)"
        rb"|<(?<=[a-z0-9\x80-\xff]<)(?:%b|%b)|\](?<=[a-z0-9\x80-\xff]\])(?:%b)?+"
        rb"|\[(?<=[a-z0-9\x80-\xff]\[)|\xc2(?<=[a-z0-9\x80-\xff]\xc2)\xad"
        rb"|\xe2(?<=[a-z0-9\x80-\xff]\xe2)(?:\x80\x8b|\x81\xa0)"
        rb"|`(?<=[a-z0-9\x80-\xff]`)|\{(?<=[a-z0-9\x80-\xff]\{)(?:%b)"
        rb"|\xef(?<=[a-z0-9\x80-\xff]\xef)\xbb\xbf%b)"
        rb"(?:%b)*+(?=[a-z0-9\x80-\xff])" % (comment[1:], tag, _TARGET, _BRACES, escape, inside),
        re.IGNORECASE,
    )


_ESCAPE = rb"|\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?"
_JOINTS = {
    escapes: tuple(
        _joint(comment, tag, _ESCAPE if escapes else b"")
        for comment, tag in ((_COMMENT, _TAG), (_LONG_COMMENT, _LONG_TAG))
    )
    for escapes in (True, False)
}
"""By whether a backslash before a letter is markup."""
_BESIDE_JOINT = 40
"""Bytes on each side of markup inside a word in which it is not told apart what it joins."""
_MACRO = re.compile(
    rb"(?<=[a-z0-9\x80-\xff])"
    rb"(?:(?:footnote|image|xref|link|mailto|https?|ftp|irc)(?=:)|\[[\w#*.-]{1,40}\]_)",
    re.IGNORECASE,
)
"""AsciiDoc's macros and footnotes of reStructuredText, which may be stuck to a word."""
_LINK_MACRO = re.compile(
    rb"(?:xref|link|mailto|https?|ftp|irc):[^\s\[\]]{0,500}\[(?=[a-z0-9\x80-\xff])", re.IGNORECASE
)
"""A macro whose text may be stuck to the word before it."""
_BECOMES_ASCII = re.compile(rb"\xc4\xb0|\xe2\x84\xaa")
"""Letters that `normal` makes ASCII ones: a dotted capital I, a Kelvin sign."""
_REFERENCE = re.compile(
    rb"&#x[0-9a-f]++;?|&#[0-9]++;?|&\w{1,32};|" + _BARE_REFERENCE, re.IGNORECASE
)


class _Node:
    """Words that may come next, read away from an anchor."""

    def __init__(self, gaps: tuple[re.Pattern[bytes], ...]) -> None:
        self.gaps = gaps
        self.next: dict[bytes, _Node] = {}
        self.odd: list[bytes] = []
        """Those of the words that are not plain ASCII."""
        self.spelling: tuple[bytes, ...] = ()
        """The words of the spelling that ends here, none if none does."""

    @cached_property
    def after(self) -> _Node:
        """The words after the anchor, when this node ends those before it."""
        return _Node(_GAPS)

    def add(self, words: Iterable[bytes], spelling: tuple[bytes, ...]) -> _Node:
        """Add a sequence of words of a spelling and return its last node."""
        node = self
        for word in words:
            if word not in node.next:
                node.next[word] = _Node(self.gaps)
                if not word.isascii():
                    node.odd.append(word)
            node = node.next[word]
        node.spelling = spelling
        return node

    def walk(self, text: bytes, at: int) -> Iterator[_Node]:
        """Yield the last node of every sequence that stands in `text` from `at` on."""
        if self.spelling:
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


_LARGE = 1_000_000
"""Bytes of a text from which on its readings are made again rather than held."""


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

        Its anchors are the words that are rarest there, also as a part of others.
        """
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        spellings = [words for ones in self.anchors.values() for words in ones]
        words = list({word for spelling in spellings for word in spelling})
        counts: Counter[bytes] = Counter()
        if words:
            finder = BytesAhoCorasick(words, implementation=Implementation.ContiguousNFA)
            found = finder.find_matches_as_indexes(sample.lower(), overlapping=True)
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
        if _signs(low, markdown=markdown):
            texts = _unbroken(data if plain else low, markdown=markdown)
            if places or any(self._holds(text, joints) for text, joints in texts):
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
        if _signs(low, markdown=markdown):
            for text, joints in _unbroken(data, markdown=markdown):
                for found in self._places(text.lower(), joints, quick, text):
                    yield Standing(text, *found)

    def _is_plain(self, data: bytes) -> bool:
        """Whether the letters of a text that matter are ASCII, so that `lower` makes them small."""
        return data.isascii() or (self._ascii and _BECOMES_ASCII.search(data) is None)

    def _holds(self, text: bytes, joints: Sequence[int]) -> bool:
        low = text.lower() if self._ascii else _folded(text)
        return next(self._places(low, joints), None) is not None

    def _places(
        self,
        low: bytes,
        joints: Sequence[int] = (),
        quick: Sequence[frozenset[bytes]] | None = None,
        raw: bytes = b"",
    ) -> Iterator[tuple[int, int, tuple[bytes, ...]]]:
        """Yield where anchors stand with the rest of a spelling beside them: its words.

        `joints` are where markup inside a word was taken out: words may also end there, and
        near them an anchor is enough. `quick` are the words of `raw` that are left out.
        """
        keys, whole = self._keys, self._alone
        for index, start, end in self._automaton.find_matches_as_indexes(low):
            # Inside a longer word the anchor is another word; beside other bytes, perhaps.
            inside = low[start - 1 : start].isalnum() or low[end : end + 1].isalnum()
            if inside and not (joints and _is_joined(low, start, end, joints)):
                continue
            if quick is not None and raw[start:end] in quick[index]:
                continue
            alone = whole[index]
            if joints:
                beside = 0 if alone else _BESIDE_JOINT
                if holds(joints, start - beside, end + beside + 1):
                    yield start, end, ()
                    continue
            if alone:
                yield start, end, alone
                continue
            before, after = self._beside[index]
            if after is not None and _is_other(low[end : end + 3], after):
                continue
            if before is not None and _is_other(low[max(0, start - 3) : start][::-1], before):
                continue
            for node in self._before(low, start, keys[index]):
                for last in node.after.walk(low, end):
                    yield start, end, last.spelling

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
                node = tree.add((word[::-1] for word in words[:at][::-1]), words)
                node.after.add(words[at + 1 :], words)
            self._trees[anchor] = tree
        return self._trees[anchor]


def _folded(text: bytes) -> bytes:
    """Return a text as the matcher compares it: composed letters, all of one case."""
    return normal(normalize("NFC", text.decode("utf-8", "replace"))).encode()


@lru_cache(maxsize=2)
def _signs(low: bytes, *, markdown: bool) -> list[re.Pattern[bytes]]:
    """Return the signs that stand in a text; one is asked for several times in a row."""
    every = _BROKEN if low.isascii() else (*_BROKEN, *_UNSEEN_SIGNS)
    signs = [sign for sign in every if sign.search(low)]
    if not markdown and _ESCAPED.search(low):
        signs.append(_ESCAPED)
    return signs


def sign_places(low: bytes, *, markdown: bool) -> list[int]:
    """Return the bytes of a text in lower case at which markup may stand inside a word."""
    return [place for sign in _signs(low, markdown=markdown) for place in _starts(sign, low)]


def _unbroken(text: bytes, *, markdown: bool) -> Iterable[tuple[bytes, Sequence[int]]]:
    """Return readings of a text in which no markup breaks words, and where it was taken out.

    Each once, and none that is the text itself.
    """
    if len(text) > _LARGE:
        return _distinct(text, markdown=markdown)
    return _remembered(text, markdown=markdown)


@lru_cache(maxsize=1)
def _remembered(text: bytes, *, markdown: bool) -> list[tuple[bytes, Sequence[int]]]:
    return list(_distinct(text, markdown=markdown))


def _distinct(text: bytes, *, markdown: bool) -> Iterator[tuple[bytes, Sequence[int]]]:
    known: set[tuple[bytes, tuple[int, ...]]] = {(text, ())}
    for read, joints in _readings(text, markdown=markdown):
        reading = (read, tuple(joints))
        if reading not in known:
            known.add(reading)
            yield reading


def _readings(text: bytes, *, markdown: bool) -> Iterator[tuple[bytes, Sequence[int]]]:
    low = text.lower()
    macros = _MACRO_SIGN.search(low) is not None
    read = _MACRO.sub(b" ", text) if macros or b"]_" in text else text
    read = _REFERENCE.sub(_written_out, read)
    yield read, ()
    yield _LEFT_OUT.sub(b"", read), ()
    if _LEFT_OUT_LINE.search(read) is not None:
        yield _LEFT_OUT_LINE.sub(b"", read), ()
    linked = _REFERENCE.sub(_written_out, _LINK_MACRO.sub(b"[", text)) if macros else b""
    for joint in _JOINTS[not markdown]:
        yield _joined(joint, read)
        if linked:
            yield _joined(joint, linked)


def _joined(joint: re.Pattern[bytes], text: bytes) -> tuple[bytes, Sequence[int]]:
    """Return a text without markup inside words, and where some was."""
    pieces: list[bytes] = []
    places: list[int] = []
    at = length = 0
    for found in joint.finditer(text):
        pieces.append(text[at : found.start()])
        length += found.start() - at
        places.append(length)
        at = found.end()
    pieces.append(text[at:])
    return b"".join(pieces), places


def _is_joined(low: bytes, start: int, end: int, joints: Sequence[int]) -> bool:
    """Whether words end at both places, where markup inside a word was if nowhere else."""
    return (not low[start - 1 : start].isalnum() or holds(joints, start, start + 1)) and (
        not low[end : end + 1].isalnum() or holds(joints, end, end + 1)
    )


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


_FENCE = ("`", "~", "\n", "\r")


def _written_out(reference: re.Match[bytes]) -> bytes:
    """Return the letter a character reference stands for, or the reference if it is no letter."""
    text = html.unescape(reference[0].decode("ascii", "replace"))
    if text in _FENCE:
        # What begins no code where it stands is to begin none in what is read of it.
        return b" "
    if not reference[0].endswith(b";") or len(text) > 1 or text.isalnum():
        # It may need no semicolon, and a word is stuck to it.
        return (text if text.isascii() else normal(text)).encode("utf-8", "replace")
    if text in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        return b"\xc2\xad"
    return b"" if text in ("\u200c", "\u200d") else reference[0]


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
