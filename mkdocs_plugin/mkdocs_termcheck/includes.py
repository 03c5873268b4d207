"""Files that pages include: what they hold is published, so they are checked where they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs_termcheck.sources import Home

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".txt")
"""Other files (`--8<-- "example.py"`) are code."""

_SNIPPET = re.compile(r"""^[ \t]*-+8<-+[ \t]+(["'])(?P<path>.+?)\1[ \t]*$""", re.M)
_SNIPPETS = re.compile(r"^[ \t]*-+8<-+[ \t]*$(?P<body>.*?)^[ \t]*-+8<-+[ \t]*$", re.M | re.S)
_TAG = re.compile(r"""\{%-?\s*include(?:-markdown)?\s+(["'])(?P<path>.+?)\1""")
_SECTION = re.compile(r":(?:[a-zA-Z][-\w]*|[-\d:,]*)$")


@dataclass(frozen=True, slots=True)
class Includes:
    """Where the files that pages include are looked for."""

    home: Home
    bases: tuple[Path, ...]
    """Base folders of `pymdownx.snippets`."""
    appended: tuple[str, ...] = ()
    """Snippets at the end of every page."""

    @classmethod
    def of(cls, home: Home, extensions: Mapping[str, Any]) -> Includes:
        """Return the places by the configuration of Markdown extensions."""
        options = extensions.get("pymdownx.snippets") or {}
        bases = options.get("base_path", ["."])
        bases = [bases] if isinstance(bases, str | os.PathLike) else bases
        return cls(
            home,
            tuple(Path(base).absolute() for base in bases),
            tuple(str(option) for option in options.get("auto_append") or ()),
        )

    def all(self) -> Iterator[str]:
        """Yield the files that every page includes."""
        yield from self._files(self.appended, self.home.docs)

    def of_page(self, markdown: str, path: str) -> Iterator[str]:
        """Yield the absolute paths of files the text of a page includes, and of what they include.

        `path` is that of the page, where relative paths start.
        """
        waiting = list(self._files(names(markdown), Path(path).parent))
        seen: set[str] = set()
        while waiting:
            file = waiting.pop()
            if file in seen or file == path:
                continue
            seen.add(file)
            yield file
            text = Path(file).read_text(encoding="utf-8", errors="replace")
            waiting += self._files(names(text), Path(file).parent)

    def _files(self, included: Iterable[str], folder: Path) -> Iterator[str]:
        from termcheck import Project

        for name in included:
            relative = name.lstrip("/")
            for base in (*self.bases, folder, self.home.docs, self.home.config):
                path = os.path.normpath(base / relative)
                if path.lower().endswith(SUFFIXES) and Path(path).is_file():
                    # What others include from elsewhere is theirs to judge.
                    if Project(str(self.home.config)).may_reach(path):
                        yield path
                    break


def names(markdown: str) -> Iterator[str]:
    """Yield the names of files a text includes, as they are written, without their sections."""
    if "8<-" in markdown:
        for found in _SNIPPET.finditer(markdown):
            yield _SECTION.sub("", found["path"])
        for found in _SNIPPETS.finditer(markdown):
            for line in found["body"].splitlines():
                name = _SECTION.sub("", line.strip().strip("\"'"))
                if name and not name.startswith(";"):
                    yield name
    if "{%" in markdown:
        for found in _TAG.finditer(markdown):
            yield found["path"]
