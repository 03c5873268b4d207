"""SVG pictures: the texts that are drawn, and `title` and `desc`, which are read out for them."""

from __future__ import annotations

import re

from termcheck.core.document import Document, Kind
from termcheck.core.source import Source, Span
from termcheck.readers.builder import Builder
from termcheck.readers.reading import Reading
from termcheck.readers.runs import Run
from termcheck.readers.xliff import TOKEN, add_text

_KINDS = {b"title": Kind.ALT, b"desc": Kind.ALT, b"text": Kind.PARAGRAPH}
_LANGUAGE = re.compile(rb"\b(?:xml:)?lang\s*=\s*[\"']([\w-]{2,20})[\"']")


def read(source: Source, _reading: Reading) -> Document:
    """Return the texts of a picture; one that is no SVG is told."""
    builder = Builder()
    run: Run | None = None
    opened = b""
    language = ""
    known = False
    for token in TOKEN.finditer(source.data, source.text_start):
        name = token["name"]
        if name is None:
            kind = "data" if token["data"] is not None else "text"
            if run is not None and token[kind]:
                add_text(run, token[kind], token.start(kind), escaped=kind == "text")
        elif name == b"svg" and not token["close"]:
            said = _LANGUAGE.search(token["rest"])
            language = said[1].decode() if said is not None and not known else language
            known = True
        elif run is None and name in _KINDS and not token["close"]:
            if not token["rest"].endswith(b"/"):
                run, opened = Run(), name
        elif run is not None and name == opened and token["close"]:
            builder.place(_KINDS[opened], "", run)
            run = None
    problems: tuple[tuple[Span, str], ...] = ()
    if not known and source.data[source.text_start :].strip():
        at = Span(source.text_start, source.text_start + 1)
        problems = ((at, "no SVG: it has no `svg`"),)
    return Document(source, tuple(builder.finish()), language=language, problems=problems)
