"""Positions of the protocol and bytes of the source, in the units the client counts in."""

from __future__ import annotations

from lsprotocol import types

from termcheck import Source, Span

_UNITS = {
    types.PositionEncodingKind.Utf8: ("utf-8", 1),
    types.PositionEncodingKind.Utf16: ("utf-16-le", 2),
    types.PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


class Places:
    """A source with positions in the units (bytes, UTF-16 or code points) a client asked for."""

    def __init__(self, source: Source, encoding: str) -> None:
        self.source = source
        kind = types.PositionEncodingKind(encoding)
        self._codec, self._size = _UNITS[kind]

    def position(self, offset: int) -> types.Position:
        """Return the position of a byte offset."""
        line = self.source.line_of(offset)
        before = self.source.data[self.source.line_starts[line - 1] : offset].decode("utf-8")
        return types.Position(line - 1, len(before.encode(self._codec)) // self._size)

    def range(self, span: Span) -> types.Range:
        """Return the range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the byte offset of a position; what is behind the end of a line is its end."""
        line = min(position.line, len(self.source.line_starts) - 1)
        text = self.source.line_text(line + 1)
        units = text.encode(self._codec)[: position.character * self._size]
        return self.source.line_starts[line] + len(units.decode(self._codec, "ignore").encode())

    def span(self, range_: types.Range) -> Span:
        """Return the span of a range."""
        return Span(self.offset(range_.start), self.offset(range_.end))
