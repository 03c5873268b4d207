"""`termcheck audit tasks`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.output import emit


@click.command("tasks")
@click.argument("folder", type=options.PATH, default=FOLDER)
@options.FOLDER("audit-tasks")
def command(folder: str, output: str) -> int:
    """Write what each owner has to change, as Markdown ready to become issues.

    Nothing is sent anywhere. Files it wrote before for owners who have nothing left to do are
    removed, unless they were changed.
    """
    from termcheck import Audit

    with Audit(folder) as audit:
        done = audit.write_tasks(output)
    for told, names, why in (
        ("wrote", done.written, ""),
        ("removed", done.removed, ": nothing is left to do there"),
        ("kept", done.left, ": nothing is left to do there, but it was changed"),
    ):
        emit("".join(f"{told} {Path(output, name).as_posix()}{why}\n" for name in names))
    return 0
