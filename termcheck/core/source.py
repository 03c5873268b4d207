"""A file as read: its bytes, and the lines and columns of any place in it."""

from __future__ import annotations

import codecs
import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from termcheck.core.errors import ReaderError

MAX_BYTES = 20_000_000
"""Files larger than this (bytes) are refused with a message instead of being read."""


def check_size(path: str, raw: bytes, limit: int = MAX_BYTES) -> None:
    """Raise `ReaderError` for a file of more than `limit` bytes."""
    if len(raw) > limit:
        size = f"file is {len(raw) / 1e6:.0f} MB, the limit is {limit / 1e6:g} MB"
        raise ReaderError(f"{size}; exclude it or split it", path=path)


class Span(NamedTuple):
    """A half-open range of byte offsets into `Source.data`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a byte."""
        return self.start < other.end and other.start < self.end


class Point(NamedTuple):
    """A place a person can go to: 1-based line, 1-based column in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One document as read from disk, an editor or a pipe.

    `data` is UTF-8. It is the file's own bytes, byte order mark and line endings included, unless
    the file was UTF-16, when it is the same text transcoded and `encoding` says so. Every `Span`
    counts bytes of `data`.
    """

    path: str
    """As shown to the user: relative to the working directory, with forward slashes."""
    data: bytes
    encoding: str = "utf-8"
    """`utf-8`, `utf-8-sig`, `utf-16-le` or `utf-16-be`: how to write the text back."""
    origin: bytes = b""
    """The file's own bytes where it is no text but holds one (Word); `data` is then that text."""

    @classmethod
    def decode(cls, path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
        """Return the source of a file's raw bytes.

        Raises `ReaderError` if they are no text, in an encoding other than UTF-8 or UTF-16 with a
        byte order mark, or more than `limit` bytes.
        """
        check_size(path, raw, limit)
        for mark, name in (
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
        ):
            if raw.startswith(mark):
                try:
                    data = raw[2:].decode(name).encode()
                except UnicodeError:
                    raise ReaderError("not valid UTF-16 text", path=path) from None
                if b"\0" in data[:8192]:  # UTF-32 begins like UTF-16
                    break
                return cls(path, data, name)
        if b"\0" in raw[:8192]:
            raise ReaderError("binary file, not text; exclude it", path=path)
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            before = raw[: error.start]
            line = before.count(b"\n") + 1
            column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
            raise ReaderError(
                f"not UTF-8 (byte 0x{raw[error.start]:02x}); save it as UTF-8",
                path=path,
                line=line,
                column=column,
            ) from None
        return cls(path, raw, "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8")

    @property
    def text_start(self) -> int:
        """Where the text starts: after the byte order mark, if there is one."""
        return 3 if self.data.startswith(codecs.BOM_UTF8) else 0

    @cached_property
    def digest(self) -> str:
        """A hash of the content, the same for the same bytes whatever the path."""
        return hashlib.blake2b(self.data, digest_size=16).hexdigest()

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Byte offset of the start of each line; LF, CR LF and CR end lines."""
        lines = self.data[self.text_start :].splitlines(keepends=True)
        if lines and not lines[-1].endswith((b"\n", b"\r")):
            lines.pop()
        return tuple(accumulate(map(len, lines), initial=self.text_start))

    def line_of(self, offset: int) -> int:
        """Return the 1-based line that holds the byte at `offset`."""
        return max(1, bisect_right(self.line_starts, offset))

    def point(self, offset: int) -> Point:
        """Return the line and code point column of a byte offset."""
        line = self.line_of(offset)
        start = self.line_starts[line - 1]
        return Point(line, len(self.data[start:offset].decode("utf-8", "replace")) + 1)

    def byte_column(self, offset: int) -> int:
        """Return the 1-based column of a byte offset, counted in UTF-8 bytes (rdjson)."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def line_text(self, line: int) -> str:
        """Return a 1-based line without its line ending; the same object for the same line."""
        if line not in self._lines:
            self._lines[line] = self._line_text(line)
        return self._lines[line]

    @cached_property
    def _lines(self) -> dict[int, str]:
        return {}

    def _line_text(self, line: int) -> str:
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.data)
        return self.data[start:end].decode("utf-8", "replace").rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """Return the source text of a span."""
        return self.data[span.start : span.end].decode("utf-8", "replace")
