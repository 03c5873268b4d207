"""What the readers of formats share that are read line by line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from termcheck.core.document import Document
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives

_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


class LineReader(Protocol):
    """Takes the lines of one document in order."""

    def line(self, start: int, end: int, after: int) -> None:
        """Take a line whose text is `start:end` and whose line break ends at `after`."""

    def finish(self) -> None:
        """End what is open."""


def read_lines(
    source: Source, make: Callable[[Source, Builder, Directives], LineReader]
) -> Document:
    """Return a source as the document that the reader made for it builds of its lines."""
    builder, directives = Builder(), Directives(source)
    reader = make(source, builder, directives)
    at, size = source.text_start, len(source.data)
    while at < size:
        line = _LINE.match(source.data, at)
        assert line is not None
        reader.line(line.start(), line.end(1), line.end())
        at = line.end()
    reader.finish()
    return Document(
        source,
        tuple(builder.finish()),
        directives.finish(),
        problems=tuple(directives.problems),
    )
