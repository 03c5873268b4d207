"""OpenDocument texts and rich text: what is read, and where it stands."""

from __future__ import annotations

import io
import zipfile

import pytest
from helpers_cases import shown

from termcheck import Checker, Config
from termcheck.core.document import Kind
from termcheck.readers import decode, read

NAMES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
    for one in ("office", "text", "table", "style")
)
BODY = """
<text:h text:outline-level="2">News</text:h>
<text:p>Llama 3.1 is an <text:span text:style-name="B">open</text:span><text:s/>source<text:s
 text:c="2"/>AI model<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A
 blacklist.</text:p></text:note-body></text:note>. Caf\u00e9 \U0001f389.</text:p>
<text:p text:style-name="Source_20_Text">whitelist = 1</text:p>
<text:list><text:list-item><text:p>A <text:span text:style-name="Source_20_Text"
 >whitelist</text:span> here, a whitelist</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Model</text:p></table:table-cell>
<table:table-cell><text:p>Openness</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p>Phi-4</text:p></table:table-cell>
<table:table-cell><text:p>Open source</text:p></table:table-cell></table:table-row></table:table>
<text:tracked-changes><text:p>whitelist</text:p></text:tracked-changes>
"""
STYLES = (
    '<style:style style:name="Source_20_Text" style:display-name="Source Text"/>'
    "<style:footer><text:p>A whitelist below.</text:p></style:footer>"
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1252 Llama 3.1 is an \b open\b0  source AI model. Caf\'e9 "
    rb"\u-10180?\u-8311?.\par "
    rb"{\pntext \bullet\tab}A whitelist.\par "
    rb"\trowd\cellx1\cellx2 Model\cell Openness\cell\row Phi-4\cell Open source\cell\row "
    rb"{\*\comment whitelist}The end.\par}"
)


def odt(body: str = BODY, styles: str = STYLES, element: str = "text") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:body><office:{element}>{body}"
            f"</office:{element}></office:body></office:document-content>",
        )
        packed.writestr("styles.xml", f"<office:styles {NAMES}>{styles}</office:styles>")
    return file.getvalue()


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(glossary=("ai-openness", "tech-writing"), cache=False))


def test_an_opendocument_text_is_read_as_its_reader_sees_it(checker: Checker) -> None:
    source = checker.read("a.odt", odt())
    assert source.data.decode().splitlines()[:3] == [
        "News",
        "Llama 3.1 is an open source  AI model. Caf\u00e9 \U0001f389.",
        "A blacklist.",
    ]
    document = checker.document(source)
    kinds = {block.text: block.kind for block in document.blocks}
    assert kinds["News"] is Kind.HEADING
    assert kinds["Phi-4"] is Kind.TABLE_CELL
    found = checker.check(source)
    assert [source.slice(one.span) for one in found] == [
        "open source  AI",
        "blacklist",
        "whitelist",
        "Open source",
        "whitelist",
    ]
    assert [one.line for one in found] == [2, 3, 5, 9, 10]


STYLED = "".join(
    f'<style:style style:name="{name}" style:display-name="{shown}" '
    f'style:parent-style-name="{parent}"/>'
    for name, shown, parent in (
        ("P1", "", "Title"),
        ("P2", "My Subtitle", ""),
        ("P3", "", "Quotations"),
        ("P4", "", "Preformatted_20_Text"),
        ("P5", "Untitled", "Standard"),
    )
)


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("<text:h>A</text:h>", ["heading 1 @heading: A"]),
        ('<text:h text:outline-level="9">A</text:h>', ["heading 6 @heading: A"]),
        ('<text:h text:outline-level="1">A</text:h>', ["heading 1 @heading: A"]),
        ('<text:h text:outline-level="x">A</text:h>', ["heading 1 @heading: A"]),
        ('<text:p text:style-name="P1">A</text:p>', ["heading 1 @heading: A"]),
        ('<text:p text:style-name="P2">A</text:p>', ["heading 1 @heading: A"]),
        ('<text:p text:style-name="P3">A</text:p>', ["paragraph @quote: A"]),
        ('<text:p text:style-name="P4">A</text:p>', []),
        ('<text:p text:style-name="P5">A</text:p>', ["paragraph: A"]),
        ("<text:list><text:list-item><text:p>A</text:p></text:list-item></text:list>",
         ["list-item 1 @list: A"]),
        ("<text:p>A<text:tab/>B<text:line-break/>C<text:s/>D<text:s text:c='2'/>E"
         "<text:s text:c='x'/>F</text:p>", ["paragraph: A B C D E F"]),
        ("<text:p>A <text:a>B <text:span>C</text:span></text:a> D</text:p>",
         ["paragraph: A {link B }{link C} D"]),
        ('<text:p>A <text:span text:style-name="P4">B</text:span> C</text:p>',
         ["paragraph: A {code B} C"]),
        ("<text:p>A<office:annotation><text:p>B</text:p></office:annotation>C</text:p>",
         ["paragraph: AC"]),
        ("<text:p>A<text:note><text:note-citation>1</text:note-citation></text:note>B</text:p>",
         ["paragraph: AB"]),
        ("<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
         "</table:table-row><table:table-row><table:table-cell><text:p>B</text:p>"
         "</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>C</text:p>"
         "</table:table-cell></table:table-row></table:table>",
         ["table-header @table: A", "table-cell @table: B", "table-cell @table: C"]),
    ],
)  # fmt: skip
def test_an_opendocument_texts_parts(checker: Checker, body: str, prose: list[str]) -> None:
    document = checker.document(checker.read("a.odt", odt(body, STYLED)))
    assert shown(document).splitlines() == prose


def test_rich_text_is_read_as_its_reader_sees_it(checker: Checker) -> None:
    source = checker.read("a.rtf", RTF)
    lines = source.data.decode().splitlines()
    assert lines[0] == "Llama 3.1 is an open source AI model. Caf\u00e9 \U0001f389."
    assert lines[-1] == "The end."
    found = [source.slice(one.span) for one in checker.check(source)]
    assert found == ["open source AI", "whitelist", "Open source"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.odt", b"PK\x03\x04 nothing", "not an OpenDocument text"),
        ("a.odt", b"", "not an OpenDocument text"),
        ("a.odt", odt("&leak;"), "not well formed"),
        ("a.odt", odt(element="drawing"), "it has no text"),
        ("a.odt", odt("<text:p/>" * 1_100_000), "too large"),
        ("a.rtf", b"plain words", "not a file of rich text"),
        ("a.rtf", b"{\\rtf1 " + b"{" * 6_000_000, "split it"),
        ("a.pdf", b"%PDF-", "save it as Word"),
        ("a.pages", b"PK", "save it as Word"),
    ],
)
def test_what_cannot_be_read_is_told(checker: Checker, name: str, data: bytes, told: str) -> None:
    report = checker.run(texts={name: data}, remember=False)
    (problem,) = report.problems
    assert told in problem.message
    assert not list(report.findings)


def test_tables_of_rich_text_are_each_their_own() -> None:
    row = rb"\trowd\cellx1\cellx2 %b\cell %b\cell\row "
    tables = row % (b"a", b"b"), row % (b"c", b"d") + row % (b"e", b"f"), row % (b"g", b"h")
    text = rb"{\rtf1 One | two.\par " + rb"Text.\par ".join(tables) + b"}"
    blocks = read(decode("a.rtf", text)).blocks
    assert (blocks[0].text, blocks[0].cell) == ("One | two.", None)
    cells = [(block.text, *block.cell) for block in blocks if block.cell is not None]
    assert len({table for _, table, _, _ in cells}) == 3
    assert [(text, row, column) for text, _, row, column in cells] == [
        ("a", 0, 0), ("b", 0, 1), ("c", 0, 0), ("d", 0, 1), ("e", 1, 0), ("f", 1, 1),
        ("g", 0, 0), ("h", 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"{\\rtf1", b"{\\rtf1 }}}}", b"{\\rtf1\\u99999999?}", b"{\\rtf1\\'zz \\bin9 x}"]
)
def test_broken_rich_text_is_no_failure(checker: Checker, data: bytes) -> None:
    report = checker.run(texts={"a.rtf": data}, remember=False)
    assert not list(report.findings)
    assert all("\n" not in one.message for one in report.problems)


def test_how_paragraphs_look_is_told(checker: Checker) -> None:
    marked = (
        '<style:style style:name="B"><style:text-properties fo:font-weight="bold" '
        'fo:font-style="italic"/></style:style><text:list-style style:name="N">'
        '<text:list-level-style-number text:level="2"/></text:list-style>'
    )
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    body = f"""<text:h text:outline-level="2">News</text:h><text:p {fo} {link}>{marked}An
 <text:span text:style-name="B">open</text:span> <text:a xlink:href="https://example.org"
>page</text:a>.</text:p><text:list text:style-name="N"><text:list-item><text:p>One</text:p>
<text:list><text:list-item><text:p>Inner</text:p></text:list-item></text:list></text:list-item>
</text:list><table:table><table:table-row><table:table-cell/><table:table-cell><text:p>Cell</text:p>
</table:table-cell></table:table-row></table:table>"""
    found = Checker.looks(checker.read("a.odt", odt(body, "")))
    assert [(one.kind, one.level, one.ordered, one.cell) for one in found] == [
        ("heading", 2, False, None),
        ("paragraph", 0, False, None),
        ("item", 0, False, None),
        ("item", 1, True, None),
        ("paragraph", 0, False, (0, 0, 1)),
    ]
    assert [(one.text, one.marks, one.href) for one in found[1].pieces] == [
        ("An ", (), ""),
        ("open", ("em", "strong"), ""),
        (" ", (), ""),
        ("page", (), "https://example.org"),
        (".", (), ""),
    ]
    cells = [one.cell for one in Checker.looks(checker.read("a.rtf", RTF)) if one.cell]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]
    assert Checker.looks(checker.read("a.md", b"# News")) == ()
