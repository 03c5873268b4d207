"""Fenced blocks that stand for something termcheck draws.

    ```termcheck-label        one subject a line: the label of each
    ```termcheck-compare      one subject a line: a table of them all; a line `definitions: ID, ID`
                              limits it
    ```termcheck-glossary     the entries of the glossary; ids of terms, one a line, limit it

Found line by line, as fences may stand in lists, quotes, admonitions and tabs. A fence inside a
longer one is an example, not a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from termcheck.core.patterns import lazy

KINDS = ("label", "compare", "glossary")
MARKER = "termcheck-"

_OPEN = lazy(r"(?P<indent>[ \t>]*)(?P<bar>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n]*)")
_INFO = lazy(r"\{?[ \t]*\.?termcheck-(?P<kind>[a-z]+)(?=[\s}]|$)")
_LINE = lazy(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_ID = lazy(r"[^,\s]+")
_DEFINITIONS = lazy(r"definitions[ \t]*:", re.IGNORECASE)


class Word(NamedTuple):
    """A name in a block and where it stands (code points, half-open)."""

    text: str
    start: int
    end: int


class Fence(NamedTuple):
    """One block, from the start of its opening line to the end of its closing one."""

    kind: str
    """One of `KINDS`."""
    start: int
    end: int
    indent: str
    """What stands before the fence: spaces and `>` of quotes."""
    names: tuple[Word, ...]
    """Subjects or terms."""
    definitions: tuple[Word, ...] = ()


def find_fences(text: str) -> Iterator[Fence]:
    """Yield the blocks of a Markdown text, in order."""
    if MARKER not in text:
        return
    opened: re.Match[str] | None = None
    start = 0
    body: list[tuple[int, str]] = []
    for line in _LINE.finditer(text):
        match = _OPEN.match(line[0])
        if opened is None:
            if match is not None and not ("`" in match["bar"] and "`" in match["info"]):
                opened, start, body = match, line.start(), []
            continue
        bar = opened["bar"]
        if match and match["bar"].startswith(bar) and not match["info"].strip():
            end = line.start() + len(line[0].rstrip("\r\n"))
            yield from _fence(opened, start, end, body)
            opened = None
        else:
            body.append((line.start(), line[0]))
    if opened is not None:
        yield from _fence(opened, start, len(text), body)


def _fence(
    opened: re.Match[str], start: int, end: int, body: list[tuple[int, str]]
) -> Iterator[Fence]:
    info = _INFO.match(opened["info"])
    if info is None or info["kind"] not in KINDS:
        return
    names: list[Word] = []
    definitions: list[Word] = []
    for at, line in body:
        text = line.strip(" \t>\r\n")
        if not text:
            continue
        first = at + line.index(text)
        limits = _DEFINITIONS.match(text) if info["kind"] == "compare" else None
        if limits is None:
            names.append(Word(text, first, first + len(text)))
            continue
        for match in _ID.finditer(text, limits.end()):
            definitions.append(Word(match[0], first + match.start(), first + match.end()))
    yield Fence(info["kind"], start, end, opened["indent"], tuple(names), tuple(definitions))
