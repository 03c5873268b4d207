"""Jupyter notebooks: their Markdown cells, read as one text; code and output are not prose.

The notebook format 4 keeps a cell's text as a JSON string or a list of them; every character is
mapped to its place in the file, escapes included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import markdown
from termcheck.readers.json_text import JsonString, json_parts, strings_of
from termcheck.readers.pieces import read_pieces
from termcheck.readers.reading import Reading


def read(source: Source, reading: Reading) -> Document:
    """Return the prose of a notebook."""
    strings, problems = strings_of(source, "a notebook")
    if problems:
        return Document(source, (), problems=problems)
    pieces = (
        [part for string in cell for part in json_parts(source.data, string)]
        for cell in _cells(source.data, strings)
    )
    return read_pieces(filter(None, pieces), source, reading, markdown.read, "md")


def _cells(data: bytes, strings: Iterable[JsonString]) -> Iterator[list[Span]]:
    """Yield the strings of each Markdown cell of a notebook."""
    kinds: dict[str | int, bytes] = {}
    texts: dict[str | int, list[Span]] = {}
    for path, inside in strings:
        if path[:1] != ("cells",) or len(path) < 3:
            continue
        cell, name = path[1:3]
        if name == "cell_type" and len(path) == 3:
            kinds[cell] = data[slice(*inside)]
        elif name == "source":
            texts.setdefault(cell, []).append(inside)
    yield from (text for cell, text in texts.items() if kinds.get(cell) == b"markdown")
