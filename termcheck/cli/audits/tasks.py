"""`termcheck audit tasks`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import emit_files


@click.command("tasks")
@click.argument("folder", type=options.PATH, default=FOLDER)
@options.FOLDER("audit-tasks")
def command(folder: str, output: str) -> int:
    """Write what each owner has to change, as Markdown ready to become issues.

    Nothing is sent anywhere.
    """
    from termcheck import Audit

    with Audit(folder) as audit:
        emit_files(audit.tasks(), output)
    return 0
