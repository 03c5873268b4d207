"""`termcheck evaluate`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit

EXAMPLES = {
    "termcheck evaluate labelled.jsonl": "",
    "termcheck evaluate labelled.jsonl --errors": "read every miss",
    "termcheck evaluate labelled.jsonl --json": "for programs",
}


@click.command("evaluate", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("file", type=options.PATH)
@click.option("--errors", is_flag=True, help="Show every mention that was not read as labelled.")
@click.option("--json", "as_json", is_flag=True, help="Write the score as JSON.")
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    file: str,
    errors: bool,
    as_json: bool,
    output: str,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Score the glossary on sentences that people have labelled, one JSON object a line.

    Each line has `context`, `mention`, `start`, `stance` and `verdict`, and may have `id` and
    `subject`; see the documentation of accuracy.
    """
    from termcheck import Checker

    checker = Checker(configured(config, (), glossary=glossary))
    emit(checker.model.evaluate(file, "json" if as_json else "text", errors=errors), output)
    return 0
