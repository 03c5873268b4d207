"""Words replaced under their markup: emphasis, links and line breaks stay where they are."""

from __future__ import annotations

import itertools
import re

from termcheck.core.document import Block
from termcheck.core.finding import Fix, Safety
from termcheck.core.source import Source, Span

_WORD = re.compile(r"[^\s\u00a0-]+")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t>]*")


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
