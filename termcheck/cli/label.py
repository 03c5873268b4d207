"""`termcheck label`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.complete import subjects
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    'termcheck label "OLMo 2" -o olmo.svg': "",
    'termcheck label "OLMo 2" -f markdown >> README.md': "",
}


@click.command("label", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("name", metavar="SUBJECT", shell_complete=subjects)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("svg", "html", "markdown", "json")),
    help="[default: by the end of the output's name, else svg]",
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    name: str, form: str | None, output: str, config: str | None, glossary: tuple[str, ...]
) -> int:
    """Draw the label of a subject: what it is made of, who can get it, what it meets."""
    subjects = recorded(config, glossary).subjects
    emit(subjects.label(name, form or _form(output)), output)
    return 0


def _form(output: str) -> str:
    ends = {".html": "html", ".htm": "html", ".md": "markdown", ".json": "json"}
    return next((form for end, form in ends.items() if output.lower().endswith(end)), "svg")
