"""`termcheck grammar download`."""

from __future__ import annotations

import click

from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit

EXAMPLES = {"termcheck grammar download": "about 250 MB"}


@click.command("download", cls=ExampledCommand, examples=EXAMPLES)
def command() -> int:
    """Fetch LanguageTool with language-tool-python, which `termcheck[grammar]` installs."""
    from termcheck import Checker

    emit(f"{Checker().grammar.download()}\n")
    return 0
