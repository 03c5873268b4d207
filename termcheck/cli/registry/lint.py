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
@click.option("--notes", is_flag=True, help="Also list facts that nobody read on a page yet.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("-q", "--quiet", is_flag=True, help="Count only.")
@options.CONFIG
@options.GLOSSARY
def command(
    subjects: tuple[str, ...],
    rules: tuple[str, ...],
    notes: bool,
    strict: bool,
    quiet: bool,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Find facts that do not say where they were read, or say it falsely."""
    known = recorded(config, glossary).subjects
    found = known.lint(rules, subjects)
    notes_found = sum(finding.is_note for finding in found)
    errors = sum(finding.is_error for finding in found)
    warnings = len(found) - errors - notes_found
    if quiet:
        for rule, count in sorted(Counter(finding.rule for finding in found).items()):
            emit(f"{rule}: {count:,}\n")
    else:
        # What is asked for by name is listed, however bad it is.
        for new_finding in found:
            if notes or rules or not new_finding.is_note:
                emit(f"{new_finding}\n")
    named = {known.find(name) for name in subjects}
    emit(f"{len(named) or len(known):,} subjects, {errors:,} errors, ")
    emit(f"{warnings:,} warnings, {notes_found:,} notes\n")
    return 1 if errors or (strict and warnings) else 0
