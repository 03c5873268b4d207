"""Labelled windows: a mention with the text around it, as the reader of claims learns from them.

    {"id": "a1", "source": "acme/docs/post.md", "block": "paragraph", "title": "", "headings": [],
     "before": [], "text": "Acme Nine is open source.", "start": 13, "mention": "open source",
     "after": "", "stance": "asserted", "about": "named", "subjects": ["Acme Nine"], "cue": ""}

`intro`, `row`, `quote`, `sure`, `genre` and `names` (pairs of words and kind) may be there too;
other keys are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termcheck.claims.claim import Stance
from termcheck.claims.reading import About
from termcheck.core.document import Block, Cell, Document, Kind, Scope, Segment
from termcheck.core.source import Source, Span

ABOUTS = tuple(about.value for about in About)
SPECIFIC = (About.NAMED, About.MAKER, About.OWN)
"""What a claim is said of, so that it is one."""
_TEXTS = ("text", "mention", "stance", "about")
_LISTS = ("headings", "before", "row", "subjects")
_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class LabelledWindow:
    """One labelled mention with the text around it, as a document of its own."""

    id: str
    source: str
    """What it was taken from; those of one source are drawn together."""
    genre: str
    document: Document
    block: int
    """Index of the block the mention stands in."""
    place: tuple[int, int]
    """The mention, in code points of that block."""
    span: Span
    """The mention, in bytes of the document."""
    mention: str
    stance: str
    about: str
    subjects: tuple[str, ...]
    sure: bool
    names: tuple[tuple[str, str], ...] = ()
    """Words that are names though the glossary does not have them, with the kind of each."""

    @property
    def claims(self) -> bool:
        """Whether the label says that a claim is made."""
        return self.stance == Stance.ASSERTED and self.about in SPECIFIC


def window_of(data: Mapping[str, object], number: int) -> LabelledWindow:
    """Return the window of one line. Raises `ValueError` where it is wrong."""
    for name in _TEXTS:
        if not isinstance(data.get(name), str):
            raise ValueError(f"expected text in `{name}`")
    for name in _LISTS:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError(f"expected a list of texts in `{name}`")
    start, text, mention = data.get("start", 0), str(data["text"]), str(data["mention"])
    if not isinstance(start, int) or text[start : start + len(mention)] != mention or not mention:
        raise ValueError(f"`{mention}` does not stand at {start} of the text")
    document, block = _document(data)
    span = document.blocks[block].span(start, start + len(mention))
    subjects = data.get("subjects", [])
    assert isinstance(subjects, list)
    return LabelledWindow(
        str(data.get("id", number)),
        str(data.get("source", data.get("id", number))),
        str(data.get("genre", data.get("kind", ""))),
        document,
        block,
        (start, start + len(mention)),
        span,
        mention,
        str(data["stance"]),
        str(data["about"]),
        tuple(subjects),
        bool(data.get("sure", True)),
        tuple(_names(data.get("names", []))),
    )


def _names(value: object) -> Iterator[tuple[str, str]]:
    for pair in value if isinstance(value, list) else ():
        if (
            not isinstance(pair, list)
            or len(pair) != 2
            or not all(isinstance(w, str) for w in pair)
        ):
            raise ValueError("expected pairs of words and kind in `names`")
        yield pair[0], pair[1]


class _PageLines:
    """Blocks one below the other, each on a line of its own."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lines: list[bytes] = []
        self.section = -1

    def add(
        self,
        kind: Kind,
        text: str,
        *,
        scopes: frozenset[Scope] = frozenset({Scope.BODY}),
        level: int = 0,
        cell: Cell | None = None,
        intro: int = -1,
        name: str = "",
    ) -> int:
        """Add a block; return its index."""
        text = " ".join(text.split("\n"))
        start = sum(len(line) + 1 for line in self.lines)
        data = text.encode()
        segments = (Segment(0, len(text), start, start + len(data), True),)
        self.lines.append(data)
        self.blocks.append(
            Block(kind, text, segments, (), scopes, self.section, level, cell, 0, intro, name)
        )
        if kind is Kind.HEADING:
            self.section = len(self.blocks) - 1
        return len(self.blocks) - 1


def _texts(data: Mapping[str, object], name: str) -> Iterator[str]:
    value = data.get(name, [])
    yield from (str(item) for item in value if item) if isinstance(value, list) else ()


def _document(data: Mapping[str, object]) -> tuple[Document, int]:
    """Return the window as a document, and the index of the block the mention stands in."""
    page = _PageLines()
    if data.get("title"):
        page.add(Kind.FRONT_MATTER, str(data["title"]), name="title")
    level = 0
    for level, heading in enumerate(_texts(data, "headings"), 1):
        page.add(Kind.HEADING, heading, level=level)
    intro = -1
    lead = str(data.get("intro", ""))
    before = list(_texts(data, "before"))
    if lead and lead not in before:
        intro = page.add(Kind.PARAGRAPH, lead)
        # Nothing of what stands between the start of a list and an item introduces it.
        page.add(Kind.CAPTION, "…")
    for paragraph in before:
        at = page.add(Kind.PARAGRAPH, paragraph)
        intro = at if paragraph == lead else intro
    kind = _KINDS.get(str(data.get("block", "")), Kind.PARAGRAPH)
    scopes = frozenset({Scope.BODY, *([Scope.QUOTE] if data.get("quote") else [])})
    text = str(data["text"])
    row = list(_texts(data, "row"))
    if kind in (Kind.TABLE_CELL, Kind.TABLE_HEADER):
        block = _add_row(page, kind, row, text)
    else:
        depth = level + 1 if kind is Kind.HEADING else 0
        block = page.add(kind, text, scopes=scopes, intro=intro, level=depth)
    if data.get("after"):
        page.add(Kind.PARAGRAPH, str(data["after"]))
    source = Source("window.md", b"\n".join(page.lines))
    return Document(source, tuple(page.blocks)), block


def _add_row(page: _PageLines, kind: Kind, row: list[str], text: str) -> int:
    """Add the cells of a row; return the index of the one that holds the mention."""
    number = 0 if kind is Kind.TABLE_HEADER else 1
    found = -1
    for column, cell in enumerate(row):
        here = found < 0 and text.startswith(cell)
        at = page.add(kind, text if here else cell, cell=Cell(0, number, column))
        found = at if here else found
    return found if found >= 0 else page.add(kind, text, cell=Cell(0, number, len(row)))
