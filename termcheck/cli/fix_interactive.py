"""`termcheck fix --interactive`: each finding with its context, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from termcheck import Finding, Fix, Safety, Source
from termcheck.cli.output import emit, tell, unicode_works, width
from termcheck.core.paths import shown_path
from termcheck.core.visible import plural, shown_line

if TYPE_CHECKING:
    from termcheck import Checker, Config, Fixed, Report

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
    from termcheck import TermcheckError
    from termcheck.cli.fixing import Output

    session = _Session(checker, color)
    failed = report.is_incomplete
    for problem in report.problems:
        tell(str(problem))
    for result in report.files:
        if session.stopped or not result.findings:
            session.left += len(result.findings)
            continue
        if not checker.corrects(result.path):
            session.left += len(result.findings)
            tell(Output.in_word(result.path))
            continue
        try:
            done = _file(session, checker.read(result.path), result.findings)
            if done.changed:
                done.write()
        except TermcheckError as error:
            tell(str(error))
            failed = True
    if session.known:
        checker.keep(session.known)
        told = shown_path(str(config.baseline_path))
        tell(f"{told}: {plural(len(session.known), 'finding')} added")
    tell(f"{plural(session.changed, 'change')} made, {plural(session.left, 'finding')} left")
    return 2 if failed else int(session.left > 0)


def _file(session: _Session, source: Source, findings: Sequence[Finding]) -> Fixed:
    """Return a document as it was decided on, finding by finding."""
    wanted = {_key(finding) for finding in findings}
    before = session.checker.check(source)
    asked = [finding for finding in before if _key(finding) in wanted]
    # The claim before its spelling: other words may settle both.
    asked.sort(key=lambda finding: (finding.span.start, -finding.severity))
    changes: list[Fix] = []
    known = len(session.known)
    for at, finding in enumerate(asked):
        if any(finding.span.overlaps(change.span) for change in changes):
            continue
        _show(session, finding, f"{at + 1} of {len(asked)}")
        try:
            change = _decide(session, source, finding)
        except _Stop:
            session.stopped = True
            break
        if change is not None and any(change.span.overlaps(fix.span) for fix in changes):
            tell("not done: these words were just changed; run again for the rest")
        elif change is not None:
            changes.append(change)
    session.changed += len(changes)
    done = session.checker.change(source, changes)
    for new_finding in done.new:
        place = f"{new_finding.path}:{new_finding.line}:{new_finding.column}"
        tell(f"{place}: note: the text now has: {new_finding.message}")
    kept = len(before) - len(asked) + len(session.known) - known
    session.left += max(0, len(done.left) - kept)
    return done


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.term, finding.actual


def _show(session: _Session, finding: Finding, count: str) -> None:
    from termcheck import REPORTERS, RenderOptions, Report

    how = RenderOptions(color=session.color, width=width(), ascii=not unicode_works())
    text = REPORTERS["full"](Report.of_findings([finding]), how)
    # The summary of a report of one finding tells nothing.
    body = text.rstrip("\n").split("\n\n")
    emit(f"\n{click.style(count, bold=True) if session.color else count}\n" + "\n\n".join(body[:2]))
    emit("\n\n")


def _decide(session: _Session, source: Source, finding: Finding) -> Fix | None:
    """Ask until something is decided; return the change to make, if any."""
    offered = [fix for fix in finding.fixes if fix.safety is not Safety.SHOWN]
    while True:
        keys = {key: told for key, told in _KEYS.items() if key != "a" or offered}
        answer = _ask(keys)
        if answer == "q":
            raise _Stop
        if answer == "s":
            return None
        if answer == "b":
            session.known.append(finding)
            return None
        if answer == "a":
            pick = (finding, offered[0])
            # What it brings may go with the next one; what is there in the end is told.
            fixed = session.checker.apply(source, [pick], anyway=True)
            if fixed.changed:
                return offered[0]
            tell(f"not done: {fixed.withheld[0].reason}")
        elif answer == "e":
            if (edited := _edited(source, finding)) is not None:
                return edited
        elif (silenced := _suppressed(session, source, finding)) is not None:
            return silenced


def _ask(keys: dict[str, str]) -> str:
    menu = ", ".join(f"[{key}] {told}" for key, told in keys.items())
    while True:
        answer: str = click.prompt(menu, default="s", show_default=False, prompt_suffix=": ")
        if answer[:1].lower() in keys:
            return answer[:1].lower()
        tell(f"expected one of {', '.join(keys)}")


def _edited(source: Source, finding: Finding) -> Fix | None:
    first = finding.fixes[0] if finding.fixes else None
    span = first.span if first else finding.span
    proposed = first.text if first else source.slice(span)
    text: str = click.prompt(
        f"Write instead of `{shown_line(source.slice(span))}`", default=proposed
    )
    return Fix(span, text, "") if text != source.slice(span) else None


def _suppressed(session: _Session, source: Source, finding: Finding) -> Fix | None:
    reason: str = click.prompt("Reason", default="", show_default=False)
    fix = session.checker.suppress(source, finding, reason)
    if fix is not None:
        return fix
    tell("not done: no comment can be put there; use the baseline or the front matter")
    return None
