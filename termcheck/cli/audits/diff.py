"""`termcheck audit diff`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.output import emit, width


@click.command("diff")
@click.argument("old", type=options.PATH)
@click.argument("new", type=options.PATH)
@click.option("--fail", is_flag=True, help="Exit with 1 if claims are wrong that were not there.")
def command(old: str, new: str, fail: bool) -> int:
    """Tell what changed from one audit to another."""
    from termcheck import Audit

    with Audit(old) as before, Audit(new) as after:
        emit(before.diff_text(after, min(width(), 100)))
        return 1 if fail and before.diff(after).appeared else 0
