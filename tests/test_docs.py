"""The docs are true: their examples run, their reference is that of the code, their links lead.

Each page is a story told in one folder. A block under a line that holds only a file name in
backticks and a colon is that file; commands after `$ ` are run, and what the page shows of their
output is compared (`…` alone on a line stands for any lines, `… s` for any time). After a change of
output:

    UPDATE_DOCS=1 pytest tests/test_docs.py
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from termcheck.config.grammar import GrammarConfig
from termcheck.grammar.places import FOLDER_VARIABLE, find_jars

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("**/*.md"))]
PAGES = [page for page in PAGES if "examples" not in page.relative_to(ROOT).parts]
FENCE = re.compile(r"^(?P<bar>`{3,})(?P<language>[\w-]*)\n(?P<text>.*?)^(?P=bar)$", re.S | re.M)
NAMED = re.compile(r"(?:^|\n)`(?P<path>[\w./-]+)`:\n\n$")
RUN = {"termcheck", "mkdocs", "git", "cat", "echo", "mkdir", "rm", "cp", "ls", "cd"}
"""Programs that are run; others (`pip`, `docker`) are only shown."""


UPDATE = bool(os.environ.get("UPDATE_DOCS"))


@dataclass(frozen=True)
class FencedBlock:
    """One fenced block of a page."""

    language: str
    text: str
    start: int
    """Where its text starts in the page."""
    line: int
    path: str
    """Of the file it is, empty if it is none."""


def examples(page: Path) -> list[FencedBlock]:
    text = page.read_text("utf-8")
    found = []
    for match in FENCE.finditer(text):
        named = NAMED.search(text, 0, match.start())
        found.append(
            FencedBlock(
                match["language"],
                match["text"],
                match.start("text"),
                text.count("\n", 0, match.start()) + 1,
                named["path"] if named else "",
            )
        )
    return found


def commands(text: str) -> list[tuple[str, str]]:
    """Return the commands of a console block, each with the output shown under it."""
    parts = re.split(r"^\$ (.*(?:\\\n.*)*)\n", text, flags=re.M)
    assert not parts[0].strip(), "a console block starts with `$ `"
    return list(zip(parts[1::2], parts[2::2], strict=True))


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


class Story:
    """A page's folder, and the commands run in it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder / "project"
        self.folder.mkdir()
        self.code = 0
        self.environment = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(folder),
            "TERMCHECK_CACHE_DIR": str(cache),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "COLUMNS": "80",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
            "NO_MKDOCS_2_WARNING": "1",
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            FOLDER_VARIABLE: str(jars.folder) if (jars := find_jars(GrammarConfig())) else "",
            **{f"GIT_{who}_NAME": "Ada" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "ada@example.org" for who in ("AUTHOR", "COMMITTER")},
        }

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def run(self, command: str) -> str:
        if command == "echo $?":
            return f"{self.code}\n"
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )
        self.code = done.returncode
        assert "Traceback" not in done.stdout, done.stdout
        return without_times(done.stdout)


def without_times(text: str) -> str:
    """Return output without how long it took, which pages do not show."""
    text = re.sub(r" \(\d+(\.\d+)? s\)", "", text)
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


def matches(shown: str, actual: str) -> bool:
    parts = (re.escape(part) for part in re.split(r"^…\n", shown, flags=re.M))
    pattern = "(?:.*\n)*?".join(part.replace("…\\ s", "[\\d.]+ s") for part in parts)
    return re.fullmatch(pattern, actual) is not None


def has_story(page: Path) -> bool:
    return any(example.language == "console" for example in examples(page))


STORIES = [
    pytest.param(
        page, id=name_of(page), marks=pytest.mark.languagetool if page.stem == "grammar" else ()
    )
    for page in PAGES
    if page.parent == DOCS and has_story(page)
]


@pytest.mark.slow
@pytest.mark.parametrize("page", STORIES)
def test_examples_do_what_the_page_says(page: Path, tmp_path: Path, shared_cache: Path) -> None:
    story = Story(tmp_path, shared_cache)
    text = page.read_text("utf-8")
    updated, done = "", 0
    for example in examples(page):
        if example.path:
            story.write(example.path, example.text)
        if example.language != "console":
            continue
        fresh = ""
        for command, shown in commands(example.text):
            program = shlex.split(command, comments=True)[0]
            if program not in RUN:
                fresh += f"$ {command}\n{shown}"
                continue
            actual = story.run(command)
            same = matches(without_times(shown), actual)
            fresh += f"$ {command}\n{shown if same else actual}"
            assert same or UPDATE, f"{name_of(page)}:{example.line} `{command}` prints\n{actual}"
        updated += text[done : example.start] + fresh
        done = example.start + len(example.text)
    if UPDATE:
        page.write_text(updated + text[done:], "utf-8")


SCRIPTS = re.compile(r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<output>.*?)^```$", re.S | re.M)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if SCRIPTS.search(page.read_text("utf-8"))], ids=name_of
)
def test_scripts_print_what_the_page_shows(page: Path, tmp_path: Path, shared_cache: Path) -> None:
    story = Story(tmp_path, shared_cache)
    for match in SCRIPTS.finditer(page.read_text("utf-8")):
        story.write("script.py", match["code"])
        assert story.run(f"{shlex.quote(sys.executable)} script.py") == match["output"]


LOADERS: dict[str, Any] = {
    "yaml": yaml.safe_load,
    "toml": tomllib.loads,
    "json": json.loads,
}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_data_in_examples_is_well_formed(page: Path) -> None:
    for example in examples(page):
        assert example.language, f"{name_of(page)}:{example.line}: a block needs a language"
        if example.language in LOADERS:
            try:
                LOADERS[example.language](example.text)
            except Exception as error:
                pytest.fail(f"{name_of(page)}:{example.line}: {error}")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_configuration_and_glossaries_in_examples_load(page: Path, tmp_path: Path) -> None:
    from termcheck.config.load import load_config
    from termcheck.glossary.load import load_glossary

    for example in examples(page):
        if not example.path:
            continue
        file = tmp_path / example.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(example.text, "utf-8")
        if file.name in ("termcheck.toml", "pyproject.toml"):
            load_config(file)
        elif example.language == "yaml" and "terms" in (yaml.safe_load(example.text) or {}):
            load_glossary(file)


LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    for match in LINK.finditer(text):
        target, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = page.parent / target if target else page
        assert file.exists(), f"{name_of(page)} links to {target}"
        if anchor and file.suffix == ".md":
            assert anchor in anchors(file), f"{name_of(page)} links to {match['target']}"


def anchors(page: Path) -> set[str]:
    """Return the ids MkDocs gives the headings of a page."""
    text = FENCE.sub("", page.read_text("utf-8"))
    found = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.M):
        plain = re.sub(r"[^\w\s-]", "", re.sub(r"[`*]", "", heading)).strip().lower()
        found.add(re.sub(r"[\s-]+", "-", plain))
    return found


def test_reference_is_in_step_with_the_code() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}run `python docs/generate.py`"


def test_every_page_is_in_the_menu() -> None:
    menu = re.findall(r"^ *- .*: ([\w/-]+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
    assert sorted(menu) == sorted(
        page.relative_to(DOCS).as_posix() for page in PAGES if page.is_relative_to(DOCS)
    )


def test_readme_site_and_menu_have_one_table_of_contents() -> None:
    def told(page: Path) -> list[tuple[str, list[str]]]:
        rows = re.findall(r"^\| \*\*(.+?)\*\* \| (.+) \|$", page.read_text("utf-8"), re.M)
        return [
            (reader, re.findall(r"\[([^\]]+)\]\((?:docs/)?([^)]+)\)", links))
            for reader, links in rows
        ]

    menu = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    readers = [entry for entry in menu if isinstance(next(iter(entry.values())), list)]
    shown = told(ROOT / "README.md")
    assert shown == told(DOCS / "index.md")
    assert [reader for reader, _ in shown] == [name for entry in readers for name in entry]
    for (_, links), entry in zip(shown, readers, strict=True):
        (pages,) = entry.values()
        assert [title for title, _ in links] == [name for page in pages for name in page]


def test_every_check_has_its_own_anchor() -> None:
    from termcheck.checks.registry import BY_ID

    assert set(BY_ID) <= anchors(DOCS / "checks.md")


@pytest.mark.slow
def test_the_site_builds(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_installs_are_from_a_clone() -> None:
    """Until the first release no package index has it, and whoever takes the name first is run."""
    wanted = re.compile(r"pip install\s+((?:-\S+\s+)*)(['\"]?)(termcheck\S*)")
    wrong = [
        f"{page.relative_to(ROOT)}: {found[0]}"
        for page in PAGES
        for found in wanted.finditer(page.read_text("utf-8"))
    ]
    assert wrong == []


def test_picture_shows_what_the_command_prints(tmp_path: Path, shared_cache: Path) -> None:
    spec = importlib.util.spec_from_file_location("picture", DOCS / "pictures" / "terminal_svg.py")
    assert spec is not None
    assert spec.loader is not None
    picture = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(picture)
    story = Story(tmp_path, shared_cache)
    story.write("release.md", (DOCS / "examples" / "release.md").read_text("utf-8"))
    story.environment["COLUMNS"] = "92"
    actual = story.run("termcheck check release.md")
    shown = picture.text_of((DOCS / "pictures" / "check.svg").read_text("utf-8"))
    assert without_times(shown).split() == actual.split()
