"""`termcheck evaluate`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit
from termcheck.cli.task import Task

EXAMPLES = {
    "termcheck evaluate labelled.jsonl": "",
    "termcheck evaluate labelled.jsonl --errors": "read every miss",
    "termcheck evaluate labelled.jsonl --json": "for programs",
}


@click.command("evaluate", cls=Task, examples=EXAMPLES)
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
    from termcheck.evaluation.sample import load_labelled
    from termcheck.evaluation.score import score_of
    from termcheck.reporters.evaluation import Readings, evaluation_json, evaluation_text

    samples, windows = load_labelled(file)
    checker = Checker(configured(config, (), glossary=glossary))
    readings: Readings = checker.window_readings(windows) if windows else checker.readings(samples)
    write = evaluation_json if as_json else evaluation_text
    emit(write(score_of(readings), readings, errors=errors), output)
    return 0
