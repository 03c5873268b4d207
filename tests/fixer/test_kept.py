"""Fixes change words and nothing else: on every page of the readers' cases, in every format."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from helpers_cases import Case, cases_of

from termcheck.config.options import Options
from termcheck.core.document import Document
from termcheck.core.report import Examined
from termcheck.core.source import Source
from termcheck.fixer.fixed import fix_source
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.pipeline import document_of, examine
from termcheck.readers.reading import FileFormat

CASES = [
    case
    for path in sorted((Path(__file__).parent.parent / "readers" / "cases").glob("*.md"))
    for case in cases_of(path)
]
TERMS = """\
terms:
- {id: allow, term: allow list, deprecated: [whitelist, white list, white-list]}
- {id: json, term: JSON, part-of-speech: proper-noun}
- {id: site, term: website, deprecated: [page, title]}
- {id: words, term: two words, deprecated: [text, one, a note]}
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    with TemporaryDirectory() as folder:
        path = Path(folder, "glossary.yml")
        path.write_text(TERMS, "utf-8")
        return compile_engine(load_glossary(path))


def outside(document: Document) -> Iterator[bytes]:
    """Yield the bytes of a document that are no prose."""
    places = sorted(
        (one.source_start, one.source_end) for block in document.blocks for one in block.segments
    )
    at = 0
    for start, end in places:
        if start > at:
            yield document.source.data[at:start]
        at = max(at, end)
    yield document.source.data[at:]


def ruled(text: bytes) -> bytes:
    """Return bytes without the length of the lines under titles, which grow with them."""
    return re.sub(rb"([=~^-])\1{2,}", rb"\1", text)


def shape(document: Document) -> list[object]:
    return [
        (one.kind, one.level, one.cell, one.name, [mark.kind for mark in one.marks])
        for one in document.blocks
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}-{case.title}")
def test_everything_but_the_words_stays(engine: Engine, case: Case) -> None:
    said = FileFormat.PYTHON if case.flavour == FileFormat.PYTHON else None
    flavour = case.flavour if said is None else "auto"
    options = dataclasses.replace(Options(claims=False), flavour=flavour, format=said)

    def look(source: Source) -> Examined:
        return examine(source, engine, options)

    fixed = fix_source(Source(case.name, case.page.encode()), look)
    before, after = (document_of(one, options) for one in (fixed.before, fixed.after))
    assert b"".join(map(ruled, outside(after))) == b"".join(map(ruled, outside(before)))
    assert shape(after) == shape(before)
