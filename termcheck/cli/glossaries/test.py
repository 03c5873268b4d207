"""`termcheck glossary test`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines


@click.command("test")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@options.CONFIG
@options.GLOSSARY
def command(ids: tuple[str, ...], config: str | None, glossary: tuple[str, ...]) -> int:
    """Run the examples of the entries, or of some of them: each must do what it says."""
    from termcheck import Checker

    count, failures = Checker(configured(config, (), glossary=glossary)).words.test(ids)
    for failure in failures:
        emit_lines((str(failure),))
    emit(f"{count:,} examples, {len(failures):,} failed\n")
    return 1 if failures else 0
