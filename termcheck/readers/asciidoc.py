"""AsciiDoc: titles, paragraphs, lists, tables' cells, quotations and the bodies of blocks.

Listings, literal and passed-through blocks and paragraphs, comments, ids, attributes and macros
without a text are not read; positions are exact.

No grammar of tree-sitter is to be had in its place: there is none on PyPI, and the collection that
names one (tree-sitter-language-pack) fetches its grammars when they are first used.
"""

from __future__ import annotations

import re

from termcheck.core.document import Document, Kind, MarkKind, Scope
from termcheck.core.source import Source
from termcheck.readers.asciidoc_inline import INLINE, add_characters
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives
from termcheck.readers.inline import add_inline
from termcheck.readers.lines import read_lines
from termcheck.readers.reading import Reading
from termcheck.readers.views import lines_view

_TITLE = re.compile(rb"(={1,6}|#{1,6})[ \t]+(?=\S)")
_BLOCK_TITLE = re.compile(rb"\.(?=[^\s.])")
_ITEM = re.compile(
    rb"[ \t]*(\*{1,6}|-|\.{1,5}|\d{1,3}\.|[a-zA-Z]\.|<\d*\.?>)[ \t]+(?:\[[ x*]\][ \t]+)?(?=\S)"
)
_TERM = re.compile(rb"(\S.*?)(?:(:::{1,3}|::|;;))(?:[ \t]+|$)")
_FENCE = re.compile(
    rb"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|--|```[\w+#.,!-]*|[|,:!]===|\"\")[ \t]*$"
)
_ATTRIBUTE = re.compile(rb":(!?[\w-]+!?) ?:(?:[ \t]+|$)")
_STYLE = re.compile(rb"\[(?:|[\w.#%{,\"'*].*|\[(?:|[\w:\x80-\xff].*)\])\]$")
_STYLE_NAME = re.compile(rb"\[[ \t]*([\w-]*)[^,\]]*(?:,[ \t]*([\w+#-]*))?")
_PREPROCESSOR = re.compile(rb"(ifdef|ifndef|ifeval|endif|include)::[^\[\]]*\[(.*)\]$")
_MACRO = re.compile(rb"([a-z][\w-]*)::((?:\S(?:[^\[\]]*?\S)?)?)\[(.*)\]$")
_ADMONITION = re.compile(rb"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_RULE = re.compile(rb"(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)$")
_QUOTED = re.compile(rb">[ \t]?")
_CELL = re.compile(
    rb"(?:(?<![^\s|])(?:\d+(?:\.\d+)?[*+]|\.\d+[*+])?(?:[<^>](?:\.[<^>])?|\.[<^>])?([a-z])?)?"
    rb"(?<!\\)\|"
)
_COLUMNS = re.compile(rb"cols=(?:\"([^\"]*)\"|'([^']*)'|([^\s,\]]+))")
_COLUMN = re.compile(rb"(?:(\d+)\*)?[\d<^>.~%]*([a-z])?")
_ALT = re.compile(rb"(?:alt=)?(?:\"((?:[^\"\\]|\\.)*)\"|([^,\"=\]]*))(?:,|$)")
_ALT_TITLE = re.compile(rb"\btitle=(?:\"((?:[^\"\\]|\\.)*)\"|([^,\"]+))")
_UNREAD = (b"-", b".", b"+", b"/", b"`", b",", b":")
_CODE = frozenset(
    b"source listing literal pass stem latexmath asciimath comment graphviz plantuml mermaid ditaa "
    b"svgbob vega vegalite d2 blockdiag seqdiag actdiag nwdiag c4plantuml erd nomnoml wavedrom "
    b"bytefield structurizr tikz bpmn excalidraw pikchr screen programlisting console".split()
)
"""Styles whose block or paragraph is no prose."""
_QUOTES = frozenset((b"quote", b"verse"))


def read(source: Source, reading: Reading) -> Document:
    """Return AsciiDoc as a document."""

    def make(source: Source, builder: Builder, directives: Directives) -> _Reader:
        return _Reader(source, builder, directives, reading.front_matter_keys)

    return read_lines(source, make)


class _Reader:
    def __init__(
        self,
        source: Source,
        builder: Builder,
        directives: Directives,
        fields: frozenset[str],
    ) -> None:
        self.data = source.data
        self.directives = directives
        self.builder = builder
        self.fields = {name.encode() for name in fields}
        self.fence = b""
        """What closes the block that is not read."""
        self.open: list[tuple[bytes, str]] = []
        """Blocks that are read and open, with what the builder calls them."""
        self.style = b""
        """What the next block or paragraph is."""
        self.attributes = b""
        self.skip = False
        """Whether the lines up to a blank one are no prose."""
        self.header = False
        """Whether the lines after the document's title may follow."""
        self.items: list[bytes] = []
        """Marks of the lists that are open."""
        self.attached = False
        """Whether the next block belongs to the item that is open."""
        self.waiting: list[tuple[int, int]] = []
        """Lines of the paragraph that is open."""
        self.quote = False
        """Whether that paragraph is somebody's words."""
        self.columns: list[bytes] = []
        """Styles of the columns of the table that is open."""
        self.column = 0
        self.first = False
        """Whether the next row is a table's first."""
        self.cell = b""
        """Style of the cell that is open."""
        self.value = False
        """Whether the value of an attribute goes on."""
        self.term = False
        """Whether the next line says what the term above it means."""

    # Lines

    def line(self, start: int, end: int, _after: int) -> None:
        """Take a line whose text is `start:end`."""
        text = self.data[start:end].rstrip()
        end = start + len(text)
        if self.unread(text, start, end) or self.block(text) or self.skip:
            return
        if text == b"+" and self.items:
            self.flush()
            self.attached = True
        elif _STYLE.match(text):
            self.flush()
            self.set_style(text)
        else:
            self.prose(text, start, end)

    def unread(self, text: bytes, start: int, end: int) -> bool:
        """Take a line that holds no prose, whatever it stands in; return whether it was one."""
        condition = _PREPROCESSOR.match(text)
        if self.fence:
            if text == self.fence:
                self.fence = b""
        elif self.value:
            self.value = text.endswith(b"\\")
        elif condition is not None:
            if condition[2] and condition[1] in (b"ifdef", b"ifndef"):
                self.line(start + condition.start(2), start + condition.end(2), end)
        elif not text:
            self.flush()
            self.skip = self.header = self.term = False
        elif text.startswith(b"//") and not text.startswith(b"///"):
            if b"termcheck:" in text and self.directives.wanted:
                self.directives.comment(start, end)
        else:
            return False
        return True

    def prose(self, text: bytes, start: int, end: int) -> None:
        """Take a line that may be prose."""
        if self.waiting and self.begins(text):
            self.flush()
        if not self.waiting and self.opening(text, start, end):
            return
        if self.in_table() and self.row(start, end):
            return
        if self.waiting or not self.header:
            self.waiting.append((start, end))

    def finish(self) -> None:
        """End what is open."""
        self.flush()
        while self.open:
            self.close()
        self.leave_lists()

    def set_style(self, text: bytes) -> None:
        """Take a line of attributes, which says what the next block is."""
        if text.startswith(b"[["):
            return
        found = _STYLE_NAME.match(text)
        name = found[1] if found is not None else b""
        if found is not None and not name and found[2] and text.startswith(b"[,"):
            name = b"source"
        self.style = name or self.style
        self.attributes += text

    def take_style(self) -> bytes:
        style, self.style, self.attributes = self.style, b"", b""
        return style

    def begins(self, text: bytes) -> bool:
        """Return whether a line ends the paragraph above it."""
        if self.items and _ITEM.match(text):
            return True
        term = _TERM.match(text)
        return term is not None and b"://" not in term[1] and not self.in_table()

    def block(self, text: bytes) -> bool:
        """Take a line that opens or closes a block; return whether it was one."""
        found = _FENCE.match(text)
        opened = any(fence == text for fence, _tag in self.open)
        if found is None or (text == b"--" and self.waiting and not opened):
            return False
        self.flush()
        self.skip = False
        attributes = self.attributes
        style = self.take_style()
        if opened:
            while self.open[-1][0] != text:
                self.close()
            self.close()
            return True
        if not self.attached and not self.in_table():
            self.leave_lists()
        self.attached = False
        if style in _CODE or (text[:1] in _UNREAD and text != b"--"):
            self.builder.interrupt()
            self.fence = b"```" if text.startswith(b"```") else text
            return True
        tag = ""
        if text[:1] == b"_" or text == b'""' or style in _QUOTES:
            tag = "quote"
            self.builder.push(tag, Scope.QUOTE)
        elif text[1:] == b"===" and text[:1] != b"=":
            tag = "table"
            self.builder.push_table()
            self.begin_table(attributes)
        self.open.append((text, tag))
        return True

    def close(self) -> None:
        _fence, tag = self.open.pop()
        if tag == "table" and self.cell:
            self.end_cell()
        if not self.attached:
            self.leave_lists()
        if tag:
            self.builder.pop(tag)

    def opening(self, text: bytes, start: int, end: int) -> bool:
        """Take a line that is no paragraph's first; return whether it was one."""
        title = _TITLE.match(text)
        if title is not None and not self.in_table():
            self.leave_lists()
            self.take_style()
            self.builder.begin(Kind.HEADING, len(title[1]))
            self.add([(start + title.end(), end)], named=self.is_named(text[title.end() :]))
            self.header = len(title[1]) == 1 and len(self.builder.blocks) < 2
            return True
        attribute = _ATTRIBUTE.match(text)
        if attribute is not None:
            self.value = text.endswith(b"\\")
            if attribute[1] == b"lang":
                self.builder.language = text[attribute.end() :].strip().decode("ascii", "ignore")
            if attribute[1] in self.fields and attribute.end() < len(text):
                self.builder.begin(Kind.FRONT_MATTER, 0, attribute[1].decode())
                self.add([(start + attribute.end(), end)])
            return True
        if _RULE.match(text):
            self.builder.interrupt()
            return True
        macro = _MACRO.match(text)
        if macro is not None:
            self.macro(macro, start)
            return True
        if _BLOCK_TITLE.match(text):
            self.builder.begin(Kind.CAPTION)
            self.add([(start + 1, end)])
            return True
        if self.style in _CODE:
            self.take_style()
            self.builder.interrupt()
            self.skip = True
            return True
        item = _ITEM.match(text)
        if item is not None:
            self.item(item[1])
            self.waiting.append((start + item.end(), end))
            return True
        return self.paragraph(text, start, end)

    def paragraph(self, text: bytes, start: int, end: int) -> bool:
        """Take the first line of what looks like a paragraph; return whether it is none."""
        style, meaning, self.term = self.take_style(), self.term, False
        admonition = _ADMONITION.match(text)
        term = _TERM.match(text) if admonition is None and not self.in_table() else None
        if term is not None and b"://" not in term[1]:
            self.leave_lists()
            self.builder.begin(Kind.DEFINITION_TERM)
            self.add([(start, start + term.end(1))])
            self.term = term.end() == len(text)
            if not self.term:
                self.waiting.append((start + term.end(), end))
            return True
        if text[:1] in (b" ", b"\t") and not self.in_table() and not meaning:
            # Indented lines are literal.
            self.builder.interrupt()
            self.skip = True
            return True
        if not self.attached and not self.in_table():
            self.leave_lists()
        self.attached = False
        quoted = _QUOTED.match(text)
        self.quote = style in _QUOTES or quoted is not None
        if admonition is not None or quoted is not None:
            mark = admonition or quoted
            assert mark is not None
            self.waiting.append((start + mark.end(), end))
            return True
        return False

    def macro(self, macro: re.Match[bytes], start: int) -> None:
        """Take a block macro: of an image, the words that stand for it are prose."""
        self.take_style()
        self.builder.interrupt()
        if macro[1] != b"image":
            return
        at = start + macro.start(3)
        for pattern, kind in ((_ALT, Kind.ALT), (_ALT_TITLE, Kind.TITLE)):
            found = pattern.match(macro[3]) if kind is Kind.ALT else pattern.search(macro[3])
            if found is None:
                continue
            group = 1 if found[1] is not None else 2
            if found[group]:
                self.builder.begin(kind, 0, kind.value)
                self.add([(at + found.start(group), at + found.end(group))])

    def item(self, mark: bytes) -> None:
        """Begin an item of the list whose items have a mark."""
        self.flush()
        self.take_style()
        self.attached = False
        mark = re.sub(rb"\d+", b"1", mark)
        if mark in self.items:
            while self.items[-1] != mark:
                self.items.pop()
                self.builder.pop("list")
            self.builder.pop("item")
        else:
            self.builder.push_list()
            self.items.append(mark)
        self.builder.push_item()

    # Tables

    def in_table(self) -> bool:
        return bool(self.open) and self.open[-1][1] == "table"

    def begin_table(self, attributes: bytes) -> None:
        self.columns, self.column, self.first, self.cell = [], 0, True, b""
        found = _COLUMNS.search(attributes)
        if found is None:
            return
        for part in (found[1] or found[2] or found[3]).replace(b";", b",").split(b","):
            column = _COLUMN.match(part.strip())
            if column is not None:
                self.columns += [column[2] or b"d"] * int((column[1] or b"1")[:2])

    def row(self, start: int, end: int) -> bool:
        """Add the cells that begin on a line of a table; return whether any does."""
        bars = list(_CELL.finditer(self.data, start, end))
        if not bars:
            return False
        if bars[0].start() > start:
            self.waiting.append((start, bars[0].start()))
        if not self.columns:
            self.columns = [b"d"] * len(bars)
        ends = [*(bar.start() for bar in bars[1:]), end]
        header = False
        for bar, last in zip(bars, ends, strict=True):
            self.end_cell()
            if self.column == 0:
                header, self.first = self.first, False
                self.builder.next_row(header=header)
            self.cell = bar[1] or (b"d" if header else self.columns[self.column])
            self.column = (self.column + 1) % len(self.columns)
            self.builder.push_cell()
            text = self.data[bar.end() : last].strip()
            if text:
                first = self.data.index(text, bar.end())
                if self.cell == b"a" and _STYLE.match(text):
                    self.set_style(text)
                elif self.cell != b"a" or not self.opening(text, first, first + len(text)):
                    self.waiting.append((first, first + len(text)))
        return True

    def is_named(self, title: bytes) -> bool:
        """Return whether a reference names a heading by its words: `<<The title>>`."""
        referred = (b"<<" + title + b">>", b"<<" + title + b",", b"xref:" + title + b"[")
        return any(words in self.data for words in referred)

    def end_cell(self) -> None:
        if self.cell:
            self.flush()
            self.leave_lists()
            self.builder.pop("cell")
            self.cell = b""

    # Text

    def flush(self) -> None:
        """End the paragraph that is open."""
        lines, self.waiting = self.waiting, []
        if not lines:
            return
        if self.quote:
            self.builder.push("quote", Scope.QUOTE)
            lines = [(start + len(_mark(self.data[start:end])), end) for start, end in lines]
        self.add(lines)
        if self.quote:
            self.builder.pop("quote")
            self.quote = False

    def add(self, lines: list[tuple[int, int]], *, named: bool = False) -> None:
        """Add the text of some lines as one block, `named` if its words are a link's target."""
        view = lines_view(self.data, lines)
        begin = self.builder.run.length
        add_inline(self.builder, view, 0, len(view.data), INLINE, add_characters)
        # Columns of names are monospaced; a sentence stands there by mistake.
        text = view.data.strip()
        code = self.cell == b"m" and (b" " not in text or text[-1:] not in (b".", b":"))
        if self.in_table() and (code or self.cell == b"l"):
            self.builder.run.mark(begin, MarkKind.CODE)
        if named:
            self.builder.run.mark(begin, MarkKind.NAME)
        self.builder.boundary()

    def leave_lists(self) -> None:
        while self.items:
            self.items.pop()
            self.builder.pop("list")


def _mark(line: bytes) -> bytes:
    """Return the mark of a quoted line."""
    found = _QUOTED.match(line)
    return found[0] if found is not None else b""
