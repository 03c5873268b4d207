"""Windows as the numbers the model reads, the same in training and in use.

A mention stands between two markers, a name between one of its kind and one of its end, and each
passage begins with a marker of what it is: so a name nobody has seen reads like any of its kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termcheck.claims.window import NameMark, Passage, Window, Zone
from termcheck.claims.wordpiece import WordPiece

LENGTH = 256
"""Tokens of the longest window."""
BLOCKS = ("paragraph", "list-item", "heading", "table-cell", "other")
"""Kinds of block a mention stands in."""
KINDS = (
    "model", "organisation", "software", "dataset", "product", "licence", "other", "guess",
    "compared",
)  # fmt: skip
"""Kinds a name is marked by. `model` is a thing the term makes a promise about, `guess` is written
like one and not recorded, `compared` means something else that is built on it or like it."""

_START, _STOP, _OPENING, _CLOSING, _NAME_END, _TERM, _QUOTE = 101, 102, 1, 2, 3, 103, 5
_ZONE = {zone: 10 + number for number, zone in enumerate(Zone)}
_BLOCK = {block: 25 + number for number, block in enumerate(BLOCKS)}
_KIND = {kind: 35 + number for number, kind in enumerate(KINDS)}

MARKERS = {
    **{zone.value: number for zone, number in _ZONE.items()},
    **{f"block {block}": number for block, number in _BLOCK.items()},
    **_KIND,
    "opening": _OPENING, "closing": _CLOSING, "name end": _NAME_END, "quote": _QUOTE,
}  # fmt: skip
"""Every marker by what it marks."""

_CAPS = {
    Zone.TITLE: 28, Zone.HEADING: 24, Zone.INTRO: 56, Zone.HEADER: 16, Zone.ROW: 64,
    Zone.CELL: 24, Zone.BEFORE: 80, Zone.AFTER: 40,
}  # fmt: skip
"""Tokens of the longest passage of a kind."""
_LEFT, _RIGHT, _MENTION = 96, 56, 24
"""Tokens of the mention's own block before, after and in it that come before all else."""
_FROM_START = {Zone.TITLE, Zone.HEADER, Zone.CELL, Zone.AFTER, Zone.ROW, Zone.HEADING}
"""Passages of which the beginning is kept; of the others the end."""
_FIRST = (
    Zone.CELL, Zone.ROW, Zone.HEADER, Zone.TITLE, Zone.HEADING, Zone.INTRO, Zone.BEFORE,
    Zone.AFTER,
)  # fmt: skip
"""Which passages are kept when not all fit."""
_REACH = 8
"""Code points of a text that are looked at for each token that can be kept."""

_Token = tuple[int, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window as tokens."""

    ids: tuple[int, ...]
    places: tuple[tuple[int, int, int] | None, ...]
    """For each token the passage, and the code points of it; None for a marker."""
    first: int
    """The marker before the mention."""
    last: int
    """The marker after it."""


def encode(
    pieces: WordPiece, window: Window, *, masked: bool = False, length: int = LENGTH
) -> Encoded:
    """Return a window as at most `length` tokens; `masked` hides the words of the mention."""
    left, middle, right = _around(pieces, window, masked, length)
    others = {
        number: _tokens(pieces, _reached(passage, length), passage.names)
        for number, passage in enumerate(window.passages)
        if number != window.at
    }
    room = length - 6 - len(middle) - window.quote
    wide_left, wide_right = min(len(left), _LEFT), min(len(right), _RIGHT)
    room -= wide_left + wide_right
    kept: dict[int, list[_Token]] = {}
    for number in sorted(others, key=lambda n: (_FIRST.index(window.passages[n].zone), -n)):
        zone, tokens = window.passages[number].zone, others[number]
        size = min(len(tokens), _CAPS[zone], room - 1)
        if size > 0:
            kept[number] = tokens[:size] if zone in _FROM_START else tokens[len(tokens) - size :]
            room -= size + 1
    more = min(room, len(left) - wide_left)
    wide_left, room = wide_left + more, room - more
    wide_right += min(room, len(right) - wide_right)

    row = _Row()
    for number, passage in enumerate(window.passages):
        if number == window.at:
            row.mark(_ZONE[Zone.TEXT])
            row.mark(_BLOCK[window.block])
            if window.quote:
                row.mark(_QUOTE)
            row.add(number, left[len(left) - wide_left :])
            first = row.mark(_OPENING)
            row.add(number, middle)
            last = row.mark(_CLOSING)
            row.add(number, right[:wide_right])
        elif number in kept:
            row.mark(_ZONE[passage.zone])
            row.add(number, kept[number])
    row.mark(_STOP)
    return Encoded(tuple(row.ids), tuple(row.places), first, last)


class _Row:
    """Tokens one after the other."""

    def __init__(self) -> None:
        self.ids = [_START]
        self.places: list[tuple[int, int, int] | None] = [None]

    def mark(self, marker: int) -> int:
        """Add a marker; return where it stands."""
        self.ids.append(marker)
        self.places.append(None)
        return len(self.ids) - 1

    def add(self, passage: int, tokens: Sequence[_Token]) -> None:
        """Add tokens of a passage."""
        for piece, span in tokens:
            self.ids.append(piece)
            self.places.append(None if span is None else (passage, *span))


def _around(
    pieces: WordPiece, window: Window, masked: bool, length: int
) -> tuple[list[_Token], list[_Token], list[_Token]]:
    """Return the tokens of a mention's block before, in and after it."""
    passage = window.passages[window.at]
    text, start, end = passage.text, window.start, window.end
    lead, reach = max(0, start - _REACH * length), end + _REACH * length
    before = [mark for mark in passage.names if lead <= mark.start and mark.end <= start]
    after = [mark for mark in passage.names if mark.start >= end]
    left = _moved(_tokens(pieces, text[lead:start], _shifted(before, lead)), lead)
    right = _moved(_tokens(pieces, text[end:reach], _shifted(after, end)), end)
    if masked:
        return left, [(_TERM, (start, end))], right
    return left, _moved(_tokens(pieces, text[start:end], ()), start)[:_MENTION], right


def _shifted(names: Sequence[NameMark], by: int) -> list[NameMark]:
    return [NameMark(mark.start - by, mark.end - by, mark.kind) for mark in names]


def _moved(tokens: Sequence[_Token], by: int) -> list[_Token]:
    return [(piece, span and (span[0] + by, span[1] + by)) for piece, span in tokens]


def _reached(passage: Passage, length: int) -> str:
    if passage.zone in _FROM_START:
        return passage.text[: _REACH * length]
    return passage.text


def _tokens(pieces: WordPiece, text: str, names: Sequence[NameMark]) -> list[_Token]:
    """Return the pieces of a text, each name between a marker of its kind and one of its end."""
    found: list[_Token] = []
    waiting = list(names)[::-1]
    end = -1
    for piece in pieces(text):
        if end >= 0 and piece.start >= end:
            found.append((_NAME_END, None))
            end = -1
        while waiting and waiting[-1].end <= piece.start:
            waiting.pop()
        if end < 0 and waiting and waiting[-1].start < piece.end:
            name = waiting.pop()
            found.append((_KIND[name.kind], None))
            end = name.end
        found.append((piece.id, (piece.start, piece.end)))
    if end >= 0:
        found.append((_NAME_END, None))
    return found
