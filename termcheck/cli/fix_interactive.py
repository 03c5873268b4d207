"""`termcheck fix --interactive`: each finding with its context, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import click

from termcheck.cli.output import emit, tell, unicode_works, width
from termcheck.finding import Finding, Fix, Safety
from termcheck.reporters.text import one_line, plural, visible
from termcheck.source import Source

if TYPE_CHECKING:
    from termcheck.checker import Checker
    from termcheck.config import Config
    from termcheck.report import Report

_KEYS = {
    "a": "accept",
    "e": "edit",
    "s": "skip",
    "r": "suppress with a reason",
    "b": "add to the baseline",
    "q": "stop here",
}


class _Stop(Exception):
    """The person has had enough; what was decided so far is kept."""


@dataclass
class _Session:
    checker: Checker
    color: bool
    known: list[Finding] = field(default_factory=list)
    """For the baseline."""
    changed: int = 0
    left: int = 0
    stopped: bool = False


def interact(checker: Checker, report: Report, config: Config, *, color: bool) -> int:
    """Ask about every finding of a report; return the exit code.

    Each file is written once, after its last finding, also when one stops in the middle.
    """
    from termcheck.cli.sources import source_of
    from termcheck.errors import TermcheckError
    from termcheck.fixer.write import write_file

    session = _Session(checker, color)
    failed = bool(report.problems)
    for problem in report.problems:
        tell(str(problem))
    for result in report.files:
        if session.stopped or not result.findings:
            session.left += len(result.findings)
            continue
        try:
            before = source_of(result.path, "", config)
            after = _file(session, before, result.findings)
            if after.data != before.data:
                write_file(result.path, before, after)
        except TermcheckError as error:
            tell(str(error))
            failed = True
    if session.known:
        from termcheck.baseline import keep
        from termcheck.paths import shown_path

        keep(config.baseline_path, session.known)
        told = shown_path(str(config.baseline_path))
        tell(f"{told}: {plural(len(session.known), 'finding')} added")
    tell(f"{plural(session.changed, 'change')} made, {plural(session.left, 'finding')} left")
    return 2 if failed else int(session.left > 0)


def _file(session: _Session, source: Source, findings: Sequence[Finding]) -> Source:
    """Return a document as it was decided on, finding by finding."""
    wanted = {_key(one) for one in findings}
    seen: set[str] = set()
    start = 0
    for number, _ in enumerate(findings, 1):
        left = [
            one
            for one in session.checker.check(source)
            if one.span.start >= start and _key(one) in wanted and one.fingerprint not in seen
        ]
        if not left:
            break
        finding = left[0]
        _show(session, finding, f"{number} of {len(findings)}")
        try:
            now, decided = _decide(session, source, finding)
        except _Stop:
            session.stopped = True
            session.left += len(left)
            break
        session.left += not decided
        seen.add(finding.fingerprint)
        if now.data != source.data:
            start = finding.span.end + len(now.data) - len(source.data)
            source = now
    return source


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.actual


def _show(session: _Session, finding: Finding, count: str) -> None:
    from termcheck.report import FileResult, Report
    from termcheck.reporters import REPORTERS, RenderOptions

    how = RenderOptions(color=session.color, width=width(), ascii=not unicode_works())
    report = Report.of([FileResult(finding.path, (finding,), 0)], checked=1)
    text = REPORTERS["full"](report, how)
    # The summary of a report of one finding tells nothing.
    body = text.rstrip("\n").split("\n\n")
    emit(f"\n{click.style(count, bold=True) if session.color else count}\n" + "\n\n".join(body[:2]))
    emit("\n\n")


def _decide(session: _Session, source: Source, finding: Finding) -> tuple[Source, bool]:
    """Ask until something is decided; return the document and whether the finding is dealt with."""
    offered = [one for one in finding.fixes if one.safety is not Safety.SHOWN]
    shown = list(finding.fixes)
    while True:
        keys = {key: told for key, told in _KEYS.items() if key != "a" or offered}
        answer = _ask(keys)
        if answer == "q":
            raise _Stop
        if answer == "s":
            return source, False
        if answer == "b":
            session.known.append(finding)
            return source, True
        if answer == "a":
            fixed = session.checker.apply(source, [(finding, offered[0])])
            if fixed.changed:
                session.changed += 1
                return fixed.after, True
            tell(f"not done: {visible(one_line(fixed.withheld[0].reason))}")
        elif answer == "e":
            now = _edited(source, finding, shown)
            if now is not None:
                session.changed += 1
                return now, True
        else:
            silenced = _suppressed(session, source, finding)
            if silenced is not None:
                session.changed += 1
                return silenced, True


def _ask(keys: dict[str, str]) -> str:
    menu = ", ".join(f"[{key}] {told}" for key, told in keys.items())
    while True:
        answer: str = click.prompt(menu, default="s", show_default=False, prompt_suffix=": ")
        if answer[:1].lower() in keys:
            return answer[:1].lower()
        tell(f"expected one of {', '.join(keys)}")


def _edited(source: Source, finding: Finding, shown: list[Fix]) -> Source | None:
    from termcheck.fixer.splice import splice

    span = shown[0].span if shown else finding.span
    proposed = shown[0].text if shown else source.slice(span)
    text: str = click.prompt(f"Write instead of `{visible(source.slice(span))}`", default=proposed)
    if text == source.slice(span):
        return None
    return replace(source, data=splice(source.data, [Fix(span, text, "")]).data)


def _suppressed(session: _Session, source: Source, finding: Finding) -> Source | None:
    from termcheck.fixer.suppress import suppressed, suppression

    reason: str = click.prompt("Reason", default="", show_default=False)
    fix = suppression(session.checker.document(source), finding, reason)
    now = suppressed(source, finding, fix, session.checker.examine) if fix else None
    if now is None:
        tell("not done: no comment can be put there; use the baseline or the front matter")
    return now
