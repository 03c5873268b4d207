"""`termcheck facts stale`."""

from __future__ import annotations

from collections import Counter

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

EXAMPLES = {
    "termcheck facts stale": "facts read longest ago, or never",
    "termcheck facts stale docs/": "first those that most claims of these pages rest on",
}


@click.command("stale", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("paths", nargs=-1, type=options.PATH)
@click.option("--days", default=365, show_default=True, type=click.IntRange(0), help="Older than.")
@click.option(
    "-n", "limit", default=20, show_default=True, type=click.IntRange(0), help="At most; 0 for all."
)
@options.CONFIG
@options.GLOSSARY
def command(
    paths: tuple[str, ...], days: int, limit: int, config: str | None, glossary: tuple[str, ...]
) -> int:
    """List the facts to read again: never read, or too long ago; first what most rests on."""
    checker = recorded(config, glossary)
    said = checker.run(paths).findings if paths else ()
    weight = Counter(finding.subject for finding in said if finding.subject)
    found = checker.subjects.stale(days, weight)
    for stale_fact in found[: limit or None]:
        emit(f"{stale_fact}\n")
    more = len(found) - limit if limit and len(found) > limit else 0
    emit(f"{len(found):,} facts to read again" + (f", {more:,} not shown" if more else "") + "\n")
    return 0
