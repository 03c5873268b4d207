"""`termcheck baseline`."""

from __future__ import annotations

from typing import Any

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import Given, configured_by
from termcheck.cli.output import tell
from termcheck.core.paths import shown_path

EXAMPLES = {
    "termcheck baseline": "record every finding",
    "termcheck baseline --update": "accept the new ones too",
}


@click.command("baseline", cls=ExampledCommand, examples=EXAMPLES)
@options.PATHS
@click.option("--update", is_flag=True, help="Add new findings to a baseline that exists.")
@click.option("--baseline", "path", type=options.PATH, help="File to write. [default: configured]")
@options.CONFIG
@options.GLOSSARY
@options.SELECT
@options.IGNORE
@options.JOBS
@options.NO_CACHE
@options.NO_CLAIMS
@options.PROGRESS
def command(paths: tuple[str, ...], update: bool, path: str | None, **chosen: Any) -> int:
    """Record the findings there are, so that `termcheck check` reports only new ones.

    The file is written once, to be committed and reviewed. Run again, it only forgets what is
    gone; new findings are added with --update alone.
    """
    given = Given(**chosen)
    from termcheck import Checker
    from termcheck.cli.progress import Bar

    config = configured_by(given, paths, baseline=path)
    with Bar(given.progress) as bar:
        done = Checker(config).record(paths, update=update, progress=bar)
    report = done.report
    for told in (*report.problems, *(f"note: {notice}" for notice in report.notices)):
        tell(str(told))
    said = [f"{shown_path(str(config.baseline_path))}: {done.known:,} known"]
    if done.gone:
        said.append(f"{done.gone:,} gone")
    if done.new and not done.fresh:
        said.append(f"{done.new:,} new " + ("added" if done.added else "not added, see --update"))
    click.echo(", ".join(said))
    return 2 if report.is_incomplete else 0
