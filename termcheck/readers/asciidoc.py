"""AsciiDoc: titles, paragraphs, lists, tables' cells, quotations and the bodies of blocks.

Listings, literal and passed-through blocks, comments, attributes and macros without a text are not
read; positions are exact.
"""

from __future__ import annotations

import re

from termcheck.core.document import Document, Kind, Scope
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives
from termcheck.readers.inline import add_inline
from termcheck.readers.lines import read_lines

_TITLE = re.compile(rb"(={1,6}|#{1,6})[ \t]+(?=\S)")
_BLOCK_TITLE = re.compile(rb"\.(?=[^\s.])")
_ITEM = re.compile(
    rb"[ \t]*(?:\*{1,5}|-|\.{1,5}|\d{1,3}\.|<\d*\.?>)[ \t]+(?:\[[ x*]\][ \t]+)?(?=\S)"
)
_TERM = re.compile(rb"(\S.*?)(?:::{1,3}|;;)(?:[ \t]+|$)")
_FENCE = re.compile(
    rb"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|```\w*|\|===|,===|:===)[ \t]*$"
)
_ATTRIBUTE = re.compile(rb":!?[\w-]+!?:(?:[ \t]|$)")
_OPTIONS = re.compile(rb"\[[^\]]*\][ \t]*$")
_MACRO = re.compile(rb"(?:include|image|video|audio|toc|ifdef|ifndef|ifeval|endif)::?\S*\[")
_ADMONITION = re.compile(rb"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_UNREAD = (b"-", b".", b"+", b"/", b"`", b",", b":")
_INLINE = re.compile(
    rb"`\+?(?P<code>[^`]+?)\+?`"
    rb"|(?:link:|xref:|https?://)[^\s\[\]]*\[(?P<link>[^\],]+)[^\]]*\]"
    rb"|<<[^>,]*,(?P<linkx>[^>]+)>>"
    rb"|(?P<opaque><<[^>]*>>|(?:image|icon|kbd|btn|menu|footnote|stem|pass|anchor|indexterm2?):"
    rb"[^\s\[]*\[[^\]]*\]|\{[\w-]+\}|\(\(\([^)]*\)\)\))"
    rb"|(?<!\w)\*\*?(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*?(?!\w)"
    rb"|(?<!\w)__?(?P<emphasis>[^_\s](?:[^_]*[^_\s])?)__?(?!\w)"
)


def read(source: Source, *, flavour: str, front_matter_keys: frozenset[str]) -> Document:
    """Return AsciiDoc as a document."""
    del flavour, front_matter_keys
    return read_lines(source, _Reader)


class _Reader:
    def __init__(self, source: Source, builder: Builder, directives: Directives) -> None:
        self.data = source.data
        self.directives = directives
        self.builder = builder
        self.fence = b""
        """What closes the block that is not read."""
        self.open: list[bytes] = []
        """Blocks that are read and open: quotations, sidebars, tables."""
        self.items = False
        self.first = False
        """Whether the next row is a table's first."""
        self.end = -1
        """End of the last line of the paragraph that is open."""

    def line(self, start: int, end: int, _after: int) -> None:
        text = self.data[start:end].rstrip()
        end = start + len(text)
        if self.fence:
            if text == self.fence:
                self.fence = b""
            return
        if not text or text == b"+":
            self.boundary()
            return
        if self.block(text):
            return
        if text.startswith(b"//"):
            if b"termcheck:" in text and self.directives.wanted:
                self.directives.comment(start, end)
            return
        if self.end >= 0 and ((self.items and _ITEM.match(text)) or _TERM.match(text)):
            self.boundary()
        if self.end < 0 and self.opening(text, start, end):
            return
        if b"|===" in self.open and text.startswith(b"|"):
            self.row(start, end)
            return
        self.add(start, end)

    def finish(self) -> None:
        self.boundary()
        self.leave_list()

    def block(self, text: bytes) -> bool:
        """Take a line that opens or closes a block; return whether it was one."""
        found = _FENCE.match(text)
        if found is None:
            return False
        self.boundary()
        self.leave_list()
        if text in self.open:
            while self.open and self.open[-1] != text:
                self.close(self.open.pop())
            self.close(self.open.pop())
        elif text[:1] in _UNREAD and text != b"--":
            self.builder.interrupt()
            self.fence = b"```" if text.startswith(b"```") else text
        else:
            self.open.append(text)
            if text[:1] == b"_":
                self.builder.push("quote", Scope.QUOTE)
            elif text == b"|===":
                self.builder.push_table()
                self.first = True
        return True

    def close(self, fence: bytes) -> None:
        if fence[:1] == b"_":
            self.builder.pop("quote")
        elif fence == b"|===":
            self.builder.pop("table")

    def opening(self, text: bytes, start: int, end: int) -> bool:
        """Take a line that is no paragraph's first; return whether it was one."""
        title = _TITLE.match(text)
        if title is not None:
            self.leave_list()
            self.builder.begin(Kind.HEADING, len(title[1]))
            self.add(start + title.end(), end)
            self.boundary()
            return True
        if _ATTRIBUTE.match(text) or _OPTIONS.match(text) or _MACRO.match(text):
            return True
        if _BLOCK_TITLE.match(text):
            self.builder.begin(Kind.CAPTION)
            self.add(start + 1, end)
            self.boundary()
            return True
        item = _ITEM.match(text)
        if item is not None:
            self.item()
            self.add(start + item.end(), end)
            return True
        admonition = _ADMONITION.match(text)
        term = _TERM.match(text) if admonition is None else None
        if term is not None and b"://" not in term[1]:
            self.leave_list()
            self.builder.begin(Kind.DEFINITION_TERM)
            self.add(start, start + term.end(1))
            self.boundary()
            if term.end() < len(text):
                self.add(start + term.end(), end)
            return True
        if self.data[start : start + 1] in (b" ", b"\t") and not self.items:
            # Indented lines are literal.
            self.builder.interrupt()
            return True
        if admonition is not None:
            self.leave_list()
            self.add(start + admonition.end(), end)
            return True
        return False

    def item(self) -> None:
        self.boundary()
        if self.items:
            self.builder.pop("item")
        else:
            self.builder.push_list()
            self.items = True
        self.builder.push_item()

    def row(self, start: int, end: int) -> None:
        """Add the cells that begin on a line of a table."""
        self.boundary()
        self.builder.next_row(header=self.first)
        self.first = False
        at = start + 1
        while at <= end:
            bar = self.data.find(b"|", at, end)
            last = bar if bar != -1 else end
            self.builder.push_cell()
            self.add(at, last)
            self.boundary()
            self.builder.pop("cell")
            at = last + 1

    def add(self, start: int, end: int) -> None:
        """Add a line of a paragraph."""
        if self.end >= 0:
            self.builder.run.space(self.end, start)
        add_inline(self.builder, self.data, start, end, _INLINE)
        self.end = end

    def boundary(self) -> None:
        self.builder.boundary()
        self.end = -1

    def leave_list(self) -> None:
        if self.items:
            self.builder.pop("list")
            self.items = False
