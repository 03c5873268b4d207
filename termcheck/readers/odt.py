"""OpenDocument text: a `.odt` as the text its reader sees, one paragraph a line.

OpenDocument 1.3, part 3. As of a Word file, the source's `data` is that text and `origin` the file.
Tracked deletions, comments and what is drawn are not read; notes stand where they are referred to,
headers and footers at the end.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.core.document import Document, Kind
from termcheck.core.errors import ReaderError
from termcheck.core.source import MAX_BYTES, Source, check_size
from termcheck.readers.docx import read_paragraphs, source_of
from termcheck.readers.docx_parts import Paragraph, TextPiece, parse
from termcheck.readers.reading import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

ENCODING = "odt"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_PARTS = ("content.xml", "styles.xml")
_UNPACKED = 40_000_000
"""Bytes a part may have when it is unpacked."""
_ELEMENTS = 1_000_000
_SKIPPED = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_SVG}title",
        f"{_SVG}desc",
    }
)
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": " "}
_CODE = re.compile(r"\b(?:code|preformatted|source|listing|teletype)\b", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, KeyError)
_MOST_SPACES = 1_000


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return an OpenDocument text as a source. Raises `ReaderError` if it is none, or too large."""
    check_size(path, raw, limit)
    return source_of(path, paragraphs_of(path, raw), ENCODING, raw)


def read(source: Source, _reading: Reading) -> Document:
    """Return an OpenDocument text as a document."""
    return read_paragraphs(source, paragraphs_of)


def paragraphs_of(path: str, raw: bytes) -> Iterator[Paragraph]:
    """Yield the paragraphs of a file, empty ones too. Raises `ReaderError` if it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [(name, _part(archive, name, path)) for name in _PARTS]
    except _BROKEN:
        raise ReaderError("not an OpenDocument text (.odt)", path=path) from None
    reader = _Reader([tree for _, tree in parts])
    for name, tree in parts:
        if name == "content.xml":
            body = tree.find(f"{_OFFICE}body/{_OFFICE}text")
            if body is None:
                raise ReaderError("not an OpenDocument text: it has no text", path=path)
            yield from reader.read(name, body)
        else:
            for element in tree.iter(f"{_STYLE}header", f"{_STYLE}footer"):
                yield from reader.read(name, element)


def _part(archive: zipfile.ZipFile, name: str, path: str) -> _Element:
    if archive.getinfo(name).file_size > _UNPACKED:
        raise ReaderError(f"`{name}` in it is too large when unpacked", path=path)
    with archive.open(name) as file:
        data = file.read(_UNPACKED + 1)
    if len(data) > _UNPACKED or data.count(b"<") - data.count(b"</") > _ELEMENTS:
        raise ReaderError(f"`{name}` in it is too large when unpacked", path=path)
    return parse(data, name, path)


class _Reader:
    """Turns the elements of a text into paragraphs, in reading order."""

    def __init__(self, trees: list[_Element]) -> None:
        self._names: dict[str, str] = {}
        """By style, its name and those it comes from, as far as there are any."""
        for tree in trees:
            for style in tree.iter(f"{_STYLE}style"):
                parts = (
                    style.get(f"{_STYLE}{attribute}", "") for attribute in ("name", "display-name")
                )
                told = " ".join((*parts, style.get(f"{_STYLE}parent-style-name", "")))
                self._names[style.get(f"{_STYLE}name", "")] = told.replace("_20_", " ")
        self._rows: dict[_Element, int] = {}

    def read(self, part: str, top: _Element) -> Iterator[Paragraph]:
        for element in top.iter(f"{_TEXT}p", f"{_TEXT}h"):
            above = list(element.iterancestors())
            if not any(element.tag in _SKIPPED for element in above):
                yield self._paragraph(part, element, above)

    def _paragraph(self, part: str, element: _Element, above: list[_Element]) -> Paragraph:
        style = self._names.get(element.get(f"{_TEXT}style-name", ""), "").lower()
        level = 0
        kind = Kind.PARAGRAPH
        if element.tag == f"{_TEXT}h":
            said = element.get(f"{_TEXT}outline-level", "1")
            level = min(int(said), 6) if said.isdecimal() and int(said[:3]) else 1
            kind = Kind.HEADING
        elif any(element.tag == f"{_TEXT}list-item" for element in above):
            kind = Kind.LIST_ITEM
        elif re.search(r"\b(?:sub)?title\b", style):
            level, kind = 1, Kind.HEADING
        return Paragraph(
            part,
            element,
            tuple(self._pieces(element, element, link=False, code=False)),
            kind,
            level,
            "quot" in style,
            bool(_CODE.search(style)),
            self._cell(above),
        )

    def _pieces(
        self, top: _Element, element: _Element, *, link: bool, code: bool
    ) -> Iterator[TextPiece]:
        link = link or element.tag == f"{_TEXT}a"
        if element.tag == f"{_TEXT}span":
            code = code or bool(
                _CODE.search(self._names.get(element.get(f"{_TEXT}style-name") or "", ""))
            )
        if element.text:
            yield from _piece(element.text, element, link, code)
        for child in element:
            if child.tag == f"{_TEXT}s":
                many = child.get(f"{_TEXT}c", "1")
                count = min(int(many), _MOST_SPACES) if many.isdecimal() else 1
                yield TextPiece(" " * count, child, link, code)
            elif child.tag in _BREAKS:
                yield TextPiece(_BREAKS[child.tag], child, link, code)
            elif (
                isinstance(child.tag, str)
                and child.tag not in _SKIPPED
                # What has paragraphs of its own is read as these.
                and next(child.iter(f"{_TEXT}p", f"{_TEXT}h"), None) is None
            ):
                yield from self._pieces(top, child, link=link, code=code)
            if child.tail:
                yield from _piece(child.tail, element, link, code)

    def _cell(self, above: list[_Element]) -> tuple[int, int] | None:
        row = next((element for element in above if element.tag == f"{_TABLE}table-row"), None)
        table = next((element for element in above if element.tag == f"{_TABLE}table"), None)
        if row is None or table is None:
            return None
        number = self._rows.setdefault(table, len(self._rows))
        first = next(table.iter(f"{_TABLE}table-row"), None)
        return number, 0 if row is first else self._rows.setdefault(row, len(self._rows)) + 1


def _piece(text: str, element: _Element, link: bool, code: bool) -> Iterator[TextPiece]:
    flat = re.sub(r"[\s\x00-\x1f]+", " ", text) if not text.isprintable() else text
    if flat:
        yield TextPiece(flat, element, link, code)
