"""`termcheck audit report`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import emit, tell


@click.command("report")
@click.argument("folder", type=options.PATH, default=FOLDER)
@click.option(
    "-o",
    "--output",
    type=options.PATH,
    default="audit.html",
    show_default=True,
    help="File it is written to; - for standard output.",
)
@click.option("--what-if", metavar="DEFINITION", default="", help="Tell what would change by it.")
def command(folder: str, output: str, what_if: str) -> int:
    """Write an audit as one page for people: HTML that opens from a file and loads nothing."""
    from termcheck import Audit

    with Audit(folder) as audit:
        emit(audit.report(what_if), "" if output == "-" else output)
    if output != "-":
        tell(f"report: {output}")
    return 0
