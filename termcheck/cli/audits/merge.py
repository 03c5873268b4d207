"""`termcheck audit merge`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import emit, tell, width


@click.command("merge")
@click.argument("folders", nargs=-1, required=True, type=options.PATH)
@click.option(
    "-o",
    "--output",
    type=options.PATH,
    default=FOLDER,
    show_default=True,
    help="Folder the merged tables are written to.",
)
def command(folders: tuple[str, ...], output: str) -> int:
    """Make one audit of several; documents that several have are there once."""
    from termcheck import Audit

    with Audit.merge(folders, output) as audit:
        emit(audit.summary(width=min(width(), 100)))
    tell(f"tables: {output}")
    return 0
