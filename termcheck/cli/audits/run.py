"""`termcheck audit PATHS…`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, tell, width
from termcheck.cli.progress import Bar

FOLDER = "termcheck-audit"
EXAMPLES = {
    "termcheck audit docs/": "",
    "termcheck audit ../website ../handbook -o audit": "two repositories",
    "termcheck audit --from repositories.txt": "one path a line",
    "termcheck audit docs/ --what-if owd": "another definition",
    "termcheck audit docs/ --fail-under 90": "for CI",
}


@click.command("run", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("paths", nargs=-1, type=options.PATH, metavar="PATHS…")
@click.option(
    "--from",
    "lists",
    multiple=True,
    type=options.PATH,
    metavar="FILE",
    help="List of what to audit: one path a line; - for standard input.",
)
@click.option(
    "-o",
    "--output",
    type=options.PATH,
    default=FOLDER,
    show_default=True,
    help="Folder the tables are written to.",
)
@click.option(
    "--history",
    type=click.Choice(("monthly",)),
    help="Look at what stood in git at the end of each month too.",
)
@click.option("--what-if", metavar="DEFINITION", default="", help="Tell what would change by it.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if fewer of the pages agree with the glossary.",
)
@click.option("-q", "--quiet", is_flag=True, help="Write the tables only.")
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="ray: the cluster of RAY_ADDRESS, else one on this machine.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(1),
    default=10_000,
    show_default=True,
    help="How many pages of a site are fetched.",
)
@click.option("--allow-private", is_flag=True, help="Let sites of the local network be fetched.")
@options.CONFIDENCE
@options.PROGRESS
@options.JOBS
@options.CONFIG
@options.GLOSSARY
def command(
    paths: tuple[str, ...],
    lists: tuple[str, ...],
    output: str,
    history: str | None,
    what_if: str,
    fail_under: float | None,
    quiet: bool,
    engine: str,
    max_pages: int,
    allow_private: bool,
    confidence: float | None,
    progress: bool | None,
    jobs: int | None,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Audit files, folders and repositories: write tables, and show them on one screen.

    Killed at any moment, the same command goes on where it was. All documents are held to one
    glossary, whatever configuration lies beside them.
    """
    from termcheck import Audit, Checker, UsageError

    asked = [*paths, *(place for file in lists for place in Audit.listed(file, _text(file)))]
    if not asked:
        raise UsageError("nothing to audit; name files, folders or repositories")
    held_to = configured(config, (), glossary=glossary, confidence=confidence, jobs=jobs)
    checker = Checker(held_to)
    limits = Audit.limits(pages=max_pages, private=allow_private)
    if what_if:
        checker.facts.definition(what_if)
    with (
        Bar(progress, "Reading") as bar,
        checker.audit(
            asked, output, history=bool(history), engine=engine, limits=limits, progress=bar
        ) as audit,
    ):
        if not quiet:
            emit(audit.summary(what_if, min(width(), 100)))
            tell(f"tables: {output}")
        if fail_under is None:
            return 0
        return 1 if falls_short(audit.overview().agreement, fail_under) else 0


def _text(file: str) -> str:
    from termcheck import UsageError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("not UTF-8; save it as UTF-8", path=file) from None
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be read: {told}", path=file) from None


def falls_short(share: float | None, percent: float | None) -> bool:
    """Return whether fewer than a percentage agree, and tell so; nobody falls short of nothing."""
    if share is None or percent is None or 100 * share >= percent:
        return False
    tell(f"{100 * share:.1f} % of the pages agree with the glossary, {percent:g} % are asked for")
    return True
