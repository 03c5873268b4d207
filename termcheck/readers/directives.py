"""Suppressions written in the text, in a comment of its language.

    <!-- termcheck: off ID… -->               from here on, until `on` or the end
    <!-- termcheck: on ID… -->                ends it, for these ids or for all
    <!-- termcheck: ignore-next-line ID… -->  the next line that is not blank
    <!-- termcheck: ignore ID: reason -->     the line it stands on; when it stands on a line of
                                              its own, the whole paragraph that follows

IDs are check or term ids, separated by spaces or commas; none means all. Words in quotation marks
narrow it: `ignore ID "BLOOM"` hides only what is said of BLOOM, or begins in those words. A reason
may follow a colon. MDX writes `{/* termcheck: … */}`, reStructuredText `.. termcheck: …`, AsciiDoc
`// termcheck: …`, LaTeX `% termcheck: …`. For a whole page: the front matter key `termcheck: off`
or `termcheck: {ignore: [ID…], reason: …}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from termcheck.core.document import Directive, Quote
from termcheck.core.errors import did_you_mean
from termcheck.core.patterns import lazy
from termcheck.core.source import Source, Span

COMMANDS = ("off", "on", "ignore", "ignore-next-line")
MARKER = b"termcheck:"

_COMMENT = lazy(r"(?:<!--+|\{/\*|\.\.|//+|%+)\s*termcheck:(.*?)(?:--+>|\*/\}|\Z)", re.DOTALL)
_MOST = 100
"""Ids one comment may have: each may come to be a finding about the whole of it."""
_ID = lazy(r"[\w./@*-]+")
_QUOTED = lazy(r'"([^"]*)"|“([^”]*)”')
_HEAD = lazy(r'(?:"[^"]*"|“[^”]*”|[^:"“])*')
"""What stands before the reason: quotation marks may hold a colon."""
_QUOTES = 4
"""Quotations one comment may have."""
_SEARCHED = 20_000_000
"""Bytes of a document that may be searched for quoted words, all comments together."""


class _Range(NamedTuple):
    start: int
    ids: tuple[str, ...]
    reason: str
    where: Span
    quotes: tuple[str, ...] = ()


class Directives:
    """Collects the comments a reader meets; in which order it meets them does not matter."""

    def __init__(self, source: Source) -> None:
        self.wanted = MARKER in source.data
        """Whether there is any; when not, readers need not call `comment`."""
        self._source = source
        self._met: list[tuple[int, int]] = []
        self._found: list[Directive] = []
        self._open: dict[int, _Range] = {}
        """By number, what is switched off."""
        self._offs: dict[str, set[int]] = {}
        """The numbers of those that are switched off for an id."""
        self._count = self._searched = 0
        self._paragraph = Span(0, 0)
        self.problems: list[tuple[Span, str]] = []
        """What is wrong with them, once they are finished."""

    def comment(self, start: int, end: int) -> None:
        """Take the source bytes of one comment, delimiters included."""
        # One that nothing closes takes in the line break a view may put after the last line.
        self._met.append((start, min(end, len(self._source.data))))

    def _take(self, start: int, end: int) -> None:
        match = _COMMENT.match(self._source.data[start:end].decode("utf-8", "replace"))
        if match is None:
            return
        where = Span(start, end)
        head = _HEAD.match(match[1])[0]  # type: ignore[index]
        if match[1][len(head) : len(head) + 1] == ":":
            reason = match[1][len(head) + 1 :]
        else:
            head, _, reason = match[1].partition(":")
        quotes = tuple(
            dict.fromkeys(
                said
                for match in _QUOTED.finditer(head)
                if (said := " ".join((match[1] or match[2] or "").split()))
            )
        )
        words = _ID.findall(_QUOTED.sub(" ", head))
        command, ids = (words[0], tuple(dict.fromkeys(words[1:]))) if words else ("", ())
        if command not in COMMANDS:
            hint = did_you_mean(command, COMMANDS)
            known = " or ".join((", ".join(f"`{c}`" for c in COMMANDS[:-1]), f"`{COMMANDS[-1]}`"))
            self.problems.append((where, f"Unexpected `{command}`, expected {known}{hint}"))
            return
        if len(ids) > _MOST:
            message = f"Unexpected {len(ids):,} ids in one suppression, expected at most {_MOST}"
            self.problems.append((where, message))
            ids = ids[:_MOST]
        if len(quotes) > _QUOTES:
            message = f"Unexpected {len(quotes)} quotations, expected at most {_QUOTES}"
            self.problems.append((where, message))
            return
        self._apply(command, ids, " ".join(reason.split()), where, quotes)

    def _apply(
        self, command: str, ids: tuple[str, ...], reason: str, where: Span, quotes: tuple[str, ...]
    ) -> None:
        if command == "off":
            self._count += 1
            self._open[self._count] = _Range(where.end, ids, reason, where, quotes)
            for id_ in ids:
                self._offs.setdefault(id_, set()).add(self._count)
        elif command == "on":
            self._close(ids, where)
        elif command == "ignore-next-line":
            self._add(self._next(where.end, lines=1), ids, reason, where, quotes)
        else:
            self._add(self._line(where), ids, reason, where, quotes)

    def _add(
        self,
        span: Span,
        ids: tuple[str, ...],
        reason: str,
        where: Span,
        quotes: tuple[str, ...],
    ) -> None:
        self._searched += len(quotes) * (span.end - span.start)
        if self._searched > _SEARCHED:
            message = "Unexpected quotations in so many suppressions, expected fewer in one file"
            self.problems.append((where, message))
            return
        found = tuple(Quote(words, tuple(self._places(words, span))) for words in quotes)
        self._found.append(Directive(span, ids, reason, where, found))

    def _places(self, words: str, span: Span) -> Iterator[Span]:
        """Yield where words stand, however the white space between them is written."""
        wanted = re.compile(rb"\s+".join(map(re.escape, words.encode("utf-8", "replace").split())))
        for match in wanted.finditer(self._source.data, span.start, span.end):
            yield Span(match.start(), match.end())

    def _close(self, ids: tuple[str, ...], where: Span) -> None:
        ending = set(ids)
        numbers = (
            {number for name in ids for number in self._offs.pop(name, ())}
            if ids
            else set(self._open)
        )
        for number in sorted(numbers):
            opened = self._open.pop(number)
            closed = tuple(id_ for id_ in opened.ids if id_ in ending) if ids else opened.ids
            span = Span(opened.start, where.start)
            self._add(span, closed, opened.reason, opened.where, opened.quotes)
            staying = tuple(id_ for id_ in opened.ids if id_ not in closed)
            if staying:
                self._open[number] = opened._replace(ids=staying)
        if not ids:
            self._offs = {}
        if not numbers:
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
        for start, stop in sorted(self._met):
            self._take(start, stop)
        self._met = []
        end = len(self._source.data)
        for number in sorted(self._open):
            opened = self._open[number]
            span = Span(opened.start, end)
            self._add(span, opened.ids, opened.reason, opened.where, opened.quotes)
        self._open = {}
        return tuple(sorted(self._found, key=lambda d: (d.where, d.span)))
