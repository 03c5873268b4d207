"""`termcheck compare`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import split
from termcheck.cli.output import emit
from termcheck.cli.task import Task

EXAMPLES = {
    'termcheck compare "Llama 3.1" "OLMo 2"': "",
    'termcheck compare "Llama 3.1" -d osaid-1.0 --reasons': "",
}


@click.command("compare", cls=Task, examples=EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="NAMES…")
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
    from termcheck.cli.recorded import find, load_both
    from termcheck.facts.compare import compare
    from termcheck.reporters.compare import COMPARE
    from termcheck.reporters.compare_page import compare_page

    words, facts = load_both(config, glossary)
    ids = [find(words, facts, name) for name in names]
    table = compare(facts, ids, split(definitions))
    write = compare_page if form == "html" else COMPARE[form]
    emit(write(table, reasons), output)
    return 0
