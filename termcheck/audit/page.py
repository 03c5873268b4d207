"""The main content of a saved page: what stands in navigation and footers is not what it says.

The rest is blanked, byte for byte, so that places in the content are places in the page.
"""

from __future__ import annotations

import re

from termcheck.core.errors import ReaderError
from termcheck.core.source import Source
from termcheck.readers.html import END, START, tokens
from termcheck.readers.markup import EMPTY
from termcheck.readers.tags import read_tag
from termcheck.readers.views import masked_view

_BESIDE = frozenset(("nav", "footer", "aside", "header", "menu", "dialog"))
"""Elements that hold what stands on every page."""
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "dialog"))
_KEPT = re.compile(rb"[^\r\n\t ]")


def main_content(path: str, data: bytes, limit: int) -> bytes:
    """Return a page with all but its main content blanked; as it is if it cannot be read.

    The main content is that of `<main>`, else of `<article>`, else all that is not in `<nav>`,
    `<header>`, `<footer>`, `<aside>` or in an element of such a role.
    """
    try:
        source = Source.decode(path, data, limit)
    except ReaderError:
        return data
    spans = _elements(source.data)
    main = spans["main"] or spans["article"]
    whole = bytearray(source.data)
    if main:
        at = _start_of_body(source.data)
        for start, end in sorted(main):
            _blank(whole, at, start)
            at = max(at, end)
        _blank(whole, at, len(whole))
    for start, end in spans["beside"]:
        if not main or any(first <= start and end <= last for first, last in main):
            _blank(whole, start, end)
    return bytes(whole)


def _start_of_body(data: bytes) -> int:
    """Return where the head ends: the title of a page is part of what it says."""
    found = re.search(rb"</head\s*>|<body\b", data, re.IGNORECASE)
    return found.end() if found else 0


def _blank(whole: bytearray, start: int, end: int) -> None:
    whole[start:end] = _KEPT.sub(b" ", whole[start:end])


def _elements(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """Return the inner ranges of the elements that matter, the outermost of each kind."""
    elements = _Elements()
    view = masked_view(data, 0, [])
    for token, start, end, _text in tokens(view):
        tag = read_tag(view.data, start, end) if token in (START, END) else None
        if tag is None or tag.name in EMPTY:
            continue
        first, last = view.range(start, end)
        if token == END:
            elements.end(tag.name, first)
        elif not tag.empty:
            elements.start(tag.name, tag.value(view.data, "role").lower(), last)
    for _name, kind, inner in elements.open:
        # Navigation that never ends would take the rest of the page along.
        if kind in ("main", "article"):
            elements.found[kind].append((inner, len(data)))
    return elements.found


class _Elements:
    def __init__(self) -> None:
        self.found: dict[str, list[tuple[int, int]]] = {"main": [], "article": [], "beside": []}
        self.open: list[tuple[str, str, int]] = []
        """Name, kind and start of the elements that are open and matter, or have such a name."""

    def start(self, name: str, role: str, at: int) -> None:
        kind = _kind(name, role)
        if kind and not any(opened == kind for _, opened, _ in self.open):
            self.open.append((name, kind, at))
        elif any(opened == name for opened, _, _ in self.open):
            self.open.append((name, "", 0))

    def end(self, name: str, at: int) -> None:
        depth = next((n for n, opened in enumerate(reversed(self.open), 1) if opened[0] == name), 0)
        if depth:
            # What was left open ends with what it is in.
            for _name, kind, inner in self.open[-depth:]:
                if kind:
                    self.found[kind].append((inner, at))
            del self.open[-depth:]


def _kind(name: str, role: str) -> str:
    if name == "main" or role == "main":
        return "main"
    if name in _BESIDE or role in _ROLES:
        return "beside"
    return "article" if name == "article" else ""
