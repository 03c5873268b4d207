"""Exports of content systems: WordPress, Ghost, and pages that Google Docs zips."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcheck import Checker, Config, TermcheckError
from termcheck.core.source import Source
from termcheck.readers import read

ITEM = """<item><title>{title}</title><link>https://example.org/whitelist</link>
<content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:status><![CDATA[{status}]]></wp:status><wp:post_type><![CDATA[{kind}]]></wp:post_type></item>
"""
WXR = "<?xml version='1.0'?><rss><channel><title>whitelist</title>\n{}</channel></rss>"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Config(glossary=("tech-writing",), cache=False))


def wxr(*items: str) -> bytes:
    return WXR.format("".join(items)).encode()


def item(text: str, title: str = "A", status: str = "publish", kind: str = "post") -> str:
    return ITEM.format(title=title, text=text, status=status, kind=kind)


def shown(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read(Source(name, data)).blocks]


def test_wordpress_posts_are_read_with_their_titles() -> None:
    assert shown(
        "a.xml",
        wxr(
            item("<!-- wp:paragraph -->\n<p>One <b>two</b> &amp; three</p>", "S&amp;<![CDATA[p]]>"),
            item("First.\n\nSecond.", "Old"),
            item("Binned", status="trash"),
            item("A picture", kind="attachment"),
            item("{}", kind="wp_global_styles"),
        ),
    ) == [
        ("heading", "S&p"),
        ("paragraph", "One two & three"),
        ("heading", "Old"),
        ("paragraph", "First."),
        ("paragraph", "Second."),
    ]  # fmt: skip


def test_findings_in_an_export_are_at_their_places_and_can_be_fixed(checker: Checker) -> None:
    data = wxr(item('<p class="a">The\nwhitelist.</p>'))
    report = checker.run(texts={"a.xml": data}, remember=False)
    (found,) = [each for each in report.findings if each.term == "allowlist"]
    assert data[slice(*found.span)] == b"whitelist"
    assert found.line == 1 + data[: found.span.start].count(b"\n")
    text = '<p class=\\"a\\">The whitelist,\\nand <i>caf\\u00e9<\\/i>.</p>'
    post = f'{{"id": "1", "title": "A \\u00fc", "html": "{text}", "lexical": "whitelist"}}'
    data = f'{{"db": [{{"meta": {{}}, "data": {{"posts": [{post}], "tags": []}}}}]}}'.encode()
    json.loads(data)
    name = "site.ghost.2026-01-02-03-04-05.json"
    assert shown(name, data) == [
        ("heading", "A \u00fc"), ("paragraph", 'The whitelist, and caf\u00e9.'),
    ]  # fmt: skip
    (found,) = checker.run(texts={name: data}, remember=False).findings
    assert data[slice(*found.span)] == b"whitelist"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tex", b"A wh{itel}ist.\n"),
        ("a.yaml", b'title: "A \\x77hitelist"\n'),
        ("a.ipynb", b'{"cells": [{"cell_type": "markdown", "source": "A \\u0077hitelist"}]}'),
    ],
)
def test_words_whose_letters_do_not_stand_in_the_bytes_are_found(
    name: str, data: bytes, checker: Checker
) -> None:
    report = checker.run(texts={name: data}, remember=False)
    assert [finding.term for finding in report.findings] == ["allowlist"]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xml", b"<svg/>", "no export of WordPress"),
        ("a.xml", b"", "no export of WordPress"),
        ("b.ghost.1.json", b'{"posts": []}', "no export of Ghost"),
        ("b.ghost.1.json", b"{", "not an export of Ghost"),
    ],
)
def test_what_is_no_export_is_said_to_be_none(name: str, data: bytes, told: str) -> None:
    ((_, said),) = read(Source(name, data)).problems
    assert told in said


def zipped(**pages: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in pages.items():
            archive.writestr(name.replace("_", "."), text)
        archive.writestr("images/image1.png", b"\x89PNG")
    return file.getvalue()


def test_a_page_that_google_docs_zipped_is_read(checker: Checker) -> None:
    data = zipped(Draft_html="<html><body><h1>A</h1>\n<p>The whitelist.</p></body></html>")
    report = checker.run(texts={"Draft.zip": data}, remember=False)
    (found,) = report.findings
    assert (found.term, found.line, found.column) == ("allowlist", 2, 8)
    assert report.fixable == 0, "what cannot be written back is not offered to be"
    for other in (zipped(), zipped(a_html="", b_html=""), b"PK\x03\x04 nothing"):
        with pytest.raises(TermcheckError, match="unpack"):
            checker.read("Draft.zip", other)


@given(st.lists(st.sampled_from(
    [b"<item>", b"</item>", b"<title>", b"<content:encoded>", b"<![CDATA[", b"]]>", b"a b", b"\n\n",
     b"&amp;", b"<p>", b"</", b"<wp:status>", b"\xff", b"<excerpt:encoded/>"],
), max_size=30).map(b"".join))  # fmt: skip
def test_any_export_is_read_in_order(data: bytes) -> None:
    data = data.decode("utf-8", "replace").encode()
    for block in read(Source("a.xml", data)).blocks:
        for segment in block.segments:
            assert 0 <= segment.source_start <= segment.source_end <= len(data)
