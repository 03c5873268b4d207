"""What a reader says besides the words: sections, introductions, cells, languages, problems."""

from __future__ import annotations

import pytest
from helpers_growth import assert_linear

from termcheck import readers
from termcheck.core.document import Document
from termcheck.core.errors import ReaderError
from termcheck.core.source import Source
from termcheck.readers.reading import Reading


def document(text: str, name: str = "page.md") -> Document:
    return readers.read(Source(name, text.encode()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "# One\n\n## Two\n\nWords.\n\n# Three\n\nMore.\n"),
        ("page.html", "<h1>One</h1><h2>Two</h2><p>Words.</p><h1>Three</h1><p>More.</p>"),
    ],
)
def test_blocks_know_their_heading(name: str, text: str) -> None:
    blocks = document(text, name).blocks
    under = {block.text: blocks[block.section].text for block in blocks if block.section >= 0}
    assert under == {"Two": "One", "Words.": "Two", "More.": "Three"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "Steps:\n\n- one\n    - inner\n- two\n"),
        ("page.html", "<p>Steps:</p><ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>"),
        ("page.txt", "Steps:\n- one\n    - inner\n- two\n"),
        ("page.rst", "Steps:\n\n- one\n\n  - inner\n\n- two\n"),
    ],
)
def test_lists_know_what_introduces_them(name: str, text: str) -> None:
    blocks = document(text, name).blocks
    intro = {block.text: blocks[block.intro].text for block in blocks if block.intro >= 0}
    assert intro == {"one": "Steps:", "inner": "one", "two": "Steps:"}
    lists = {block.text: block.list_id for block in blocks}
    assert lists["one"] == lists["two"] != lists["inner"]
    assert lists["Steps:"] == -1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "| a | b |\n|---|---|\n| c | d |\n"),
        (
            "page.html",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
        ),
        ("page.html", "<table><tr><th>a<th>b<tr><td>c<td>d</table>"),
    ],
)
def test_cells_know_their_place(name: str, text: str) -> None:
    cells = {block.text: block.cell for block in document(text, name).blocks}
    places = {text: (cell.row, cell.column) for text, cell in cells.items() if cell}
    assert places == {"a": (0, 0), "b": (0, 1), "c": (1, 0), "d": (1, 1)}


def test_html_says_its_language() -> None:
    assert document('<html lang="fr-CA"><p>Mots</p></html>', "page.html").language == "fr-CA"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("a.xlf", '<xliff version="1.2"><file source-language="en" target-language="de"><body>'
                  '<trans-unit id="1"><source>a</source><target>b</target></trans-unit>'
                  "</body></file></xliff>", "de"),
        ("a.xlf", '<xliff version="1.2"><file source-language="fr"/></xliff>', "fr"),
        ("a.xliff", '<xliff srcLang="en" trgLang="pt-BR"><file><unit><segment><source>a</source>'
                    "<target>b</target></segment></unit></file></xliff>", "pt-BR"),
        ("a.xliff", '<xliff srcLang="en"></xliff>', "en"),
        ("a.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n', "de"),
        ("a.svg", '<svg lang="fr"><text>a</text></svg>', "fr"),
    ],
)  # fmt: skip
def test_strings_say_their_language(name: str, text: str, language: str) -> None:
    assert document(text, name).language == language


def test_broken_front_matter_is_told_where_it_is() -> None:
    found = document("---\ntitle: [\n---\n\nWords.\n")
    ((span, message),) = found.problems
    assert message
    assert found.source.point(span.start).line in (2, 3)
    assert [block.text for block in found.blocks] == ["Words."]


BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12)
)


@pytest.mark.parametrize(
    ("fields", "told"),
    [(BOMB, "more than 100,000 values"), ("a: &a [*a]\n", "more than 60 levels")],
)
def test_front_matter_that_expands_without_end_is_told(fields: str, told: str) -> None:
    found = document(f"---\n{fields}---\n\nWords.\n")
    assert [message for _, message in found.problems] == [f"front matter is not valid YAML: {told}"]
    assert [block.text for block in found.blocks] == ["Words."]


@pytest.mark.parametrize("name", ["tldr", "TLDR", "TL;DR", "subtitle", "tagline", "abstract"])
def test_fields_of_front_matter_that_sum_a_page_up_are_read(name: str) -> None:
    blocks = document(f"---\n{name}: Short words.\nauthor: Somebody\n---\n\nText.\n").blocks
    assert [(str(block.kind), block.text) for block in blocks] == [
        ("front-matter", "Short words."),
        ("paragraph", "Text."),
    ]


def test_front_matter_is_kept_as_values() -> None:
    found = document("---\ntitle: Words\ndraft: true\ntags: [a, b]\n---\n\nText.\n")
    assert found.front_matter == {"title": "Words", "draft": True, "tags": ["a", "b"]}


def test_fields_that_are_prose_can_be_chosen() -> None:
    source = Source("page.md", b"---\ntitle: One\nlead: Two\n---\n")
    found = readers.read(source, Reading(front_matter_keys=frozenset({"lead"})))
    assert [block.text for block in found.blocks] == ["Two"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"caf\xe9", "not UTF-8 (byte 0xe9); save it as UTF-8"),
        (b"a\0b", "binary file, not text; exclude it"),
        (b"\xff\xfea", "not valid UTF-16 text"),
        ("words".encode("utf-32"), "binary file, not text; exclude it"),
    ],
)
def test_what_is_no_text_is_told(raw: bytes, message: str) -> None:
    with pytest.raises(ReaderError) as caught:
        Source.decode("page.md", raw)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_columns_of_every_kind() -> None:
    source = Source.decode("page.md", "\ufeffone\r\n😀 é whitelist\r\n".encode())
    at = source.data.index(b"whitelist")
    assert source.point(at) == (2, 5)
    assert source.byte_column(at) == 9
    assert source.line_text(2) == "😀 é whitelist"


def test_blocks_that_hold_no_wanted_place_are_left_out() -> None:
    text = (
        "---\ntitle: A page\n---\nFirst.\n\n# One\n\nWords with [a link][x].\n\nMore.\n\n"
        "```\n# no heading\n```\n\n# Two\n\n- item\n\n# Three\n\nLast.\n\n[x]: https://x.org\n"
    )
    source = Source("page.md", text.encode())
    place = source.data.index(b"link")
    part = readers.read(source, Reading(only=[place]))
    assert [block.text for block in part.blocks] == ["A page", "Words with a link."]
    (block,) = [one for one in readers.read(source).blocks if "link" in one.text]
    assert part.blocks[-1].span(0, 5) == block.span(0, 5)
    assert part.front_matter == {"title": "A page"}
    assert [one.text for one in readers.read(source, Reading(only=[])).blocks] == ["A page"]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\n", (0, 2)),
        ("a\r\nb\rc\n\nd", (0, 3, 5, 7, 8)),
        ("\ufeffa\nb", (3, 5)),
        ("a\x0b\x0c\x1c\u0085\u2028b", (0,)),
    ],
)
def test_lines_end_where_editors_end_them(text: str, starts: tuple[int, ...]) -> None:
    assert Source("page.md", text.encode()).line_starts == starts


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "*a ", "`", "<", "<b>", "> ", "- ", "{{", "{%", "{#a ", "$", "&", "\\(", ":a",
     "++a", "<!--", "[^", "|", "\n!!! n\n    ", "\n:::a\n", "\n    - "],
)  # fmt: skip
def test_no_page_takes_ages(piece: str) -> None:
    for name in ("page.md", "page.mdx", "page.html", "page.txt"):
        assert_linear(lambda size, name=name: document(piece * (size // len(piece)), name), 10_000)
