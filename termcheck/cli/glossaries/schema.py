"""`termcheck glossary schema`."""

from __future__ import annotations

import json

import click

from termcheck.cli import options
from termcheck.cli.output import emit


@click.command("schema")
@options.OUTPUT
def command(output: str) -> int:
    """Print the JSON Schema of glossary files, for editors to complete and check with."""
    from termcheck.glossary.model import GlossaryFile
    from termcheck.schema import json_schema

    emit(json.dumps(json_schema(GlossaryFile, title="termcheck glossary"), indent=2) + "\n", output)
    return 0
