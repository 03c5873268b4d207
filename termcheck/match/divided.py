"""Words that markup divides: signs that there are some, and a text as it reads without it."""

from __future__ import annotations

import html
import html.entities
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from termcheck.glossary.lexicon import normal
from termcheck.match.gaps import COMMENT, LINK, LONG_COMMENT, TARGET

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
_SIGNS = (
    re.compile(rb"\*(?<=[a-z0-9\x80-\xff\])>;]\*)\*{0,2}[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"~(?<=[a-z0-9\x80-\xff\])>;]~)~?[a-z0-9\x80-\xff<\[&]"),
    re.compile(rb"<(?<=[a-z0-9\x80-\xff]<)(?:[!?]|[/a-z][^<>]*>[a-z0-9\x80-\xff<&*])"),
    re.compile(rb"\](?<=[a-z0-9\x80-\xff*>]\])(?:%b)?[a-z0-9\x80-\xff<*]" % TARGET),
    re.compile(rb"\[(?<=[a-z0-9\x80-\xff]\[)[^\[\]\n]{1,100}\][(\[]"),
    re.compile(
        rb"&(?:#|shy;|zwn?j;|zerowidthspace;|nobreak;|idot;"
        rb"|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);)"
    ),
    re.compile(_BARE_REFERENCE),
    re.compile(rb"\{(?<=[a-z0-9\x80-\xff]\{)(?:/\*|[^{}\n]{0,300}\}[a-z0-9\x80-\xff`{])"),
    re.compile(rb"`(?<=[a-z0-9\x80-\xff]`)[a-z0-9\x80-\xff]"),
)
"""Signs that markup stands inside a word (`**O**pen`, `log<b>in</b>`); each begins with a literal,
so that looking for it costs next to nothing."""
_UNSEEN_SIGNS = (
    re.compile(rb"\xc2\xad"),
    re.compile(rb"\xe2\x80\x8b"),
    re.compile(rb"\xe2\x81\xa0"),
    re.compile(rb"\xef\xbb\xbf(?<=[\s\S]\xef\xbb\xbf)"),
)
"""The same signs, of text that is not all ASCII."""
_FURTHER_SIGNS = (
    _MACRO_SIGN,
    re.compile(rb"\n(?:%b)" % _LINE),
    re.compile(rb"\\(?<=[a-z0-9\x80-\xff]\\)[ \t]?[a-z0-9\x80-\xff]"),
)
"""The same where no Markdown is read: macros, lines left out between two words, escapes."""
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
_JOINTS = {
    escapes: tuple(
        _joint(comment, tag, _ESCAPE if escapes else b"")
        for comment, tag in ((COMMENT, _TAG), (LONG_COMMENT, _LONG_TAG))
    )
    for escapes in (True, False)
}
"""By whether a backslash before a letter is markup."""
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
_REFERENCE = re.compile(
    rb"&#x[0-9a-f]++;?|&#[0-9]++;?|&\w{1,32};|" + _BARE_REFERENCE, re.IGNORECASE
)


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


@lru_cache(maxsize=2)
def signs(low: bytes, *, markdown: bool) -> list[re.Pattern[bytes]]:
    """Return the signs in a text in lower case that markup divides words there."""
    known = _SIGNS if markdown else (*_SIGNS, *_FURTHER_SIGNS)
    if not low.isascii():
        known = (*known, *_UNSEEN_SIGNS)
    return [sign for sign in known if sign.search(low)]


def sign_places(low: bytes, *, markdown: bool) -> list[int]:
    """Return the bytes of a text in lower case at which markup may stand inside a word."""
    return [place for sign in signs(low, markdown=markdown) for place in _starts(sign, low)]


def readings(text: bytes, *, markdown: bool) -> Iterable[UndividedText]:
    """Return how a text reads without what divides its words; none that is the text itself."""
    if len(text) > _LARGE:
        return _distinct(text, markdown=markdown)
    return _remembered(text, markdown=markdown)


@lru_cache(maxsize=1)
def _remembered(text: bytes, *, markdown: bool) -> list[UndividedText]:
    return list(_distinct(text, markdown=markdown))


def _distinct(text: bytes, *, markdown: bool) -> Iterator[UndividedText]:
    known: set[tuple[bytes, tuple[int, ...]]] = {(text, ())}
    for reading in _readings(text, markdown=markdown):
        key = (reading.text, tuple(reading.joints))
        if key not in known:
            known.add(key)
            yield reading


def _readings(text: bytes, *, markdown: bool) -> Iterator[UndividedText]:
    read, linked = text, b""
    if not markdown:
        macros = _MACRO_SIGN.search(text.lower()) is not None
        if macros or b"]_" in text:
            read = _MACRO.sub(b" ", text)
        if macros:
            linked = _REFERENCE.sub(_written_out, _LINK_MACRO.sub(b"[", text))
    read = _REFERENCE.sub(_written_out, read)
    yield UndividedText(read, ())
    yield UndividedText(_LEFT_OUT.sub(b"", read), ())
    if not markdown and _LEFT_OUT_LINE.search(read) is not None:
        yield UndividedText(_LEFT_OUT_LINE.sub(b"", read), ())
    plain, odd = _JOINTS[not markdown]
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


def _starts(sign: re.Pattern[bytes], low: bytes) -> Iterator[int]:
    """Yield where a sign stands, also inside what another one spans."""
    found = sign.search(low)
    while found is not None:
        yield found.start()
        found = sign.search(low, found.start() + 1)


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
