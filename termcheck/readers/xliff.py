"""Translations in XLIFF 1.2 and 2: the targets, in their language; the sources where there is none.

Inline elements are as if they were not there, those that hold code (`ph`, `bpt`, `ept`, `it`) stand
for something that is no text, and what is marked as not to be translated is no prose:
https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from termcheck.core.document import Document, Kind, MarkKind
from termcheck.core.source import Source, Span
from termcheck.readers.builder import Builder
from termcheck.readers.reading import Reading
from termcheck.readers.runs import Run
from termcheck.readers.strings import mark_placeholders

TOKEN = re.compile(
    rb"<!--(?:(?!-->)[\s\S])*+(?:-->|\Z)|<!\[CDATA\[(?P<data>(?:(?!\]\]>)[\s\S])*+)(?:\]\]>|\Z)"
    rb"|<[?!][^<>]*>"
    rb"|<(?P<close>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
    rb"|(?P<text>[^<]+)|<"
)
"""Tags, texts, and what is neither, of an XML file; nothing is left out."""
_REFERENCE = re.compile(rb"(&#?\w{1,32};)")
_HOLD_CODE = frozenset((b"ph", b"bpt", b"ept", b"it"))
_EMPTY = frozenset((b"x", b"bx", b"ex", b"sc", b"ec", b"cp"))
_TARGET_LANGUAGE = re.compile(rb"\b(?:target-language|trgLang)\s*=\s*[\"']([\w-]{2,20})[\"']")
_SOURCE_LANGUAGE = re.compile(rb"\b(?:source-language|srcLang)\s*=\s*[\"']([\w-]{2,20})[\"']")
_PROTECTED = re.compile(rb"\btranslate\s*=\s*[\"']no[\"']|\bmtype\s*=\s*[\"']protected[\"']")


@dataclass(slots=True)
class _Texts:
    """The runs of a file, and its languages."""

    sources: list[Run] = field(default_factory=list)
    targets: list[Run] = field(default_factory=list)
    source_language: str = ""
    target_language: str = ""
    known: bool = False
    """Whether it is XLIFF at all."""
    run: Run | None = None
    """The source or target that is open."""
    hidden: int = 0
    """How many elements that hold code are open."""
    marked: list[tuple[bool, int]] = field(default_factory=list)
    """Of each `mrk` that is open, whether it protects its text, and where that begins."""

    def tag(self, token: re.Match[bytes]) -> None:
        """Take an opening, closing or empty tag."""
        name, opens = token["name"], not token["close"]
        if name in (b"xliff", b"file") and opens:
            self.known = self.known or name == b"xliff"
            _languages(token["rest"], self)
        elif name in (b"source", b"target"):
            self.run, self.hidden, self.marked = None, 0, []
            if opens and not token["rest"].endswith(b"/"):
                self.run = Run()
                (self.sources if name == b"source" else self.targets).append(self.run)
        elif self.run is not None:
            self.inline(token, self.run)

    def inline(self, token: re.Match[bytes], run: Run) -> None:
        """Take a tag within a text."""
        name, opens = token["name"], not token["close"]
        empty = token["rest"].endswith(b"/")
        holds = name in _HOLD_CODE
        if opens and not self.hidden and (holds or name in _EMPTY):
            run.opaque(token.start(), token.end())
        if holds and not empty:
            self.hidden = max(0, self.hidden + (1 if opens else -1))
        elif name == b"mrk" and not empty:
            if opens:
                self.marked.append((_PROTECTED.search(token["rest"]) is not None, run.length))
            elif self.marked:
                protected, begin = self.marked.pop()
                if protected:
                    run.mark(begin, MarkKind.CODE)


def read(source: Source, _reading: Reading) -> Document:
    """Return the texts of a file; one that is no XLIFF is told."""
    texts = _Texts()
    for token in TOKEN.finditer(source.data, source.text_start):
        if token["name"] is not None:
            texts.tag(token)
            continue
        kind = "data" if token["data"] is not None else "text"
        if texts.run is not None and not texts.hidden and token[kind]:
            add_text(texts.run, token[kind], token.start(kind), escaped=kind == "text")
    problems: tuple[tuple[Span, str], ...] = ()
    if not texts.known and source.data[source.text_start :].strip():
        at = Span(source.text_start, source.text_start + 1)
        problems = ((at, "no XLIFF: it has no `xliff`"),)
    translated = [run for run in texts.targets if run]
    builder = Builder()
    for run in translated or texts.sources:
        mark_placeholders(run)
        builder.place(Kind.PARAGRAPH, "", run)
    language = texts.target_language if translated else texts.source_language
    return Document(source, tuple(builder.finish()), language=language, problems=problems)


def _languages(attributes: bytes, found: _Texts) -> None:
    target = _TARGET_LANGUAGE.search(attributes)
    origin = _SOURCE_LANGUAGE.search(attributes)
    if target is not None:
        found.target_language = target[1].decode()
    if origin is not None:
        found.source_language = origin[1].decode()


def add_text(run: Run, data: bytes, start: int, *, escaped: bool) -> None:
    """Add the text of an XML file that stands at an offset, its references written out."""
    at = start
    for index, piece in enumerate(_REFERENCE.split(data) if escaped else (data,)):
        end = at + len(piece)
        if index % 2:
            run.add(html.unescape(piece.decode("ascii", "replace")), at, end, verbatim=False)
        else:
            run.add(piece.decode("utf-8", "replace"), at, end)
        at = end
