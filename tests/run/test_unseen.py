"""What is not looked at is told, and the exit code never depends on chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termcheck.cli import run
from termcheck.core.source import Source
from termcheck.readers.frontmatter import read_front_matter
from termcheck.readers.wellformed import may_be_broken

GLOSSARY = "terms: [{id: a, term: allow list, deprecated: [whitelist]}]\n"
BROKEN = "---\ntitle: Run: x\n---\n\n{}.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write("g.yml", GLOSSARY)
    write("termcheck.toml", 'glossary = ["g.yml"]\ncache = false\n')
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


@pytest.mark.parametrize(
    ("name", "text", "code", "told"),
    [
        ("a.md", BROKEN, 0, "a.md:2:11: front matter is not valid YAML"),
        ("a.html", BROKEN, 0, "a.html:2:11: front matter is not valid YAML"),
        ("a.ipynb", '{{"{}', 2, "a.ipynb:1:2: not a notebook"),
        ("a.json", '{{"{}', 2, "not valid JSON"),
        ("a.yaml", "title: [{}", 2, "not valid YAML"),
    ],
)
def test_what_is_broken_is_told_whatever_words_stand_in_it(
    name: str, text: str, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ("Nothing", "An allow list", "A plain page"):
        write(name, text.format(words))
        assert run(["check", name]) == code
        assert told in capsys.readouterr().out
    assert run(["baseline", name]) == code


def test_an_unread_file_counts_beside_findings(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "A whitelist.")
    Path("b.md").write_bytes(b"caf\xe9 whitelist")
    assert run(["check", "a.md", "b.md"]) == 2
    write("b.md", BROKEN.format("A whitelist"))
    assert run(["check", "a.md", "b.md"]) == 1


@pytest.mark.parametrize("arguments", [["check", "e"], ["check", "-q", "e"], ["badge", "e"]])
def test_nothing_to_check_is_not_green(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write("e/x.png", "")
    assert run(arguments) == 3
    assert "there was no file to check" in capsys.readouterr().err


def test_files_in_hidden_folders_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.md", "A page.")
    for path in (".github/a.md", "docs/.parts/b/c.md", ".github/x.png", ".git/a.md", ".ours/a.md"):
        write(path, "A whitelist.")
    write(".gitignore", ".ours/\n")
    write(".env/pyvenv.cfg", "")
    write(".env/lib/a.md", "A whitelist.")
    assert run(["check", "-f", "json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["summary"]["checked"] == 1
    assert (
        "note: left out 2 files in hidden folders: `.github`, `docs/.parts`; name one to check it"
        in told.err
    )
    assert run(["check", ".github"]) == 1
    assert "hidden" not in capsys.readouterr().err


LINES = st.sampled_from(
    ["title: A page", "a: b: c", "a:", "- b", "  - b", "tags: [a, b]", "x: 'y", 'x: "y"', "a: # b",
     "a: *b", "- a: b", "", "# c", "date: 2026-01-01", "a b: c", "\ta: b", "a: b #c", "? a",
     "a: - b", "a: >", "x: |-", "  b: c", " d", "   e"]
)  # fmt: skip


@given(st.lists(LINES, max_size=6).map("\n".join), st.sampled_from(["a.md", "a.html"]))
@example("a:\n- b\n  - c", "a.md")
@example("title: a\n- b", "a.md")
def test_what_is_taken_for_sound_is_sound(text: str, path: str) -> None:
    data = f"---\n{text}\n---\n\nText.\n".encode()
    form = "markdown" if path == "a.md" else "html"
    found = read_front_matter(Source(path, data), frozenset({"title"}))
    assert may_be_broken(data, form) or not found.problems
