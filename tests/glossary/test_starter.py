"""What `termcheck glossary init` writes works as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from termcheck.checks.registry import CHECKS
from termcheck.core.errors import UsageError
from termcheck.evaluation.glossary_examples import examples, run_examples
from termcheck.glossary.lint import lint
from termcheck.glossary.load import load_glossary
from termcheck.glossary.starter import PURPOSES, starter_files, write_starter
from termcheck.match.compiled_glossary import compile_engine


@pytest.mark.parametrize("purpose", PURPOSES)
def test_loads_lints_and_tests_clean(tmp_path: Path, purpose: str) -> None:
    paths = write_starter(tmp_path / "words", purpose)
    assert paths[0] == tmp_path / "words" / "glossary.yml"
    glossary = load_glossary(paths[0])
    engine = compile_engine(glossary)
    assert (
        lint(glossary, engine.lexicon, known=[check.id for check in CHECKS], everything=True) == ()
    )
    assert len(list(examples(glossary))) >= 4
    assert run_examples(glossary, engine) == ()


def test_nothing_of_others_is_brought_unless_asked_for(tmp_path: Path) -> None:
    (path,) = write_starter(tmp_path)
    glossary = load_glossary(path)
    assert list(glossary.terms) == ["email", "example-platform"]
    assert not any(glossary.facts.subjects)
    (path,) = write_starter(tmp_path / "docs", "docs", 'Mill & "Sons"')
    glossary = load_glossary(path)
    assert "allowlist" in glossary.terms
    assert "open-source-ai" not in glossary.terms
    assert glossary.title.endswith('Words of Mill & "Sons"')


def test_shows_what_openness_needs(tmp_path: Path) -> None:
    path, own = write_starter(tmp_path, "openness")
    assert own == tmp_path / "subjects" / "own.yml"
    glossary = load_glossary(path)
    assert len(glossary.terms) > 50
    assert [one.id for one in glossary.exemptions] == ["example-lm-private-data"]
    assert glossary.settings.means
    assert glossary.settings.disable
    assert any(path.endswith("own.yml") for path in glossary.facts.subjects)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_part_is_explained(purpose: str) -> None:
    lines = starter_files(purpose)["glossary.yml"].splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("extends", "subjects", "settings", "terms", "exemptions")):
            around = lines[max(0, number - 1) : number + 2]
            assert any(one.lstrip().startswith("#") for one in around), line


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "subjects").mkdir()
    (tmp_path / "subjects" / "own.yml").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="exists; choose another folder"):
        write_starter(tmp_path, "openness")
    assert not (tmp_path / "glossary.yml").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_starter(tmp_path / "file" / "glossary")
