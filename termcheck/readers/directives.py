"""Suppressions written in the text, in a comment of its language.

    <!-- termcheck: off ID… -->               from here on, until `on` or the end
    <!-- termcheck: on ID… -->                ends it, for these ids or for all
    <!-- termcheck: ignore-next-line ID… -->  the next line that is not blank
    <!-- termcheck: ignore ID: reason -->     the line it stands on; when it stands on a line of
                                              its own, the whole paragraph that follows

IDs are check or term ids, separated by spaces or commas; none means all. A reason may follow a
colon. MDX writes `{/* termcheck: … */}`, reStructuredText `.. termcheck: …`, AsciiDoc
`// termcheck: …`. For a whole page: the front matter key `termcheck: off` or
`termcheck: {ignore: [ID…], reason: …}`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from termcheck.core.document import Directive
from termcheck.core.errors import did_you_mean
from termcheck.core.source import Source, Span

COMMANDS = ("off", "on", "ignore", "ignore-next-line")
MARKER = b"termcheck:"

_COMMENT = re.compile(r"(?:<!--+|\{/\*|\.\.|//+)\s*termcheck:(.*?)(?:--+>|\*/\}|\Z)", re.DOTALL)
_ID = re.compile(r"[\w./@*-]+")


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
        self._ids: set[str] = set()
        self._paragraph = Span(0, 0)
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
            self._ids.update(ids)
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
        nothing = bool(ids) and not self._ids.intersection(ids)
        for opened in () if nothing else self._open:
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
        if not nothing:
            self._open = left
            self._ids = {i for opened in left for i in opened.ids}
        if not closed:
            what = " ".join(("off", *ids))
            self.problems.append(
                (where, f"Unexpected `{' '.join(('on', *ids))}`, expected `{what}` before it")
            )

    def _line(self, where: Span) -> Span:
        """Return the line of a comment, or the paragraph after it when the line has no other."""
        data = self._source.data
        line = self._source.line_of(where.start)
        before, after = where.start, where.end
        while before and data[before - 1] in b" \t>*+-":
            before -= 1
        while data[after : after + 1] in (b" ", b"\t"):
            after += 1
        if before > self._start(line) or data[after : after + 1] not in (b"", b"\r", b"\n"):
            return Span(self._start(line), self._end(self._source.line_of(where.end - 1)))
        return self._next(where.end, lines=0)

    def _start(self, line: int) -> int:
        return self._source.line_starts[line - 1]

    def _end(self, line: int) -> int:
        """Return where a line ends, its line break left out."""
        starts, data = self._source.line_starts, self._source.data
        if line >= len(starts):
            return len(data)
        end = starts[line]
        while end > starts[line - 1] and data[end - 1] in b"\r\n":
            end -= 1
        return end

    def _next(self, at: int, *, lines: int) -> Span:
        """Return the next line that is not blank, or with `lines=0` all up to a blank one."""
        line, last = self._source.line_of(at - 1) + 1, len(self._source.line_starts)
        while line <= last and self._blank(line):
            line += 1
        if line > last:
            return Span(len(self._source.data), len(self._source.data))
        start, end = self._start(line), self._end(line)
        if lines:
            return Span(start, end)
        if not self._paragraph.start <= start < self._paragraph.end:
            while line < last and not self._blank(line + 1):
                line += 1
            self._paragraph = Span(start, self._end(line))
        return Span(start, self._paragraph.end)

    def _blank(self, line: int) -> bool:
        return not self._source.data[self._start(line) : self._end(line)].strip(b" \t>")

    def finish(self) -> tuple[Directive, ...]:
        """Return all, in source order; what was never turned on again runs to the end."""
        end = len(self._source.data)
        for opened in self._open:
            span = Span(opened.start, end)
            self._found.append(Directive(span, opened.ids, opened.reason, opened.where))
        self._open = []
        return tuple(sorted(self._found, key=lambda d: (d.where, d.span)))
