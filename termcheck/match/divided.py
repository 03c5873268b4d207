"""Words that markup divides: signs that there are some, and a text as it reads without it."""

from __future__ import annotations

import html
import html.entities
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from termcheck.glossary.lexicon import normal
from termcheck.match.gaps import COMMENT, LINK, LONG_COMMENT, TARGET

_BARE_REFERENCE = rb"&(?=[a-zA-Z])(?i:%b)(?=[a-zA-Z0-9\x80-\xff])" % b"|".join(
    sorted({name.lower().encode() for name in html.entities.html5 if name[-1] != ";"}, reverse=True)
)
"""A reference of HTML that needs no semicolon, stuck to a word."""

_LINE = rb"(?://|(?i:ifn?def|ifeval|endif|include)::)"
"""How lines of AsciiDoc begin that are left out of a paragraph."""
_LEFT_OUT_LINE = re.compile(rb"\n%b[^\n]*(?=\n)" % _LINE)


class SplitSign(NamedTuple):
    """A sign that markup stands inside a word (`**O**pen`, `log<b>in</b>`)."""

    pattern: re.Pattern[bytes]
    """Begins with a literal, so that looking for it costs next to nothing."""
    rare: bytes = b""
    """That literal, where it stands so seldom in texts that going from one to the next is faster
    still; else empty."""

    def stands_in(self, text: bytes) -> bool:
        """Return whether it stands anywhere in a text."""
        if not self.rare:
            return self.pattern.search(text) is not None
        at = text.find(self.rare)
        while at >= 0:
            if self.pattern.match(text, at) is not None:
                return True
            at = text.find(self.rare, at + 1)
        return False


def _sign(pattern: bytes, rare: bytes = b"") -> SplitSign:
    """Return a sign; `@` in its pattern is what letters, figures and other scripts are made of."""
    return SplitSign(re.compile(pattern.replace(b"@", rb"a-zA-Z0-9\x80-\xff")), rare)


_SIGNS = (
    _sign(rb"\*(?<=[@\])>;]\*)\*{0,2}[@<\[&]"),
    _sign(rb"~(?<=[@\])>;]~)~?[@<\[&]", b"~"),
    _sign(rb"<(?<=[@]<)(?:[!?]|[/a-zA-Z][^<>]*>[@<&*])", b"<"),
    _sign(rb"\](?<=[@*>]\])(?:%b)?+[@<*]" % TARGET),
    _sign(rb"\[(?<=[@]\[)[^\[\]\n]{1,100}\][(\[]"),
    _sign(
        rb"&(?:#|(?i:shy;|zwn?j;|zerowidthspace;|nobreak;|idot;"
        rb"|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);))",
        b"&",
    ),
    _sign(_BARE_REFERENCE, b"&"),
    _sign(rb"\{(?<=[@]\{)(?:/\*|[^{}\n]{0,300}\}[@`{])", b"{"),
    _sign(rb"`(?<=[@]`)[@]"),
)
_UNSEEN_SIGNS = (
    _sign(rb"\xc2\xad"),
    _sign(rb"\xe2\x80\x8b"),
    _sign(rb"\xe2\x81\xa0"),
    _sign(rb"\xef\xbb\xbf(?<=[\s\S]\xef\xbb\xbf)"),
)
"""The same signs, of text that is not all ASCII."""


@cache
def _further_signs() -> tuple[SplitSign, ...]:
    """Return the same where no Markdown is read: macros, lines left out between words, escapes."""
    return (
        SplitSign(_macro_sign()),
        SplitSign(re.compile(rb"\n%b" % _LINE)),
        _sign(rb"\\(?<=[@]\\)[ \t]?[@]"),
    )


@cache
def _macro_sign() -> re.Pattern[bytes]:
    names = b"footnote image xref link mailto http https ftp irc".split()
    return re.compile(
        rb":(?:%b)" % b"|".join(rb"(?<=[a-zA-Z0-9\x80-\xff](?i:%b):)" % name for name in names)
    )


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
    inside = rb"\*+|~+|`+|%b|<(?:%b)|%b|%b|[\[\]]|%b" % (comment, tag, LINK, _BRACED, _UNSEEN)
    return re.compile(
        rb"(?:\*(?<=[a-z0-9\x80-\xff]\*)|~(?<=[a-z0-9\x80-\xff]~)"
        rb"|<(?<=[a-z0-9\x80-\xff]<)(?:%b|%b)|\](?<=[a-z0-9\x80-\xff]\])(?:%b)?+"
        rb"|\[(?<=[a-z0-9\x80-\xff]\[)|\xc2(?<=[a-z0-9\x80-\xff]\xc2)\xad"
        rb"|\xe2(?<=[a-z0-9\x80-\xff]\xe2)(?:\x80\x8b|\x81\xa0)"
        rb"|`(?<=[a-z0-9\x80-\xff]`)|\{(?<=[a-z0-9\x80-\xff]\{)(?:%b)"
        rb"|\xef(?<=[a-z0-9\x80-\xff]\xef)\xbb\xbf%b)"
        rb"(?:%b)*+(?=[a-z0-9\x80-\xff])" % (comment[1:], tag, TARGET, _BRACES, escape, inside),
        re.IGNORECASE,
    )


_ESCAPE = rb"|\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?"


@cache
def _joints(*, escapes: bool) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Return what finds markup inside a word, and the same where others seem to begin in comments.

    `escapes` is whether a backslash before a letter is markup.
    """
    escape = _ESCAPE if escapes else b""
    return _joint(COMMENT, _TAG, escape), _joint(LONG_COMMENT, _LONG_TAG, escape)


# What few texts need is compiled when one does: together it takes longer than to look through one.
@cache
def _macro() -> re.Pattern[bytes]:
    """Return what finds AsciiDoc's macros and footnotes of reStructuredText, stuck to a word."""
    return re.compile(
        rb"(?<=[a-z0-9\x80-\xff])"
        rb"(?:(?:footnote|image|xref|link|mailto|https?|ftp|irc)(?=:)|\[[\w#*.-]{1,40}\]_)",
        re.IGNORECASE,
    )


@cache
def _link_macro() -> re.Pattern[bytes]:
    """Return what finds a macro whose text may be stuck to the word before it."""
    return re.compile(
        rb"(?:xref|link|mailto|https?|ftp|irc):[^\s\[\]]{0,500}\[(?=[a-z0-9\x80-\xff])",
        re.IGNORECASE,
    )


@cache
def _reference() -> re.Pattern[bytes]:
    """Return what finds the character references of a text."""
    return re.compile(rb"&#x[0-9a-f]++;?|&#[0-9]++;?|&\w{1,32};|" + _BARE_REFERENCE, re.IGNORECASE)


_LARGE = 1_000_000
"""Bytes of a text from which on its readings are made again rather than held."""


class UndividedText(NamedTuple):
    """A text as it may read without the markup inside its words."""

    text: bytes
    joints: Sequence[int]
    """Where some was taken out, in order: words may end there, too."""

    def is_near(self, start: int, end: int, beside: int = 0) -> bool:
        """Whether markup was taken out of a range, or not further than some bytes away from it."""
        at = bisect_left(self.joints, start - beside)
        return at < len(self.joints) and self.joints[at] <= end + beside

    def around_joints(self, reach: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the text that are no more than some bytes away from a joint."""
        first, last = 0, -1
        for joint in self.joints:
            if joint - reach > last:
                if last >= 0:
                    yield first, last
                first = joint - reach
            last = joint + reach
        if last >= 0:
            yield first, last


def signs(text: bytes, *, markdown: bool) -> list[SplitSign]:
    """Return the signs in a text that markup divides words there."""
    known = _SIGNS if markdown else (*_SIGNS, *_further_signs())
    if not text.isascii():
        known = (*known, *_UNSEEN_SIGNS)
    return [sign for sign in known if sign.stands_in(text)]


def sign_places(text: bytes, found: Iterable[SplitSign]) -> list[int]:
    """Return the bytes of a text at which markup may stand inside a word, by the signs in it."""
    return [place for sign in found for place in _starts(sign.pattern, text)]


def readings(text: bytes, *, markdown: bool) -> Iterable[UndividedText]:
    """Return how a text reads without what divides its words; none that is the text itself."""
    if len(text) > _LARGE:
        return _distinct(text, markdown=markdown)
    return _remembered(text, markdown=markdown)


@lru_cache(maxsize=1)
def _remembered(text: bytes, *, markdown: bool) -> list[UndividedText]:
    return list(_distinct(text, markdown=markdown))


def _distinct(text: bytes, *, markdown: bool) -> Iterator[UndividedText]:
    known = [UndividedText(text, [])]
    for reading in _readings(text, markdown=markdown):
        if reading not in known:
            known.append(reading)
            yield reading


def _readings(text: bytes, *, markdown: bool) -> Iterator[UndividedText]:
    read, linked = text, b""
    if not markdown:
        macros = _macro_sign().search(text) is not None
        if macros or b"]_" in text:
            read = _macro().sub(b" ", text)
        if macros:
            linked = _written(_link_macro().sub(b"[", text))
    read = _written(read)
    yield UndividedText(read, [])
    if not read.isascii():
        yield UndividedText(_LEFT_OUT.sub(b"", read), [])
    if not markdown and _LEFT_OUT_LINE.search(read) is not None:
        yield UndividedText(_LEFT_OUT_LINE.sub(b"", read), [])
    plain, odd = _joints(escapes=not markdown)
    for whole in (read, linked) if linked else (read,):
        yield _joined(plain, whole)
        if b"<!" in whole or b"<?" in whole:
            yield _joined(odd, whole)


def _joined(joint: re.Pattern[bytes], text: bytes) -> UndividedText:
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
    return UndividedText(b"".join(pieces), places)


def _starts(sign: re.Pattern[bytes], text: bytes) -> Iterator[int]:
    """Yield where a sign stands, also inside what another one spans."""
    found = sign.search(text)
    while found is not None:
        yield found.start()
        found = sign.search(text, found.start() + 1)


_FENCE = ("`", "~", "\n", "\r")


def _written(text: bytes) -> bytes:
    """Return a text with the letters that its character references stand for."""
    return _reference().sub(_written_out, text) if b"&" in text else text


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
