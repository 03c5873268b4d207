"""Errors of programs themselves: parsers that fail on a text, and tracebacks on request."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from termcheck.core.errors import ReaderError

DEBUG = "TERMCHECK_DEBUG"
"""Environment variable: show the traceback of an error of termcheck itself."""


@contextlib.contextmanager
def told_of_markdown(path: str) -> Iterator[None]:
    """Raise `ReaderError` where the parser of Markdown panics on the text of a path."""
    try:
        yield
    except BaseException as error:
        # What a panic of Rust is raised as, is no `Exception` and can be imported from nowhere.
        if type(error).__name__ != "PanicException":
            raise
        message = "cannot be read as Markdown: the parser fails on it"
        raise ReaderError(message, path=path) from None
