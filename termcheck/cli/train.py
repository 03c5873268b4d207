"""`termcheck train`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured

EXAMPLES = {
    "termcheck train ours.jsonl --output models/ours": "",
    "termcheck train ours.jsonl more.jsonl --output models/ours --epochs 3": "",
}


@click.command("train", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@click.option("--output", required=True, type=options.PATH, help="Folder of the model.")
@click.option("--base", type=options.PATH, help="Folder of another small BERT to start from.")
@click.option("--epochs", type=click.IntRange(1), default=6, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True)
@options.CONFIG
@options.GLOSSARY
def command(
    files: tuple[str, ...],
    output: str,
    base: str | None,
    epochs: int,
    seed: int,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Train a model that reads claims on labelled windows, one JSON object a line.

    It needs the extra `train`, and about ten minutes for a thousand mentions. Choose the model with
    `claims-model`; `termcheck evaluate` says how well it reads.
    """
    from termcheck import Checker

    checker = Checker(configured(config, (), glossary=glossary))
    checker.model.train(
        files,
        output,
        base=base,
        epochs=epochs,
        seed=seed,
        say=lambda line: click.echo(line, err=True),
    )
    click.echo(f"{output}: a model that reads claims")
    return 0
