"""Fixtures that several rooms of tests share."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from termcheck.engine import Engine, compile_engine
from termcheck.finding import Finding
from termcheck.glossary.load import load_glossary
from termcheck.pipeline import Options, examine
from termcheck.source import Source

MakeEngine = Callable[[str], Engine]
Findings = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def engine_of(tmp_path_factory: pytest.TempPathFactory) -> MakeEngine:
    """Return the engine of a glossary given as YAML, made once for the same text."""
    made: dict[str, Engine] = {}

    def engine(text: str) -> Engine:
        if text not in made:
            path: Path = tmp_path_factory.mktemp("glossary") / "house.yml"
            path.write_text(dedent(text), "utf-8")
            made[text] = compile_engine(load_glossary(path))
        return made[text]

    return engine


@pytest.fixture(scope="session")
def findings_of(engine_of: MakeEngine) -> Findings:
    """Return the findings of the form checks for a glossary and a Markdown text."""

    def findings(
        glossary: str, text: str, today: datetime.date = datetime.date(2026, 11, 22)
    ) -> list[Finding]:
        options = Options(claims=False, today=today)
        source = Source("page.md", text.encode())
        return list(examine(source, engine_of(glossary), options).findings)

    return findings
