"""`termcheck glossary schema`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.output import emit


@click.command("schema")
@options.OUTPUT
def command(output: str) -> int:
    """Print the JSON Schema of glossary files, for editors to complete and check with."""
    from termcheck import Checker

    emit(Checker().words.schema(), output)
    return 0
