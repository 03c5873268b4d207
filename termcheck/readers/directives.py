"""Suppressions written in the text, in a comment of its language.

    <!-- termcheck: off ID… -->               from here on, until `on` or the end
    <!-- termcheck: on ID… -->                ends it, for these ids or for all
    <!-- termcheck: ignore-next-line ID… -->  the next line that is not blank
    <!-- termcheck: ignore ID: reason -->     the line it stands on; when it stands on a line of
                                              its own, the whole paragraph that follows

IDs are check or term ids, separated by spaces or commas; none means all. A reason may follow a
colon. MDX writes `{/* termcheck: … */}`. For a whole page: the front matter key `termcheck: off`
or `termcheck: {ignore: [ID…], reason: …}`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from termcheck.document import Directive
from termcheck.errors import did_you_mean
from termcheck.source import Source, Span

COMMANDS = ("off", "on", "ignore", "ignore-next-line")
MARKER = b"termcheck:"

_COMMENT = re.compile(r"(?:<!--+|\{/\*)\s*termcheck:(.*?)(?:--+>|\*/\}|\Z)", re.DOTALL)
_ID = re.compile(r"[\w./@*-]+")
_LINE = re.compile(rb"[^\r\n]*")
_BREAK = re.compile(rb"\r\n|\n|\r")


class _Range(NamedTuple):
    start: int
    ids: tuple[str, ...]
    reason: str
    where: Span


class Directives:
    """Collects the comments a reader meets, in source order."""

    def __init__(self, source: Source) -> None:
        self.wanted = MARKER in source.data
        """Whether there is any; when not, readers need not call `comment`."""
        self._source = source
        self._found: list[Directive] = []
        self._open: list[_Range] = []
        self.problems: list[tuple[Span, str]] = []

    def comment(self, start: int, end: int) -> None:
        """Take the source bytes of one comment, delimiters included."""
        match = _COMMENT.match(self._source.data[start:end].decode("utf-8", "replace"))
        if match is None:
            return
        where = Span(start, end)
        head, _, reason = match[1].partition(":")
        words = _ID.findall(head)
        command, ids = (words[0], tuple(words[1:])) if words else ("", ())
        if command not in COMMANDS:
            hint = did_you_mean(command, COMMANDS)
            known = " or ".join((", ".join(f"`{c}`" for c in COMMANDS[:-1]), f"`{COMMANDS[-1]}`"))
            self.problems.append((where, f"Unexpected `{command}`, expected {known}{hint}"))
            return
        self._apply(command, ids, " ".join(reason.split()), where)

    def _apply(self, command: str, ids: tuple[str, ...], reason: str, where: Span) -> None:
        if command == "off":
            self._open.append(_Range(where.end, ids, reason, where))
        elif command == "on":
            self._close(ids, where)
        elif command == "ignore-next-line":
            self._found.append(Directive(self._next(where.end, lines=1), ids, reason, where))
        else:
            span = self._line(where)
            self._found.append(Directive(span, ids, reason, where))

    def _close(self, ids: tuple[str, ...], where: Span) -> None:
        left: list[_Range] = []
        closed = False
        for opened in self._open:
            ending = tuple(i for i in opened.ids if i in ids) if ids else opened.ids
            if ids and not ending:
                left.append(opened)
                continue
            closed = True
            span = Span(opened.start, where.start)
            self._found.append(Directive(span, ending, opened.reason, opened.where))
            staying = tuple(i for i in opened.ids if i not in ending)
            if staying:
                left.append(opened._replace(ids=staying))
        self._open = left
        if not closed:
            what = " ".join(("off", *ids))
            self.problems.append(
                (where, f"Unexpected `{' '.join(('on', *ids))}`, expected `{what}` before it")
            )

    def _line(self, where: Span) -> Span:
        """Return the line of a comment, or the paragraph after it when the line has no other."""
        data = self._source.data
        starts = self._source.line_starts
        start = starts[self._source.line_of(where.start) - 1]
        end = _end_of_line(data, where.end)
        around = data[start : where.start] + data[where.end : end]
        if around.strip(b" \t>*+-"):
            return Span(start, end)
        return self._next(where.end, lines=0)

    def _next(self, at: int, *, lines: int) -> Span:
        """Return the next line that is not blank, or with `lines=0` all up to a blank one."""
        data, size = self._source.data, len(self._source.data)
        at = _after_line(data, at)
        while at < size and not data[at : _end_of_line(data, at)].strip(b" \t>"):
            at = _after_line(data, at)
        start = end = min(at, size)
        while at < size:
            stop = _end_of_line(data, at)
            if not data[at:stop].strip(b" \t>"):
                break
            end = stop
            if lines:
                break
            at = _after_line(data, at)
        return Span(start, end)

    def finish(self) -> tuple[Directive, ...]:
        """Return all, in source order; what was never turned on again runs to the end."""
        end = len(self._source.data)
        for opened in self._open:
            span = Span(opened.start, end)
            self._found.append(Directive(span, opened.ids, opened.reason, opened.where))
        self._open = []
        return tuple(sorted(self._found, key=lambda d: (d.where, d.span)))


def _end_of_line(data: bytes, at: int) -> int:
    match = _LINE.match(data, at)
    return match.end() if match else at


def _after_line(data: bytes, at: int) -> int:
    found = _BREAK.search(data, at)
    return found.end() if found else len(data)
