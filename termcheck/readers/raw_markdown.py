"""What is sure of places in a Markdown page from its bytes alone, before any parser reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from termcheck.core.patterns import lazy
from termcheck.readers.sections import fenced_code

_FENCE_BEFORE = lazy(rb"(?:\A|(\n[ \t]*\r?)?\n)((?: {0,3}>)*)( *)(?:`{3,}|~{3,})\Z")
"""A line that opens code: after an empty one or not, in a quotation, indented."""
_FENCE_AFTER = lazy(rb"[ \t]*+\r?\n")
_HTML = lazy(rb"\n[ \t>*+-]*<[A-Za-z/!?]")
_HTML_FIRST = lazy(rb"[ \t>*+-]*<[A-Za-z/!?]")
_HTML_OVER_LINES = lazy(rb"<(?:pre|textarea)", re.IGNORECASE)
_BLOCK_BEFORE = lazy(rb"\n(?:[ \t]*\r?\n[ \t]*|( {0,3}[-*+] +))\Z")
"""A new paragraph, or an item of a list."""
_FRONT_MATTER = lazy(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[\s\S]*?(?:\n(?:---|\.\.\.|\+\+\+)|\Z)")
_EMPTY_LINE = lazy(rb"\n[ \t]*\r?\n")
_ODD_IN_LINE = lazy(rb"[<\\{|$%=\[]|``|\r[\s\S]")
"""What a code span may begin in before its backtick, or end."""


class RawMarkdown:
    """A text of which no more is told than what holds for every reader of Markdown."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    @cached_property
    def holds_html(self) -> bool:
        """Whether a line may begin HTML."""
        return (_HTML_FIRST.match(self.text) or _HTML.search(self.text)) is not None

    @cached_property
    def html_goes_on(self) -> bool:
        """Whether it holds HTML that goes on over empty lines."""
        return _HTML_OVER_LINES.search(self.text) is not None

    @cached_property
    def body(self) -> int:
        """Where its front matter ends."""
        found = _FRONT_MATTER.match(self.text)
        return found.end() if found is not None else 0

    @cached_property
    def fenced(self) -> list[tuple[int, int]]:
        """Ranges of code between fences."""
        return fenced_code(self.text)

    def is_info(self, start: int, end: int) -> bool:
        """Whether a word says in which language the code block is that it opens."""
        if start < self.body or _FENCE_AFTER.match(self.text, end) is None:
            return False
        if self.text[start - 5 : start - 3] == b"\n\n" and not self.html_goes_on:
            return True
        found = _FENCE_BEFORE.search(self.text, max(0, start - 40), start)
        if found is None:
            return False
        empty_line, quoted, indent = found.groups()
        if quoted:
            return len(indent) < 4 and not self.holds_html
        if empty_line is not None:
            return not (self.html_goes_on and self.holds_html)
        return len(indent) < 4 and not self.holds_html

    def opens_block(self, start: int) -> bool:
        """Whether a word is the first of a paragraph or an item of a list."""
        found = _BLOCK_BEFORE.search(self.text, max(0, start - 40), start)
        if found is None or start < self.body or self.html_goes_on:
            return False
        return found[1] is None or not self.holds_html

    def is_code(self, start: int, end: int) -> bool:
        """Whether a spelling stands in fenced code or is a code span."""
        at = bisect_right(self.fenced, (start, len(self.text)))
        return (at > 0 and start < self.fenced[at - 1][1]) or self._is_span(start, end)

    def _is_span(self, start: int, end: int) -> bool:
        """Whether there is code from right before a spelling to right after it."""
        text = self.text
        if text[start - 1 : start] != b"`" or text[end : end + 1] != b"`":
            return False
        if text[end + 1 : end + 2] == b"`" or start < self.body or self.html_goes_on:
            return False
        line = self.body if start - 2000 <= self.body else start
        for empty in _EMPTY_LINE.finditer(text, max(0, start - 2000), start):
            line = empty.end()
        if line == start:
            return False
        *lines, last = text[line:start].split(b"\n")
        if any(map(_ODD_IN_LINE.search, (*lines, last))):
            return False
        return last.count(b"`") % 2 == 1 and all(line.count(b"`") % 2 == 0 for line in lines)
