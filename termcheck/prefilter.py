"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for beside it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+")
_REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_LINK = rb"\]\([^()]*(?:\([^()]*\)[^()]*)?\)|\]\[[^\[\]]*\]"
_PLAIN = rb"[^a-z0-9\x80-\xff]|\xc2[\xa0\xad]|\xe2\x80[\x80-\xaf]|\xe2\x88\x92|\xca\xbc"
_MARKUP = (
    rb"<!--(?:(?!-->)[\s\S])*-->|<[^<>]*>|" + _LINK + rb"|\[\^[^\[\]]*\]"
    rb"|&#?\w{1,12};|\{[^{}]*\}|\\[nrt]"
)
_PLAIN_BACK = rb"[^a-z0-9\x80-\xff]|[\xa0\xad]\xc2|[\x80-\xaf]\x80\xe2|\x92\x88\xe2|\xbc\xca"
_MARKUP_BACK = (
    rb">--(?:(?!--!<)[\s\S])*--!<|>[^<>]*<|\)[^()]*(?:\)[^()]*\([^()]*)?\(\]|\][^\[\]]*\[\]"
    rb"|\][^\[\]]*\^\[|;\w{1,12}#?&|\}[^{}]*\{|[nrt]\\"
)
_GAPS = (rb"(?:%b|%b)++" % (_MARKUP, _PLAIN), rb"(?:%b)++" % _PLAIN)
_GAPS_BACK = (rb"(?:%b|%b)++" % (_MARKUP_BACK, _PLAIN_BACK), rb"(?:%b)++" % _PLAIN_BACK)
"""What may stand between two words of a spelling; the second of each for a `<` or `{` that opens
nothing. `_BACK` is the same read from right to left."""

_BROKEN = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)[/!]?[a-z-][^<>]*>[a-z0-9\x80-\xff<&]"),
    re.compile(rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:\([^()]*\)|\[[^\[\]]*\])?[a-z0-9\x80-\xff<*]"),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(rb"\xc2\xad"),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`); each begins with a literal,
so that looking for it costs next to nothing."""
_JOINT = re.compile(
    rb"(?<=[a-z0-9\x80-\xff])(?:\*+|~+|</?[a-z!][^<>]*>|%b|[\[\]]|\xc2\xad)+"
    rb"(?=[a-z0-9\x80-\xff])" % _LINK
)
_REFERENCE = re.compile(rb"&#?\w{1,12};")


class _Rest(NamedTuple):
    """The words of spellings beside their anchor."""

    before: tuple[re.Pattern[bytes], ...]
    """Match the reversed bytes before the anchor; none if the anchor comes first."""
    after: tuple[re.Pattern[bytes], ...]
    """Match the bytes after the anchor; none if the anchor comes last."""


@dataclass(frozen=True)
class Prefilter:
    """Plain data; the automaton is built on first use and not pickled."""

    anchors: Mapping[bytes, tuple[tuple[bytes, ...], ...]]
    """Anchor word to the words of every spelling it stands for; lower case."""
    silent: Mapping[bytes, frozenset[bytes]] = field(default_factory=dict)
    """Anchor to the ways to write its one-word spellings that no check has anything to say about;
    an anchor of one word that is missing is never silent."""
    _built: dict[bytes, list[_Rest]] = field(default_factory=dict, compare=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"anchors": self.anchors, "silent": self.silent}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in {**state, "_built": {}}.items():
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
            for rest in self._rests(anchor):
                if not rest.before and not rest.after:
                    if data[start:end] in silent.get(anchor, ()):
                        continue
                    return True
                if rest.after and not any(one.match(low, end, end + _REACH) for one in rest.after):
                    continue
                if rest.before:
                    before = low[max(0, start - _REACH) : start][::-1]
                    if not any(one.match(before) for one in rest.before):
                        continue
                return True
        return False

    def _rests(self, anchor: bytes) -> list[_Rest]:
        if anchor not in self._built:
            grouped: dict[tuple[bytes, ...], set[tuple[bytes, ...]]] = defaultdict(set)
            for words in self.anchors[anchor]:
                at = words.index(anchor)
                grouped[tuple(word[::-1] for word in words[:at][::-1])].add(words[at + 1 :])
            self._built[anchor] = [
                _Rest(
                    _sequences({before}, _GAPS_BACK),
                    () if () in afters else _sequences(afters, _GAPS),
                )
                for before, afters in grouped.items()
            ]
        return self._built[anchor]


def _sequences(
    ones: Iterable[tuple[bytes, ...]], gaps: tuple[bytes, bytes]
) -> tuple[re.Pattern[bytes], ...]:
    """Patterns of sequences of words, each with a gap before it; none for the empty sequence."""
    listed = sorted(one for one in ones if one)
    if not listed:
        return ()
    return tuple(
        re.compile(
            gap
            + rb"(?:%b)(?![a-z0-9])" % b"|".join(gap.join(map(re.escape, one)) for one in listed)
        )
        for gap in gaps
    )


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
    other spellings share.
    """
    split = {one: tuple(_WORD.findall(one)) for one in spellings}
    shared = Counter(word for words in split.values() for word in set(words))
    anchors: dict[bytes, dict[tuple[bytes, ...], None]] = defaultdict(dict)
    quiet: dict[bytes, frozenset[bytes]] = {}
    for spelling, words in split.items():
        if not words:
            continue
        word = max(words, key=lambda one: (one.isascii(), len(one), -shared[one]))
        anchors[word.encode()][tuple(one.encode() for one in words)] = None
        if len(words) == 1:
            texts = (silent or {}).get(spelling, frozenset())
            own = frozenset(text.encode() for text in texts)
            known = quiet.get(word.encode())
            quiet[word.encode()] = own if known is None else own & known
    return Prefilter({name: tuple(ones) for name, ones in anchors.items()}, quiet)
