"""`termcheck badge`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.check import EMPTY
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, tell

EXAMPLES = {
    "termcheck badge docs/ -o docs/termcheck.svg": "",
}


@click.command("badge", cls=ExampledCommand, examples=EXAMPLES)
@options.PATHS
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
@options.JOBS
@options.NO_CACHE
@options.NO_CLAIMS
def command(
    paths: tuple[str, ...],
    output: str,
    config: str | None,
    glossary: tuple[str, ...],
    jobs: int | None,
    no_cache: bool,
    no_claims: bool,
) -> int:
    """Check files and folders and draw the badge: `terminology checked`, or how many findings.

    Known findings of the baseline do not count. Exits with 1 when there are others, and with 2,
    without a badge, when a file cannot be checked.
    """
    from termcheck import Checker

    used = configured(
        config,
        paths,
        glossary=glossary,
        jobs=jobs,
        cache=False if no_cache else None,
        claims=False if no_claims else None,
    )
    checker = Checker(used)
    report = checker.run(paths, baseline=True)
    for problem in report.problems:
        tell(str(problem))
    if report.is_incomplete:
        return 2
    if not report.checked:
        tell("warning: there was no file to check; no badge is written")
        return EMPTY
    emit(checker.badge(report), output)
    return report.exit_code(used.fail_on.severity)
