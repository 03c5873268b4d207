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
    path: list[str] = []
    key = ""
    kind = ""
    strings: list[Span] = []
    waiting = False
    for token in _TOKEN.finditer(data):
        first = data[token.start()]
        if first in b"{[":
            path.append(key)
            key, waiting = "", False
            if len(path) > _DEEPEST:
                raise ValueError("nested too deeply")
            if path == ["", "cells", ""] and first == 123:
                kind, strings = "", []
        elif first in b"}]":
            ends = first == 125 and path == ["", "cells", ""]
            if ends and kind == "markdown" and strings:
                yield _Cell(strings)
            key = path.pop() if path else ""
            waiting = False
            if path and path[-1] == "cells":
                key = ""
        elif first == 58:
            waiting = True
        elif first == 44:
            waiting = False
            if path and path[-1] not in ("source", "cells"):
                key = ""
        else:
            inside = Span(token.start() + 1, token.end() - 1)
            text = data[inside.start : inside.end].decode("utf-8", "replace")
            if path == ["", "cells", "", "source"]:
                strings.append(inside)
            elif not waiting:
                key = text
            elif path == ["", "cells", ""]:
                if key == "cell_type":
                    kind = text
                elif key == "source":
                    strings = [inside]
