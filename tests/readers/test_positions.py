"""Every character of a document's prose stands where the document says, whatever the source.

`TERMCHECK_CORPORA=FOLDER pytest tests/readers/test_positions.py` does the same for every file
below a folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_positions import assert_positions, violations
from hypothesis import given, settings
from hypothesis import strategies as st

from termcheck import readers
from termcheck.config.options import Options
from termcheck.core.errors import ReaderError
from termcheck.core.source import Source
from termcheck.glossary.load import load_glossary
from termcheck.match.compiled_glossary import Engine, compile_engine
from termcheck.pipeline import examine
from termcheck.readers.reading import Flavour, Reading

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("page.md", "page.mdx", "page.html", "page.txt", "page.rst", "page.adoc")

PIECES = (
    "whitelist", "open", "source", "é", "😀", "e\u0301", "\u00a0", "\u200b", "日本", "&amp;",
    "&nbsp;", "&#128512;", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "**", "*", "_", "~~", "`",
    "```\n", "~~~\n", "[", "]", "](x.md)", '](x "t")', "![", "][r]", '\n[r]: x "Title é"\n',
    "[^1]", "\n[^1]: ", "<b>", "</b>", "<br>", "<p>", '<img alt="é &amp; a" title=t>',
    "<!-- c -->", "<div>\n", "</div>\n", "<code>", "<td>", "<q>", "\\", "|", "\n|---|---|\n",
    "\n# ", "\n- ", "\n1. ", "\n> ", "\n    ", "\n- [ ] ", "\n: ", "\n---\n", "---\ntitle: ",
    "+++\n", '\n!!! note "T"\n', "\n??? tip\n", '\n=== "Tab"\n', "\n:::note[T]\n", "\n:::\n",
    "\n```{note} A\n", "\n/// tip | T\n", "{: .a }", "{{ x }}", "{% if %}", "{{< s >}}",
    "{term}`w`", "{", "}", "$x_1$", "$$", ":smile:", "++ctrl+a++", "\n*[HTML]: Long\n", "<Tab>",
    "https://example.com/whitelist", "<a@b.example>", "<!-- termcheck: off -->", "\n===\n",
    "\n.. note::\n", "\n====\n", "\n* ", "''", '"',
)  # fmt: skip
"""What markup is made of; most bugs live where two of these meet."""

pages = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200),
)


def documents(name: str, raw: bytes) -> Iterator[str]:
    """Yield what is wrong with a file, read in every flavour that it can have."""
    source = Source.decode(name, raw)
    flavours = tuple(Flavour) if name.endswith(".md") else ("auto",)
    for flavour in flavours:
        yield from violations(readers.read(source, Reading(flavour)))


def test_line_breaks_that_are_put_in_stand_nowhere() -> None:
    """A view of MDX puts lines between elements, whose places are those of what follows."""
    page = b"v\n<?v><<v><<v>><v>?<v>><v>;<v><>\n<>\n<v\xe2\x80\x9d"
    assert list(documents("page.mdx", page)) == []


@pytest.mark.parametrize("name", NAMES)
@given(page=pages)
@settings(max_examples=150)
def test_any_page_is_placed(name: str, page: str) -> None:
    assert_positions(readers.read(Source.decode(name, page.encode())))


@given(page=pages, flavour=st.sampled_from(Flavour))
@settings(max_examples=300)
def test_any_page_of_any_flavour_is_placed(page: str, flavour: str) -> None:
    source = Source.decode("page.md", page.encode())
    assert_positions(readers.read(source, Reading(flavour)))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    path = tmp_path_factory.mktemp("glossary") / "house.yml"
    path.write_text(
        "terms:\n"
        "- {id: allowlist, term: allowlist, deprecated: [whitelist, e\u0301t]}\n"
        "- {id: open-source, term: open-source, deprecated: [open source]}\n",
        "utf-8",
    )
    return compile_engine(load_glossary(path))


@pytest.mark.parametrize("name", ["page.md", "page.qmd"])
def test_a_comment_that_nothing_closes_ends_with_the_file(name: str) -> None:
    page = "<!-- termcheck: ignore >``\n```{note} A\n"
    document = readers.read(Source.decode(name, page.encode()), Reading())
    (one,) = document.directives
    assert one.where.end == len(page)
    assert_positions(document)


@given(page=pages, name=st.sampled_from(NAMES))
@settings(max_examples=300)
def test_a_finding_is_where_it_says(engine: Engine, page: str, name: str) -> None:
    source = Source.decode(name, page.encode())
    lines = source.data[source.text_start :].decode().replace("\r\n", "\n").replace("\r", "\n")
    for finding in examine(source, engine, Options(claims=False)).findings:
        if finding.check == "unused-suppression":
            continue
        start, end = finding.span
        assert source.text_start <= start < end <= len(source.data)
        there = source.data[start:end].decode()
        line = lines.split("\n")[finding.line - 1]
        first = there.replace("\r\n", "\n").replace("\r", "\n").split("\n")[0]
        assert line[finding.column - 1 :].startswith(first)
        if there != finding.actual:
            assert all(fix.safety == "shown" for fix in finding.fixes)


def files() -> list[Path]:
    """Every page of this repository, or of the folder that is asked for."""
    wanted = os.environ.get("TERMCHECK_CORPORA")
    folders = [Path(wanted)] if wanted else [ROOT / "docs", ROOT / "tests" / "readers"]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix.lower() in readers.BY_ENDING
    )


def test_every_page_is_placed() -> None:
    paths = files()
    assert paths
    wrong = []
    for path in paths:
        try:
            wrong += [f"{path}: {one}" for one in documents(path.name, path.read_bytes())]
        except ReaderError:
            continue
    assert wrong == []
