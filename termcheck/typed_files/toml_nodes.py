"""TOML with positions: `tomllib` reads the values, a small scanner finds where each one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from termcheck.core.errors import TermcheckError
from termcheck.typed_files.node import Node

DEPTH = 100
"""Levels of tables and lists in each other, at most."""
_BITS = 64
"""Of the largest whole number TOML knows."""
_Path = tuple[str | int, ...]
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_STRINGS = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}'
    r"|'''[\s\S]*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)


def parse_toml(text: str, path: str, error_type: type[TermcheckError]) -> Node:
    """Return a TOML text as nodes that know their line and column.

    Raises `error_type` with file, line and column if it is not TOML.
    """
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, line, column = _syntax_error(str(error), text)
        raise error_type(f"not valid TOML: {reason}", path=path, line=line, column=column) from None
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        raise error_type(f"not valid TOML: {what}", path=path) from None
    if _is_deep(values):
        raise error_type("not valid TOML: nested too deeply", path=path)
    # tomllib reads "\r\n" as "\n"; a lone "\r" is an error it has told by now.
    text = text.replace("\r\n", "\n")
    places = _Scanner(text).places()
    return _node(values, (), places, (1, 1), path, error_type)


def _is_deep(values: Any) -> bool:
    """Return whether values are nested deeper than anything that means something."""
    level = [values]
    for _ in range(DEPTH):
        inner = (child.values() if isinstance(child, dict) else child for child in level)
        level = [child for some in inner for child in some if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _syntax_error(message: str, text: str) -> tuple[str, int, int]:
    """Return what `tomllib` says is wrong, with line and column."""
    found = re.search(r"^(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if found is None:
        return message, 0, 0
    reason = found[1][:1].lower() + found[1][1:]
    if found[2]:
        return reason, int(found[2]), int(found[3])
    return f"{reason} at the end", text.count("\n") + 1, len(text) - text.rfind("\n")


def _node(
    value: Any,
    at: _Path,
    places: dict[_Path, tuple[int, int, int, int]],
    above: tuple[int, int],
    path: str,
    error_type: type[TermcheckError],
) -> Node:
    place = places.get(at)
    here = (place[2], place[3]) if place else above

    def child(name: str | int, child_value: Any) -> Node:
        return _node(child_value, (*at, name), places, here, path, error_type)

    if isinstance(value, list):
        items = [child(index, item) for index, item in enumerate(value)]
        return Node(items, path, *here, error_type)
    if isinstance(value, dict):
        keys = {name: places[(*at, name)][:2] for name in value if (*at, name) in places}
        return Node(
            {name: child(name, item) for name, item in value.items()}, path, *here, error_type, keys
        )
    node = Node(value, path, *here, error_type)
    if isinstance(value, int) and value.bit_length() > _BITS:
        raise node.error("not valid TOML: a number is too long")
    if isinstance(value, str) and "\0" in value:
        raise node.error("text with a NUL in it means nothing here")
    return node


class _Scanner:
    """Walks a text `tomllib` has accepted, so that it need not look for mistakes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.found: dict[_Path, tuple[int, int, int, int]] = {}
        self.tables: dict[_Path, int] = {}

    def places(self) -> dict[_Path, tuple[int, int, int, int]]:
        """Return line and column of the key and of the value of every path of keys and indexes."""
        prefix: _Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.peek() == "[":
                prefix = self.header()
            else:
                self.pair(prefix)
            self.skip(_BLANK)
        return self.found

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group()

    def point(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def note(self, path: _Path, key: int, value: int) -> None:
        self.found.setdefault(path, (*self.point(key), *self.point(value)))

    def header(self) -> _Path:
        start = self.at
        listed = self.text.startswith("[[", start)
        self.at += 2 if listed else 1
        path: _Path = ()
        for name, where in self.names():
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
            path = (*path, name)
            self.note(path, where, start)
        self.at += 2 if listed else 1
        if listed:
            index = self.tables.get(path, 0)
            self.tables[path] = index + 1
            path = (*path, index)
            self.note(path, start, start)
        elif path in self.tables:
            path = (*path, self.tables[path] - 1)
        return path

    def names(self) -> Iterator[tuple[str, int]]:
        """Yield the parts of a dotted key with their offsets."""
        while True:
            self.skip(_SPACE)
            where = self.at
            if self.peek() in ('"', "'"):
                quoted = self.skip(_STRINGS)
                yield _unquote(quoted), where
            else:
                yield self.skip(_BARE_KEY), where
            self.skip(_SPACE)
            if self.peek() != ".":
                return
            self.at += 1

    def pair(self, prefix: _Path) -> None:
        path = prefix
        parts = list(self.names())
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        for name, where in parts:
            path = (*path, name)
            self.note(path, where, self.at)
        self.value(path)

    def value(self, path: _Path) -> None:
        opening = self.peek()
        if opening in ('"', "'"):
            self.skip(_STRINGS)
        elif opening == "[":
            self.items(path)
        elif opening == "{":
            self.at += 1
            self.skip(_BLANK)
            while self.peek() not in ("}", ""):
                self.pair(path)
                self.separator()
            self.at += 1
        else:
            self.skip(_BARE_VALUE)

    def items(self, path: _Path) -> None:
        self.at += 1
        self.skip(_BLANK)
        index = 0
        while self.peek() not in ("]", ""):
            self.note((*path, index), self.at, self.at)
            self.value((*path, index))
            self.separator()
            index += 1
        self.at += 1

    def separator(self) -> None:
        self.skip(_BLANK)
        if self.peek() == ",":
            self.at += 1
        self.skip(_BLANK)


def _unquote(quoted: str) -> str:
    import tomllib

    return str(next(iter(tomllib.loads(f"{quoted} = 0"))))
