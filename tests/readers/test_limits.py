"""How deep, how many, how odd: what is still read, and what is told in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck import TermcheckError
from termcheck.core.document import Document, MarkKind
from termcheck.core.source import Source
from termcheck.readers import decode, read
from termcheck.readers.plugins import reader_of
from termcheck.readers.reading import FileFormat, Reading

LEVELS = 60


def document(path: str, text: str) -> Document:
    data = path.endswith((".yaml", ".json"))
    reading = Reading(format=FileFormat.DATA) if data else Reading()
    return read(Source(path, text.encode()), reading)


def flow(levels: int) -> str:
    return f"title: T\na: {'[' * (levels - 1)}{']' * (levels - 1)}\n"


def indented(levels: int) -> str:
    keys = "".join(f"{' ' * level}k:\n" for level in range(levels - 1))
    return f"title: T\n{keys}{' ' * (levels - 1)}x: 1\n"


def json(levels: int) -> str:
    return f'{{"title": "T", "a": {"[" * (levels - 1)}{"]" * (levels - 1)}}}'


@pytest.mark.parametrize(
    ("path", "text", "syntax"),
    [
        ("a.yaml", flow, "not valid YAML"),
        ("a.yaml", indented, "not valid YAML"),
        ("a.json", json, "not valid JSON"),
        ("a.md", lambda levels: f"---\n{flow(levels)}---\n", "front matter is not valid YAML"),
        ("a.md", lambda levels: f"---\n{indented(levels)}---\n", "front matter is not valid YAML"),
    ],
)
def test_values_nest_so_deep_and_no_deeper(path: str, text: object, syntax: str) -> None:
    assert callable(text)
    whole = document(path, text(LEVELS))
    assert [block.text for block in whole.blocks] == ["T"]
    assert whole.problems == ()
    deep = document(path, text(LEVELS + 1))
    assert deep.blocks == ()
    assert [told for _, told in deep.problems] == [f"{syntax}: more than {LEVELS} levels"]


@pytest.mark.parametrize(
    ("path", "text", "prose"),
    [
        ("a.yaml", "a: {title: One, b: [{title: Two}], c: &x {title: Three}, d: *x}", 3),
        ("a.yaml", "title: One\n---\ntitle: Two\n", 2),
        ("a.yaml", "- title: 3\n- title: true\n- title: '4'\n- title:\n", 1),
        ("a.yaml", "title: |\n  ```\n  code\n  ```\n", 0),
        ("a.yaml", "", 0),
        ("a.md", '+++\ntitle = "T"\n[a]\ntitle = "U"\n+++\n', 1),
        ("a.md", "---\n---\n", 0),
    ],
)
def test_values_are_read_once(path: str, text: str, prose: int) -> None:
    found = document(path, text)
    assert len(found.blocks) == prose
    assert found.problems == ()


@pytest.mark.parametrize(
    ("path", "text", "told", "at"),
    [
        ("a.json", '{"title": "a"', "not valid JSON: did not find expected", 12),
        ("a.yaml", "title: [\n", "not valid YAML: did not find expected", 8),
        ("a.md", "---\na: b\ntermcheck: nope\n---\n", "Unexpected `nope` for `termcheck`", 9),
        ("a.md", "---\ntermcheck: [a]\n---\n", "Unexpected a list for `termcheck`", 4),
        ("a.md", "---\ntermcheck: {x: 1}\n---\n", "Unexpected `x` in `termcheck`", 4),
        ("a.md", '---\na: "\\q"\n---\n', "front matter is not valid YAML: found unknown escape", 8),
        ("a.md", "+++\na =\n+++\n", "front matter is not valid TOML", 4),
    ],
)
def test_what_is_wrong_is_told_at_its_place(path: str, text: str, told: str, at: int) -> None:
    ((span, message),) = document(path, text).problems
    assert (message[: len(told)], span.start) == (told, at)


@pytest.mark.parametrize(
    ("path", "raw", "told"),
    [
        ("a.x", b"%PDF-1.7", "a PDF"),
        ("a", b"{\\rtf1", "rich text"),
        ("a.x", b"PK\x03\x04", "an archive"),
        ("a.md", b"%PDF-1.7", ""),
        ("tool", b"#!/bin/sh\n", "a program"),
        ("tool.txt", b"#!/bin/sh\n", ""),
        ("tool", b"Words.", ""),
    ],
)
def test_what_holds_no_prose_is_refused(path: str, raw: bytes, told: str) -> None:
    if told:
        with pytest.raises(TermcheckError, match=told):
            decode(path, raw)
    else:
        assert decode(path, raw).data == raw


def test_a_reader_has_to_return_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd_reader.py").write_text(
        "from termcheck import TermcheckError\n"
        "def nothing(source):\n    return None\n"
        "def told(source):\n    raise TermcheckError('as it says')\n"
    )
    info = tmp_path / "odd_reader-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-reader\nVersion: 1\n")
    entries = "[termcheck.readers]\nodd = odd_reader:nothing\ntold = odd_reader:told\n"
    (info / "entry_points.txt").write_text(entries)
    monkeypatch.syspath_prepend(str(tmp_path))
    reader_of.cache_clear()
    for name, message in (("odd", "returned no document"), ("told", "^as it says$")):
        with pytest.raises(TermcheckError, match=message):
            reader_of(name)(Source(f"a.{name}", b""))
    reader_of.cache_clear()


@pytest.mark.parametrize("text", ["a `b` c", "a ``b`` c", "a `` `b` `` c", "a ``` ``b`` ``` c"])
def test_code_stands_where_its_words_stand(text: str) -> None:
    (block,) = document("a.md", text).blocks
    (mark,) = (mark for mark in block.marks if mark.kind is MarkKind.CODE)
    assert block.verbatim(mark.start, mark.end)
    assert block.text[mark.start : mark.end].strip("`") == "b"
    span = block.span(mark.start, mark.end)
    assert text[span.start : span.end] == block.text[mark.start : mark.end]


def test_front_matter_stands_where_the_text_before_the_first_heading_does() -> None:
    blocks = document("a.md", "---\ntitle: T\n---\nOne.\n\n# Two\n\nThree.\n").blocks
    assert [block.section for block in blocks] == [-1, -1, -1, 2]


@pytest.mark.parametrize(("size", "kinds"), [(2000, ["caption"]), (2001, ["paragraph"])])
def test_a_line_that_opens_a_container_is_so_long_and_no_longer(
    size: int, kinds: list[str]
) -> None:
    head, foot = '!!! note "', '"'
    title = "a" * (size - len(head) - len(foot))
    found = document("a.md", f"{head}{title}{foot}\n")
    assert [block.kind.value for block in found.blocks] == kinds


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_tag_that_never_ends_leaves_its_lines_where_they_are(ends: str) -> None:
    text = ends.join([":::", "<b", "A whitelist", ""])
    (block,) = document("a.mdx", text).blocks
    assert block.text == "<b A whitelist"
    span = block.span(5, 14)
    assert text[span.start : span.end] == "whitelist"
    assert block.verbatim(5, 14)
    assert not block.verbatim(2, 3)
