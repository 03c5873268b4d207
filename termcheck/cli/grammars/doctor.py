"""`termcheck grammar doctor`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_lines
from termcheck.cli.task import Task

EXAMPLES = {"termcheck grammar doctor": "", "termcheck grammar doctor --url localhost:8081": ""}


@click.command("doctor", cls=Task, examples=EXAMPLES)
@click.option("--url", default="", help="Address of a running server, instead of the configured.")
@options.CONFIG
def command(url: str, config: str | None) -> int:
    """Say whether LanguageTool can be used here, and what to do if not.

    Exit code: 0 if a sentence with mistakes was checked, 1 if not.
    """
    from termcheck import Checker

    works = True
    for one in Checker(configured(config, ())).grammar.diagnose(url):
        works = works and (one.good or not one.needed)
        emit_lines((f"{'ok  ' if one.good else 'FAIL' if one.needed else '-   '}  {one.text}",))
        if one.advice:
            emit_lines((f"      {one.advice}",))
    return 0 if works else 1
