"""What `termcheck glossary init` writes works as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.checks.registry import CHECKS
from termcheck.core.errors import UsageError
from termcheck.evaluation.glossary_examples import examples, run_examples
from termcheck.glossary.lint import lint
from termcheck.glossary.load import load_glossary
from termcheck.glossary.starter import starter_files, write_starter
from termcheck.match.compiled_glossary import compile_engine


def test_loads_lints_and_tests_clean(tmp_path: Path) -> None:
    paths = write_starter(tmp_path / "glossary")
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "glossary/house.yml",
        "glossary/subjects/own.yml",
    ]
    glossary = load_glossary(tmp_path / "glossary")
    engine = compile_engine(glossary)
    assert lint(glossary, engine.lexicon, known=[check.id for check in CHECKS]) == ()
    assert len(list(examples(glossary))) >= 4
    assert run_examples(glossary, engine) == ()


def test_shows_the_main_things(tmp_path: Path) -> None:
    write_starter(tmp_path)
    glossary = load_glossary(tmp_path)
    assert len(glossary.terms) > 50
    assert [one.id for one in glossary.exemptions] == ["example-lm-private-data"]
    assert glossary.settings.means
    assert glossary.settings.disable
    assert any(path.endswith("own.yml") for path in glossary.facts.subjects)


def test_every_part_is_explained() -> None:
    lines = starter_files()["house.yml"].splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("extends", "subjects", "settings", "terms", "exemptions")):
            around = lines[max(0, number - 1) : number + 2]
            assert any(one.lstrip().startswith("#") for one in around), line


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "subjects").mkdir()
    (tmp_path / "subjects" / "own.yml").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists; choose another folder"):
        write_starter(tmp_path)
    assert not (tmp_path / "house.yml").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_starter(tmp_path / "file" / "glossary")
