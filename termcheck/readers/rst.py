"""reStructuredText: titles, paragraphs, lists, quotations and the bodies of directives.

Docutils' specification decides what is markup. Literal blocks, comments, field lists, targets and
directives whose body is no prose are not read; positions are exact.
"""

from __future__ import annotations

import re

from termcheck.core.document import Document, Kind
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.container_lines import CODE_LIKE
from termcheck.readers.directives import Directives
from termcheck.readers.inline import add_inline
from termcheck.readers.lines import read_lines

_RULE = re.compile(rb"([!-/:-@\[-`{-~])\1{1,}[ \t]*$")
_ITEM = re.compile(rb"(?:[-*+]|\xe2\x80\xa2|\(?(?:\d{1,3}|[a-zA-Z#]|[ivxIVX]{1,5})[.)])[ \t]+")
_DIRECTIVE = re.compile(rb"\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?([\w:+.-]+)::[ \t]*")
_EXPLICIT = re.compile(rb"\.\.(?:[ \t]|$)")
_NOTE = re.compile(rb"\.\.[ \t]+\[[^\]]+\][ \t]+")
_FIELD = re.compile(rb":[\w -]+:(?:[ \t]|$)")
_GRID = re.compile(rb"\+[-=+]+\+[ \t]*$|=+(?:[ \t]+=+)+[ \t]*$")
_ARGUMENT = re.compile(rb"(?:figure|image|include|literalinclude|toctree|raw|\w*auto\w*)$")
_INLINE = re.compile(
    rb"``(?P<code>[^`]+)``"
    rb"|:(?:term|abbr|guilabel|dfn|emphasis|strong|sub|sup):`(?P<emphasis>[^`<]+)(?:<[^>`]*>)?`"
    rb"|:[\w:+.-]+:`(?P<opaque>[^`]+)`"
    rb"|`(?P<link>[^`<]+?)[ \t]*(?:<[^>`]*>)?`__?"
    rb"|\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    rb"|(?<![*\w])\*(?P<emphasisx>[^*\s](?:[^*]*[^*\s])?)\*(?![*\w])"
    rb"|\|(?P<opaquex>[^|\s][^|]*)\|_{0,2}"
    rb"|(?P<opaquey>\[[\w#*-]+\]_)"
    rb"|`(?P<opaquez>[^`]+)`"
    rb"|\\(?P<gone>[ \t])"
)


def read(source: Source, *, flavour: str, front_matter_keys: frozenset[str]) -> Document:
    """Return reStructuredText as a document."""
    del flavour, front_matter_keys
    return read_lines(source, _Reader)


class _Reader:
    def __init__(self, source: Source, builder: Builder, directives: Directives) -> None:
        self.data = source.data
        self.directives = directives
        self.builder = builder
        self.waiting: list[tuple[int, int, int]] = []
        """Lines of the paragraph that is open: start and end of the text, end with the break."""
        self.levels: list[bytes] = []
        """Characters that underline titles, by level."""
        self.skip = -1
        """Column whose deeper lines are no prose."""
        self.lists: list[int] = []
        """Columns of the text of the items that are open."""
        self.over = False

    def line(self, start: int, end: int, after: int) -> None:
        text = self.data[start:end]
        indent = len(text) - len(text.lstrip(b" \t"))
        column = len(text[:indent].expandtabs(8))
        body = text[indent:].rstrip()
        start += indent
        if not body:
            self.flush()
            return
        if self.skip >= 0:
            if column > self.skip:
                return
            self.skip = -1
        if not column and _RULE.match(body) and self.title(body):
            return
        if _GRID.match(body):
            self.flush()
            return
        if self.waiting and self.lists and column < self.lists[-1] and _ITEM.match(body):
            self.flush()
        if not self.waiting and self.special(body, start, column):
            return
        if not self.waiting:
            self.leave(column)
        self.waiting.append((start, start + len(body), after))

    def finish(self) -> None:
        self.flush()
        self.leave(0)

    def title(self, rule: bytes) -> bool:
        """Take the line under a title, or the one over it; return whether it was one."""
        if len(self.waiting) == 1:
            start, end, _after = self.waiting.pop()
            if len(rule) + 3 < end - start and len(rule) < 4:
                self.waiting.append((start, end, _after))
                return False
            mark = rule[:1] + (b"o" if self.over else b"")
            self.over = False
            if mark not in self.levels:
                self.levels.append(mark)
            self.leave(0)
            self.builder.begin(Kind.HEADING, min(self.levels.index(mark) + 1, 6))
            add_inline(self.builder, self.data, start, end, _INLINE)
            self.builder.boundary()
            return True
        self.flush()
        self.over = True
        return len(rule) >= 3

    def special(self, body: bytes, start: int, column: int) -> bool:
        """Take a line that begins no paragraph; return whether it was one."""
        directive = _DIRECTIVE.match(body)
        if directive is not None:
            name = directive[1].rpartition(b":")[2] or directive[1]
            if _ARGUMENT.match(name) or CODE_LIKE.match(name):
                self.skip = column
            elif body[directive.end() :]:
                self.leave(column)
                self.waiting.append((start + directive.end(), start + len(body), start + len(body)))
                self.flush(Kind.CAPTION)
            return True
        note = _NOTE.match(body)
        if note is not None:
            self.waiting.append((start + note.end(), start + len(body), start + len(body) + 1))
            return True
        if _EXPLICIT.match(body):
            if b"termcheck:" in body and self.directives.wanted:
                self.directives.comment(start, start + len(body))
            self.skip = column
            return True
        if _FIELD.match(body):
            return True
        item = _ITEM.match(body)
        if item is not None:
            self.item(column + item.end())
            self.waiting.append((start + item.end(), start + len(body), start + len(body) + 1))
            return True
        return False

    def item(self, text: int) -> None:
        """Begin an item whose text stands at a column."""
        while self.lists and self.lists[-1] > text:
            self.lists.pop()
            self.builder.pop("list")
        if self.lists and self.lists[-1] == text:
            self.builder.pop("item")
        else:
            self.builder.push_list()
            self.lists.append(text)
        self.builder.push_item()

    def leave(self, column: int) -> None:
        """Close the lists whose text stands further right than a paragraph."""
        while self.lists and self.lists[-1] > column:
            self.lists.pop()
            self.builder.pop("list")

    def flush(self, kind: Kind = Kind.PARAGRAPH) -> None:
        """End the paragraph that is open."""
        lines, self.waiting = self.waiting, []
        self.over = False
        if not lines:
            return
        start, end, after = lines[-1]
        literal = self.data[start:end].endswith(b"::")
        if literal:
            lines[-1] = (start, end - 2 if end - start > 2 else start, after)
            first = self.data.rfind(b"\n", 0, lines[0][0]) + 1
            self.skip = len(self.data[first : lines[0][0]].expandtabs(8))
            if self.lists:
                self.skip = self.lists[-1]
        if kind is not Kind.PARAGRAPH:
            self.builder.begin(kind)
        for at, (first, last, _after) in enumerate(lines):
            if at:
                self.builder.run.space(lines[at - 1][1], first)
            add_inline(self.builder, self.data, first, last, _INLINE)
        self.builder.boundary()
