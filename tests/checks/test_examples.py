"""Every check does on its own examples what it says."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from termcheck import load_config
from termcheck.checks.check import Check, CheckExample
from termcheck.checks.helps import CheckHelps
from termcheck.checks.registry import BY_ID, CHECKS
from termcheck.core.source import Source
from termcheck.match.compiled_glossary import load_engine
from termcheck.pipeline import across, examine
from termcheck.run.plan import options_of

PROMISES = Path(__file__).parents[2] / "glossary" / "examples" / "promises.yml"
TODAY = datetime.date(2026, 12, 1)


def found(check: Check, text: str, example: CheckExample, folder: Path) -> list[str]:
    """Return the messages of a check about a page."""
    glossary = folder / "glossary.yml"
    glossary.write_text(f"extends: [{PROMISES}]\n{example.glossary}\n", "utf-8")
    (folder / "termcheck.toml").write_text(f"{example.config}\n", "utf-8")
    options = options_of(load_config(folder / "termcheck.toml"), TODAY)
    if options.grammar:
        pytest.skip("needs LanguageTool; tests/grammar has it")
    examined = examine(Source("page.md", text.encode()), load_engine(glossary), options)
    findings = (*examined.findings, *across(examined.usages))
    return [one.message for one in findings if one.check == check.id]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_examples_do_what_they_say(check: Check, tmp_path: Path) -> None:
    assert check.examples
    for example in check.examples:
        assert found(check, example.bad, example, tmp_path)
        assert found(check, example.good, example, tmp_path) == []


def test_help_is_of_the_checks_that_were_asked_about() -> None:
    helps = CheckHelps(["casing", "spelling", "casing"])
    assert list(helps) == ["casing", "spelling"]
    assert len(helps) == 2
    assert helps["casing"].summary == BY_ID["casing"].summary
    assert "avoided-term" not in helps
