"""A run of prose under construction: text on one side, source bytes on the other."""

from __future__ import annotations

import re
from typing import Any

from termcheck.core.document import OPAQUE, Mark, MarkKind, Segment

_PIECES = re.compile(r"\s+|[\u00ad\u200b\u2060\ufeff]+|[^\s\u00ad\u200b\u2060\ufeff]+")
_SPACES = re.compile(r"\s+")
_new: Any = tuple.__new__


class Run:
    """Collects pieces of text with the source bytes each came from.

    White space runs become one space, the run never starts with one, and soft hyphens and
    zero-width spaces are left out. Pieces must be added in source order.
    """

    __slots__ = ("_open", "_segments", "last", "length", "marks", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.last = " "
        """The last character added; a space while the run is empty."""
        self.marks: list[Mark] = []
        self._segments: list[list[int]] = []
        self._open: list[tuple[int, MarkKind]] = []

    def __bool__(self) -> bool:
        return self.length > 0

    def add(self, text: str, start: int, end: int, verbatim: bool = True) -> None:
        """Add text that stands at the source bytes `start:end`.

        A piece that is not `verbatim` (an entity) maps to its bytes as a whole.
        """
        if not text:
            return
        if "  " in text or not text.isprintable():
            self._add_odd(text, start, end, verbatim)
            return
        if text[0] == " " and self.last == " ":
            text = text[1:]
            if not text:
                return
            if verbatim:
                start += 1
        begin = self.length
        stop = self.length = begin + len(text)
        self.parts.append(text)
        self.last = text[-1]
        if verbatim and begin:
            before = self._segments[-1]
            if before[3] == start and before[4]:
                before[1] = stop
                before[3] = end
                return
        self._segments.append([begin, stop, start, end, verbatim])

    def _append(self, text: str, start: int, end: int, verbatim: bool) -> None:
        begin = self.length
        stop = self.length = begin + len(text)
        self.parts.append(text)
        self.last = text[-1]
        segments = self._segments
        if verbatim and segments:
            before = segments[-1]
            if before[4] and before[3] == start:
                before[1] = stop
                before[3] = end
                return
        segments.append([begin, stop, start, end, verbatim])

    def _add_odd(self, text: str, start: int, end: int, verbatim: bool) -> None:
        if not verbatim:
            text = text.translate({0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None})
            text = _SPACES.sub(" ", text)
            if text[:1] == " " == self.last:
                text = text[1:]
            if text:
                self._append(text, start, end, False)
            return
        at = start
        for match in _PIECES.finditer(text):
            piece = match.group()
            after = at + len(piece.encode())
            if piece.isspace():
                if self.last != " ":
                    if piece[0] == " ":
                        self._append(" ", at, at + 1, True)
                    else:
                        self._append(" ", at, after, False)
            elif piece[0] not in "\u00ad\u200b\u2060\ufeff":
                self._append(piece, at, after, True)
            at = after

    def space(self, start: int, end: int) -> None:
        """Add a space for the line break, or other separator, at `start:end`."""
        if self.last != " " and start < end:
            self._append(" ", start, end, False)

    def opaque(self, start: int, end: int) -> None:
        """Add the character that stands for something that is not text."""
        if start < end:
            self.marks.append(Mark(self.length, self.length + 1, MarkKind.OPAQUE))
            self._append(OPAQUE, start, end, False)

    def code(self, text: str, start: int, end: int, verbatim: bool = True) -> None:
        """Add text that is shown but is not prose."""
        begin = self.length
        self.add(text, start, end, verbatim)
        self.mark(begin, MarkKind.CODE)

    def mark(self, begin: int, kind: MarkKind, end: int = -1) -> None:
        """Mark the text from an earlier `length` on, up to another, or all of it."""
        end = self.length if end < 0 else end
        if end > begin:
            self.marks.append(Mark(begin, end, kind))

    def open(self, kind: MarkKind) -> None:
        """Begin a mark; marks nest."""
        self._open.append((self.length, kind))

    def close(self, kind: MarkKind) -> None:
        """End the innermost open mark of `kind`, if there is one."""
        for index in range(len(self._open) - 1, -1, -1):
            start, found = self._open[index]
            if found is kind:
                del self._open[index]
                if start < self.length:
                    self.marks.append(Mark(start, self.length, kind))
                return

    def tail(self, begin: int) -> str:
        """Return the text from an earlier `length` on."""
        found: list[str] = []
        at = self.length
        while at > begin:
            piece = self.parts[len(self.parts) - len(found) - 1]
            found.append(piece)
            at -= len(piece)
        return "".join(reversed(found))

    def collapse(self, begin: int) -> None:
        """Replace everything from an earlier `length` on by one opaque character."""
        start = end = -1
        while self._segments and self._segments[-1][0] >= begin:
            start, last = self._segments[-1][2:4]
            end = max(end, last)
            self._segments.pop()
        if end < 0:
            return
        while self.length > begin:
            self.length -= len(self.parts.pop())
        while self.marks and self.marks[-1].end > begin:
            self.marks.pop()
        self.opaque(start, end)

    def finish(self) -> tuple[str, tuple[Segment, ...], list[Mark]]:
        """Return the text without a trailing space, its segments and its marks in order."""
        while self._open:
            self.close(self._open[-1][1])
        parts = self.parts
        text = parts[0] if len(parts) == 1 else "".join(parts)
        marks = self.marks
        if text[-1:] == " ":
            text = text[:-1]
            end = len(text)
            last = self._segments[-1]
            if last[0] == end:
                self._segments.pop()
            else:
                # A space alone is only ever verbatim at the end of a longer verbatim segment.
                last[1] = end
                if last[4]:
                    last[3] -= 1
            marks = [Mark(m.start, min(m.end, end), m.kind) for m in marks if m.start < end]
        if len(marks) > 1:
            marks.sort()
        return text, tuple([_new(Segment, segment) for segment in self._segments]), marks
