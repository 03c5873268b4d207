"""`termcheck train`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.task import Task

EXAMPLES = {
    "termcheck train ours.jsonl --output models/ours": "",
    "termcheck train ours.jsonl more.jsonl --output models/ours --epochs 3": "",
}


@click.command("train", cls=Task, examples=EXAMPLES)
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
    from termcheck.claims.network import load_network
    from termcheck.core.errors import PluginError, UsageError

    try:
        from termcheck.training.train import Options, train_reader
    except ImportError as error:
        told = f"training needs {error.name}; `pip install termcheck[train]`"
        raise PluginError(told) from None
    checker = Checker(configured(config, (), glossary=glossary))
    chosen = Options(Path(base) if base else None, epochs=epochs, seed=seed)
    reader, kinds = checker.engine.reader, load_network().kinds
    try:
        train_reader(
            [Path(file) for file in files],
            Path(output),
            lambda text, context: reader.marks(text, context, kinds),
            kinds,
            chosen,
            lambda line: click.echo(line, err=True),
        )
    except ValueError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=str(error.filename)) from None
    click.echo(f"{output}: a model that reads claims")
    return 0
