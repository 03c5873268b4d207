"""`termcheck grammar`, and where LanguageTool is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import termcheck.cli
from termcheck.config.grammar import GrammarConfig
from termcheck.grammar import places


def doctor(*arguments: str) -> tuple[int, list[str]]:
    runner = CliRunner()
    with runner.isolation() as streams:
        code = termcheck.cli.run(["grammar", "doctor", *arguments])
        return code, streams[0].getvalue().decode().splitlines()


@pytest.fixture
def nothing(tmp_path, monkeypatch):
    """A machine where nothing of LanguageTool is found."""
    for name in ("JAVA_HOME", "TERMCHECK_LANGUAGETOOL", "LTP_JAR_DIR_PATH", "LTP_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / ".cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    places.find_java.cache_clear()
    yield tmp_path
    places.find_java.cache_clear()


def put_jars(folder: Path, name: str = "languagetool-server.jar") -> Path:
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"")
    return folder


def test_says_what_is_missing_and_what_to_do(nothing):
    code, lines = doctor()
    assert code == 1
    told = "\n".join(lines)
    assert "FAIL  java: none found\n      install Java 17 or later" in told
    assert "FAIL  jars: none found\n      `pip install 'termcheck[grammar]'`, then" in told
    assert "server:" not in told


def test_says_once_that_the_configured_folder_is_wrong(nothing, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", str(Path.cwd()))
    Path("termcheck.toml").write_text('[grammar]\njars = "tools"\n')
    folder = Path.cwd() / "tools"
    _, lines = doctor()
    told = [line for line in lines if " jars: " in line]
    assert told == [f"FAIL  jars: no folder at {folder} (`jars` of the configuration)"]
    folder.mkdir()
    _, lines = doctor()
    at = lines.index(f"FAIL  jars: no server at {folder} (`jars` of the configuration)")
    assert "languagetool-server.jar" in lines[at + 1]


@pytest.mark.languagetool
def test_starts_what_it_finds_and_asks_it(jars, tmp_path):
    Path("termcheck.toml").write_text(f"[grammar]\njars = {str(jars.folder)!r}\n")
    code, lines = doctor()
    told = "\n".join(lines)
    assert code == 0, told
    assert f"ok    jars: LanguageTool {jars.version} in {jars.folder}" in told
    assert "ok    server: started in" in told
    assert f"ok    version: LanguageTool {jars.version}" in told
    assert "mistakes found in a sentence" in lines[-1]


@pytest.mark.languagetool
def test_asks_a_server_that_runs(languagetool, nothing):
    code, lines = doctor("--url", f"{languagetool}/v2/")
    assert code == 0
    assert lines[0].endswith("is configured, none is started")
    assert lines[1].startswith("ok    version: LanguageTool 6.")


def test_says_that_nothing_runs_at_an_address():
    code, lines = doctor("--url", "127.0.0.1:1")
    assert code == 1
    assert lines[1] == "FAIL  answer: http://127.0.0.1:1 cannot be reached (Connection refused)"


def test_jars_are_found_in_the_order_that_is_documented(nothing, monkeypatch):
    home = nothing / "home" / ".cache"

    def found() -> str:
        jars = places.find_jars(GrammarConfig())
        return f"{jars.source} {jars.version}" if jars else ""

    assert found() == ""
    put_jars(home / "language_tool_python" / "LanguageTool-6.6")
    put_jars(home / "language_tool_python" / "LanguageTool-6.10")
    assert found() == "language-tool-python 6.10"
    if sys.platform == "linux":
        put_jars(home / "termcheck" / "languagetool", "languagetool-server-6.8.jar")
        assert found() == "termcheck's own folder 6.8"
    monkeypatch.setenv("LTP_JAR_DIR_PATH", str(put_jars(nothing / "theirs")))
    assert found() == "LTP_JAR_DIR_PATH "
    monkeypatch.setenv("TERMCHECK_LANGUAGETOOL", str(put_jars(nothing / "ours")))
    assert found() == "TERMCHECK_LANGUAGETOOL "
    chosen = places.find_jars(GrammarConfig(jars=str(put_jars(nothing / "LanguageTool-6.7"))))
    assert chosen is not None
    assert chosen.version == "6.7"
    assert places.find_jars(GrammarConfig(jars=str(nothing))) is None


@pytest.mark.parametrize(
    ("told", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_392"', 8),
        ('openjdk version "26-ea"', 26),
        ("command not found", 0),
    ],
)
def test_versions_of_java(told, version):
    assert places.java_version(told) == version


def test_nothing_of_it_is_imported_unless_it_is_asked_for(tmp_path):
    page = tmp_path / "a.md"
    page.write_text("He go home with the whitelist.")
    script = (
        "import sys, termcheck.cli as cli\n"
        f"cli.run(['check', {str(page)!r}, '--no-cache'])\n"
        "print([one for one in sys.modules if one in ("
        "'language_tool_python', 'termcheck.grammar.ask', 'termcheck.grammar.client')])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


@pytest.mark.languagetool
def test_grammar_on_the_command_line(languagetool, monkeypatch):
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    Path("a.md").write_text("He go home with the whitelist.\n")
    Path("termcheck.toml").write_text(
        f'glossary = ["words.yml"]\n[grammar]\nenabled = false\nurl = "{languagetool}"\n'
    )
    runner = CliRunner()

    def check(*options: str) -> list[str]:
        with runner.isolation() as streams:
            code = termcheck.cli.run(["check", "-f", "concise", "a.md", *options])
            assert code == 1
            return [line.split(" ")[2] for line in streams[0].getvalue().decode().splitlines()]

    assert check() == ["avoided-term"]
    assert check("--grammar") == ["grammar", "avoided-term"]
    assert check("--grammar", "--jobs", "2") == ["grammar", "avoided-term"]
    assert check("--grammar", "--no-grammar") == ["avoided-term"]
