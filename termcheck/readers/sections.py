"""The sections of a Markdown page that something is looked for in; a parser needs no others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

# Every pattern starts with a literal, which makes the search several times faster.
_EDGE = re.compile(
    rb"\n(?:(#{1,6})(?=[ \t\r\n]|\Z)| {0,3}(?:(```+|~~~+)([^\r\n]*)|(<!--)|<[a-zA-Z!?/%]))"
)
_BLOCK = re.compile(rb"\n {0,3}(?:(```+|~~~+)([^\r\n]*)|(<!--)|<[a-zA-Z!?/%])")
"""The same without headings."""
_DEFINITION = re.compile(rb"\]:(?!:)")
"""What may define a link, a footnote or an abbreviation for the whole page."""
_ODD_END = re.compile(rb"\r(?!\n)")
_TICK = b"`"


def wanted_sections(data: bytes, start: int, places: Sequence[int]) -> list[tuple[int, int]] | None:
    """Return the ranges from `start` on that hold one of the places, or a definition.

    Sections begin with `#` headings at the margin: those end whatever was open before, except code
    and HTML. None if the page has HTML that may go on over a heading, or odd line ends.
    """
    text = b"\n" + data[start:]
    if _ODD_END.search(text):
        return None
    cuts: list[int] = [start]
    for cut in _headings(text):
        if cut < 0:
            return None
        cuts.append(start + cut)
    wanted: list[tuple[int, int]] = []
    for first, last in zip(cuts, [*cuts[1:], len(data)], strict=True):
        if holds(places, first, last) or _DEFINITION.search(data, first, last):
            if wanted and wanted[-1][1] == first:
                wanted[-1] = (wanted[-1][0], last)
            else:
                wanted.append((first, last))
    return wanted


def fenced_code(data: bytes) -> list[tuple[int, int]]:
    """Return ranges that are code for every reader of Markdown: between fences at the margin.

    After the first HTML, directive or fence that may be in a list, nothing is sure.
    """
    text = b"\n" + data
    ranges: list[tuple[int, int]] = []
    at = 0
    while (found := _BLOCK.search(text, at)) is not None:
        at = found.end()
        fence, info, comment = found.groups()
        if comment:
            at = text.find(b"-->", at)
        elif fence and not (fence.startswith(_TICK) and _TICK in info):
            odd = found.start(1) > found.start() + 1 or info.lstrip().startswith(b"{")
            code_end = (
                None if odd else _code_end(fence[:1], len(fence), indented=False).search(text, at)
            )
            if code_end is None:
                break
            ranges.append((at - 1, code_end.start() - 1))
            at = code_end.end()
        elif not fence:
            break
        if at < 0:
            break
    return ranges


def holds(places: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of the places, which are in order, lies in a range."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _headings(text: bytes) -> Iterator[int]:
    """Yield the line end before each heading, and -1 where that cannot be told."""
    at = 0
    while (found := _EDGE.search(text, at)) is not None:
        at = found.end()
        heading, fence, info, comment = found.groups()
        if heading:
            yield found.start()
        elif fence:
            if fence.startswith(_TICK) and _TICK in info:
                continue
            indented = found.start(2) > found.start() + 1
            code_end = _code_end(fence[:1], len(fence), indented).search(text, at)
            if code_end is None:
                return
            at = -1 if code_end[0] == b"\n#" else code_end.end()
        elif comment:
            at = text.find(b"-->", at)
        else:
            at = -1
        if at < 0:
            yield -1
            return


@lru_cache(maxsize=64)
def _code_end(sign: bytes, length: int, indented: bool) -> re.Pattern[bytes]:
    """Return what ends fenced code; a heading may have ended the list an indented fence is in."""
    close = rb"\n {0,3}%b{%d,}[ \t\r]*(?=\n|\Z)" % (sign, length)
    return re.compile(close + rb"|\n#" * indented)
