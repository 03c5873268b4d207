"""Patterns, roles and macros of a project's own that are no prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.cli import run
from termcheck.config.options import Options
from termcheck.core.document import MarkKind
from termcheck.core.source import Source
from termcheck.pipeline import document_of

GLOSSARY = "terms: [{id: a, term: allow list, deprecated: [whitelist]}]\n"


def held_out(path: str, text: str, **options: object) -> list[str]:
    document = document_of(Source(path, text.encode()), Options(**options))  # type: ignore[arg-type]
    return [
        block.text[mark.start : mark.end]
        for block in document.blocks
        for mark in block.marks
        if mark.kind is MarkKind.CODE
    ]


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("a.rst", "See :guilabel:`list` of :term:`it`.", ["list"]),
        ("a.md", "A {guilabel}`list`, {term}`it`, <Api>b</Api>.", ["list", "b"]),
        ("a.adoc", "See link:y[more] and xref:z[less].", ["more"]),
        ("a.html", "<p>A <Api>list</Api>, <b>it</b>.</p>", ["list"]),
        ("a.tex", "An \\emph{list} or \\textbf{more}.", ["list"]),
    ],
)
def test_own_roles_macros_and_elements_are_code(path: str, text: str, found: list[str]) -> None:
    marked = held_out(path, text, code_roles=("guilabel", "Api", "link", "emph"))
    assert [one.strip() for one in marked if one.strip("\ufffc")] == found


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("@@.*?@@", "ünd @@whitelist@@ it", ["@@whitelist@@"]),
        ("(?s)@A.*?@B", "@A\n\nx\n\n@B y", ["@A", "x", "@B"]),
        (r"é\w+", "&eacute; é1 &eacute;2", ["é1"]),
        ("b c", "a **b** b *c* b\nc", []),
        ("(a|aa)*(a|aa)*b", "a" * 20_000, []),
    ],
)
def test_patterns_are_held_to_the_source(pattern: str, text: str, found: list[str]) -> None:
    pytest.importorskip("re2")
    assert held_out("a.md", text, not_prose=(("markdown", (pattern,)),)) == found
    assert held_out("a.rst", text, not_prose=(("markdown", (pattern,)),)) == []


def test_patterns_that_overlap_are_one_place() -> None:
    pytest.importorskip("re2")
    patterns = ("@a.*?@", "a", "b@ c", "é")
    text = "é @a b@ c é d"
    assert held_out("a.md", text, not_prose=(("markdown", patterns),)) == ["é", "@a b@ c", "é"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("markdown = ['ok', '(']", "3:19: `(` is no pattern of RE2: missing )"),
        ("markdown = '(?=x)'", "3:12: `(?=x)` is no pattern of RE2: invalid perl operator"),
        ("markdown = 'x*'", "3:12: `x*` is no pattern of RE2: matches where nothing stands"),
        ("markdwn = 'x'", "3:1: unknown format `markdwn` in `not-prose`, did you mean `markdown`?"),
    ],
)
def test_a_wrong_pattern_is_told_at_its_place(
    line: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("re2")
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(GLOSSARY)
    Path("termcheck.toml").write_text(f'glossary = ["g.yml"]\n[not-prose]\n{line}\n')
    Path("a.md").write_text("A page.")
    assert run(["check", "a.md"]) == 2
    assert told in capsys.readouterr().err


def test_what_matches_is_neither_reported_nor_rewritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("g.yml").write_text(GLOSSARY)
    Path("termcheck.toml").write_text('glossary = ["g.yml"]\ncode-roles = ["Api"]\n')
    Path("a.md").write_text("A whitelist of <Api>whitelist</Api>.\n")
    run(["fix", "--no-cache", "a.md"])
    assert Path("a.md").read_text() == "An allow list of <Api>whitelist</Api>.\n"
