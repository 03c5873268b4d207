"""Files that are no prose, or hold it in a way that cannot be read: what is told of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from termcheck.core.errors import ReaderError

_PROGRAMS = re.compile(
    r"(?:(?:GNU)?Makefile|Dockerfile|Containerfile|Jenkinsfile|Vagrantfile|Gemfile|Rakefile|Procfile"
    r"|Brewfile|Justfile|Podfile|Fastfile|BUILD|WORKSPACE|CODEOWNERS)$",
    re.IGNORECASE,
)
"""Files without a suffix that are no prose."""
_SAVED = frozenset({".pages", ".pdf", ".doc", ".docm", ".dot", ".dotx", ".wpd", ".gdoc", ".fodt"})
"""Ends of files of word processors that are read when they are saved in another way."""
_CONTAINERS = (
    (b"%PDF-", "a PDF; check what it was made of"),
    (b"{\\rtf", "rich text (RTF); name it .rtf, or save it as .docx"),
    (b"PK\x03\x04", "an archive; unpack it, or save it as .docx"),
)


def is_program(path: str) -> bool:
    """Return whether a file without a suffix is no prose, by its name."""
    return _PROGRAMS.match(PurePosixPath(path).name) is not None


def unreadable(path: str) -> ReaderError:
    """Return (not raise) the error for a file of a kind there is no reader for."""
    file = PurePosixPath(path)
    named = not file.suffix or file.suffix == ".txt"
    kind = f"`{file.name}`" if named else f"`{file.suffix}` files"
    if file.suffix.lower() in _SAVED:
        return ReaderError(f"there is no reader for {kind}; save it as Word (.docx)", path=path)
    remedy = "`--as text` reads it as prose, `[readers]` in the configuration says what it is"
    return ReaderError(f"there is no reader for {kind}; {remedy}", path=path)


def refuse_container(path: str, raw: bytes) -> None:
    """Raise `ReaderError` for the bytes of a file that holds its text in another way."""
    for magic, told in _CONTAINERS:
        if raw.startswith(magic):
            raise ReaderError(told, path=path)
    if raw.startswith(b"#!") and not PurePosixPath(path).suffix:
        raise ReaderError("a program; `--as text` reads it as prose", path=path)
