"""Where sentences begin and end, by rule: no parser is loaded for it."""

from __future__ import annotations

import re

from termcheck.core.patterns import lazy

LINE_BREAK = ";"
"""Stands for a line break in a cell."""
LONGEST = 3_000
"""Code points after which a sentence is cut: reading one takes time that grows with its square."""
_END = lazy(
    r"""(?: [.!?]+ | [。！？] | … )      # the stop
        ["'”’»)\]*_]*                   # what may close after it
        (?= \s+ | $ )""",
    re.VERBOSE,
)
_OPENS = lazy(r"""\s+["'“‘«(\[*_]*[^\sa-z,;:.)\]]""")
_ABBREVIATION = lazy(
    r"""(?:^|[\s(\[“"'])(?:
        e\.g | i\.e | etc | vs | cf | al | approx | resp | ca | incl | viz
      | Mr | Mrs | Ms | Dr | Prof | St | Jr | Sr | Gen | Sen | Rep | Gov
      | Inc | Ltd | Corp | Co | No | Nos | Fig | Figs | Eq | Sec | Sect | Ch | Vol | pp | p
      | Jan | Feb | Mar | Apr | Jun | Jul | Aug | Sept | Sep | Oct | Nov | Dec
      | (?:[A-Za-z]\.)+[A-Za-z] | [A-Z] )\.$""",
    re.VERBOSE,
)
_NEVER_LAST = lazy(r"(?:e\.g|i\.e|vs|cf|Mr|Mrs|Ms|Dr|Prof|Fig|Eq|viz|al)\.$")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open code point ranges of a text's sentences, white space trimmed.

    A stop ends a sentence when white space and something that can open one follow; a stop after
    an abbreviation, an initial or inside a number does not.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _END.finditer(text):
        end = stop.end()
        if end < len(text) and not _OPENS.match(text, end):
            continue
        before = text[max(start, stop.start() - 12) : stop.start() + 1]
        if text[stop.start()] == "." and _ABBREVIATION.search(before):
            if _NEVER_LAST.search(before) or not _OPENS.match(text, end):
                continue
            if not re.match(r"\s+[\"“(]?[A-Z]", text[end : end + 4]):
                continue
            if re.search(r"(?:^|\s)[A-Z]\.$", before):
                continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return tuple(found)


def cell_phrases(text: str) -> tuple[tuple[int, int], ...]:
    """Return the same for a table cell, where a semicolon or a line break parts phrases too."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        at = start
        for mark in re.finditer(r";(?=\s|\w|\()", text[start:end]):
            _add(found, text, at, start + mark.end())
            at = start + mark.end()
        _add(found, text, at, end)
    return tuple(found)


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        cut = text.rfind(" ", start, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        _add(found, text, start, cut)
        start = cut
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        lead = len(part) - len(part.lstrip())
        found.append((start + lead, start + lead + len(stripped)))


_SPEECH = lazy(r"\s*(?:[\u201c\u201e\u00ab]([^\u201c\u201d\u00bb]*)|\"(?=\w)([^\"]*))")
_QUOTED = lazy(r"[\u201c\u201e][^\u201c\u201d]*\u201d|\u00ab[^\u00ab\u00bb]*\u00bb")
"""Speech in the middle of a text, between marks of which one opens and the other closes."""
_OPENING = {"\u201c": "\u201d", "\u2018": "\u2019", '"': '"', "'": "'", "\u00ab": "\u00bb"}
"""Quotation marks, with those that close what they open."""
_SPOKEN = 9
"""Words in quotation marks from which on they are somebody's speech, not a name or a phrase."""


def in_speech(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text stands in speech: between marks, in many words.

    Marks that are not closed go on in the next paragraph, where the text opens with them.
    """
    match = _SPEECH.match(text)
    if match is not None and match.start() < start < end <= match.end():
        return len((match[1] or match[2]).split()) >= _SPOKEN
    return any(
        match.start() < start < end < match.end() and len(match[0].split()) >= _SPOKEN
        for match in _QUOTED.finditer(text)
    )


def in_marks(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text stands alone between quotation marks."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(before) and before in _OPENING and after == _OPENING[before]


def is_open_before(text: str, at: int) -> bool:
    """Return whether quotation marks that open before a place of a text are not closed there."""
    before = text[:at]
    if before.count('"') % 2:
        return True
    return any(
        before.count(opening) > before.count(closing)
        for opening, closing in _OPENING.items()
        if opening not in "'\"" and closing != "\u2019"
    )
