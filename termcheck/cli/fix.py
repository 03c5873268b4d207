"""`termcheck fix`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import Given, configured_by
from termcheck.cli.output import colored, emit, tell

if TYPE_CHECKING:
    from termcheck import Checker, Config, Finding, Report
    from termcheck.cli.fixing import Output

EXAMPLES = {
    "termcheck fix docs/": "write what is safe",
    "termcheck fix --diff docs/": "only show what would change",
    "termcheck fix --unsafe post.md": "also what should be read again",
    "termcheck fix --interactive post.md": "decide one by one",
    "termcheck fix - --stdin-filename a.md": "text in, text out",
}


@dataclass(frozen=True, kw_only=True)
class _Given(Given):
    diff: bool
    unsafe: bool
    interactive: bool
    stdin_filename: str | None
    no_baseline: bool
    read_as: str | None
    force_exclude: bool
    color: str


@click.command(
    "fix",
    cls=ExampledCommand,
    examples=EXAMPLES,
    epilog="Exit code: 0 nothing left to report, 1 findings left (or, with --diff, something to "
    "fix), 2 wrong use or input.",
)
@options.PATHS
@click.option("--diff", is_flag=True, help="Print what would change, and write nothing.")
@click.option("--unsafe", is_flag=True, help="Also apply fixes that should be read again.")
@click.option("-i", "--interactive", is_flag=True, help="Ask about each finding.")
@click.option("--stdin-filename", metavar="NAME", help="Name of the text that `-` reads.")
@click.option("--no-baseline", is_flag=True, help="Fix findings of the baseline too.")
@options.CONFIG
@options.GLOSSARY
@options.SELECT
@options.IGNORE
@options.READ_AS
@options.FORCE_EXCLUDE
@options.JOBS
@options.NO_CACHE
@options.NO_CLAIMS
@click.option(
    "--grammar/--no-grammar", default=None, help="Withhold fixes LanguageTool finds wrong, or not."
)
@options.PROGRESS
@options.COLOR
def command(paths: tuple[str, ...], **chosen: Any) -> int:
    """Correct files: the safe fixes of all findings, none of which may bring a new one.

    Encoding, line endings and everything else in a file stay as they are; a file is replaced in
    one step, and not at all if it changed meanwhile.
    """
    given = _Given(**chosen)
    from termcheck import Checker, UsageError
    from termcheck.cli.fixing import ANNOTATE, Output

    for path in paths:
        if not Checker.corrects(path):
            raise UsageError(f"a Word file; {ANNOTATE}", path=path)
    config = _config(paths, given)
    checker = Checker(config)
    output = Output(diff=given.diff, color=colored(given.color))
    if "-" in paths:
        if len(paths) > 1 or given.interactive:
            raise UsageError("`-` stands alone: other paths and --interactive need files")
        return _standard_input(checker, given, output)
    if given.interactive:
        from termcheck.cli.fix_interactive import interact

        return interact(checker, _report(paths, checker, given), config, color=output.color)
    return _files(checker, _report(paths, checker, given), given, output)


def _config(paths: tuple[str, ...], given: _Given) -> Config:
    start = paths
    if "-" in paths:
        start = (str(Path(given.stdin_filename or "stdin.md").parent),)
    # A report of these is not shown.
    reported = not given.interactive and "-" not in paths
    return configured_by(given, start, reported=reported, read_as=given.read_as)


def _report(paths: tuple[str, ...], checker: Checker, given: _Given) -> Report:
    from termcheck.cli.progress import Bar

    with Bar(given.progress) as bar:
        return checker.run(
            paths,
            force_exclude=given.force_exclude,
            baseline=not given.no_baseline,
            progress=bar,
        )


def _standard_input(checker: Checker, given: _Given, output: Output) -> int:

    source = checker.read(given.stdin_filename or "stdin.md", sys.stdin.buffer.read())
    fixed = checker.fix(source, unsafe=given.unsafe)
    if given.diff:
        emit(output.difference(fixed))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(fixed.encoded)
        sys.stdout.buffer.flush()
    for line in output.told(fixed, checker):
        tell(line)
    if fixed.notice:
        tell(f"note: {fixed.notice}")
    return _code(checker.config, list(fixed.left), changed=given.diff and fixed.changed)


def _files(checker: Checker, report: Report, given: _Given, output: Output) -> int:
    from termcheck import TermcheckError

    failed = sum(not problem.warning for problem in report.problems)
    for problem in report.problems:
        tell(str(problem))
    left: list[Finding] = []
    files = count = withheld = 0
    notices = list(report.notices)
    for result in report.files:
        wanted = {finding.fingerprint for finding in result.findings}
        if not any(finding.best_fix(unsafe=given.unsafe) for finding in result.findings):
            left += result.findings
            for line in output.by_hand(result.findings):
                tell(line)
            continue
        if not checker.corrects(result.path):
            left += result.findings
            tell(output.in_word(result.path))
            continue
        try:
            source = checker.read(result.path)
            fixed = checker.fix(source, unsafe=given.unsafe, only=wanted)
            if given.diff:
                emit(output.difference(fixed))
            elif fixed.changed:
                fixed.write()
        except TermcheckError as error:
            tell(str(error))
            failed += 1
            left += result.findings
            continue
        left += fixed.left
        files += fixed.changed
        count += len(fixed.applied)
        withheld += len(fixed.withheld)
        notices.append(fixed.notice)
        for line in output.told(fixed, checker):
            tell(line)
    tell(output.summary(count, files, withheld, left))
    if not given.unsafe and (more := output.more(left)):
        tell(more)
    for notice in filter(None, dict.fromkeys(notices)):
        tell(f"note: {notice}")
    if failed:
        return 2
    return _code(checker.config, left, changed=given.diff and count > 0)


def _code(config: Config, left: list[Finding], *, changed: bool) -> int:
    threshold = config.fail_on.severity
    return int(
        changed or (threshold > 0 and any(finding.severity >= threshold for finding in left))
    )
