"""`termcheck glossary init`."""

from __future__ import annotations

import click

from termcheck.cli.output import emit


@click.command("init")
@click.argument("folder", default="glossary", type=click.Path(file_okay=False), metavar="[FOLDER]")
def command(folder: str) -> int:
    """Write a commented glossary to start from into FOLDER (`glossary` when left out)."""
    from termcheck import Checker

    files = Checker().words.start(folder)
    for path in files:
        emit(f"wrote {path.as_posix()}\n")
    first = files[0].as_posix()
    emit(f"next: edit {first}, and try it: termcheck glossary test -g {first}\n")
    emit(f'to use it, write into termcheck.toml: glossary = ["{first}"]\n')
    return 0
