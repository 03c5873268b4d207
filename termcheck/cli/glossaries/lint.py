"""`termcheck glossary lint`."""

from __future__ import annotations

from collections import Counter

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines


@click.command("lint")
@options.CONFIG
@options.GLOSSARY
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Keep to some rules.")
@click.option("--all", "everything", is_flag=True, help="Look at rules that are off too.")
def command(
    config: str | None, glossary: tuple[str, ...], rules: tuple[str, ...], everything: bool
) -> int:
    """Find entries that cannot work, or contradict or repeat each other.

    The exit code is 1 where there are errors or warnings.
    """
    from termcheck import Checker, Severity

    checker = Checker(configured(config, (), glossary=glossary))
    found = checker.words.lint(rules, everything=everything)
    for finding in found:
        emit_lines((str(finding),))
    counts = Counter(finding.level for finding in found)
    told = [f"{len(checker.glossary.terms):,} terms"]
    for level in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        count, name = counts[level], "note" if level is Severity.INFO else level.label
        told.append(f"{count:,} {name}{'' if count == 1 else 's'}")
    emit(", ".join(told) + "\n")
    return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0
