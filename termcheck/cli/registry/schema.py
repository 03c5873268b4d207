"""`termcheck facts schema`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.output import emit


@click.command("schema")
@click.option("--names", is_flag=True, help="Of files of names (`names:` of a glossary) instead.")
@options.OUTPUT
def command(names: bool, output: str) -> int:
    """Print the JSON Schema of files of subjects, licences, definitions and kinds, for editors."""
    from termcheck import Checker

    emit(Checker().subjects.schema(names=names), output)
    return 0
