"""`termcheck glossary init`."""

from __future__ import annotations

import sys

import click

from termcheck import Checker
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit

PURPOSES = Checker().words.purposes
EXAMPLES = {
    "termcheck glossary init": "asks on a terminal",
    "termcheck glossary init --for docs --name 'Example Inc.'": "asks nothing",
}


@click.command("init", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("folder", default=".", type=click.Path(file_okay=False), metavar="[FOLDER]")
@click.option("--for", "purpose", type=click.Choice(tuple(PURPOSES)), help="What it is for.")
@click.option("--name", default=None, help="What the organisation is called.")
def command(folder: str, purpose: str | None, name: str | None) -> int:
    """Write a commented glossary to start from into FOLDER (here when left out).

    What it is for is asked on a terminal; elsewhere it is for words of your own.
    """
    if purpose is None and sys.stdin.isatty() and sys.stdout.isatty():
        for chosen, about in PURPOSES.items():
            emit(f"{chosen:10} {about}\n")
        purpose = click.prompt(
            "What is it for?", type=click.Choice(tuple(PURPOSES)), default="words"
        )
        if name is None:
            name = click.prompt("What is the organisation called?", default="Example Inc.")
    files = Checker().words.start(folder, purpose or "words", name or "")
    for path in files:
        emit(f"wrote {path.as_posix()}\n")
    first = files[0].as_posix()
    shown = first if "/" in first else f"./{first}"
    emit(f"next: edit {first}, and try it: termcheck glossary test -g {shown}\n")
    emit(f'to use it, write into termcheck.toml: glossary = ["{shown}"]\n')
    return 0
