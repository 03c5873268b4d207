"""Words replaced under their markup: emphasis, links and line breaks stay where they are."""

from __future__ import annotations

import itertools
import re

from termcheck.core.document import Block
from termcheck.core.finding import Fix, Safety
from termcheck.core.source import Source, Span

_WORD = re.compile(r"[^\s\u00a0-]+")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*")
_MARKS = ("**", "__", "`", "~~", "*", "_")
_OPENERS = b"*_[~`"
_CLOSING = re.compile(rb"(?:[*_~`]|\](?:\([^()\s]*\)|\[[^\[\]\n]*\])?)*")
_CLOSES = {"(": ")", "[": "]", "<": ">"}
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?>")
_END_TAG = re.compile(r"</[A-Za-z]")


def rewritten(
    block: Block, source: Source, start: int, end: int, words: str, title: str, safety: Safety
) -> Fix | None:
    """Return the fix that writes `words` for `text[start:end]` of a block and keeps its markup.

    As many words as before take their places one by one; a single new word takes the place of
    words on two lines, and the line break moves behind it. None where a word is not in the source
    as it reads (an entity, an escape), or where neither fits.
    """
    old = [(start + m.start(), start + m.end()) for m in _WORD.finditer(block.text[start:end])]
    if not all(block.verbatim(*place) for place in old):
        return None
    new = _WORD.findall(words)
    if len(old) == len(new):
        return _one_by_one(block, source, old, words, title, safety)
    return _moved_break(block, source, old, words, title, safety)


def shown(block: Block, source: Source, start: int, end: int, words: str, title: str) -> Fix:
    """Return the fix that shows `words` for `text[start:end]`, whose markup cannot be kept.

    Markup that begins or ends inside is taken along as a whole, so that nothing is torn.
    """
    first, last = start, end
    for mark in block.marks:
        inside = start <= mark.start and mark.end <= end
        holds = mark.start <= start and end <= mark.end
        if mark.start < end and start < mark.end and not inside and not holds:
            first, last = min(first, mark.start), max(last, mark.end)
    span = around(block, source, first, last)
    if not is_whole(source.slice(span)):
        return Fix(block.span(start, end), words, title, Safety.SHOWN)
    text = block.text[first:start] + words + block.text[end:last]
    return Fix(span, text, title, Safety.SHOWN)


def _one_by_one(
    block: Block, source: Source, old: list[tuple[int, int]], words: str, title: str, safety: Safety
) -> Fix | None:
    spans = [block.span(*place) for place in old]
    new = list(_WORD.finditer(words))
    text = new[0].group()
    for at in range(1, len(new)):
        between = source.slice(Span(spans[at - 1].end, spans[at].start))
        was = block.text[old[at - 1][1] : old[at][0]]
        wanted = words[new[at - 1].end() : new[at].start()]
        if wanted != was:
            if between.count(was) != 1:
                return None
            between = between.replace(was, wanted)
        text += between + new[at].group()
    return Fix(Span(spans[0].start, spans[-1].end), text, title, safety)


def _moved_break(
    block: Block, source: Source, old: list[tuple[int, int]], words: str, title: str, safety: Safety
) -> Fix | None:
    spans = [block.span(*place) for place in old]
    inside = [
        source.slice(Span(span.end, other.start)) for span, other in itertools.pairwise(spans)
    ]
    breaks = [piece for piece in inside if _BREAK.fullmatch(piece)]
    if len(breaks) != 1 or any(piece not in (" ", "-") for piece in inside if piece not in breaks):
        return None
    end = spans[-1].end
    if " " in words:
        first, _, rest = words.partition(" ")
        return Fix(Span(spans[0].start, end), f"{first}{breaks[0]}{rest}", title, safety)
    if source.data[end : end + 1] != b" ":
        return Fix(Span(spans[0].start, end), words, title, safety)
    return Fix(Span(spans[0].start, end + 1), words + breaks[0], title, safety)


def around(block: Block, source: Source, start: int, end: int) -> Span:
    """Return the source bytes of a part of a block, with the markup at its edges."""
    data = source.data
    if start:
        left = block.span(start - 1, start).end
    else:
        left = block.span(0, end).start
        while left and data[left - 1] in _OPENERS:
            left -= 1
    if end < len(block.text):
        return Span(left, block.span(end, end + 1).start)
    closing = _CLOSING.match(data, block.span(start, end).end)
    return Span(left, closing.end() if closing else block.span(start, end).end)


def is_whole(written: str) -> bool:
    """Return whether every piece of markup that opens in a text ends in it."""
    written = written.replace("`_", "`")
    for mark in _MARKS:
        if written.count(mark) % 2:
            return False
        written = written.replace(mark, "")
    expected: list[str] = []
    for char in written:
        if char in _CLOSES:
            expected.append(_CLOSES[char])
        elif char in ")]>" and (not expected or expected.pop() != char):
            return False
    return not expected and len(_TAG.findall(written)) == 2 * len(_END_TAG.findall(written))
