"""What a parser reads of a page whose containers were unfolded, and where it comes from."""

from __future__ import annotations

from typing import NamedTuple

from termcheck.core.document import Kind


class Caption(NamedTuple):
    """A paragraph of the view that is no paragraph of the page."""

    kind: Kind
    name: str


class Unfolded:
    """Bytes to parse, with the distance to the source from each of `starts` on."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.data = bytearray()
        self.starts: list[int] = []
        self.deltas: list[int] = []
        self.captions: dict[int, Caption] = {}
        """Paragraphs that are titles, by where they start in `data`."""

    def copy(self, start: int, end: int) -> None:
        """Show source bytes."""
        delta = start - len(self.data)
        if not self.deltas or self.deltas[-1] != delta:
            self.starts.append(len(self.data))
            self.deltas.append(delta)
        self.data += self.source[start:end]

    def insert(self, text: bytes, at: int) -> None:
        """Show bytes that are not in the source, as if they stood at `at`."""
        if text[:1] == b"\n" and self.data[-1:] == b"\r":
            # The two would be one line break.
            text = b"\n" + text
        self.starts.append(len(self.data))
        self.deltas.append(at - len(self.data))
        self.data += text

    def caption(self, start: int, end: int, indent: bytes, kind: Kind, name: str) -> None:
        """Show a title as a paragraph of its own, a blank line where there is none."""
        titled = bool(self.source[start:end].strip())
        self.insert(b"\n" + indent if titled else b"\n", start)
        if titled:
            while self.source[start : start + 1] in (b" ", b"\t"):
                start += 1
            self.captions[len(self.data)] = Caption(kind, name)
            self.copy(start, end)
            self.insert(b"\n\n", end)
