"""Readers of other packages, for suffixes termcheck has none for: entry points `termcheck.readers`.

A package names a suffix and a function from a `Source` to a `Document`, in its `pyproject.toml`:

    [project.entry-points."termcheck.readers"]
    wiki = "my_package:read"
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from termcheck.core.document import Document
from termcheck.core.errors import PluginError, TermcheckError
from termcheck.core.source import Source

GROUP = "termcheck.readers"


@cache
def reader_of(suffix: str) -> Callable[[Source], Document] | None:
    """Return the reader an installed package has for a suffix (`.wiki`), None if there is none.

    What it raises becomes a `PluginError`, and so does a reader that cannot be loaded.
    """
    from importlib.metadata import entry_points

    found = next(iter(entry_points(group=GROUP, name=suffix.removeprefix("."))), None)
    if found is None:
        return None
    called = f"reader `{found.value}` for `{suffix}`"
    try:
        read = found.load()
    except Exception as error:
        raise PluginError(f"{called} cannot be loaded: {error}") from None

    def reader(source: Source) -> Document:
        try:
            document = read(source)
        except TermcheckError:
            raise
        except Exception as error:
            told = f"{called} failed: {type(error).__name__}: {error}"
            raise PluginError(told, path=source.path) from None
        if not isinstance(document, Document):
            raise PluginError(f"{called} returned no document", path=source.path)
        return document

    return reader
