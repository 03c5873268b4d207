"""`termcheck audit export`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import tell


@click.command("export")
@click.argument("folder", type=options.PATH, default=FOLDER)
@click.option(
    "--to",
    "form",
    type=click.Choice(("csv", "xlsx", "json", "sarif")),
    required=True,
    help="csv makes a folder with a file for each table.",
)
@click.option("-o", "--output", type=options.PATH, required=True, help="File, or folder for csv.")
def command(folder: str, form: str, output: str) -> int:
    """Write an audit for other programs."""
    from termcheck import Audit

    with Audit(folder) as audit:
        audit.export(form, output)
    tell(f"written: {output}")
    return 0
