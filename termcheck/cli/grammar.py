"""`termcheck grammar`: a group of its own."""

from __future__ import annotations

import click

from termcheck.cli.lazy import LazyGroup

COMMANDS = {
    "doctor": "Say whether LanguageTool can be used here, and what to do if not.",
    "download": "Fetch LanguageTool with language-tool-python.",
}


@click.command(cls=LazyGroup, package="termcheck.cli.grammars", summaries=COMMANDS)
def command() -> None:
    """See to LanguageTool, which `termcheck check --grammar` asks."""
