import json
import os
import shutil
import subprocess
import sys
import time

import pytest

from termcheck.audit.export import EXPORTS
from termcheck.cache.stat import Stat
from termcheck.exchange.read import FORMATS as READ
from termcheck.label import LABELS
from termcheck.reporters.compare import COMPARE


def test_help_lists_every_command_and_each_has_a_module(project):
    from importlib import import_module
    from keyword import iskeyword

    from termcheck.cli import COMMANDS
    from termcheck.cli.glossary import COMMANDS as OF_GLOSSARY

    out = project("--help").out
    for name, summary in COMMANDS.items():
        command = import_module(f"termcheck.cli.{name}").command
        assert f"  {name} " in out
        assert command.help
        assert summary.endswith(".")
    for name in OF_GLOSSARY:
        module = f"{name}{'_' * iskeyword(name)}"
        assert import_module(f"termcheck.cli.glossaries.{module}").command.help


def test_help_of_a_command_shows_examples(project):
    out = project("check", "-h").out
    assert out.startswith("Usage: termcheck check [OPTIONS] [PATHS]…")
    assert "Examples:\n  termcheck check docs/" in out


@pytest.mark.parametrize(
    ("command", "formats"),
    [
        ("facts check", READ),
        ("facts import", READ),
        ("facts export", [form for form in READ if READ[form].write]),
        ("label", LABELS),
        ("compare", COMPARE),
        ("audit export", EXPORTS),
    ],
)
def test_a_command_knows_every_format_there_is(project, command, formats):
    listed = "|".join(formats)
    assert f"[{listed}]" in "".join(project(*command.split(), "--help").out.split())


def test_the_version_is_said(project):
    from termcheck._version import __version__

    assert project("--version").out == f"termcheck {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chekc"], "Error: no command `chekc`, did you mean `check`?"),
        (["glossary", "tets"], "Error: no command `tets`, did you mean `test`?"),
        (["glossary", "x"], "Error: no command `x`"),
    ],
)
def test_near_commands_are_suggested(project, arguments, hint):
    result = project(*arguments)
    assert result.code == 2
    assert "Try 'termcheck" in result.err
    assert result.err.endswith(f"{hint}\n")


def test_terms_are_explained(project):
    result = project("explain", "allowlist")
    assert result.code == 0
    for part in (
        "It says what the list does.",
        "`whitelist`",
        "https://example.org/allowlist",
        "✗ Add it to the whitelist.",
        "✓ Add it to the allowlist.",
        "words.yml:5",
    ):
        assert part in result.out


def test_forms_lead_to_their_term(project):
    assert project("explain", "Whitelist").out == project("explain", "allowlist").out


def test_checks_are_explained(project):
    from termcheck.checks.registry import BY_ID

    for name, check in BY_ID.items():
        out = project("explain", name).out
        assert out.startswith(name)
        assert check.summary.split()[0] in out


def test_what_is_unknown_is_told_with_a_near_one(project):
    result = project("explain", "alowlist")
    assert (result.code, result.err) == (
        2,
        "error: no term or check `alowlist`, did you mean `allowlist`?\n",
    )


def test_glossaries_are_listed(project):
    lines = project("glossary", "list").lines
    assert lines[0].split() == ["allowlist", "allowlist", "whitelist"]
    assert lines[-1] == "2 terms"
    data = json.loads(project("glossary", "list", "-f", "json").out)
    assert data[0] == {
        "id": "allowlist", "term": "allowlist", "admitted": [], "avoided": ["whitelist"],
    }  # fmt: skip


def test_glossaries_are_tested(project):
    assert project("glossary", "test").out == "2 examples, 0 failed\n"
    assert project("glossary", "test", "email").out == "0 examples, 0 failed\n"
    text = (project.root / "words.yml").read_text()
    project.put("words.yml", text.replace("ok: Add it to the allow", "ok: Add it to the white"))
    result = project("glossary", "test")
    assert result.code == 1
    assert result.out.startswith("words.yml:13:")
    assert result.lines[-1] == "2 examples, 1 failed"
    assert project("glossary", "test", "alowlist").err == (
        "error: no term `alowlist`, did you mean `allowlist`?\n"
    )


def test_a_glossary_to_start_from_is_used_as_told(project):
    told = project("glossary", "init", "ours").lines
    project.put("termcheck.toml", told[-1].partition(": ")[2])
    project.put("a.md", "Log in to the Example Cloud.\n")
    assert project("glossary", "test", "example-platform").out == "2 examples, 0 failed\n"
    result = project("check", "-f", "concise")
    assert [line.split(" ")[0] for line in result.lines] == ["a.md:1:15:"]


def test_glossaries_are_linted(project):
    assert project("glossary", "lint").code == 0, "taste is not told unless asked for"
    result = project("glossary", "lint", "--all")
    assert "term `email` has no `bad` example" in result.out


def test_the_schema_of_glossaries_is_printed(project):
    import jsonschema_rs
    import yaml

    schema = json.loads(project("glossary", "schema").out)
    glossary = yaml.safe_load((project.root / "words.yml").read_text())
    jsonschema_rs.validate(schema, glossary)
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schema, {"trems": []})


def test_the_configuration_is_shown_as_it_could_be_written(project):
    import tomllib

    from termcheck.config.project import Config
    from termcheck.typed_files.structure import build
    from termcheck.typed_files.toml_nodes import parse_toml

    project.put(
        "termcheck.toml",
        'glossary = ["words.yml"]\n[severity]\nemail = "off"\n'
        '[[overrides]]\npaths = ["x/"]\nflavour = "hugo"\n',
    )
    out = project("config").out
    assert out.startswith("# termcheck.toml\n")
    assert tomllib.loads(out)["severity"] == {"email": "off"}
    assert "# confidence is not set\n" in out
    from termcheck.core.errors import ConfigError

    assert build(Config, parse_toml(out, "x", ConfigError), "x").flavour == "auto"
    assert 'flavour = "hugo"' in project("config", "x/a.md").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(project, shell):
    assert "_TERMCHECK_COMPLETE" in project("completion", shell).out


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("ba", ["plain,baseline", "plain,badge"]),
        ("explain al", ["plain,allowlist"]),
        ("check --select avoided", ["plain,avoided-term"]),
        ("check -g tech", ["plain,tech-writing"]),
        ("check -g wor", ["file,wor"]),
        ("explain -g nowhere.yml al", []),
        ("subject -g ai-openness PaliG", ["plain,PaliGemma"]),
        ("subject -g ai-openness palig", ["plain,PaliGemma"]),
    ],
)
def test_completion_completes(project, words, completed):
    done = subprocess.run(
        [sys.executable, "-m", "termcheck"],
        env={
            "_TERMCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": f"termcheck {words}",
            "COMP_CWORD": str(words.count(" ") + 1),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == completed, done.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_bash_completes_names_of_several_words_as_one(project, tmp_path):
    (tmp_path / "termcheck").write_text(
        f'#!/bin/sh\nexec {sys.executable} -m termcheck "$@"\n', "utf-8"
    )
    (tmp_path / "termcheck").chmod(0o755)
    script = project("completion", "bash").out + (
        "\nCOMP_WORDS=(termcheck subject -g ai-openness Unreal) COMP_CWORD=4\n"
        'compopt() { echo compopt "$@"; }\n'
        "_termcheck_completion termcheck\n"
        'printf \'%s\\n\' "${#COMPREPLY[@]}" "${COMPREPLY[@]}"\n'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split("\n") == ["compopt -o filenames", "1", "Unreal Engine", ""], (
        done.stderr
    )


def test_exceptions_are_listed(project):
    assert project("exceptions").out == "no exceptions are granted\n"
    text = (project.root / "words.yml").read_text()
    project.put(
        "words.yml",
        text + "exemptions:\n  - id: legacy\n    term: allowlist\n    paths: [old/]\n"
        "    reason: It quotes a contract.\n    owner: Legal\n    until: 2020-01-01\n",
    )
    assert project("exceptions").lines == [
        "legacy: `allowlist`, ended 2020-01-01",
        "  files: old/",
        "  reason: It quotes a contract.",
        "  granted by: Legal",
    ]
    (data,) = json.loads(project("exceptions", "-f", "json").out)
    assert (data["id"], data["until"], data["holds"]) == ("legacy", "2020-01-01", False)


def test_facts_need_subjects(project):
    for arguments in (("subject", "X"), ("compare", "X")):
        result = project(*arguments)
        assert (result.code, result.err) == (
            2,
            "error: no subjects are recorded in `words.yml`\n",
        )


def test_mistakes_of_ours_are_one_line(project, monkeypatch):
    import termcheck.run.run

    def broken(*arguments, **rest):
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr(termcheck.run.run, "run", broken)
    result = project("check")
    assert result.code == 2
    assert result.err == (
        "error: sorry, termcheck failed (RuntimeError: first); please report it with the "
        "traceback that `termcheck --debug …` shows\n"
    )
    with pytest.raises(RuntimeError):
        project("--debug", "check", env={})


def test_ctrl_c_ends_quietly(project, monkeypatch):
    import termcheck.run.run

    def stopped(*arguments, **rest):
        raise KeyboardInterrupt

    monkeypatch.setattr(termcheck.run.run, "run", stopped)
    result = project("check")
    assert (result.code, result.out, result.err) == (130, "", "\n")


def test_unchanged_files_need_no_glossary(project):
    def imported(*arguments):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "termcheck", *arguments],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}

    assert {"termcheck.config.project", "termcheck.core.finding"} & imported("--version") == set()
    project.put("a.md", "Nothing.\n")
    # What was written a moment ago is not trusted.
    while not all(
        Stat.of(name).is_settled(time.time_ns())
        for name in ("a.md", "words.yml", "termcheck.toml", ".")
    ):
        time.sleep(0.1)
    imported("check", "-q")
    heavy = {
        *("termcheck.match.compiled_glossary", "termcheck.pipeline", "termcheck.glossary.model"),
        *("yaml", "pyromark", "spacy", "numpy", "concurrent.futures", "multiprocessing"),
    }
    imported("check", "-q")
    assert heavy & imported("check", "-q") == set()
