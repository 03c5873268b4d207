"""Pictures of terminal output."""

from __future__ import annotations

import importlib.util
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import click
import pytest

from termcheck.core.report import Report
from termcheck.reporters import REPORTERS, RenderOptions

SCRIPT = Path(__file__).parents[2] / "docs" / "pictures" / "terminal_svg.py"


@pytest.fixture(scope="module")
def pictures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("terminal_svg", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["terminal_svg"] = module
    spec.loader.exec_module(module)
    return module


def test_a_picture_says_what_the_terminal_said(pictures: ModuleType, nasty: Report) -> None:
    plain = REPORTERS["full"](nasty)
    picture = pictures.svg(REPORTERS["full"](nasty, RenderOptions(color=True)), "termcheck <docs>")
    assert pictures.text_of(picture) == plain
    ElementTree.fromstring(picture)


def test_colours_become_classes(pictures: ModuleType) -> None:
    picture = pictures.svg(click.style("bad", fg="red", bold=True) + " rest\nnext")
    assert '<tspan class="bold red" x="18.0" textLength="25.2"' in picture
    assert '<tspan x="43.2"' in picture


def test_other_escapes_are_refused(pictures: ModuleType) -> None:
    with pytest.raises(ValueError, match="only colour escapes"):
        pictures.svg("\x1b[2Jcleared")


def test_check_tells_whether_a_picture_is_in_step(
    pictures: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "picture.svg"

    def run(*options: str, word: str) -> int:
        command = [sys.executable, "-c", f"print({word!r})"]
        monkeypatch.setattr(sys, "argv", ["x", str(path), *options, "--", *command])
        code: int = pictures.main()
        return code

    assert run(word="one") == 0
    assert run("--check", word="one") == 0
    assert run("--check", word="two") == 1
