"""Writing a Word file: the ids of its tracked changes, and its parts as bytes again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from termcheck.readers.docx_parts import Package, W
from termcheck.word.comments import PART

_WRITTEN = (PART, "[Content_Types].xml")
_CHANGED = ("del", "ins", "moveFrom", "moveTo", "rPrChange", "pPrChange")


def next_change(package: Package) -> int:
    """Return an id no tracked change of the text has."""
    ids = [
        element.get(f"{W}id", "")
        for part in package.parts()
        for element in package.tree(part).iter(*(f"{W}{name}" for name in _CHANGED))
    ]
    return max((int(id_) for id_ in ids if id_.isdecimal() and len(id_) < 10), default=8999) + 1


def packed(package: Package, changed_parts: Collection[str] = ()) -> bytes:
    """Return the package with its main part, its comments and `changed_parts` as they are now.

    The others are copied.
    """
    from lxml import etree

    changed = {
        name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, tree in package.trees.items()
        if name in (*_WRITTEN, package.main, package.relations, *changed_parts)
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in package.archive.infolist():
            data = changed.pop(info.filename, None)
            archive.writestr(info, package.read(info.filename) if data is None else data)
        for name, data in changed.items():
            archive.writestr(name, data)
    return out.getvalue()
