"""reStructuredText: titles, paragraphs, lists, tables, quotations and the bodies of directives.

Docutils' specification decides what is markup, Sphinx's directives and roles beside it. Literal and
doctest blocks, comments, targets, signatures and the options of directives are not read; positions
are exact.

Not tree-sitter's grammar (tree-sitter-rst 0.2.0): to it what a directive holds is one piece of
text. On the 544 files of the documentation of Ansible and Flask (3.7 MB) both read the same 274,248
words as prose. Only this module reads 22,010 more, in what directives hold and are given (notes,
captions). Of the 18,831 words that only the grammar takes for prose, 18,230 stand in roles and
references; of about 40 that were looked at, all are targets, ids, addresses or code. It stumbles in
7 files. It needs 0.9 s of processor time for the trees alone, this module 1.7 s for the documents.
"""

from __future__ import annotations

import functools
import re

from termcheck.core.document import Document, Kind, MarkKind
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives
from termcheck.readers.inline import add_inline
from termcheck.readers.lines import read_lines
from termcheck.readers.reading import Reading
from termcheck.readers.rst_directives import Body, RstDirective, directive_of
from termcheck.readers.rst_frames import Frames
from termcheck.readers.rst_inline import INLINE
from termcheck.readers.rst_open_table import OpenTable
from termcheck.readers.rst_tables import GRID, SIMPLE, LineRange
from termcheck.readers.views import lines_view

_RULE = re.compile(rb"([!-/:-@\[-`{-~])\1{1,}[ \t]*$")
_ITEM = re.compile(rb"(?:[-*+]|\xe2\x80\xa2|\(?(?:\d{1,3}|[a-zA-Z#]|[ivxIVX]{1,5})[.)])[ \t]+")
_DIRECTIVE = re.compile(rb"\.\.[ \t]+(?:(\|[^|]+\|)[ \t]+)?([\w:+.-]+?)::(?:[ \t]+|$)")
_EXPLICIT = re.compile(rb"\.\.(?:[ \t]|$)|__(?:[ \t]|$)")
_NOTE = re.compile(rb"\.\.[ \t]+\[(?:[#*]?[\w.-]*)\][ \t]+")
_FIELD = re.compile(rb":((?![: ])(?:[^:\\\n`]|\\.|:(?![ \t`]|$)){1,100}):(?:[ \t]+|$)")
_OPTION_LIST = re.compile(
    rb"(?:--?\w[\w-]*|/[A-Z])(?:[ =]<?[\w.-]+>?)?(?:, (?:--?\w[\w-]*|/[A-Z])(?:[ =]<?[\w.-]+>?)?)*"
    rb"(?:[ ]{2,}|$)"
)
_REFERENCE = re.compile(
    rb"<(\w[^<>\n]{0,200})_>`_|`([^`<>]{1,200})`_(?!_)|(?<![\w.-])(\w[\w.-]{0,100})_(?![\w_])"
)
_LINE_BLOCK = re.compile(rb"\|(?:[ \t]+|$)")
_UNREAD_FIELD = re.compile(
    rb"(?:r?type|vartype|kwtype|raises?|except|exception|meta|canonical|module|license|licence)\b",
    re.IGNORECASE,
)
"""Fields whose body is a name for machines."""


def read(source: Source, _reading: Reading) -> Document:
    """Return reStructuredText as a document."""
    return read_lines(source, _Reader)


class _Reader:
    """Takes the lines of a document, or of a cell of one."""

    def __init__(
        self, source: Source, builder: Builder, directives: Directives, *, whole: bool = True
    ) -> None:
        self.source = source
        self.data = source.data
        self.directives = directives
        self.builder = builder
        self.whole = whole
        """Whether titles are looked for, which no cell has."""
        self.waiting: list[LineRange] = []
        """Lines of the paragraph that is open."""
        self.column = 0
        """Column of its first line."""
        self.hanging = False
        """Whether that line stands after a mark, so that the next may stand further left."""
        self.kind = Kind.PARAGRAPH
        self.levels: list[bytes] = []
        """Characters that underline titles, by level."""
        self.skip = -1
        """Column whose deeper lines are no prose."""
        self.quoted: int | None = None
        """Column of a quoted literal block that may come, or is open."""
        self.mark = b""
        """What the lines of the quoted literal block that is open begin with."""
        self.frames = Frames(builder)
        self.head: RstDirective | None = None
        """The directive whose argument and options the next lines may be."""
        self.head_column = 0
        self.table: OpenTable | None = None
        self.over = False
        self.started = False
        """Whether any prose came; fields before it are about the document."""

    # Lines

    def line(self, start: int, end: int, _after: int = 0) -> None:
        """Take a line whose text is `start:end`."""
        text = self.data[start:end]
        indent = len(text) - len(text.lstrip(b" \t"))
        column = len(text[:indent].expandtabs(8))
        body = text[indent:].rstrip()
        if self.table is not None and self.in_table(self.table, start, end, column, body):
            return
        start += indent
        end = start + len(body)
        if not body:
            self.blank()
            return
        if self.head is not None and self.in_head(self.head, start, end, column, body):
            return
        if self.skip >= 0:
            if column > self.skip:
                self.quoted = None
                return
            self.skip = -1
        if self.quoted is not None and self.in_quoted(column, body):
            return
        if self.whole and not column and _RULE.match(body) and self.title(body):
            return
        if not self.waiting and (GRID.match(body) or SIMPLE.match(body)):
            self.open_frames(column, body)
            drawn = Body.GRID if body[:1] == b"+" else Body.SIMPLE
            self.table = OpenTable(self.data, drawn, column)
            self.table.lines.append((start, end))
            return
        if self.waiting and self.ends(column, body):
            self.flush()
        if not self.waiting:
            self.open_frames(column, body)
            if self.special(body, start, end, column):
                return
            self.column, self.hanging = column, False
        self.waiting.append((start, end))

    def finish(self) -> None:
        """End what is open."""
        self.flush()
        self.close_table()
        self.frames.close(0)

    def blank(self) -> None:
        self.flush()
        self.head = None
        if self.mark:
            self.quoted, self.mark = None, b""

    def ends(self, column: int, body: bytes) -> bool:
        """Return whether a line begins something else than the paragraph that is open."""
        if self.hanging and self.frames.open and column >= self.frames.column:
            self.hanging, self.column = False, column
        if column < self.column:
            return True
        if column > self.column:
            if len(self.waiting) == 1 and self.kind is Kind.PARAGRAPH and not self.frames.in_item:
                # A term, and its definition.
                self.kind = Kind.DEFINITION_TERM
                return True
            return _DIRECTIVE.match(body) is not None
        if _DIRECTIVE.match(body):
            # No blank line stands before it: text to docutils, but nobody meant it as such.
            return True
        return bool(_LINE_BLOCK.match(body)) or (
            self.frames.in_item and _ITEM.match(body) is not None and body[:1] in b"-*+#"
        )

    def in_quoted(self, column: int, body: bytes) -> bool:
        """Take a line of a literal block whose lines are quoted instead of indented."""
        first = body[:1]
        if column == self.quoted and (first == self.mark or not self.mark):
            marks = not (first.isalnum() or first >= b"\x80" or body.startswith(b".."))
            if marks and _ITEM.match(body) is None:
                self.mark = first
                return True
        self.quoted, self.mark = None, b""
        return False

    def title(self, rule: bytes) -> bool:
        """Take the line under a title, or the one over it; return whether it was one."""
        if len(self.waiting) == 1 and self.column <= 1:
            start, end = self.waiting.pop()
            if len(rule) + 3 < end - start and len(rule) < 4:
                self.waiting.append((start, end))
                return False
            mark = rule[:1] + (b"o" if self.over else b"")
            self.over = False
            if mark not in self.levels:
                self.levels.append(mark)
            self.frames.close(0)
            self.builder.begin(Kind.HEADING, min(self.levels.index(mark) + 1, 6))
            self.add([(start, end)], named=_name(self.data[start:end]) in self.references)
            self.started = True
            return True
        if SIMPLE.match(rule) and b" " in rule.strip():
            return False
        self.flush()
        self.over = True
        return len(rule) >= 3

    # What begins no paragraph

    def special(self, body: bytes, start: int, end: int, column: int) -> bool:
        """Take a line that begins no paragraph; return whether it was one."""
        first = body[:1]
        if first == b"." or first == b"_":
            return self.explicit(body, start, end, column)
        if first == b">" and body.startswith(b">>> "):
            self.skip_paragraph(column)
            return True
        if first == b":":
            field = _FIELD.match(body)
            if field is not None:
                self.field(field, start, end, column)
                return True
        if first in b"-/" and (option := _OPTION_LIST.match(body)):
            self.frames.body(column)
            if option.end() < len(body):
                self.begin_paragraph(start + option.end(), end, column + option.end())
            return True
        if first == b"|" and (block := _LINE_BLOCK.match(body)):
            if block.end() < len(body):
                self.add([(start + block.end(), end)])
            return True
        item = _ITEM.match(body)
        if item is None:
            return False
        rest = start + item.end()
        inner = column + len(item.group().expandtabs(8))
        self.frames.item(inner)
        nests = not self.frames.deep
        if rest < end and not (nests and self.special(self.data[rest:end], rest, end, inner)):
            self.begin_paragraph(rest, end, inner)
        return True

    def begin_paragraph(self, start: int, end: int, column: int) -> None:
        self.column, self.hanging = column, True
        self.waiting.append((start, end))

    def skip_paragraph(self, column: int) -> None:
        """Leave out the lines up to a blank one."""
        self.builder.interrupt()
        self.head = RstDirective(Body.NONE, argument=False)
        self.head_column = column - 1

    def explicit(self, body: bytes, start: int, end: int, column: int) -> bool:
        found = _DIRECTIVE.match(body)
        if found is not None:
            self.directive(found, start, end, column)
            return True
        note = _NOTE.match(body)
        if note is not None:
            self.frames.body(column)
            self.begin_paragraph(start + note.end(), end, column + 3)
            return True
        if _EXPLICIT.match(body) is None:
            return False
        if b"termcheck:" in body and self.directives.wanted:
            self.directives.comment(start, end)
        self.skip = column
        return True

    def directive(self, found: re.Match[bytes], start: int, end: int, column: int) -> None:
        name = found[2].decode("utf-8", "replace")
        known = directive_of(name)
        argument = start + found.end()
        if found[1] is not None and name != "replace":
            known = directive_of("image")
        self.builder.interrupt()
        self.head, self.head_column = known, column
        if known.body is Body.NONE:
            self.skip = column
        else:
            self.frames.directive(column, known.tag, rows=known.body is Body.ROWS)
        if known.body in (Body.CSV, Body.ROWS, Body.TOC):
            rows = known.body is Body.ROWS
            self.table = None if rows else OpenTable(self.data, known.body, column)
        if not known.argument:
            return
        argument += len(self.data[argument:end]) - len(self.data[argument:end].lstrip())
        if known.version and argument < end:
            space = self.data.find(b" ", argument, end)
            argument = space + 1 if space != -1 else end
        if argument < end:
            if known.title:
                self.kind = Kind.CAPTION
            self.begin_paragraph(argument, end, column + 3)

    def in_head(
        self, directive: RstDirective, start: int, end: int, column: int, body: bytes
    ) -> bool:
        """Take a line right under a directive's first; return whether it belongs to its head."""
        if column <= self.head_column:
            self.head = None
            return False
        option = _FIELD.match(body)
        if option is not None:
            self.flush()
            self.option(directive, option, start, end)
            return True
        if not directive.argument and directive.body is not Body.TOC:
            # The next line of a signature or a path.
            return True
        if self.waiting and self.kind is Kind.CAPTION:
            self.waiting.append((start, end))
            return True
        self.head = None
        return False

    def option(
        self, directive: RstDirective, option: re.Match[bytes], start: int, end: int
    ) -> None:
        name = option[1].decode("utf-8", "replace")
        if name == "header-rows" and directive.body is Body.ROWS:
            rows = self.data[start + option.end() : end].strip()
            if rows.isdigit():
                self.frames.header_rows(int(rows[:4]))
            return
        if name in ("header", "header-rows") and directive.body is Body.CSV and self.table:
            self.table.header = True
            if name == "header":
                self.table.lines.append((start + option.end(), end))
            return
        kind = _PROSE_OPTIONS.get(name)
        at = start + option.end()
        if kind is None or at >= end:
            return
        self.builder.begin(kind, 0, name if kind is Kind.ALT else "")
        self.add([(at, end)])

    def field(self, field: re.Match[bytes], start: int, end: int, column: int) -> None:
        name = field[1]
        if _UNREAD_FIELD.match(name) or not self.started:
            self.skip = column
            return
        self.frames.body(column)
        if field.end() < end - start:
            self.begin_paragraph(start + field.end(), end, column + field.end())

    # Tables

    def in_table(self, table: OpenTable, start: int, end: int, column: int, body: bytes) -> bool:
        """Take a line of a table; return whether it was one."""
        if self.head is not None and not table.drawn:
            if not body:
                self.flush()
                self.head = None
            return False
        if table.takes(start, end, column, body):
            return True
        self.close_table()
        return False

    def close_table(self) -> None:
        """Add the table that is open."""
        table, self.table = self.table, None
        if table is None or not table.lines:
            return
        self.flush()
        if table.kind is Body.TOC:
            for title in table.titles():
                self.builder.begin(Kind.CAPTION)
                self.add([title])
            return
        header, rows = table.rows()
        self.builder.push_table()
        self.builder.drawn = table.drawn
        for number, row in enumerate(rows):
            self.builder.next_row(header=header and not number)
            for cell in row:
                self.builder.push_cell()
                inner = _Reader(self.source, self.builder, self.directives, whole=False)
                inner.started = True
                for start, end in cell:
                    inner.line(start, end)
                inner.finish()
                self.builder.pop("cell")
        self.builder.pop("table")
        self.builder.drawn = False

    # What is open

    def open_frames(self, column: int, body: bytes) -> None:
        """Close what a line stands left of, and open a quotation or definition it begins."""
        item = _ITEM.match(body)
        text = column + len(item.group().expandtabs(8)) if item is not None else -1
        self.frames.close(column, item=text)
        if self.kind is Kind.DEFINITION_TERM:
            self.kind = Kind.PARAGRAPH
            self.frames.definition(column)
        else:
            marked = item or body.startswith((b"..", b":", b"|", b"+", b">>> "))
            self.frames.place(column, prose=not marked)

    def flush(self) -> None:
        """End the paragraph that is open."""
        lines, self.waiting = self.waiting, []
        self.over = False
        if not lines:
            return
        self.started = True
        start, end = lines[-1]
        kind = self.kind
        if self.data[start:end].endswith(b"::") and kind is not Kind.DEFINITION_TERM:
            lines[-1] = (start, end - 2 if end - start > 2 else start)
            if end - start > 2 and not self.data[end - 3 : end - 2].isspace():
                lines[-1] = (start, end - 1)
            self.skip = self.quoted = self.column
        if kind is not Kind.PARAGRAPH:
            self.builder.begin(kind)
        if kind is not Kind.DEFINITION_TERM:
            self.kind = Kind.PARAGRAPH
        self.add(lines)

    def add(self, lines: list[LineRange], *, named: bool = False) -> None:
        """Add the text of some lines as one block, `named` if its words are a link's target."""
        view = lines_view(self.data, lines)
        begin = self.builder.run.length
        add_inline(self.builder, view, 0, len(view.data), INLINE)
        if named:
            self.builder.run.mark(begin, MarkKind.NAME)
        self.builder.boundary()

    @functools.cached_property
    def references(self) -> frozenset[bytes]:
        """What links in the document name, titles of its sections among them."""
        found = _REFERENCE.findall(self.data)
        return frozenset(_name(next(filter(None, names))) for names in found)


def _name(text: bytes) -> bytes:
    """Return a name as docutils compares it."""
    return b" ".join(text.lower().split())


_PROSE_OPTIONS = {
    "alt": Kind.ALT,
    "caption": Kind.CAPTION,
    "title": Kind.CAPTION,
    "figure-caption": Kind.CAPTION,
}
"""Options whose value readers see."""
