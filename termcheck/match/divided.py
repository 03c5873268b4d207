"""Words that markup divides (`**O**pen`, `log<b>in</b>`): where, and how they read without it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from termcheck.glossary.lexicon import normal
from termcheck.match.gaps import COMMENT, LINK, LONG_COMMENT, TARGET

_LETTER = rb"a-zA-Z0-9\x80-\xff"
_MORE = rb"(?=[%b*~`<\[\]{\\])" % _LETTER


def _kind(byte: int) -> int:
    if byte >= 128 or chr(byte).isalnum():
        return ord("a")
    if byte in b"~`":
        return ord("*")
    if byte in b"!?":
        return ord("/")
    return byte if byte in b"*/<[]{\\" else ord(" ")


_KINDS = bytes(map(_kind, range(256)))
"""Makes an `a` of all letters and digits, and one sign of those that are alike here."""
_LINK_END = re.compile(rb"\](?<=[%b]\])(?:%b)?+" % (_LETTER, TARGET) + _MORE)
_BRACKET = re.compile(rb"\[([^\[\]\n]{1,100})\]([(\[])?")
"""A link stuck to a word, or what is one if it is defined elsewhere."""
_DEFINED = re.compile(rb"\[([^\[\]\n]{1,100})\]:(?!:)")
_COMMENT_START = re.compile(rb"<(?<=\S<)[!?]")
"""Where a comment may begin that something is stuck to."""
_UNSEEN = rb"\xc2\xad|\xe2\x80\x8b|\xe2\x81\xa0|\xef\xbb\xbf"
"""What is left out of a text: soft hyphens, characters without width."""


@cache
def _signs(*, escapes: bool) -> Any:
    """Return what finds a letter and a sign by which markup may divide a word, in a text of kinds.

    `escapes` is whether a backslash before a letter is markup.
    """
    from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

    patterns = [head + bytes((sign,)) for head in (b"a*", b"a**") for sign in b"a<[]{\\"]
    patterns += [b"a***", b"a<a", b"a</", b"a{", b"a[", *([b"a\\"] if escapes else ())]
    # With these, which stand nowhere, not all begin alike: many are looked for at once then, not
    # each where an `a` stands, which is ten times as fast.
    patterns += [b"\1\1", b"\2\2", b"\3\3"]
    kind = MatchKind.LeftmostFirst
    return BytesAhoCorasick(patterns, kind, implementation=Implementation.DFA)


@cache
def _unseen() -> tuple[re.Pattern[bytes], ...]:
    return tuple(re.compile(b"%b(?<=[%b]%b)" % (one, _LETTER, one)) for one in _UNSEEN.split(b"|"))


_TAG = (
    rb"(?i:/?(?!(?:br|hr|p|div|li|[uod]l|d[dt]|t[drh]|table|h[1-6]|section|article|blockquote)"
    rb"[\s/>])[a-z])[^<>]*>|[!?][^<>]*>|/[^a-zA-Z<>][^<>]*>"
)
"""The rest of a tag that does not part words, or of what HTML takes for a comment."""
_LONG_TAG = _TAG + rb"|[!?][^>]{0,300}>"
"""The same where HTML takes for a comment what others may begin in."""
_BRACED = rb"\{(?:/\*(?:(?!\*/)[\s\S])*+\*/\}|[^{}\n]{0,300}\})"
"""An attribute list, a role or a comment of MDX."""


# What few texts need is compiled when one does: together it takes longer than to look through one.
@cache
def _joint(*, escapes: bool, odd: bool = False) -> re.Pattern[bytes]:
    """Return all markup from one part of a word to the next.

    `escapes` is whether a backslash before a letter is markup, `odd` whether others seem to begin
    in comments.
    """
    comment, tag = (LONG_COMMENT, _LONG_TAG) if odd else (COMMENT, _TAG)
    escape = rb"|\\[ \t]?" if escapes else b""
    return re.compile(
        rb"(?:\*+|~+|`+|%b|<(?:%b)|%b|%b|%b|[\[\]]%b)++(?=[%b])"
        % (comment, tag, LINK, _BRACED, _UNSEEN, escape, _LETTER)
    )


@cache
def _bare_reference() -> bytes:
    """Return a pattern of the references of HTML that need no semicolon, stuck to a word."""
    from html.entities import html5

    names = {name.lower().encode() for name in html5 if name[-1] != ";"}
    pattern = rb"&(?=[a-zA-Z])(?i:%b)(?=[a-zA-Z0-9\x80-\xff])"
    return pattern % b"|".join(sorted(names, reverse=True))


@cache
def _letter_reference() -> re.Pattern[bytes]:
    """Return what finds a character reference that may stand for a letter, or for nothing."""
    return re.compile(
        rb"&(?:#|(?i:shy;|zwn?j;|zerowidthspace;|nobreak;|idot;"
        rb"|[a-z]{1,8}(?:acute|grave|circ|uml|tilde|cedil|slash|ring|lig);))|" + _bare_reference()
    )


@cache
def _reference() -> re.Pattern[bytes]:
    """Return what finds the character references of a text."""
    pattern = rb"&#x[0-9a-f]++;?|&#[0-9]++;?|&\w{1,32};|" + _bare_reference()
    return re.compile(pattern, re.IGNORECASE)


@cache
def _macro_sign() -> re.Pattern[bytes]:
    names = b"footnote image xref link mailto http https ftp irc".split()
    return re.compile(
        rb":(?:%b)" % b"|".join(rb"(?<=[%b](?i:%b):)" % (_LETTER, name) for name in names)
    )


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
def _left_out_line() -> re.Pattern[bytes]:
    """Return what finds lines of AsciiDoc that are left out of a paragraph."""
    return re.compile(rb"\n(?://|(?i:ifn?def|ifeval|endif|include)::)[^\n]*(?=\n)")


class _Cut(NamedTuple):
    """Where a text differs from the one it is made of, in order."""

    start: int
    end: int
    """Of what is written there instead; where markup was taken out, both are the same."""
    origin: int
    """Where that stands in the text itself."""


class UndividedText(NamedTuple):
    """A piece of a text in which markup divides words, without that markup."""

    text: bytes
    joints: Sequence[_Cut]
    """Where some was taken out: words may end there, too."""
    seams: Sequence[_Cut]
    """What was written in place of something else."""

    def origin(self, start: int, end: int) -> int | None:
        """Return where in the text itself a word stands that is one only here, else None.

        Markup divides it, or it was written anew.
        """
        at = bisect_right(self.joints, start, key=_start_of)
        if at < len(self.joints) and self.joints[at].start < end:
            return self.joints[at].origin
        at = bisect_left(self.seams, start, key=_end_of)
        if at < len(self.seams) and self.seams[at].start <= end:
            return self.seams[at].origin
        return None

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether a word begins and ends at two places, where markup was if nowhere else."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return (not before.isalnum() or self._joins(start)) and (
            not after.isalnum() or self._joins(end)
        )

    def _joins(self, place: int) -> bool:
        at = bisect_left(self.joints, place, key=_start_of)
        return at < len(self.joints) and self.joints[at].start == place


_start_of, _end_of = attrgetter("start"), attrgetter("end")


class Division(NamedTuple):
    """A text with its references and macros written out, and the markup inside its words."""

    text: bytes
    seams: Sequence[tuple[int, int]]
    """What was written in place of something else, in order."""
    shifts: Sequence[int]
    """How much further on in the text itself everything stands after each of them."""
    joints: Sequence[tuple[int, int]]
    """The markup inside words, in order."""

    def origin(self, place: int) -> int:
        """Return where in the text itself something stands."""
        at = bisect_right(self.seams, place, key=lambda seam: seam[0])
        return place + self.shifts[at - 1] if at else place

    def excerpts(self, reach: int) -> Iterator[UndividedText]:
        """Yield the pieces of the text that are no more than some bytes away from such markup."""
        ends = [end for _start, end in self.joints]
        cuts = [(start, end, True) for start, end in self.joints]
        for start, end in self.seams:
            at = bisect_right(ends, start)
            if at == len(ends) or end <= self.joints[at][0]:
                cuts.append((start, end, False))
        group: list[tuple[int, int, bool]] = []
        for cut in sorted(cuts):
            if group and cut[0] - group[-1][1] > reach:
                yield self._excerpt(group, reach)
                group = []
            group.append(cut)
        if group:
            yield self._excerpt(group, reach)

    def _excerpt(self, cuts: Sequence[tuple[int, int, bool]], reach: int) -> UndividedText:
        at = max(0, cuts[0][0] - reach)
        pieces: list[bytes] = []
        joints: list[_Cut] = []
        seams: list[_Cut] = []
        length = 0
        for start, end, joined in cuts:
            pieces.append(self.text[at : start if joined else end])
            length += len(pieces[-1])
            if joined:
                joints.append(_Cut(length, length, self.origin(start)))
            else:
                seams.append(_Cut(length - (end - start), length, self.origin(start)))
            at = end
        pieces.append(self.text[at : at + reach])
        return UndividedText(b"".join(pieces), joints, seams)


_LARGE = 1_000_000
"""Bytes of a text from which on its divisions are made again rather than held."""


def divisions(text: bytes, *, markdown: bool) -> Sequence[Division]:
    """Return how the words of a text may be divided, in each way of reading it.

    `markdown` says that it is read as Markdown, in which less can divide a word.
    """
    if len(text) > _LARGE:
        return list(_divisions(text, markdown=markdown))
    return _remembered(text, markdown=markdown)


@lru_cache(maxsize=1)
def _remembered(text: bytes, *, markdown: bool) -> Sequence[Division]:
    return list(_divisions(text, markdown=markdown))


def _divisions(text: bytes, *, markdown: bool) -> Iterator[Division]:
    references: list[_Edit] = []
    if b"&" in text and _letter_reference().search(text):
        references = _edits(_reference(), _letter, text)
    macros: list[_Edit] = []
    linked = not markdown and _macro_sign().search(text) is not None
    if linked or (not markdown and b"]_" in text):
        macros = _edits(_macro(), lambda _macro: b" ", text)
    yield from _joined(_written(text, [*references, *macros]), markdown=markdown)
    if linked:
        links = _edits(_link_macro(), lambda _macro: b"[", text)
        yield from _joined(_written(text, [*references, *links]), markdown=markdown)


def without_left_out_lines(text: bytes) -> Division | None:
    """Return a text without lines that AsciiDoc leaves out of a paragraph, None if it has none."""
    lines = _edits(_left_out_line(), lambda _line: b"", text)
    return _written(text, lines) if lines else None


_Edit = tuple[int, int, bytes]
"""A range of a text, and what is to be written there."""


def _edits(
    pattern: re.Pattern[bytes], write: Callable[[re.Match[bytes]], bytes], text: bytes
) -> list[_Edit]:
    edits = ((*found.span(), write(found)) for found in pattern.finditer(text))
    return [(start, end, new) for start, end, new in edits if text[start:end] != new]


def _written(text: bytes, edits: Sequence[_Edit]) -> Division:
    """Return a text with what is to be written there."""
    if not edits:
        return Division(text, (), (), ())
    pieces: list[bytes] = []
    seams: list[tuple[int, int]] = []
    shifts: list[int] = []
    at = length = 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        pieces += text[at:start], new
        first = length + start - at
        length = first + len(new)
        seams.append((first, length))
        shifts.append(end - length)
        at = end
    pieces.append(text[at:])
    return Division(b"".join(pieces), seams, shifts, ())


def _joined(written: Division, *, markdown: bool) -> Iterator[Division]:
    """Yield a text with the markup inside its words, in each way of reading comments."""
    text = written.text
    starts = sorted(set(_starts(text, escapes=not markdown)))
    joints = _joints(_joint(escapes=not markdown), text, starts) if starts else []
    if joints or written.seams:
        yield written._replace(joints=joints)
    if starts and _COMMENT_START.search(text) is not None:
        odd = _joints(_joint(escapes=not markdown, odd=True), text, starts)
        if odd != joints:
            yield written._replace(joints=odd)


def _joints(
    joint: re.Pattern[bytes], text: bytes, starts: Sequence[int]
) -> Sequence[tuple[int, int]]:
    joints: list[tuple[int, int]] = []
    for start in starts:
        if not joints or start >= joints[-1][1]:
            found = joint.match(text, start)
            if found is not None:
                joints.append(found.span())
    return joints


def _starts(text: bytes, *, escapes: bool) -> Iterator[int]:
    """Yield where markup may begin that is stuck to a word, see `_signs`."""
    kinds = text.translate(_KINDS)
    places: set[int] = set()
    for _index, start, end in _signs(escapes=escapes).find_matches_as_indexes(kinds):
        # The letter after one sign may be the one before the next.
        places |= {start + 1, end}
    brackets = []
    for place in places:
        if kinds[place - 1 : place] == b"a":
            if kinds[place : place + 1] == b"[":
                brackets.append(place)
            else:
                yield place
    if brackets:
        yield from _links(text, brackets)
    yield from (found.start() for found in _LINK_END.finditer(text))
    if not text.isascii():
        for pattern in _unseen():
            yield from (found.start() for found in pattern.finditer(text))


def _links(text: bytes, brackets: Iterable[int]) -> Iterator[int]:
    """Yield those of some brackets with which links begin."""
    defined: set[bytes] | None = None
    for place in brackets:
        found = _BRACKET.match(text, place)
        if found is not None and found[2] is None:
            if defined is None:
                defined = {label.lower() for label in _DEFINED.findall(text)}
            found = found if found[1].lower() in defined else None
        if found is not None:
            yield place


def _letter(reference: re.Match[bytes]) -> bytes:
    """Return the letter a character reference stands for, or the reference if it is no letter."""
    from html import unescape

    text = unescape(reference[0].decode("ascii", "replace"))
    if not reference[0].endswith(b";") or len(text) > 1 or text.isalnum():
        # It may need no semicolon, and a word is stuck to it.
        return (text if text.isascii() else normal(text)).encode("utf-8", "replace")
    if text in ("\u00ad", "\u200b", "\u2060", "\ufeff"):
        return b"\xc2\xad"
    return b"" if text in ("\u200c", "\u200d") else reference[0]
