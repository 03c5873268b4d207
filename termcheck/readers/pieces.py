"""Texts that stand apart in a file, read as one: each part of them keeps its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from termcheck.core.document import Document
from termcheck.core.source import Source
from termcheck.readers.embedded import Embedding, Stretch, embed
from termcheck.readers.reading import Reader, Reading


class Part(NamedTuple):
    """A part of a text."""

    text: bytes
    start: int
    """Where it stands in the source (bytes)."""
    end: int
    same: bool
    """Whether it stands there exactly so."""


Piece = list[Part]
"""One text: the parts it is made of, in order."""


def enclosed(tag: str, parts: Piece) -> Piece:
    """Return a text as an element of HTML, whose tags stand nowhere in the source."""
    start, end = parts[0].start, parts[-1].end
    opening, closing = f"<{tag}>".encode(), f"</{tag}>".encode()
    return [Part(opening, start, start, False), *parts, Part(closing, end, end, False)]


def read_pieces(
    pieces: Iterable[Piece], source: Source, reading: Reading, reader: Reader, ending: str
) -> Document:
    """Return texts of a source, in any order, as `reader` reads them; none goes on in another."""
    data = bytearray()
    stretches: list[Stretch] = []
    for piece in sorted(pieces, key=lambda piece: piece[0].start):
        for part in piece:
            begin = len(data)
            data += part.text
            stretches.append(Stretch(begin, len(data), part.start, part.end, part.same))
        end = piece[-1].end
        stretches.append(Stretch(len(data), len(data) + 2, end, end, False))
        data += b"\n\n"
    inner = reader(Source(f"{source.path}.{ending}", bytes(data)), replace(reading, only=None))
    return embed(inner, source, Embedding(stretches))
