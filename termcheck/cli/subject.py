"""`termcheck subject`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.complete import subjects
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    'termcheck subject "Llama 3.1"': "",
    "termcheck subject Llama-3.1-8B-Instruct": "",
}


@click.command("subject", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("name", shell_complete=subjects)
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table")
@options.CONFIG
@options.GLOSSARY
def command(name: str, form: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Show what is recorded of a subject: components, licences, verdicts and evidence."""
    subjects = recorded(config, glossary).subjects
    emit(subjects.sheet(name, form))
    return 0
