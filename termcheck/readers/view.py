"""What a parser is given to read instead of the file, and the way back to the file's bytes.

A view leaves bytes of the source out (front matter, the indentation of an admonition's body),
puts line breaks in, or shows other bytes of the same length (a template expression is a word).
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from termcheck.readers.runs import Run


class Hide(Enum):
    """What a reader sees of a masked range."""

    OPAQUE = auto()
    """Something that is not text: a template expression."""
    NOTHING = auto()
    """Nothing at all: an attribute list."""
    CODE = auto()
    """Its own characters, which are not prose: a formula."""


class Mask(NamedTuple):
    """Source bytes that are not what they look like."""

    start: int
    end: int
    hide: Hide


class View:
    """Bytes to parse, each run of which comes from a known place of the source."""

    __slots__ = ("_deltas", "_ends", "_source", "_starts", "data", "delta", "masks", "text")

    def __init__(
        self,
        data: bytes,
        starts: Sequence[int] = (0,),
        deltas: Sequence[int] = (0,),
        masks: Sequence[Mask] = (),
        source: bytes = b"",
    ) -> None:
        """Take the view's bytes; from `starts[i]` on, source offset = view offset + `deltas[i]`.

        `masks` are in order and count bytes of `source`.
        """
        self.data = data
        self.text = data.decode("utf-8", "replace")
        self._starts = starts
        self._deltas = deltas
        self.delta = deltas[0] if len(starts) == 1 else None
        """The one distance between view and source, if it is the same everywhere."""
        self.masks = masks
        self._source = source
        self._ends = [mask.end for mask in masks]

    def at(self, offset: int) -> int:
        """Return the source offset of the byte at a view offset."""
        if self.delta is not None:
            return offset + self.delta
        return offset + self._deltas[bisect_right(self._starts, offset) - 1]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range of a non-empty view range, empty for what only the view has."""
        if self.delta is not None:
            return start + self.delta, end + self.delta
        first, last = self.at(start), self.at(end - 1) + 1
        if end < len(self.data):
            # A line break that was put in has the place of the byte after it.
            last = min(last, self.at(end))
        return first, max(first, last)

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Split a view range where the distance to the source changes."""
        if self.delta is not None:
            return [(start, end)]
        first = bisect_right(self._starts, start)
        cuts = [start]
        while first < len(self._starts) and self._starts[first] < end:
            cuts.append(self._starts[first])
            first += 1
        return list(zip(cuts, [*cuts[1:], end], strict=True))

    def derive(self, data: bytes, starts: Sequence[int], deltas: Sequence[int]) -> View:
        """Return a view of other bytes of the same source, with the same masks."""
        return View(data, starts, deltas, self.masks, self._source)

    def masked(self, start: int, end: int) -> Sequence[Mask]:
        """Return the masks that overlap a source range."""
        if not self.masks:
            return ()
        first = bisect_right(self._ends, start)
        last = first
        while last < len(self.masks) and self.masks[last].start < end:
            last += 1
        return self.masks[first:last]

    def add(self, run: Run, text: str, start: int, end: int) -> None:
        """Add the text a parser found at a view range to a run."""
        first, last = self.range(start, end)
        if first == last:
            return
        raw = self.data[start:end]
        if b"\n" in self._source[first:last] and b"\n" not in raw:
            joints = self._joints(start, end)
            if joints:
                self._add_joined(run, start, end, joints)
                return
        masks = self.masked(first, last) if self.masks else ()
        verbatim = raw == text.encode()
        over = end - start - (last - first)
        if over > 0 and verbatim and raw[-over:].isspace():
            # Line breaks that were put in stand nowhere in the source.
            end -= over
            raw = raw[:-over]
            text = raw.decode()
        if not masks:
            run.add(text, first, last, verbatim)
            return
        if not verbatim or last - first != end - start:
            run.opaque(first, last)
            return
        at = first
        for mask in masks:
            if mask.start > at:
                piece = raw[at - first : mask.start - first].decode("utf-8", "replace")
                run.add(piece, at, mask.start)
            stop = min(mask.end, last)
            begin = max(mask.start, first)
            if mask.hide is Hide.OPAQUE:
                run.opaque(begin, stop)
            elif mask.hide is Hide.CODE:
                run.code(self._source[begin:stop].decode("utf-8", "replace"), begin, stop)
            at = max(at, stop)
        if at < last:
            run.add(raw[at - first :].decode("utf-8", "replace"), at, last)

    def _joints(self, start: int, end: int) -> list[int]:
        """Return where a parser was shown a space in place of a line break, outside masks."""
        found = []
        for at in range(start, end):
            place = self.at(at)
            if self.data[at : at + 1] == b" " and self._source[place : place + 1] in (b"\r", b"\n"):
                found += [] if self.masked(place, place + 1) else [at]
        return found

    def _add_joined(self, run: Run, start: int, end: int, joints: list[int]) -> None:
        """Add a text that stands in several lines and was shown in one."""
        for joint in [*joints, end]:
            if start < joint:
                self.add(run, self.data[start:joint].decode("utf-8", "replace"), start, joint)
            if joint < end:
                place = self.at(joint)
                run.add(" ", place, place + 1, False)
            start = joint + 1

    def add_value(self, run: Run, start: int, end: int, *, escapes: bool = False) -> None:
        """Add an attribute's value at a view range: entities and, in Markdown, escapes decoded."""
        if start >= end:
            return
        pattern = _ESCAPED if escapes else _ENTITY
        at = start
        for match in pattern.finditer(self.data, start, end):
            found = match.group().decode("ascii", "replace")
            if found[0] == "\\":
                self._add_plain(run, at, match.start())
                at = match.start() + 1
                continue
            meant = html.unescape(found)
            if meant != found:
                self._add_plain(run, at, match.start())
                at = match.end()
                run.add(meant, *self.range(match.start(), at), False)
        self._add_plain(run, at, end)

    def _add_plain(self, run: Run, start: int, end: int) -> None:
        """Add view bytes as they are, line by line, as each line may come from elsewhere."""
        while start < end:
            stop = self.data.find(b"\n", start, end) + 1 or end
            self.add(run, self.data[start:stop].decode("utf-8", "replace"), start, stop)
            start = stop


_ENTITY = re.compile(rb"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(_ENTITY.pattern + rb"|\\(?=[!-/:-@\[-`{-~])")
