"""`termcheck compare`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.complete import subjects
from termcheck.cli.configured import split
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    'termcheck compare "Llama 3.1" "OLMo 2"': "",
    'termcheck compare "Llama 3.1" -d osaid-1.0 --reasons': "",
}


@click.command("compare", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="NAMES…", shell_complete=subjects)
@click.option(
    "-d", "--definition", "definitions", multiple=True, metavar="ID", help="Only these definitions."
)
@click.option("--reasons", is_flag=True, help="Say why, criterion by criterion.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("table", "markdown", "json", "html")),
    default="table",
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    names: tuple[str, ...],
    definitions: tuple[str, ...],
    reasons: bool,
    form: str,
    output: str,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Compare subjects with every definition: who meets what, and why."""
    subjects = recorded(config, glossary).subjects
    emit(subjects.compare(names, split(definitions), form, reasons=reasons), output)
    return 0
