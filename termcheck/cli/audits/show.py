"""`termcheck audit show`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER, falls_short
from termcheck.cli.output import emit, width


@click.command("show")
@click.argument("folder", type=options.PATH, default=FOLDER)
@click.option("--what-if", metavar="DEFINITION", default="", help="Tell what would change by it.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if fewer of the pages agree with the glossary.",
)
def command(folder: str, what_if: str, fail_under: float | None) -> int:
    """Show an audit on one screen."""
    from termcheck import Audit

    with Audit(folder) as audit:
        emit(audit.summary(what_if, min(width(), 100)))
        return 1 if falls_short(audit.overview().agreement, fail_under) else 0
