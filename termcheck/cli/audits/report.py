"""`termcheck audit report`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import emit_page


@click.command("report")
@click.argument("folder", type=options.PATH, default=FOLDER)
@options.PAGE("audit.html")
@click.option("--what-if", metavar="DEFINITION", default="", help="Tell what would change by it.")
def command(folder: str, output: str, what_if: str) -> int:
    """Write an audit as one page for people: HTML that opens from a file and loads nothing."""
    from termcheck import Audit

    with Audit(folder) as audit:
        emit_page(audit.report(what_if), output, "report")
    return 0
