"""A document's prose, with a map back to the source.

A reader turns a `Source` into a `Document`: a list of `Block`s, each one run of prose as a person
reads it. Emphasis and link targets are gone, a soft line break is a space, entities are decoded,
runs of white space are one space. `Segment`s map every character back to the bytes it came from,
so that nobody ever searches the source for a match again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from termcheck.core.source import Source, Span


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_HEADER = "table-header"
    TABLE_CELL = "table-cell"
    DEFINITION_TERM = "definition-term"
    DEFINITION = "definition"
    CAPTION = "caption"
    """The title of an admonition, tab, figure or table."""
    ALT = "alt"
    """The text that stands for an image: `alt`, `aria-label`."""
    TITLE = "title"
    """A `title` attribute, a link's or an image's."""
    FRONT_MATTER = "front-matter"
    """The value of a front matter field or of `<title>`, `<meta name=description>`."""


class Scope(StrEnum):
    """Where prose can stand; a glossary limits a term to some of these."""

    BODY = "body"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    LINK = "link"
    ALT = "alt"
    TITLE = "title"
    FRONT_MATTER = "front-matter"
    QUOTE = "quote"
    """A block quote."""


class MarkKind(StrEnum):
    """What markup says about a part of a block's text."""

    CODE = "code"
    """Code, keyboard input, math, an identifier: shown, but never prose to correct."""
    URL = "url"
    """A bare URL, e-mail address or file path shown as text."""
    LINK = "link"
    NAME = "name"
    """The words by which a link finds what is defined elsewhere: with others it would not."""
    EMPHASIS = "emphasis"
    STRONG = "strong"
    QUOTE = "quote"
    """`<q>` or `<cite>`; quotation marks in the text are found by the matcher, not marked."""
    DELETED = "deleted"
    """Struck through."""
    OPAQUE = "opaque"
    """A template expression, shortcode or footnote mark, shown as U+FFFC."""


OPAQUE = "\ufffc"
"""The character that stands in a block's text for something that is not text."""


class Mark(NamedTuple):
    """Markup over `text[start:end]` of a block (code points, half-open)."""

    start: int
    end: int
    kind: MarkKind


class Segment(NamedTuple):
    """`text[start:end]` of a block comes from the source bytes `source_start:source_end`.

    A `verbatim` segment has the same characters on both sides. Any other (an entity, a soft line
    break, an escaped newline) maps as a whole.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    verbatim: bool


class Cell(NamedTuple):
    """Place of a block in a table: which table of the document, row (0 = header) and column."""

    table: int
    row: int
    column: int


class _Marks:
    """The marks of a block by kind, asked about a range in a time that hardly grows with them."""

    __slots__ = ("_kinds", "_whole")

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._whole = frozenset(marks)
        self._kinds: dict[MarkKind, tuple[list[int], list[int]]] = {}
        for mark in sorted(marks):
            starts, ends = self._kinds.setdefault(mark.kind, ([], []))
            starts.append(mark.start)
            # How far any mark reaches that begins here or before.
            ends.append(max(mark.end, ends[-1]) if ends else mark.end)

    def overlaps(self, start: int, end: int, kind: MarkKind) -> bool:
        starts, ends = self._kinds.get(kind, ((), ()))
        before = bisect_left(starts, end)
        return before > 0 and ends[before - 1] > start

    def __contains__(self, mark: Mark) -> bool:
        return mark in self._whole


_STEP = 512
"""Code points between two places of a text whose bytes are counted once."""


@dataclass(frozen=True, slots=True)
class Block:
    """One run of prose.

    Segments are in order of `start`, do not overlap and cover the whole text; their source ranges
    are in order too.
    """

    kind: Kind
    text: str
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...] = ()
    scopes: frozenset[Scope] = frozenset({Scope.BODY})
    """Every scope the block stands in (a list in a block quote: both)."""
    section: int = -1
    """Index of the heading block this block stands under, -1 before the first heading."""
    level: int = 0
    """Heading level 1 to 6; list nesting depth for list items; else 0."""
    cell: Cell | None = None
    list_id: int = -1
    """Which list of the document a list item's blocks belong to (nested lists have their own)."""
    intro: int = -1
    """Index of the block that introduces this list or definition: the paragraph right before a
    list, the parent item of a nested list, the term of a definition."""
    name: str = ""
    """Front matter key, attribute name, admonition type."""
    language: str = ""
    """BCP 47 tag, when the passage says another than the document's."""
    drawn: bool = False
    """Whether it is a cell of a table drawn with characters, whose lines keep their length."""
    _marks: _Marks | None = field(default=None, init=False, repr=False, compare=False)
    """Made of `marks` when first asked for."""
    _sizes: Sequence[int] = field(default=(), init=False, repr=False, compare=False)
    """How many bytes of UTF-8 stand before every `_STEP`th code point of `text`."""

    def __post_init__(self) -> None:
        if "\n" in self.text or "\r" in self.text:
            raise ValueError("a block's text has no line breaks")

    def _source(self, index: int, *, end: bool) -> int:
        """Byte offset of a text offset: of the character at it, or of the end of the one before."""
        at = index - 1 if end else index
        found = bisect_right(self.segments, at, key=lambda segment: segment.start) - 1
        segment = self.segments[found]
        if not segment.verbatim:
            return segment.source_end if end else segment.source_start
        return segment.source_start + self._size(segment.start, index)

    def _size(self, start: int, end: int) -> int:
        """Return how many bytes of UTF-8 `text[start:end]` is, a long text is read once."""
        if self.text.isascii():
            return end - start
        if end - start <= 2 * _STEP:
            return len(self.text[start:end].encode())
        if not self._sizes:
            sizes = [0]
            for at in range(0, len(self.text), _STEP):
                sizes.append(sizes[-1] + len(self.text[at : at + _STEP].encode()))
            object.__setattr__(self, "_sizes", sizes)
        first, last = -(-start // _STEP), end // _STEP
        head, tail = self.text[start : first * _STEP], self.text[last * _STEP : end]
        middle = self._sizes[last] - self._sizes[first]
        return len(head.encode()) + middle + len(tail.encode())

    def span(self, start: int, end: int) -> Span:
        """Return the source bytes of `text[start:end]`, from its first to its last character."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no text at {start}:{end} of {len(self.text)} characters")
        return Span(self._source(start, end=False), self._source(end, end=True))

    def verbatim(self, start: int, end: int) -> bool:
        """Return whether the source of `text[start:end]` is those characters and nothing else."""
        first = bisect_right(self.segments, start, key=lambda segment: segment.start) - 1
        previous: Segment | None = None
        for index in range(max(first, 0), len(self.segments)):
            segment = self.segments[index]
            if segment.start >= end:
                break
            if not segment.verbatim:
                return False
            if previous is not None and segment.source_start != previous.source_end:
                return False
            previous = segment
        return True

    def marked(self, start: int, end: int, *kinds: MarkKind) -> bool:
        """Return whether any mark of `kinds` overlaps `text[start:end]`."""
        if not self.marks:
            return False
        marks = self._by_kind()
        return any(marks.overlaps(start, end, kind) for kind in kinds)

    def marked_whole(self, start: int, end: int, *kinds: MarkKind) -> bool:
        """Return whether `text[start:end]`, no more and no less, has a mark of any of `kinds`."""
        if not self.marks:
            return False
        marks = self._by_kind()
        return any(Mark(start, end, kind) in marks for kind in kinds)

    def _by_kind(self) -> _Marks:
        if self._marks is None:
            object.__setattr__(self, "_marks", _Marks(self.marks))
        assert self._marks is not None
        return self._marks


class Quote(NamedTuple):
    """Words a suppression names: what a claim is about, or the passage a finding begins in."""

    words: str
    places: tuple[Span, ...]
    """Where they stand in what the directive covers (bytes)."""


class Directive(NamedTuple):
    """A suppression written in the text: findings of `ids` in `span` are not reported."""

    span: Span
    """The bytes it covers."""
    ids: tuple[str, ...]
    """Check or term ids; empty means all."""
    reason: str
    where: Span
    """The bytes of the directive itself, for findings about it."""
    quotes: tuple[Quote, ...] = ()
    """What it names besides: only findings that all of them fit are hidden."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as prose."""

    source: Source
    blocks: tuple[Block, ...]
    directives: tuple[Directive, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)
    """The whole front matter as plain values; `termcheck:` in it configures the page."""
    language: str = ""
    """BCP 47 tag from `lang`, when the document says it."""
    problems: tuple[tuple[Span, str], ...] = ()
    """Things the reader could not make sense of, as one-line messages with their place."""
