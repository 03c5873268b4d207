"""Word: a `.docx` as the text its reader sees, one paragraph a line.

The source's `data` is that text, so a line is a paragraph and a column a character in it; `origin`
keeps the file. Tracked deletions, comments, field codes and hidden text are not read, tracked
insertions are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from termcheck.core.document import Document, Kind, MarkKind, Scope
from termcheck.core.source import MAX_BYTES, Source
from termcheck.readers.builder import Builder
from termcheck.readers.docx_parts import Paragraph, paragraphs_of
from termcheck.readers.reading import Reading

ENCODING = "docx"


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return a Word file as a source. Raises `ReaderError` if it is none, or too large."""
    return source_of(path, paragraphs_of(path, raw, limit), ENCODING, raw)


def read(source: Source, _reading: Reading) -> Document:
    """Return a Word file as a document."""
    return read_paragraphs(source, paragraphs_of)


def source_of(path: str, found: Iterable[Paragraph], encoding: str, raw: bytes) -> Source:
    """Return the paragraphs of a file that is no text, a line each, as a source."""
    text = "".join(f"{paragraph.text}\n" for paragraph in found)
    return Source(path, text.encode("utf-8", "replace"), encoding, raw)


def read_paragraphs(
    source: Source, paragraphs: Callable[[str, bytes], Iterable[Paragraph]]
) -> Document:
    """Return the paragraphs of a file, each of which is a line of its source, as a document.

    `paragraphs` finds them in its own bytes, given with its path.
    """
    found = paragraphs(source.path, source.origin) if source.origin else ()
    builder = Builder()
    reader = _Reader(source, builder)
    for number, paragraph in enumerate(found, 1):
        reader.paragraph(paragraph, number)
    reader.leave()
    return Document(source, tuple(builder.finish()))


class _Reader:
    """Turns paragraphs into calls of the builder; their text is that of the source."""

    def __init__(self, source: Source, builder: Builder) -> None:
        self.source = source
        self.builder = builder
        self.list = False
        self.table = -1
        self.row = -1
        self.quoted = False

    def paragraph(self, part: Paragraph, number: int) -> None:
        if number > len(self.source.line_starts):
            return
        builder = self.builder
        start = self.source.line_starts[number - 1]
        text = self.source.line_text(number)
        if part.kind is Kind.ALT:
            builder.begin(Kind.ALT, name="alt")
            builder.run.add(text, start, start + len(text.encode()))
            builder.boundary()
            return
        self.place(part)
        if part.kind is Kind.HEADING:
            builder.begin(Kind.HEADING, part.level)
        if part.code:
            builder.interrupt()
            return
        if text != part.text:
            # A fixed text: where its links were is not known any more.
            builder.run.add(text, start, start + len(text.encode()))
        else:
            for piece in part.pieces:
                end = start + len(piece.text.encode())
                if piece.link:
                    builder.run.open(MarkKind.LINK)
                if piece.code:
                    builder.run.code(piece.text, start, end)
                else:
                    builder.run.add(piece.text, start, end)
                if piece.link:
                    builder.run.close(MarkKind.LINK)
                start = end
        builder.boundary()
        if part.cell is not None:
            builder.pop("cell")

    def place(self, paragraph: Paragraph) -> None:
        """Open and close lists, tables and quotations as a paragraph needs."""
        builder = self.builder
        table, row = paragraph.cell if paragraph.cell is not None else (-1, -1)
        if table != self.table:
            if self.table >= 0:
                builder.pop("table")
            if table >= 0:
                self.close_list()
                builder.push_table()
            self.table, self.row = table, -1
        if table >= 0:
            if row != self.row:
                builder.next_row(header=row == 0)
                self.row = row
            builder.push_cell()
            return
        if paragraph.quoted != self.quoted:
            self.close_list()
            if paragraph.quoted:
                builder.push("quote", Scope.QUOTE)
            else:
                builder.pop("quote")
            self.quoted = paragraph.quoted
        if paragraph.kind is Kind.LIST_ITEM:
            if self.list:
                builder.pop("item")
            else:
                builder.push_list()
                self.list = True
            builder.push_item()
        else:
            self.close_list()

    def close_list(self) -> None:
        if self.list:
            self.builder.pop("list")
            self.list = False

    def leave(self) -> None:
        """Close what is open at the end."""
        self.builder.boundary()
        self.close_list()
        if self.table >= 0:
            self.builder.pop("table")
        if self.quoted:
            self.builder.pop("quote")
