"""Jupyter notebooks: their Markdown cells, read as one text; code and output are not prose.

The notebook format 4 keeps a cell's text as a JSON string or a list of them; every character is
mapped to its place in the file, escapes included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import markdown
from termcheck.readers.embedded import Embedding, Stretch, embed
from termcheck.readers.reading import Reading

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}:,]', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")
_DEEPEST = 200


class _Cell(NamedTuple):
    """A Markdown cell: where the strings of its text stand, quotation marks left out."""

    strings: list[Span]


def read(source: Source, reading: Reading) -> Document:
    """Return the prose of a notebook."""
    try:
        json.loads(source.data.decode("utf-8-sig"))
        cells = list(_cells(source.data))
    except (ValueError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        start = len(source.data.decode("utf-8-sig")[:at].encode()) + source.text_start
        start = max(0, min(start, len(source.data) - 1))
        told = f"not a notebook: {getattr(error, 'msg', str(error)).lower()}"
        return Document(source, (), problems=((Span(start, start), told),))
    data = bytearray()
    stretches: list[Stretch] = []
    for cell in cells:
        for string in cell.strings:
            _decode(source.data, string, data, stretches)
        end = cell.strings[-1].end
        stretches.append(Stretch(len(data), len(data) + 2, end, end, False))
        data += b"\n\n"
    inner = Source(f"{source.path}.md", bytes(data))
    document = markdown.read(inner, replace(reading, only=None))
    return embed(document, source, Embedding(stretches))


def _decode(raw: bytes, string: Span, data: bytearray, stretches: list[Stretch]) -> None:
    """Add the characters of a JSON string to a text, and where each of them stands."""
    at = string.start
    for escape in _ESCAPE.finditer(raw, string.start, string.end):
        _add(raw[at : escape.start()], at, escape.start(), True, data, stretches)
        text = json.loads(b'"' + escape[0] + b'"').encode("utf-8", "replace")
        _add(text, *escape.span(), False, data, stretches)
        at = escape.end()
    _add(raw[at : string.end], at, string.end, True, data, stretches)


def _add(
    text: bytes, start: int, end: int, same: bool, data: bytearray, stretches: list[Stretch]
) -> None:
    if text:
        stretches.append(Stretch(len(data), len(data) + len(text), start, end, same))
        data += text


def _cells(data: bytes) -> Iterator[_Cell]:
    """Yield the Markdown cells of a notebook that is known to be JSON."""
    walk = _Walk()
    for token in _TOKEN.finditer(data):
        first = data[token.start()]
        if first in b"{[":
            walk.open(is_object=first == 123)
        elif first in b"}]":
            cell = walk.close(is_object=first == 125)
            if cell is not None:
                yield cell
        elif first == 58:
            walk.waiting = True
        elif first == 44:
            walk.next()
        else:
            inside = Span(token.start() + 1, token.end() - 1)
            walk.string(data[inside.start : inside.end].decode("utf-8", "replace"), inside)


class _Walk:
    """Where in a notebook one is, token by token."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.key = ""
        self.kind = ""
        """Of the cell that is open."""
        self.strings: list[Span] = []
        """Of its source."""
        self.waiting = False
        """Whether a value comes."""

    @property
    def in_cell(self) -> bool:
        return self.path == ["", "cells", ""]

    def open(self, *, is_object: bool) -> None:
        self.path.append(self.key)
        self.key, self.waiting = "", False
        if len(self.path) > _DEEPEST:
            raise ValueError("nested too deeply")
        if self.in_cell and is_object:
            self.kind, self.strings = "", []

    def close(self, *, is_object: bool) -> _Cell | None:
        """Go one level up; return the cell that ends, if it is of Markdown and not empty."""
        ends = is_object and self.in_cell and self.kind == "markdown" and bool(self.strings)
        self.key = self.path.pop() if self.path else ""
        self.waiting = False
        if self.path and self.path[-1] == "cells":
            self.key = ""
        return _Cell(self.strings) if ends else None

    def next(self) -> None:
        self.waiting = False
        if self.path and self.path[-1] not in ("source", "cells"):
            self.key = ""

    def string(self, text: str, inside: Span) -> None:
        if self.path == ["", "cells", "", "source"]:
            self.strings.append(inside)
        elif not self.waiting:
            self.key = text
        elif self.in_cell and self.key == "cell_type":
            self.kind = text
        elif self.in_cell and self.key == "source":
            self.strings = [inside]
