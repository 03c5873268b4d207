"""Which files a glossary is made of, without loading it when that is known already."""

from __future__ import annotations

import functools
from pathlib import Path

from termcheck.cache.objects import cached, digest
from termcheck.core.errors import GlossaryError
from termcheck.core.paths import shown_path
from termcheck.glossary.entries import items
from termcheck.glossary.files import DATA_KEYS, data_files, parse_glossary, read_file, resolve
from termcheck.typed_files.node import Node

_Place = tuple[str, int, int]
"""A name in a file, with its line and column."""


def files_of(*names: str | Path) -> tuple[Path, ...]:
    """Return every file that decides what the glossary `names` say: extended ones and data files.

    Raises `GlossaryError` if one is missing or no YAML.
    """
    waiting = [path for name in names for path in resolve(str(name), Path())]
    found: dict[Path, None] = {}
    while waiting:
        path = waiting.pop().resolve()
        if path in found:
            continue
        found[path] = None
        content = read_file(path)
        shown = shown_path(str(path))
        make = functools.partial(_references, content, shown)
        extends, data = cached("references", digest([content]), make)
        for name, line, column in extends:
            at = Node(name, shown, line, column, GlossaryError)
            waiting += resolve(name, path.parent, at)
        for pattern, line, column in data:
            at = Node(pattern, shown, line, column, GlossaryError)
            found.update(dict.fromkeys(data_files(path.parent, pattern, at)))
    return tuple(found)


def _references(content: bytes, path: str) -> tuple[list[_Place], list[_Place]]:
    root = parse_glossary(content, path)
    extends = [_place(node) for node in items(root.value.get("extends"))]
    return extends, [_place(node) for name in DATA_KEYS for node in items(root.value.get(name))]


def _place(node: Node) -> _Place:
    return str(node.value), node.line, node.column
