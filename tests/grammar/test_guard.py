"""A fix that reads worse is told from one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import termcheck.cli
from termcheck.config.grammar import GrammarConfig
from termcheck.config.options import Options
from termcheck.core.source import Source
from termcheck.grammar.ask import Oracle
from termcheck.grammar.guard import new_errors_of
from termcheck.pipeline import document_of

pytestmark = pytest.mark.languagetool

PAIRS = {
    ("Llama is an open source model.", "Llama is a open-weight model."): ["a"],
    ("Llama is an open source model.", "Llama is an open-weight model."): [],
    ("We open-sourced it.", "We releases its weights."): ["releases"],
    ("We open-sourced it.", "We released its weights."): [],
    ("She logs in daily.", "She sign in daily."): ["sign"],
    ("He go home with the whitelist.", "He go home with the allowlist."): [],
    ("Add it to the whitelist.", "Add it to the vexatrix."): [],
    ("😀 Ask an admin for a 𝒳.", "😀 Ask a admin for a 𝒳."): ["a"],
    ("We saw a apple and a orange.", "We saw a apple and a island and a orange."): ["a"],
}


@pytest.fixture
def oracle(languagetool: str) -> Oracle:
    return Oracle(GrammarConfig(url=languagetool))


def test_new_errors_are_those_that_were_not_there_before(oracle):
    found = new_errors_of(list(PAIRS), oracle)
    words = [
        [after[one.start : one.end] for one in errors]
        for (_, after), errors in zip(PAIRS, found, strict=True)
    ]
    assert dict(zip(PAIRS, words, strict=True)) == PAIRS
    assert oracle.failure == ""


def test_an_error_says_what_and_how(oracle):
    [error] = new_errors_of(
        [("It is an open source model.", "It is a open-weight model.")], oracle
    )[0]
    assert (error.rule, error.replacements) == ("EN_A_VS_AN", ("an",))
    assert error.message


def test_blocks_are_compared_without_their_code(oracle):
    def block(text):
        return document_of(Source("a.md", text.encode()), Options()).blocks[0]

    before, after = block("Say `he go` on the whitelist."), block("Say `we goes` on a allowlist.")
    [error] = new_errors_of([(before, after)], oracle)[0]
    assert after.text[error.start : error.end] == "a"


def test_nothing_is_withheld_when_nobody_answers():
    oracle = Oracle(GrammarConfig(url="http://127.0.0.1:1"))
    assert new_errors_of([("It is an apple.", "It is a apple.")], oracle)[0] == ()
    assert "127.0.0.1:1 cannot be reached" in oracle.failure


WORDS = """\
glossary: words
terms:
  - id: allowlist
    term: allowlist
    deprecated: [whitelist]
  - id: release
    term: release
    part-of-speech: verb
    inflect: false
    deprecated: [{form: put out, instead: [releases], inflect: false}]
"""


def test_the_command_line_says_what_is_withheld_and_why(languagetool, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    Path("words.yml").write_text(WORDS)
    Path("termcheck.toml").write_text(
        f'glossary = ["words.yml"]\n[grammar]\nenabled = false\nurl = "{languagetool}"\n'
    )
    page = Path("a.md")

    def fix(*options: str) -> tuple[int, list[str], str]:
        page.write_text("We put out the tool with a whitelist.\n")
        with CliRunner().isolation() as streams:
            code = termcheck.cli.run(["fix", "--unsafe", "--select=release,allowlist", *options])
            return code, streams[1].getvalue().decode().splitlines(), page.read_text()

    code, told, text = fix("--grammar")
    assert code == 1
    assert told == [
        "a.md: 1 finding fixed",
        "a.md:1:4: withheld: replace with `releases`; LanguageTool would find: "
        "Possible agreement error — use the base form here.",
        "1 finding fixed in 1 file, 1 withheld, 1 finding left",
    ]
    assert text == "We put out the tool with an allowlist.\n"
    code, told, text = fix()
    assert (code, told[-1]) == (0, "2 findings fixed in 1 file, 0 findings left")
    assert text == "We releases the tool with an allowlist.\n"


def test_a_guard_that_cannot_answer_is_told(monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    Path("words.yml").write_text(WORDS)
    Path("termcheck.toml").write_text('glossary = ["words.yml"]\n[grammar]\nurl = "127.0.0.1:1"\n')
    Path("a.md").write_text("We put out the tool.\n")
    with CliRunner().isolation() as streams:
        # No finding of LanguageTool is wanted, so that nobody else tells.
        termcheck.cli.run(["fix", "--unsafe", "--select", "release"])
        told = streams[1].getvalue().decode().splitlines()
    assert told[-1].startswith("note: grammar was not checked everywhere: http://127.0.0.1:1")
    assert Path("a.md").read_text() == "We releases the tool.\n"
