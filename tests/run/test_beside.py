"""A run in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck import Checker, Config, TermcheckError

GLOSSARY = """\
glossary: words
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
"""
TEXTS = {"made.md": b"A whitelist, of no file.\n"}


@pytest.fixture
def checker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checker:
    (tmp_path / "glossary.yml").write_text(GLOSSARY)
    for number in range(3):
        (tmp_path / f"{number}.md").write_text("A whitelist.\n\n" * number)
    monkeypatch.chdir(tmp_path)
    return Checker(Config(glossary=("glossary.yml",), root=str(tmp_path)))


def told(report):
    lines = [f"{one.path}:{one.line}: {one.message}" for one in report.findings]
    return lines, report.checked, report.glossary, dict(report.terms), report.notices


def test_it_is_the_same_report(checker):
    beside = checker.beside()
    beside.expect(["0.md", "1.md"])
    beside.run(["0.md"])
    beside.run(["0.md", "1.md", "2.md"], texts=TEXTS, baseline=True, fold=True)
    here = checker.run(["0.md", "1.md", "2.md"], texts=TEXTS, baseline=True, fold=True)
    assert len(list(here.findings)) == 4
    assert told(beside.report()) == told(here)


def test_the_report_does_not_depend_on_the_process(checker):
    paths = ["1.md", "2.md"]
    beside = checker.beside()
    beside.run(paths)
    beside.close()
    assert told(beside.report()) == told(checker.run(paths))
    assert told(checker.beside().report())[:2] == ([], 0)


def test_what_is_in_no_file_is_held_to_here():
    checker = Checker(Checker("tech-writing").glossary)
    beside = checker.beside()
    beside.run([], texts={"a.md": b"The web site.\n"})
    assert [one.term for one in beside.report().findings] == ["website"]


def test_what_is_wrong_is_told_with_its_place(checker):
    Path("glossary.yml").write_text("glossary: x\nterms:\n  - {id: a, trem: b}\n")
    beside = checker.beside()
    beside.expect(["1.md"])
    beside.run(["1.md"])
    with pytest.raises(TermcheckError, match=r"^glossary.yml:3:13: unknown key `trem`"):
        beside.report()
