"""What may stand between two words of a spelling, and the spellings that stand around a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

_PLAIN_WORD = re.compile(rb"[a-z0-9]+")
REACH = 2000
"""Bytes on each side of an anchor in which the rest of its spelling must stand."""

_SHORT = rb"(?:(?!-->|<!--)[\s\S])*+"
COMMENT = rb"<!--%b-->" % _SHORT
LONG_COMMENT = rb"<!--%b(?:<!--%b){0,8}+-->" % (_SHORT, _SHORT)
"""A comment in which others seem to begin."""
TARGET = rb"\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\]"
LINK = rb"\](?:%b)" % TARGET
_PLAIN = (
    rb"[^a-z0-9\x80-\xff]|\xc2[\x85\xa0\xad]|\xe2\x80[\x80-\xaf]|\xe2\x81[\x9f\xa0]"
    rb"|\xe2\x88\x92|\xca\xbc|\xef\xbb\xbf|\xe1\x9a\x80|\xe3\x80\x80"
)
"""What is no letter, every space, and what `runs` leaves out of a text."""
_MARKUP = (
    rb"<[^<>]*>|" + LINK + rb"|\[\^[^\[\]]*\]"
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


_GAPS = _gaps(_PLAIN, _MARKUP, COMMENT, LONG_COMMENT)
GAPS_BACK = _gaps(_PLAIN_BACK, _MARKUP_BACK, _COMMENT_BACK, _LONG_COMMENT_BACK)
"""What may stand between two words of a spelling: without markup, with markup, also where other
comments seem to begin in one, with markup where `<!--` begins no comment; a `<` or `{` may also
open nothing. `_BACK` is the same read from right to left."""

_MARKED = re.compile(rb"[^a-z0-9<>()\[\]{};&\\]*+[<>()\[\]{};&\\]|[nrt]\\")
"""Where a gap may be more than plain."""
WORD_AFTER = re.compile(rb"[^a-z0-9\x80-\xff<\[\]&{\\]++([a-z0-9]++)(?![\x80-\xff])")
WORD_BEFORE = re.compile(
    rb"[^a-z0-9\x80-\xff>)\];}]{1,20}+([a-z0-9]{1,40}+)(?=[^a-z0-9\x80-\xff\\])"
)
"""The next word where no markup can be in between; `WORD_BEFORE` is read from right to left."""
BEFORE = 62
"""Bytes that `WORD_BEFORE` looks at."""


class NextWords:
    """The words that may come next, read away from an anchor."""

    def __init__(self, gaps: tuple[re.Pattern[bytes], ...]) -> None:
        self.gaps = gaps
        self.next: dict[bytes, NextWords] = {}
        self.odd: list[bytes] = []
        """Those of the words that are not plain ASCII."""
        self.spelling: tuple[bytes, ...] = ()
        """The words of the spelling that ends here, none if none does."""

    @cached_property
    def after(self) -> NextWords:
        """The words after the anchor, when this node ends those before it."""
        return NextWords(_GAPS)

    def add(self, words: Iterable[bytes], spelling: tuple[bytes, ...]) -> NextWords:
        """Add a sequence of words of a spelling and return its last node."""
        node = self
        for word in words:
            if word not in node.next:
                node.next[word] = NextWords(self.gaps)
                if not word.isascii():
                    node.odd.append(word)
            node = node.next[word]
        node.spelling = spelling
        return node

    def walk(self, text: bytes, at: int) -> Iterator[NextWords]:
        """Yield the last node of every sequence that stands in `text` from `at` on."""
        if self.spelling:
            yield self
        if not self.next:
            return
        ends = set()
        for gap in self.gaps if _MARKED.match(text, at) else self.gaps[:1]:
            found = gap.match(text, at, at + REACH)
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
