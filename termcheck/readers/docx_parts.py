"""The parts of a Word file that hold text, and the paragraphs in them.

Office Open XML (ECMA-376) part 1, section 17. A file is opened with care: parts that are too large
when unpacked, entities and broken XML are refused.
"""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from termcheck.core.document import Kind
from termcheck.core.errors import ReaderError
from termcheck.core.extras import adding
from termcheck.core.source import MAX_BYTES, check_size

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Names of Strict Open XML, and those that everybody else writes."""
_ROOT = "_rels/.rels"
_USUAL = "word/document.xml"
STYLES = "word/styles.xml"
_TEXT_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header|footer)\d*\.xml")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    EOFError,
    NotImplementedError,
    ValueError,
)
_OLE = b"\xd0\xcf\x11\xe0"
_UNPACKED = 40_000_000
"""Bytes a part may have when it is unpacked, and all parts with text together."""
_ELEMENTS = 1_000_000
"""Elements a part may have; in memory each takes a hundred times what it takes in the file."""
_UNPACKED_ALL = 400_000_000
"""Bytes a file may have when it is unpacked, with its pictures."""
_CODE = re.compile(r"\b(?:code|preformatted|source|listing|macro)\b", re.IGNORECASE)
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_HIDDEN = (f"{W}moveFrom", f"{W}del", f"{MC}Fallback")
_ONE_LINE = {10: " ", 13: " "}
_BREAKS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "\u2011"}


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of characters of one text element."""

    text: str
    element: Any
    """The element (`w:t`, or a break, which stands for one character)."""
    link: bool
    code: bool = False
    """Whether it is in a style of code, or spelling and grammar are not to be checked in it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its text, and what it is."""

    part: str
    element: Any
    pieces: tuple[TextPiece, ...]
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    quoted: bool = False
    code: bool = False
    cell: tuple[int, int] | None = None
    """Which table of the file, and which row of it."""

    @property
    def text(self) -> str:
        """The characters, all on one line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Package:
    """A Word file: its parts as XML trees, parsed when asked for."""

    path: str
    archive: zipfile.ZipFile
    trees: dict[str, Any] = field(default_factory=dict)
    main: str = _USUAL
    """Name of the part with the text."""
    strict: bool = False
    """Whether it is Strict Open XML, which has other names for all elements."""

    @classmethod
    def open(cls, path: str, raw: bytes, limit: int = MAX_BYTES) -> Package:
        """Return the package in a file's bytes. Raises `ReaderError` if there is none."""
        check_size(path, raw, limit)
        if raw.startswith(_OLE):
            raise ReaderError(
                "protected with a password, or a Word 97 file; save it as .docx without one",
                path=path,
            )
        try:
            archive = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise ReaderError("not a Word file (.docx)", path=path) from None
        main = _main_part(archive)
        if not main:
            raise ReaderError("not a Word file: it has no text part", path=path)
        members = archive.infolist()
        texts = (member for member in members if _TEXT_PARTS.fullmatch(member.filename))
        if (
            sum(member.file_size for member in texts) > _UNPACKED
            or sum(member.file_size for member in members) > _UNPACKED_ALL
        ):
            raise ReaderError("what is in it is too large when unpacked", path=path)
        package = cls(path, archive, main=main)
        package.strict = _STRICT[0][0] in package.read(main)[:10_000]
        return package

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises `ReaderError` if they are too many or broken."""
        if name not in self.archive.namelist():
            raise ReaderError(f"not a whole Word file: it has no `{name}`", path=self.path)
        try:
            if self.archive.getinfo(name).file_size > _UNPACKED:
                raise ReaderError(f"`{name}` in it is too large when unpacked", path=self.path)
            with self.archive.open(name) as file:
                data = file.read(_UNPACKED + 1)
        except _BROKEN as error:
            told = f"`{name}` in it cannot be unpacked: {error}"
            raise ReaderError(told, path=self.path) from None
        if len(data) > _UNPACKED:
            raise ReaderError(f"`{name}` in it is too large when unpacked", path=self.path)
        if data.count(b"<") - data.count(b"</") > _ELEMENTS:
            raise ReaderError(
                f"`{name}` in it has more than {_ELEMENTS:,} elements; split it", path=self.path
            )
        return data

    def tree(self, name: str) -> Any:
        """Return the root element of a part. Raises `ReaderError` for broken XML."""
        if name not in self.trees:
            data = self.read(name)
            for strict, usual in _STRICT if self.strict else ():
                data = data.replace(strict, usual)
            self.trees[name] = parse(data, name, self.path)
        return self.trees[name]

    def parts(self) -> list[str]:
        """Return the names of the parts that hold text: the main one, notes, headers, footers."""
        found = sorted(part for part in set(self.archive.namelist()) if _TEXT_PARTS.fullmatch(part))
        others = (part for part in found if not part.startswith("word/document"))
        return [self.main, *others]

    def refuse_strict(self) -> None:
        """Raise `ReaderError` for Strict Open XML, of which only the text can be read."""
        if self.strict:
            told = "Strict Open XML; save it as a normal Word file to have it annotated"
            raise ReaderError(told, path=self.path)

    @property
    def relations(self) -> str:
        """The name of the part that says what the main one refers to."""
        folder, _, name = self.main.rpartition("/")
        return f"{folder}/_rels/{name}.rels"


def _main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part with the text: what the package says, or what is usual."""
    names = set(archive.namelist())
    with contextlib.suppress(KeyError, *_BROKEN), archive.open(_ROOT) as file:
        for found in _RELATION.finditer(file.read(100_000)):
            target = _TARGET.search(found[0])
            if target is not None and b"/officeDocument" in found[0]:
                name = target[1].decode("utf-8", "replace").lstrip("/")
                if name in names:
                    return name
    return _USUAL if _USUAL in names else ""


_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*\bType=\"[^\"]*/officeDocument\"[^<>]*>")
_TARGET = re.compile(rb"\bTarget=\"([^\"]+)\"")


def parse(data: bytes, name: str, path: str) -> _Element:
    """Return XML as an element; entities are not resolved, and nothing is fetched."""
    try:
        from lxml import etree
    except ImportError:
        raise ReaderError(f"Word files need another package; {adding('word')}", path=path) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReaderError(f"`{name}` in it declares entities, which Word never does", path=path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root: _Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReaderError(f"`{name}` in it is not well formed: {error.msg}", path=path) from None
    return root


def paragraphs_of(path: str, raw: bytes, limit: int = MAX_BYTES) -> list[Paragraph]:
    """Return the paragraphs of a Word file. Raises `ReaderError` if it is none."""
    return list(paragraphs(Package.open(path, raw, limit)))


def paragraphs(package: Package) -> Iterator[Paragraph]:
    """Yield the paragraphs of a package, part by part, in reading order."""
    styles = _styles(package)
    tables: dict[Any, int] = {}
    for part in package.parts():
        for element in package.tree(part).iter(f"{W}p"):
            if not _shown(element):
                continue
            yield _paragraph(part, element, styles, tables)
            yield from _descriptions(part, element)


def _descriptions(part: str, paragraph: Any) -> Iterator[Paragraph]:
    """Yield what stands for the pictures of a paragraph where they cannot be seen."""
    for picture in paragraph.iter(f"{WP}docPr"):
        text = " ".join(picture.get("descr", "").split())
        if (
            text
            and next(picture.iterancestors(f"{W}p"), None) is paragraph
            and _shown(picture)
            and not _is_decorative(picture)
        ):
            piece = TextPiece(text, picture, link=False)
            yield Paragraph(part, picture, (piece,), Kind.ALT)


def _is_decorative(picture: Any) -> bool:
    """Whether a picture is marked as one that readers may skip (Word 2019, `adec:decorative`)."""
    return any(
        element.get("val") not in ("0", "false")
        for element in picture.iter()
        if isinstance(element.tag, str) and element.tag.endswith("}decorative")
    )


def _shown(element: Any) -> bool:
    return not any(ancestor.tag in _HIDDEN for ancestor in element.iterancestors())


def _paragraph(
    part: str, element: Any, styles: dict[str, str], tables: dict[Any, int]
) -> Paragraph:
    properties = element.find(f"{W}pPr")
    style = ""
    level = 0
    numbered = False
    if properties is not None:
        style = styles.get(_value(properties.find(f"{W}pStyle")), "")
        outline = _value(properties.find(f"{W}outlineLvl"))
        level = int(outline) + 1 if outline in ("0", "1", "2", "3", "4", "5") else 0
        numbered = properties.find(f"{W}numPr") is not None
    heading = _HEADING.match(style)
    if heading is not None or style.lower() in ("title", "subtitle"):
        level = min(int(heading[1]), 6) if heading is not None else 1
    kind = Kind.PARAGRAPH
    if level:
        kind = Kind.HEADING
    elif numbered or style.lower().startswith("list"):
        kind = Kind.LIST_ITEM
    return Paragraph(
        part,
        element,
        tuple(_pieces(element, styles)),
        kind,
        level,
        "quote" in style.lower(),
        bool(_CODE.search(style)),
        _cell(element, tables),
    )


def _cell(element: Any, tables: dict[Any, int]) -> tuple[int, int] | None:
    row = next(element.iterancestors(f"{W}tr"), None)
    table = next(row.iterancestors(f"{W}tbl"), None) if row is not None else None
    if table is None:
        return None
    number = tables.setdefault(table, len(tables))
    return number, 0 if row is table.find(f"{W}tr") else tables.setdefault(row, len(tables))


def _pieces(paragraph: Any, styles: dict[str, str]) -> Iterator[TextPiece]:
    """Yield the characters of a paragraph, not those of text boxes in it."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p"), None) is not paragraph or not _shown(run):
            continue
        properties = run.find(f"{W}rPr")
        if properties is not None and properties.find(f"{W}vanish") is not None:
            continue
        code = False
        if properties is not None:
            unchecked = properties.find(f"{W}noProof")
            named = styles.get(_value(properties.find(f"{W}rStyle")), "")
            code = bool(_CODE.search(named)) or (
                unchecked is not None and _value(unchecked) not in ("0", "false", "off")
            )
        link = next(run.iterancestors(f"{W}hyperlink"), None) is not None
        for child in run:
            if child.tag == f"{W}t":
                text = (child.text or "").translate(_ONE_LINE)
                if text:
                    yield TextPiece(text, child, link, code)
            elif child.tag in _BREAKS:
                yield TextPiece(_BREAKS[child.tag], child, link, code)


def _styles(package: Package) -> dict[str, str]:
    """Return the names of styles by their id."""
    if STYLES not in package.archive.namelist():
        return {}
    found = {}
    for style in package.tree(STYLES).iter(f"{W}style"):
        name = _value(style.find(f"{W}name"))
        found[style.get(f"{W}styleId", "")] = name
    return found


def _value(element: Any) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""
