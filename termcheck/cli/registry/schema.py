"""`termcheck facts schema`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.output import emit


@click.command("schema")
@options.OUTPUT
def command(output: str) -> int:
    """Print the JSON Schema of files of subjects, licences, definitions and kinds, for editors."""
    from termcheck import Checker

    emit(Checker().subjects.schema(), output)
    return 0
