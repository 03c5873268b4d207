"""Grammar of texts, asked of the real server of the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from termcheck import Checker, Config
from termcheck.cache import answers
from termcheck.config.grammar import GrammarConfig
from termcheck.core.report import Report
from termcheck.grammar import identity

GLOSSARY = """\
glossary: words
title: Our words
version: "1"
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
    why: It says what the list does.
  - id: vexatrix
    term: vexatrix
    part-of-speech: noun
    why: A thing of ours that no dictionary has.
  - id: informations
    term: information
    deprecated: [informations]
    why: It has no plural.
"""


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without answers of earlier tests, in a folder of its own."""
    answers.forget()
    identity.forget()
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "words.yml").write_text(GLOSSARY)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def config() -> Config:
    """A configuration whose server is not yet named."""
    return Config(("words.yml",), jobs=1, claims=False, root=str(Path.cwd()))


@pytest.fixture
def check(languagetool: str, config: Config) -> Callable[..., Report]:
    """Check texts by path, with keys of `[grammar]`."""

    def run(texts: dict[str, str], /, *, config: Config = config, **keys: object) -> Report:
        grammar = replace(GrammarConfig(url=languagetool), **keys)
        data = {path: text.encode() for path, text in texts.items()}
        return Checker(replace(config, grammar=grammar)).run(texts=data)

    return run
