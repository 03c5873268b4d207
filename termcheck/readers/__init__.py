"""Readers: a source in, a document out.

`READERS` says which reader takes which suffix; a file nobody claims is plain text.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from termcheck.core.document import Document
from termcheck.core.source import MAX_BYTES, Source

FILES: Mapping[str, str] = {".docx": "docx"}
"""Suffix of files that are no text to the module that takes their text out: its `decode`."""


def is_text(path: str) -> bool:
    """Return whether the bytes of a file are its text, by its path's suffix."""
    return not path.lower().endswith(tuple(FILES))


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return the source of a file's raw bytes, by its path's suffix.

    Raises `ReaderError` if they are not what the suffix says, or more than `limit` bytes.
    """
    name = FILES.get(PurePosixPath(path).suffix.lower())
    if name is None:
        return Source.decode(path, raw, limit)
    module = importlib.import_module(f"termcheck.readers.{name}")
    source: Source = module.decode(path, raw, limit)
    return source


Reader = Callable[[Source], Document]
"""What a third party passes in: a function from a source to its document."""

READERS: Mapping[str, str] = {
    **dict.fromkeys((".md", ".markdown", ".mdx", ".mdown", ".mkd", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".txt", ".text"), "text"),
    **dict.fromkeys((".rst", ".rest"), "rst"),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "asciidoc"),
    ".ipynb": "notebook",
    ".docx": "docx",
}
"""Suffix, in lower case, to the module of this package that reads it."""

FLAVOURS = ("auto", "commonmark", "gfm", "mkdocs", "hugo", "jekyll", "mdx", "myst")
FRONT_MATTER_KEYS = frozenset({"title", "description", "summary", "excerpt"})
"""Front matter fields that are prose, unless the configuration says otherwise."""


def further(path: str) -> Mapping[str, Reader]:
    """Return the reader an installed package has for a file termcheck has none for."""
    suffix = PurePosixPath(path).suffix.lower()
    if not suffix or suffix in READERS:
        return {}
    from termcheck.readers.plugins import reader_of

    found = reader_of(suffix)
    return {suffix: found} if found is not None else {}


def read(
    source: Source,
    *,
    flavour: str = "auto",
    front_matter_keys: frozenset[str] = FRONT_MATTER_KEYS,
    readers: Mapping[str, Reader] | None = None,
    only: Sequence[int] | None = None,
) -> Document:
    """Return a source as prose, by its path's suffix.

    `flavour` is one of `FLAVOURS` and only matters for Markdown; `readers` maps further suffixes,
    or known ones that are to be read otherwise, to readers. Where `only` some bytes matter (their
    offsets, in order), blocks that hold none of them may be left out. Whatever the source holds,
    this does not fail: what cannot be understood is in `Document.problems`.
    """
    suffix = PurePosixPath(source.path).suffix.lower()
    if readers and suffix in readers:
        return readers[suffix](source)
    name = READERS.get(suffix, "text")
    module = importlib.import_module(f"termcheck.readers.{name}")
    known = {"only": only} if name == "markdown" else {}
    document: Document = module.read(
        source, flavour=flavour, front_matter_keys=front_matter_keys, **known
    )
    return document
