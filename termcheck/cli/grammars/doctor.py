"""`termcheck grammar doctor`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_lines

EXAMPLES = {"termcheck grammar doctor": "", "termcheck grammar doctor --url localhost:8081": ""}


@click.command("doctor", cls=ExampledCommand, examples=EXAMPLES)
@click.option("--url", default="", help="Address of a running server, instead of the configured.")
@options.CONFIG
def command(url: str, config: str | None) -> int:
    """Say whether LanguageTool can be used here, and what to do if not.

    Exit code: 0 if a sentence with mistakes was checked, 1 if not.
    """
    from termcheck import Checker

    works = True
    for diagnosis in Checker(configured(config, ())).grammar.diagnose(url):
        works = works and (diagnosis.good or not diagnosis.needed)
        mark = "ok" if diagnosis.good else "FAIL" if diagnosis.needed else "-"
        emit_lines((f"{mark:4}  {diagnosis.text}",))
        if diagnosis.advice:
            emit_lines((f"      {diagnosis.advice}",))
    return 0 if works else 1
