"""Rich text (RTF): a `.rtf` as the text its reader sees, one paragraph a line.

As of a Word file, the source's `data` is that text and `origin` the file. The package striprtf
takes the text out; it leaves out headers, footers and notes, and knows no headings.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from termcheck.core.document import Document, Kind
from termcheck.core.errors import ReaderError
from termcheck.core.extras import adding
from termcheck.core.source import MAX_BYTES, Source, check_size
from termcheck.readers.docx import read_paragraphs, source_of
from termcheck.readers.docx_parts import Paragraph, TextPiece
from termcheck.readers.reading import Reading

ENCODING = "rtf"
MAGIC = b"{\\rtf"
_MOST = 5_000_000
"""Bytes a file may have without its pictures."""
_PICTURE = re.compile(rb"[0-9A-Fa-f\r\n]{2000,}")
"""The bytes of a picture, written out."""
_BULLET = re.compile("\\s*[\\uf0b7\\u2022\\u25e6\\u25aa\\u00b7]\\t")
_NUMBER = re.compile(r"\s*\d{1,3}[.)]\t")


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return a file of rich text as a source. Raises `ReaderError` if it is none, or too large."""
    if not raw.lstrip().startswith(MAGIC):
        raise ReaderError("not a file of rich text (.rtf)", path=path)
    check_size(path, raw, limit)
    return source_of(path, paragraphs_of(path, raw), ENCODING, raw)


def read(source: Source, _reading: Reading) -> Document:
    """Return a file of rich text as a document."""
    return read_paragraphs(source, paragraphs_of)


def paragraphs_of(path: str, raw: bytes) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, empty ones too. Raises `ReaderError` if it is none."""
    bare = _PICTURE.sub(b"", raw)
    if len(bare) > _MOST:
        told = f"the text in it takes {len(bare) / 1e6:.0f} MB, the limit is {_MOST / 1e6:g} MB"
        raise ReaderError(f"{told}; split it", path=path)
    tables = itertools.count()
    table = row = -1
    for line in _stripped(path, bare).splitlines():
        cells = line.split("|")
        if len(cells) < 2 or cells[-1].strip():
            table = -1
            if _BULLET.match(line) or _NUMBER.match(line):
                text = line.split("\t", 1)[1]
                yield Paragraph("", None, (TextPiece(text, None, False),), Kind.LIST_ITEM)
            else:
                yield Paragraph("", None, (TextPiece(line, None, False),))
            continue
        # striprtf ends each cell of a row with a bar.
        table, row = (table, row + 1) if table >= 0 else (next(tables), 0)
        for cell in cells[:-1]:
            yield Paragraph("", None, (TextPiece(cell, None, False),), cell=(table, row))


def _stripped(path: str, raw: bytes) -> str:
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        raise ReaderError(f"rich text needs another package; {adding('word')}", path=path) from None
    try:
        raw_text = raw.decode("latin-1")
        text: str = rtf_to_text(raw_text, errors="replace")  # type: ignore[no-untyped-call]
        # What lies beyond the first 65,536 characters is written as two halves.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    except (ValueError, LookupError, RecursionError, AttributeError, IndexError, TypeError):
        raise ReaderError("the rich text in it cannot be understood", path=path) from None
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text)
