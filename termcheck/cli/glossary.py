"""`termcheck glossary`: a group of its own."""

from __future__ import annotations

import click

from termcheck.cli.lazy import LazyGroup

COMMANDS = {
    "init": "Write a commented glossary to start from.",
    "harvest": "Propose a glossary from pages that are there.",
    "import": "Write the terms of other programs as a glossary.",
    "list": "List the terms that hold here.",
    "lint": "Find entries that contradict or repeat each other.",
    "test": "Run the examples of the entries.",
    "publish": "Write the glossary as a page, and for other programs.",
    "export": "Write the glossary in a format of other programs.",
    "schema": "Print the JSON Schema of glossary files, for editors.",
}


@click.command(cls=LazyGroup, package="termcheck.cli.glossaries", summaries=COMMANDS)
def command() -> None:
    """Start, list, review and test glossaries."""
