"""How the paragraphs of a Word, OpenDocument or RTF file look: what a page needs to show them.

Only what is said at a run or its style counts, not what a paragraph's style makes of all of it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from termcheck.core.document import Kind
from termcheck.core.errors import ReaderError
from termcheck.core.source import Source
from termcheck.readers import odt, rtf
from termcheck.readers.docx_parts import Package, Paragraph, W, paragraphs

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NUMBERING = "word/numbering.xml"
_OFF = ("0", "false", "off", "none")
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"


@dataclass(frozen=True, slots=True)
class LookPiece:
    """Some characters that look the same."""

    text: str
    marks: tuple[str, ...] = ()
    """Of `strong`, `em`, `strike`, `sub`, `sup` and `code`."""
    href: str = ""
    """Where they lead, empty for nowhere."""


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph looks."""

    kind: str
    """`heading`, `item`, `quote`, `code`, `picture` (its alt text) or `paragraph`."""
    level: int
    """Of a heading from 1, of an item of a list from 0; else 0."""
    ordered: bool
    """Whether it is an item that is numbered."""
    cell: tuple[int, int, int] | None
    """Which table, row and column it stands in."""
    pieces: tuple[LookPiece, ...]


_KINDS = {Kind.HEADING: "heading", Kind.LIST_ITEM: "item", Kind.ALT: "picture"}


def looks(source: Source) -> tuple[ParagraphLook, ...]:
    """Return how each paragraph with text of a file looks, in order; nothing for other files.

    Raises `ReaderError`.
    """
    path, raw = source.path, source.origin
    reader: _Looks
    if source.encoding == "docx":
        package = Package.open(path, raw)
        found: Iterable[Paragraph] = paragraphs(package)
        reader = _WordLooks(package)
    elif source.encoding == odt.ENCODING:
        found, reader = odt.paragraphs_of(path, raw), _OpenLooks()
    elif source.encoding == rtf.ENCODING:
        found, reader = rtf.paragraphs_of(path, raw), _Looks()
    else:
        return ()
    return tuple(reader.look(part) for part in found if part.text.strip())


class _Looks:
    """What is known of any file."""

    def __init__(self) -> None:
        self._row: tuple[int, int] | None = None
        self._column = 0

    def look(self, part: Paragraph) -> ParagraphLook:
        kind = "quote" if part.quoted else "code" if part.code else "paragraph"
        kind = _KINDS.get(part.kind, kind)
        level, ordered = part.level, False
        if kind == "item":
            level, ordered = self.item(part)
        cell = None
        if part.cell is not None:
            cell = (*part.cell, self.column(part))
        return ParagraphLook(kind, level, ordered, cell, tuple(self._pieces(part)))

    def _pieces(self, part: Paragraph) -> Iterator[LookPiece]:
        last: LookPiece | None = None
        for piece in part.pieces:
            marks = ("code",) if piece.code else ()
            href = ""
            if part.kind is not Kind.ALT and piece.element is not None:
                marks = (*self.marks(piece.element), *marks)
                href = self.href(piece.element) if piece.link else ""
            if last is not None and (last.marks, last.href) == (marks, href):
                last = LookPiece(last.text + piece.text, marks, href)
            else:
                if last is not None:
                    yield last
                last = LookPiece(piece.text, marks, href)
        if last is not None:
            yield last

    def item(self, part: Paragraph) -> tuple[int, bool]:
        """Return how deep an item stands, and whether it is numbered."""
        del part
        return 0, False

    def column(self, part: Paragraph) -> int:
        """Return the number of the cell in its row."""
        self._column = self._column + 1 if part.cell == self._row else 0
        self._row = part.cell
        return self._column

    def marks(self, element: Any) -> tuple[str, ...]:
        """Return how the characters of an element are marked."""
        del element
        return ()

    def href(self, element: Any) -> str:
        """Return where the link around an element leads."""
        del element
        return ""


class _WordLooks(_Looks):
    def __init__(self, package: Package) -> None:
        super().__init__()
        self.package = package
        self._targets: dict[str, Mapping[str, str]] = {}
        self._formats = dict(_formats(package))

    def item(self, part: Paragraph) -> tuple[int, bool]:
        style = _of(part.element, "pPr", "pStyle")
        depth = _of(part.element, "pPr", "numPr", "ilvl")
        number = _of(part.element, "pPr", "numPr", "numId")
        named = re.search(r"(\d)$", style)
        level = int(depth) if depth.isdecimal() else int(named[1]) - 1 if named else 0
        known = self._formats.get((number, str(level)))
        ordered = known not in (None, "bullet", "none") if number else "number" in style.lower()
        return min(level, 8), ordered

    def column(self, part: Paragraph) -> int:
        cell = next(part.element.iterancestors(f"{W}tc"), None)
        return len(list(cell.itersiblings(f"{W}tc", preceding=True))) if cell is not None else 0

    def marks(self, element: Any) -> tuple[str, ...]:
        properties = element.getparent().find(f"{W}rPr")
        if properties is None:
            return ()
        style = _of(properties, "rStyle").lower()
        found = []
        for mark, name, styled in (
            ("strong", "b", "strong"),
            ("em", "i", "emphasis"),
            ("strike", "strike", "\0"),
        ):
            said = properties.find(f"{W}{name}")
            on = said is not None and said.get(f"{W}val", "1") not in _OFF
            if on or (said is None and styled in style):
                found.append(mark)
        place = _of(properties, "vertAlign")
        found += {"subscript": ["sub"], "superscript": ["sup"]}.get(place, [])
        return tuple(found)

    def href(self, element: Any) -> str:
        link = next(element.iterancestors(f"{W}hyperlink"), None)
        if link is None:
            return ""
        anchor = link.get(f"{W}anchor", "")
        target = self._target(link.get(f"{_R}id", ""))
        return f"{target}#{anchor}" if anchor else target

    def _target(self, name: str) -> str:
        part = self.package.relations
        if part not in self._targets:
            found = {}
            with contextlib.suppress(ReaderError):
                for relation in self.package.tree(part):
                    found[relation.get("Id", "")] = relation.get("Target", "")
            self._targets[part] = found
        return self._targets[part].get(name, "")


def _of(element: Any, *names: str) -> str:
    """Return the value of what stands in an element, empty if it does not."""
    for name in names:
        element = element.find(f"{W}{name}")
        if element is None:
            return ""
    return str(element.get(f"{W}val", ""))


def _formats(package: Package) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield how the levels of lists are numbered, by number of the list and level."""
    if _NUMBERING not in package.archive.namelist():
        return
    tree = package.tree(_NUMBERING)
    levels = {
        kind.get(f"{W}abstractNumId"): [
            (level.get(f"{W}ilvl", "0"), _of(level, "numFmt")) for level in kind.iter(f"{W}lvl")
        ]
        for kind in tree.iter(f"{W}abstractNum")
    }
    for number in tree.iter(f"{W}num"):
        for level, format_ in levels.get(_of(number, "abstractNumId"), ()):
            yield (number.get(f"{W}numId", ""), level), format_


class _OpenLooks(_Looks):
    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[Any, dict[str, Any]] = {}

    def _style(self, element: Any) -> Any:
        """Return the style of an element that its own file holds."""
        root = element.getroottree().getroot()
        if root not in self._styles:
            names = (f"{_STYLE}style", f"{_TEXT}list-style")
            self._styles[root] = {one.get(f"{_STYLE}name", ""): one for one in root.iter(*names)}
        return self._styles[root].get(element.get(f"{_TEXT}style-name", ""))

    def item(self, part: Paragraph) -> tuple[int, bool]:
        lists = list(part.element.iterancestors(f"{_TEXT}list"))
        level = max(0, len(lists) - 1)
        styles = map(self._style, lists)
        style = next((one for one in styles if one is not None), None)
        kinds = () if style is None else style.iter(f"{_TEXT}list-level-style-number")
        return min(level, 8), any(one.get(f"{_TEXT}level") == str(level + 1) for one in kinds)

    def column(self, part: Paragraph) -> int:
        name = f"{_TABLE}table-cell"
        cell = next(part.element.iterancestors(name), None)
        return len(list(cell.itersiblings(name, preceding=True))) if cell is not None else 0

    def marks(self, element: Any) -> tuple[str, ...]:
        found = set()
        for span in (element, *element.iterancestors()):
            if span.tag != f"{_TEXT}span":
                continue
            named = span.get(f"{_TEXT}style-name", "").lower()
            style = self._style(span)
            properties = None if style is None else style.find(f"{_STYLE}text-properties")
            said = {} if properties is None else properties.attrib
            weight = said.get(f"{_FO}font-weight", "")
            if weight == "bold" or (weight.isdecimal() and int(weight) >= 600) or "strong" in named:
                found.add("strong")
            if said.get(f"{_FO}font-style") in ("italic", "oblique") or named == "emphasis":
                found.add("em")
            if said.get(f"{_STYLE}text-line-through-style", "none") != "none":
                found.add("strike")
            place = said.get(f"{_STYLE}text-position", "")
            if place.startswith(("sub", "super")):
                found.add("sub" if place.startswith("sub") else "sup")
        return tuple(sorted(found))

    def href(self, element: Any) -> str:
        links = (one for one in (element, *element.iterancestors()) if one.tag == f"{_TEXT}a")
        link = next(links, None)
        return "" if link is None else str(link.get(_LINK, ""))
