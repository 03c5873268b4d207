"""Whether a file can hold a mention at all, from its raw bytes.

One automaton over one anchor word of each spelling runs over the whole file; only where an anchor
stands are the spelling's other words looked for around it, through markup, entities and line
breaks. A file without a candidate is never decoded or parsed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_GAP = (
    rb"(?:<[^<>]{0,400}>|\]\([^()]{0,400}\)|\]\[[^\[\]]{0,100}\]|\[\^[^\[\]]{0,60}\]"
    rb"|&#?\w{1,12};|\{[^{}]{0,200}\}|[^A-Za-z0-9\x80-\xff]|\xc2[\xa0\xad]|\xe2\x80[\x80-\xaf])*+"
)
_WINDOW = 1200
"""Bytes around an anchor in which the rest of its spelling must stand."""
_WRITTEN_OUT = re.compile(
    rb"&#(?:x0*[46][0-9a-f]|x0*[57][0-9a]|0*(?:6[5-9]|[7-9]\d|1[01]\d|12[0-2]));?|&shy;|\xc2\xad"
)
"""A letter as a character reference, or a soft hyphen: a word may be hidden in the bytes."""


@dataclass(frozen=True)
class Prefilter:
    """Plain data; the automaton is built on first use and not pickled."""

    anchors: Mapping[bytes, tuple[tuple[bytes, ...], ...]]
    """Anchor word to the words of every spelling it stands for; lower case."""
    _built: dict[bytes, re.Pattern[bytes] | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __getstate__(self) -> dict[str, Any]:
        return {"anchors": self.anchors}

    def __setstate__(self, state: dict[str, Any]) -> None:
        object.__setattr__(self, "anchors", state["anchors"])
        object.__setattr__(self, "_built", {})

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

        return BytesAhoCorasick(
            list(self.anchors),
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )

    def may_mention(self, data: bytes) -> bool:
        """Return False only if no spelling can stand in a UTF-8 document of these bytes."""
        if not self.anchors:
            return False
        low = data.lower()
        keys = self._keys
        checked: set[int] = set()
        for index, start, end in self._automaton.find_matches_as_indexes(low):
            if index in checked:
                continue
            anchor = keys[index]
            # Inside a longer word the anchor is another word; beside non-ASCII letters, perhaps.
            if low[start - 1 : start].isalnum() or low[end : end + 1].isalnum():
                continue
            pattern = self._pattern(anchor)
            if pattern is None:
                return True
            if pattern.search(low, max(0, start - _WINDOW), end + _WINDOW):
                return True
        return _WRITTEN_OUT.search(low) is not None

    @cached_property
    def _keys(self) -> list[bytes]:
        return list(self.anchors)

    def _pattern(self, anchor: bytes) -> re.Pattern[bytes] | None:
        """A regular expression of the spellings with this anchor; None if it stands alone."""
        if anchor not in self._built:
            spellings = self.anchors[anchor]
            if any(len(words) == 1 for words in spellings):
                self._built[anchor] = None
            else:
                each = [_GAP.join(map(re.escape, words)) for words in dict.fromkeys(spellings)]
                self._built[anchor] = re.compile(b"|".join(each))
        return self._built[anchor]


def make_prefilter(spellings: Iterable[str]) -> Prefilter:
    """Return the prefilter of normal spellings (lower case, plain hyphens and spaces).

    The anchor of a spelling is the word that the fewest other spellings share, long ones first, as
    long words are rare in prose.
    """
    split = [tuple(_WORD.findall(one)) for one in spellings]
    split = [words for words in split if words]
    shared = Counter(word for words in split for word in set(words))
    anchors: dict[bytes, list[tuple[bytes, ...]]] = defaultdict(list)
    for words in split:
        word = max(words, key=lambda one: (one.isascii(), len(one), -shared[one]))
        encoded = tuple(one.encode() for one in words)
        anchors[word.encode()].append(encoded)
        if not word.isascii():
            # bytes.lower() leaves non-ASCII letters alone: look for both cases.
            for other in (word.upper(), word.capitalize()):
                anchors[other.encode().lower()].append((other.encode().lower(),))
    return Prefilter({name: tuple(dict.fromkeys(ones)) for name, ones in anchors.items()})
