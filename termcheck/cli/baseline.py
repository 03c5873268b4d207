"""`termcheck baseline`."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import tell
from termcheck.cli.task import Task

if TYPE_CHECKING:
    from termcheck import Config

EXAMPLES = {
    "termcheck baseline": "record every finding",
    "termcheck baseline --update": "accept the new ones too",
}


@click.command("baseline", cls=Task, examples=EXAMPLES)
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
def command(paths: tuple[str, ...], update: bool, path: str | None, **given: Any) -> int:
    """Record the findings there are, so that `termcheck check` reports only new ones.

    The file is written once, to be committed and reviewed. Run again, it only forgets what is
    gone; new findings are added with --update alone.
    """
    from termcheck.cli.progress import Bar
    from termcheck.core.paths import absolute_path, shown_path
    from termcheck.run import baseline as known
    from termcheck.run.run import run

    config: Config = configured(
        given["config"],
        paths,
        glossary=given["glossary"],
        select=given["select"],
        ignore=given["ignore"],
        reported=True,
        jobs=given["jobs"],
        cache=False if given["no_cache"] else None,
        claims=False if given["no_claims"] else None,
    )
    if path:
        config = dataclasses.replace(config, baseline=absolute_path(path))
    file = config.baseline_path
    fresh = not file.exists()
    old = known.load_baseline(file)
    with Bar(given["progress"]) as bar:
        report = run(paths, config, progress=bar)
    for told in (*report.problems, *(f"note: {one}" for one in report.notices)):
        tell(str(told))
    compared = known.compare(
        old,
        known.by_path(report, file.parent),
        lambda name: known.is_there(file.parent / name),
        known.looked_for(config, report.notices),
    )
    new = sum(len(ones) for ones in compared.new.values())
    accepted = fresh or update
    kept = known.add(compared.kept, compared.new) if accepted else compared.kept
    known.save_baseline(kept, file)
    said = [f"{shown_path(str(file))}: {len(kept):,} known"]
    if compared.gone:
        said.append(f"{compared.gone:,} gone")
    if new and not fresh:
        said.append(f"{new:,} new " + ("added" if accepted else "not added, see --update"))
    click.echo(", ".join(said))
    return 2 if report.problems else 0
