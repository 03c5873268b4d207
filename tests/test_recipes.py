"""The recipes of docs/architecture.md, followed in a copy of termcheck: they do what they say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")

pytestmark = pytest.mark.slow


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that may be changed, beside a folder with a page to check."""
    shutil.copytree(ROOT / "termcheck", tmp_path / "termcheck")
    shutil.copytree(ROOT / "glossary", tmp_path / "glossary")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "words.yml").write_text("terms:\n- {id: gizmo, term: gizmo}\n")
    (tmp_path / "pages" / "termcheck.toml").write_text('glossary = ["words.yml"]\n')
    (tmp_path / "pages" / "a.md").write_text("A gizmo!\n")
    return tmp_path


def termcheck(copy: Path, *arguments: str) -> str:
    """Return what the copy prints."""
    done = subprocess.run(
        [sys.executable, "-m", "termcheck", *arguments],
        cwd=copy / "pages",
        env={**os.environ, "PYTHONPATH": str(copy), "TERMCHECK_CACHE_DIR": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def add_line(file: Path, before: str, line: str) -> None:
    """Write a line before another one."""
    text = file.read_text("utf-8")
    assert text.count(before) == 1, before
    file.write_text(text.replace(before, f"{line}\n{before}"), "utf-8")


def recipe(start: str) -> str:
    """Return the row of the page that says how something is done."""
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| {start} |"))
    return row


def test_a_check_is_a_module_and_a_line(copy: Path) -> None:
    assert "one module in `checks/`, one line in `checks/registry.py`" in recipe("add a check")
    checks = copy / "termcheck" / "checks"
    (checks / "shouted_term.py").write_text(
        """
from termcheck.checks.check import Check, CheckExample


def find(page):
    for mention in page.mentions:
        if page.block(mention).text[mention.end :].startswith("!"):
            yield page.finding(CHECK, mention, f"Unexpected `!` after `{mention.text}`")


CHECK = Check(
    id="shouted-term",
    summary="A term is shouted.",
    why="Readers step back.",
    document=find,
    examples=(CheckExample("A gizmo!", "A gizmo."),),
)
CHECKS = (CHECK,)
"""
    )
    add_line(checks / "registry.py", '    "grammar",', '    "shouted_term",')
    told = termcheck(copy, "check", "-f", "concise", "a.md")
    assert told.startswith("a.md:1:3: warning shouted-term Unexpected `!` after `gizmo`\n")
    assert "A term is shouted." in termcheck(copy, "explain", "shouted-term")
    assert "shouted-term" not in termcheck(
        copy, "check", "-f", "concise", "--ignore", "shouted-term", "a.md"
    )


def test_a_format_is_a_module_and_a_line(copy: Path) -> None:
    row = recipe("add a report format")
    assert "`render`" in row
    assert "one line in `REPORTERS` of `reporters/__init__.py`" in row
    reporters = copy / "termcheck" / "reporters"
    (reporters / "count.py").write_text(
        'def render(report, options):\n    return f"{report.total} in all\\n"\n'
    )
    add_line(
        reporters / "__init__.py",
        '        Reporter("github", "Annotations in GitHub Actions", page="github_summary"),',
        '        Reporter("count", "A number", suffix=".count", ends=(".count",)),',
    )
    assert termcheck(copy, "check", "-f", "count", "a.md").startswith("0 in all\n")
    termcheck(copy, "check", "-o", "out.count", "a.md")
    assert (copy / "pages" / "out.count").read_text() == "0 in all\n"
    assert "count" in termcheck(copy, "check", "--help")


def test_a_reader_is_a_module_and_a_line(copy: Path) -> None:
    row = recipe("read another format")
    assert "`read`" in row
    assert "one line in `FORMATS` of `readers/__init__.py`" in row
    readers = copy / "termcheck" / "readers"
    (readers / "gemtext.py").write_text(
        "from termcheck.readers import text\n\n\n"
        "def read(source, reading):\n"
        "    return text.read(source, reading)\n"
    )
    add_line(
        readers / "__init__.py",
        '    Format("rst", (".rst", ".rest")),',
        '    Format("gemtext", (".gmi",)),',
    )
    (copy / "pages" / "words.yml").write_text(
        "terms:\n- {id: gizmo, term: gizmo, deprecated: [{form: gadget, instead: gizmo}]}\n"
    )
    (copy / "pages" / "b.gmi").write_text("A gadget.\n")
    assert termcheck(copy, "check", "-f", "concise").startswith("b.gmi:1:3: warning avoided-term")


def test_a_key_of_the_configuration_is_a_field(copy: Path) -> None:
    row = recipe("add a key to the configuration")
    assert "a field in `config/project.py`" in row
    assert "one of the same name in `config/options.py`" in row
    config = copy / "termcheck" / "config"
    add_line(
        config / "project.py",
        "    jobs: int = key(",
        '    quiet_terms: tuple[str, ...] = key("Terms nothing is said about.", ())',
    )
    add_line(
        config / "options.py",
        "    today: datetime.date = field(default_factory=datetime.date.today)",
        "    quiet_terms: tuple[str, ...] = ()",
    )
    script = (
        "from termcheck import load_config\n"
        "from termcheck.run.plan import Plan\n"
        "def key(text):\n"
        "    open('termcheck.toml', 'w').write(text)\n"
        "    plan = Plan(load_config())\n"
        "    return plan.settings('').options.quiet_terms, plan.keys[0]\n"
        "(none, one), (some, other) = key(''), key('quiet-terms = [\"gizmo\"]')\n"
        "print(none, some, one != other)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=copy / "pages",
        env={**os.environ, "PYTHONPATH": str(copy), "TERMCHECK_CACHE_DIR": ""},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout == "() ('gizmo',) True\n", done.stderr
    (copy / "pages" / "termcheck.toml").write_text('quiet-term = ["gizmo"]\n')
    told = termcheck(copy, "check", "a.md")
    assert "termcheck.toml:1:1: unknown key `quiet-term`" in told
    assert "did you mean `quiet-terms`?" in told
