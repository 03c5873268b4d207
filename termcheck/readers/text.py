"""Plain text and pasted drafts: paragraphs, quoted lines, simple lists; no lists of words."""

from __future__ import annotations

import re
from collections import Counter

from termcheck.core.document import Document, Mark, MarkKind, Scope
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import MARKER, Directives
from termcheck.readers.lines import read_lines
from termcheck.readers.reading import Reading

_QUOTE = re.compile(rb"[ \t]*>[> \t]*")
_ITEM = re.compile(rb"([ \t]*)(?:[-*+]|\xe2\x80\xa2|\xe2\x80\x93|\d{1,3}[.)])[ \t]+(?=\S)")
_RULE = re.compile(rb"[ \t]*([-=_*~#+])\1{2,}[ \t]*$")
_COMMENT = re.compile(rb"<!--.{0,2000}?-->", re.DOTALL)
_CODE = re.compile(r"`[^`]+`|\{\{[^{}]{0,200}\}\}|\{%[^%]{0,200}%\}")
"""Between backticks, and what a template puts something in place of."""


_FEWEST = 12
"""Lines a list of words or records has at least."""
_SEPARATORS = (b"|", b"\t", b";", b",")


def read(source: Source, _reading: Reading) -> Document:
    """Return plain text as a document: blank lines separate paragraphs.

    A file with a word or a record of data in each line holds no prose.
    """
    if _is_list(source.data):
        return Document(source, ())
    return read_lines(source, _Reader)


def _is_list(data: bytes) -> bool:
    """Whether nearly every line is a word, as in lists for spelling checkers, or a record."""
    lines = [line for line in data.splitlines() if line.strip() and line[:1] != b"#"]
    if len(lines) < _FEWEST:
        return False
    most = len(lines) * 0.95
    words = sum(len(line.split()) < 3 and line.rstrip()[-1:] not in b".?!:,;" for line in lines)
    if words >= most:
        return True
    for separator in _SEPARATORS:
        counts = Counter(line.count(separator) for line in lines)
        times, often = counts.most_common(1)[0]
        if times > 1 and often >= most:
            return True
    return False


class _Reader:
    def __init__(self, source: Source, builder: Builder, directives: Directives) -> None:
        self.data = source.data
        self.builder = builder
        self.directives = directives
        self.quoted = False
        self.items: list[int] = []
        """Columns of the markers of the open list items."""
        self.blank = True
        self.comment_end = 0

    def line(self, start: int, end: int, after: int) -> None:
        data, builder = self.data, self.builder
        quote = _QUOTE.match(data, start, end)
        self.quote(quote is not None)
        if quote is not None:
            start = quote.end()
        text = data[start:end]
        if not text.strip() or _RULE.match(text):
            self.mark_code()
            builder.boundary()
            self.blank = True
            return
        item = _ITEM.match(data, start, end)
        if item is not None and (self.blank or self.items or builder.run):
            self.item(len(item[1].expandtabs(4)))
            start = item.end()
        elif self.blank and self.items and text[:1] not in (b" ", b"\t"):
            self.leave_list()
        self.blank = False
        self.text(start, end)
        builder.run.space(end, after)

    def text(self, start: int, end: int) -> None:
        """Add a line's text, comments left out."""
        run = self.builder.run
        start = min(max(start, self.comment_end), end)
        if self.directives.wanted and self.comment_end < end and b"<!--" in self.data[start:end]:
            for comment in _COMMENT.finditer(self.data, start):
                if comment.start() >= end:
                    break
                if MARKER not in comment.group():
                    continue
                self.add(start, comment.start())
                self.directives.comment(*comment.span())
                self.comment_end = comment.end()
                start = min(comment.end(), end)
        if start < end:
            run.add(self.data[start:end].decode("utf-8", "replace"), start, end)

    def add(self, start: int, end: int) -> None:
        if start < end:
            self.builder.run.add(self.data[start:end].decode("utf-8", "replace"), start, end)

    def mark_code(self) -> None:
        """Mark the code in the paragraph that ends."""
        run = self.builder.run
        text = "".join(run.parts)
        if "`" in text or "{" in text:
            run.marks += [Mark(*m.span(), MarkKind.CODE) for m in _CODE.finditer(text)]

    def item(self, column: int) -> None:
        self.mark_code()
        builder = self.builder
        builder.boundary()
        if self.items and column > self.items[-1] + 1:
            builder.push_list()
            self.items.append(column)
        else:
            while len(self.items) > 1 and column < self.items[-1]:
                self.items.pop()
                builder.pop("list")
            if self.items:
                builder.pop("item")
            else:
                builder.push_list()
                self.items.append(column)
        builder.push_item()

    def finish(self) -> None:
        self.leave_list()
        self.quote(False)

    def leave_list(self) -> None:
        self.mark_code()
        while self.items:
            self.items.pop()
            self.builder.pop("list")

    def quote(self, quoted: bool) -> None:
        if quoted == self.quoted:
            return
        self.leave_list()
        self.builder.boundary()
        if quoted:
            self.builder.push("quote", Scope.QUOTE)
        else:
            self.builder.pop("quote")
        self.quoted, self.blank = quoted, True
