"""`termcheck facts lint`."""

from __future__ import annotations

from collections import Counter

import click

from termcheck.cli import options
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded


@click.command("lint")
@click.argument("subjects", nargs=-1)
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Keep to some rules.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("-q", "--quiet", is_flag=True, help="Count only.")
@options.CONFIG
@options.GLOSSARY
def command(
    subjects: tuple[str, ...],
    rules: tuple[str, ...],
    strict: bool,
    quiet: bool,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Find facts that do not say where they were read, or say it falsely."""
    known = recorded(config, glossary).subjects
    found = known.lint(rules, subjects)
    if not quiet:
        for one in found:
            emit(f"{one}\n")
    counts = Counter(one.rule for one in found)
    if quiet:
        for each, count in sorted(counts.items()):
            emit(f"{each}: {count:,}\n")
    errors = sum(one.is_error for one in found)
    named = {known.find(name) for name in subjects}
    emit(f"{len(named) or len(known):,} subjects, {errors:,} errors, ")
    emit(f"{len(found) - errors:,} warnings\n")
    return 1 if errors or (strict and found) else 0
