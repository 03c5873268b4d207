"""A configuration builds on others, files or installed packages; nothing of theirs is run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from termcheck.cli import run
from termcheck.config.load import load_config
from termcheck.config.project import FailOn
from termcheck.core.errors import ConfigError
from termcheck.core.finding import Severity


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working directory, a repository beside other folders."""
    folder = tmp_path / "repository"
    folder.joinpath(".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)


def test_what_a_file_says_stands_over_what_it_extends(repository: Path) -> None:
    write("shared/words.yml", "terms: [{id: a, term: a}]")
    write(
        "shared/base.toml",
        'extends = ["more.toml"]\nglossary = ["words.yml"]\nexclude = ["old/"]\nfail-on = "error"\n'
        '[severity]\ncasing = "off"\nspelling = "info"\n[[overrides]]\npaths = ["x/**"]\n',
    )
    write("shared/more.toml", 'jobs = 1\nfail-on = "never"')
    write(
        "termcheck.toml",
        'extends = "shared/base.toml"\nexclude = []\n[severity]\nspelling = "error"\n'
        '[[overrides]]\npaths = ["y/**"]\n',
    )
    config = load_config()
    assert config.glossary == (str(repository / "shared/words.yml"),)
    assert (config.exclude, config.fail_on, config.jobs) == ((), FailOn.ERROR, 1)
    assert config.severity == {"casing": Severity.OFF, "spelling": Severity.ERROR}
    assert [one.paths for one in config.overrides] == [("x/**",), ("y/**",)]
    assert config.root == str(repository)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"termcheck.toml": 'extends = "no.toml"'}, "termcheck.toml:1:11: no file `no.toml`"),
        (
            {"termcheck.toml": 'extends = "bse.toml"', "base.toml": ""},
            "no file `bse.toml`, did you mean `base.toml`?",
        ),
        (
            {"termcheck.toml": 'extends = "b.toml"', "b.toml": 'extends = "termcheck.toml"'},
            "b.toml:1:11: configurations extend each other: termcheck.toml extends b.toml extends",
        ),
        (
            {"termcheck.toml": 'extends = "b.toml"', "b.toml": "\njob = 1"},
            "b.toml:2:1: unknown key `job` in the configuration, did you mean `jobs`?",
        ),
        ({"termcheck.toml": 'extends = "no-such"'}, "package `no-such` is not installed"),
        ({"termcheck.toml": 'extends = "json"'}, "package `json` has no `termcheck.toml`"),
        ({"termcheck.toml": 'extends = ""'}, "`extends` names files and packages"),
    ],
)
def test_what_cannot_be_extended_is_told_at_its_place(
    repository: Path, files: dict[str, str], told: str
) -> None:
    for path, text in files.items():
        write(path, text)
    with pytest.raises(ConfigError) as caught:
        load_config()
    assert told in str(caught.value)


def test_a_project_reaches_beyond_its_folder_only_if_it_is_trusted(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("../company/base.toml", "jobs = 1")
    write("termcheck.toml", 'extends = ["../company/base.toml"]')
    with pytest.raises(ConfigError, match=r"1:12: .* lies outside the project"):
        load_config()
    monkeypatch.setenv("TERMCHECK_TRUST", str(repository))
    assert load_config().jobs == 1


def test_a_package_is_read_and_not_imported(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("../site/acme_words/__init__.py", "raise RuntimeError('imported')")
    write("../site/acme_words/words.yml", "terms: [{id: a, term: login, deprecated: [logon]}]")
    write(
        "../site/acme_words/termcheck.toml",
        'glossary = ["words.yml"]\nclaims-model = "model"\n[grammar]\nurl = "http://x.example"\n',
    )
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    write("termcheck.toml", 'extends = "acme-words"')
    write("a.md", "The logon.")
    config = load_config()
    assert set(config.held_back) == {"claims-model", "url"}
    assert config.claims_model == ""
    assert run(["check", "--no-cache", "a.md"]) == 1
    write("acme_words/termcheck.toml", "jobs = 1")
    assert load_config().glossary, "the working directory holds no installed packages"
