"""The badge and the commands that draw."""

from __future__ import annotations

import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from termcheck.cli import cli
from termcheck.label.badge import badge_svg

DAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("findings", "told"),
    [
        (0, "terminology checked, 2026-03-01 Kettles & co 7"),
        (1, "terminology: 1 finding, 2026-03-01 Kettles & co 7"),
        (1200, "terminology: 1,200 findings, 2026-03-01 Kettles & co 7"),
    ],
)
def test_the_badge_says_it_in_words(findings: int, told: str) -> None:
    root = ElementTree.fromstring(badge_svg("Kettles & co 7", DAY, findings))
    assert root.get("aria-label") == told
    assert root.get("role") == "img"
    shown = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert ", ".join(map(str, shown)) == told


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [("An allowlist.", 0, "terminology checked"), ("A whitelist.", 1, "terminology: 1 finding")],
)
def test_the_badge_is_earned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: int, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_text(text, "utf-8")
    arguments = ["badge", "page.md", "-g", "tech-writing", "--no-cache", "-o", "badge.svg"]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.return_value == code
    assert words in Path("badge.svg").read_text("utf-8")


def test_no_badge_for_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.md").write_bytes(b"An allowlist.\xff")
    arguments = ["badge", "page.md", "-g", "tech-writing", "--no-cache", "-o", "badge.svg"]
    done = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert done.return_value == 2
    assert not Path("badge.svg").exists()


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.svg", "<svg"),
        ("a.html", "<!doctype html>"),
        ("a.md", "## Kettle facts"),
        ("a.json", "{"),
    ],
)
def test_the_end_of_the_name_chooses_the_format(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, start: str
) -> None:
    monkeypatch.chdir(folder)
    arguments = ["label", "steamy", "-g", "kettles.yml", "-o", name]
    CliRunner().invoke(cli, arguments, standalone_mode=False, catch_exceptions=False)
    assert Path(name).read_text("utf-8").startswith(start)
