"""`termcheck facts export`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.complete import subjects
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    'termcheck facts export "OLMo 2" --to cyclonedx': "an ML-BOM",
    'termcheck facts export "Tide 2" --to mot -o Tide-2.yml': "to submit to isitopen.ai",
}


@click.command("export", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("name", shell_complete=subjects)
@click.option(
    "--to",
    "form",
    required=True,
    type=click.Choice(("mot", "cyclonedx", "spdx")),
    help="Model Openness Tool, CycloneDX 1.7 or SPDX 3.0.1.",
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    name: str, form: str, output: str, config: str | None, glossary: tuple[str, ...]
) -> int:
    """Write a subject's facts for other programs: a register's file or a bill of materials."""
    emit(recorded(config, glossary).subjects.export(name, form), output)
    return 0
