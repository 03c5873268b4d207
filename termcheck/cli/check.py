"""`termcheck check`."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termcheck import REPORTERS
from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import Given, configured_by, everywhere, split
from termcheck.cli.output import colored, emit, tell, unicode_works, width

if TYPE_CHECKING:
    from termcheck import Config, Report

EMPTY = 3
"""Exit code of a run over folders in which there was nothing to check."""
EXAMPLES = {
    "termcheck check docs/": "check a folder",
    "termcheck check --changed-since origin/main": "only what a pull request changes",
    "termcheck check -o report.html": "a report to share",
    "termcheck check - --stdin-filename a.md": "what an editor holds",
}


@dataclass(frozen=True, kw_only=True)
class _Given(Given):
    form: str | None
    output: str
    fail_on: str | None
    severity: tuple[str, ...]
    changed_since: str | None
    baseline: str | None
    no_baseline: bool
    stdin_filename: str | None
    read_as: str | None
    force_exclude: bool
    confidence: float | None
    watch: bool
    statistics: bool
    color: str
    quiet: bool
    verbose: bool


@click.command(
    "check",
    cls=ExampledCommand,
    examples=EXAMPLES,
    epilog="Exit code: 0 nothing to report, 1 findings, 2 wrong use or input, 3 no file to check.",
)
@options.PATHS
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(REPORTERS)),
    help="Format of the report. [default: by the end of --output, else full]",
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
@click.option(
    "--fail-on",
    type=click.Choice(("error", "warning", "info", "never")),
    help="Severity that makes the exit code 1. [default: warning]",
)
@options.SELECT
@options.IGNORE
@click.option(
    "--severity",
    multiple=True,
    metavar="ID=LEVEL",
    help="Another severity for a check or term: error, warning, info or off.",
)
@click.option(
    "--changed-since", metavar="REV", help="Report only lines changed since a git revision."
)
@click.option(
    "--baseline", type=options.PATH, help="File of known findings. [default: the configured one]"
)
@click.option("--no-baseline", is_flag=True, help="Report known findings too.")
@click.option("--stdin-filename", metavar="NAME", help="Name of the text that `-` reads.")
@options.READ_AS
@options.FORCE_EXCLUDE
@options.JOBS
@options.NO_CACHE
@options.NO_CLAIMS
@options.CONFIDENCE
@click.option(
    "--grammar/--no-grammar", default=None, help="Ask LanguageTool about grammar too, or not."
)
@click.option("-w", "--watch", is_flag=True, help="Check again whenever a file changes.")
@click.option("--statistics", is_flag=True, help="Count findings by check and term instead.")
@options.PROGRESS
@options.COLOR
@click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was used and how long it took.")
def command(paths: tuple[str, ...], **chosen: Any) -> int:
    """Check files and folders, the current one by default; `-` reads standard input."""
    given = _Given(**chosen)
    if given.watch:
        from termcheck.cli.watch import watch

        return watch(
            paths,
            lambda: _config(paths, given),
            lambda some, config: _once(some, config, given),
        )
    return _once(paths, _config(paths, given), given)


def _config(paths: tuple[str, ...], given: _Given) -> Config:
    from termcheck import UsageError

    if given.baseline is not None and not Path(given.baseline).is_file():
        told = f"no baseline `{given.baseline}`; make one with `termcheck baseline`"
        raise UsageError(told)
    start = paths
    if "-" in paths and given.stdin_filename:
        start = (
            *(path for path in paths if path != "-"),
            str(Path(given.stdin_filename).parent),
        )
    config = configured_by(
        given,
        start,
        read_as=given.read_as,
        fail_on=given.fail_on,
        confidence=given.confidence,
        baseline=given.baseline,
    )
    if given.severity:
        import dataclasses

        wanted = _severities(split(given.severity))
        config = everywhere(
            config,
            lambda config: dataclasses.replace(config, severity={**config.severity, **wanted}),
        )
    return config


def _severities(pairs: tuple[str, ...]) -> dict[str, Any]:
    from termcheck import Severity, UsageError, did_you_mean

    result = {}
    for pair in pairs:
        name, equals, level = pair.rpartition("=")
        if not equals or not name:
            raise UsageError(f"expected `ID=LEVEL` after `--severity`, got `{pair}`")
        try:
            result[name] = Severity.parse(level)
        except KeyError:
            known = [severity.label for severity in Severity]
            listed = ", ".join(f"`{name}`" for name in known)
            hint = did_you_mean(level, known) or f"; known: {listed}"
            raise UsageError(f"unknown severity `{level}`{hint}") from None
    return result


def _once(paths: tuple[str, ...], config: Config, given: _Given) -> int:
    """Run, print and return the exit code."""
    from termcheck import Checker
    from termcheck.cli.progress import Bar

    texts = {}
    if "-" in paths:
        texts[given.stdin_filename or "stdin.md"] = sys.stdin.buffer.read()
        paths = tuple(path for path in paths if path != "-")
    checker = Checker(config)
    with Bar(given.progress) as bar:
        report = checker.run(
            paths,
            texts=texts,
            force_exclude=given.force_exclude,
            baseline=not given.no_baseline,
            changed_since=given.changed_since or "",
            progress=bar,
            fold=config.fold_claims,
        )
    _print(report, config, given)
    if checker.unchecked_site:
        tell(
            f"warning: `{checker.unchecked_site}` names the plugin, which the installed generator "
            "does not run; its builds are not checked"
        )
    folders = not paths or any(Path(path).is_dir() for path in paths)
    if (
        not report.checked
        and not report.problems
        and folders
        and not given.changed_since
        and not texts
    ):
        tell("warning: there was no file to check; see `include`, `exclude` and `extensions`")
        return EMPTY
    return report.exit_code(config.fail_on.severity)


def _print(report: Report, config: Config, given: _Given) -> None:
    from termcheck import RenderOptions

    output = given.output
    usual = (name for name, reporter in REPORTERS.items() if reporter.writes(output))
    form = given.form or next(usual, "full")
    reporter = REPORTERS[form]
    how = RenderOptions(
        color=colored(given.color, output),
        width=width(),
        ascii=not unicode_works() and not output,
        fail_on=config.fail_on.severity,
    )
    if given.statistics:
        emit(_statistics(report), output)
    elif given.quiet and form == "full":
        emit(REPORTERS["concise"](report, how), output)
    else:
        emit(reporter(report, how), output)
    if form == "github":
        _summarise(report)
    for notice in report.notices:
        tell(f"note: {notice}")
    apart = reporter.machine or given.statistics or bool(output)
    if apart or given.quiet:
        for problem in report.problems:
            tell(str(problem))
    if apart and not given.quiet:
        tell(REPORTERS["concise"].summary(report))
    if given.verbose:
        tell(f"configuration: {config.path or 'none, the defaults hold'}")
        title = f"{report.glossary} {report.glossary_version}".strip()
        tell(f"glossary: {', '.join(config.glossary)}{f' ({title})' if title else ''}")


def _summarise(report: Report) -> None:
    """Add the page of the job to the file that GitHub names, if it does."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(REPORTERS["github"].summary(report))
    except OSError as error:
        tell(f"note: the summary of the job cannot be written: {error.strerror}")


def _statistics(report: Report) -> str:
    from collections import Counter

    counts = Counter((finding.check, finding.term) for finding in report.findings)
    return "".join(
        f"{count:>7}  {check}{'  ' + term if term else ''}\n"
        for (check, term), count in sorted(counts.items(), key=lambda count: (-count[1], count[0]))
    )
