"""How a file is read: what every reader is, and what it can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from termcheck.core.document import Document
from termcheck.core.source import Source

FRONT_MATTER_KEYS = (
    "title", "description", "summary", "excerpt", "subtitle", "tagline", "tldr", "abstract", "lead",
)  # fmt: skip
"""Front matter fields that are prose, unless the configuration says otherwise."""


class Flavour(StrEnum):
    """How Markdown is read."""

    AUTO = "auto"
    COMMONMARK = "commonmark"
    GFM = "gfm"
    MKDOCS = "mkdocs"
    HUGO = "hugo"
    JEKYLL = "jekyll"
    MDX = "mdx"
    MYST = "myst"


class FileFormat(StrEnum):
    """What a file can be said to be, by the name of the format that reads it."""

    MARKDOWN = "markdown"
    HTML = "html"
    TEXT = "text"
    RST = "rst"
    ASCIIDOC = "asciidoc"
    NOTEBOOK = "notebook"
    DATA = "data"
    PO = "po"
    XLIFF = "xliff"
    PYTHON = "python"
    CODE = "code"
    SVG = "svg"
    WXR = "wxr"
    GHOST = "ghost"
    LATEX = "latex"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader is told; each heeds what its syntax knows."""

    flavour: str = Flavour.AUTO
    front_matter_keys: frozenset[str] = frozenset(FRONT_MATTER_KEYS)
    only: Sequence[int] | None = None
    """Offsets of the bytes that matter, in order, where only some do: blocks that hold none of
    them may be left out."""
    format: FileFormat | None = None
    """What the file is, where its path does not say it."""
    not_prose: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns of what is no prose, by the name of a format or `all`."""
    code_roles: tuple[str, ...] = ()
    """Names of roles, macros and elements whose text is code."""

    def patterns(self, form: str) -> tuple[str, ...]:
        """Return the patterns of what is no prose in a format."""
        return tuple(
            pattern
            for name, patterns in self.not_prose
            if name in ("all", form)
            for pattern in patterns
        )


class Reader(Protocol):
    """Turns a source of one syntax into a document.

    It fails on nothing: what it cannot understand is in `Document.problems`.
    """

    def __call__(self, source: Source, reading: Reading, /) -> Document:
        """Return a source as prose."""


class FileReader(Protocol):
    """Takes the text out of a file that is none."""

    def __call__(self, path: str, raw: bytes, limit: int, /) -> Source:
        """Return the text; raises `ReaderError` if the bytes are no such file, or too many."""
