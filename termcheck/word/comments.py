"""The part of a Word file that holds its comments, made where there is none.

By hand, although python-docx 1.2 adds comments: it takes whole runs, which have to be split to the
words first, and knows no tracked changes, so that runs and changes would stay; it saves nine of the
17 parts of its own template otherwise than they were (`styles.xml`, `numbering.xml`, core
properties), where here three change, and its import costs three times that of lxml (124 ms, 40 ms).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from termcheck.readers.docx_parts import Package, W, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

PART = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PR = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_URL = re.compile(r'https?://[^\s"\\]+')
_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()


class Comments:
    """The comments of a package; existing ones keep their ids and their text."""

    def __init__(self, package: Package, author: str, date: str) -> None:
        self.package = package
        self.author = author
        self.date = date
        names = set(package.archive.namelist())
        if PART in names:
            self.tree = package.tree(PART)
        else:
            self.tree = parse(_EMPTY, PART, package.path)
            package.trees[PART] = self.tree
            self._relate()
        self._others = len(self.tree)
        ids = [element.get(f"{W}id", "") for element in self.tree.iter(f"{W}comment")]
        self._next = (
            max((int(id_) for id_ in ids if id_.isdecimal() and len(id_) < 10), default=-1) + 1
        )

    def add(self, paragraphs: Sequence[str]) -> str:
        """Add a comment of some paragraphs and return its id; one that is a URL is a link."""
        name = str(self._next)
        self._next += 1
        made = _element(self.tree, "comment", id=name, author=self.author, date=self.date)
        # They are made from the end of the text to its start, and read from the start.
        self.tree.insert(self._others, made)
        made.set(f"{W}initials", "".join(word[0] for word in self.author.split())[:3])
        for text in paragraphs:
            paragraph = _element(made, "p")
            linked = _URL.fullmatch(text) is not None
            if linked:
                _field(paragraph, "begin")
                _element(_element(paragraph, "r"), "instrText").text = f'HYPERLINK "{text}"'
                _field(paragraph, "separate")
            _element(_element(paragraph, "r"), "t").text = text
            if linked:
                _field(paragraph, "end")
        return name

    def _relate(self) -> None:
        """Say in the package that there is a part of comments."""
        relations = self.package.tree(self.package.relations)
        used = {relation.get("Id") for relation in relations}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        relation = relations.makeelement(f"{_PR}Relationship")
        relation.set("Id", f"rId{number}")
        relation.set("Type", f"{_R}/comments")
        relation.set("Target", "comments.xml")
        relations.append(relation)
        types = self.package.tree(_TYPES)
        override = types.makeelement(f"{_CT}Override")
        override.set("PartName", f"/{PART}")
        override.set("ContentType", _MIME)
        types.append(override)


def mark(runs: Sequence[_Element], name: str) -> None:
    """Put the marks of a comment around runs that stand in order."""
    start = runs[0].makeelement(f"{W}commentRangeStart")
    start.set(f"{W}id", name)
    runs[0].addprevious(start)
    end = runs[-1].makeelement(f"{W}commentRangeEnd")
    end.set(f"{W}id", name)
    runs[-1].addnext(end)
    run = end.makeelement(f"{W}r")
    _element(run, "commentReference", id=name)
    end.addnext(run)


def _field(paragraph: _Element, kind: str) -> None:
    _element(_element(paragraph, "r"), "fldChar", fldCharType=kind)


def _element(parent: _Element, tag: str, **attributes: str) -> _Element:
    made = parent.makeelement(f"{W}{tag}")
    for name, value in attributes.items():
        made.set(f"{W}{name}", value)
    parent.append(made)
    return made
