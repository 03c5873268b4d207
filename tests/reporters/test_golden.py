"""Every format of one small nasty report, compared with a stored output.

`TERMCHECK_UPDATE_GOLDEN=1 pytest tests/reporters/test_golden.py` rewrites them: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from termcheck._version import __version__
from termcheck.core.report import Report
from termcheck.reporters import REPORTERS, RenderOptions
from termcheck.reporters.github_summary import page as github_summary

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, output: str) -> None:
    path = GOLDEN / name
    output = output.replace(__version__, "VERSION")
    if os.environ.get("TERMCHECK_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_bytes(output.encode())
    assert output == path.read_bytes().decode()


@pytest.mark.parametrize("name", list(REPORTERS))
def test_format(name: str, nasty: Report) -> None:
    reporter = REPORTERS[name]
    compare(f"{name}{reporter.suffix}", reporter(nasty))


def test_full_in_colour(nasty: Report) -> None:
    compare("full-colour.txt", REPORTERS["full"](nasty, RenderOptions(color=True)))


def test_full_in_ascii_and_narrow(nasty: Report) -> None:
    compare("full-ascii.txt", REPORTERS["full"](nasty, RenderOptions(ascii=True, width=60)))


def test_github_summary(nasty: Report) -> None:
    compare("github-summary.md", github_summary(nasty))


def test_full_of_a_clean_run() -> None:
    output = REPORTERS["full"](Report(checked=120, seconds=0.84))
    assert output == "No findings in 120 files (0.8 s)\n"
