"""`termcheck glossary lint`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines


@click.command("lint")
@options.CONFIG
@options.GLOSSARY
def command(config: str | None, glossary: tuple[str, ...]) -> int:
    """Find entries that cannot work, or contradict or repeat each other."""
    from termcheck import Checker

    checker = Checker(configured(config, (), glossary=glossary))
    found = checker.words.lint()
    for finding in found:
        emit_lines((str(finding),))
    emit(f"{len(checker.glossary.terms):,} terms, {len(found):,} findings\n")
    return 1 if found else 0
