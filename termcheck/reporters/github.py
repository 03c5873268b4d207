"""Annotations for GitHub Actions, and the summary page of a job.

Workflow commands: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.finding import Finding, Safety, Severity
from termcheck.core.report import Report
from termcheck.core.visible import clean, one_line, visible
from termcheck.reporters.full import help_text
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.place import place

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(report: Report, _options: RenderOptions) -> str:
    """Return one workflow command for each problem and finding, the most severe first.

    GitHub shows ten errors, warnings and notices of each step and drops the rest.
    """
    lines = [
        _command("error", _properties(problem.path, problem.line, problem.column), problem.message)
        for problem in report.problems
    ]
    ranked = sorted(report.findings, key=lambda finding: -finding.severity)
    lines += [_annotation(finding) for finding in ranked]
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Finding) -> str:
    where = place(finding)
    properties: dict[str, str | int] = {"file": clean(finding.path), "line": where.line}
    if where.end_line == where.line:
        # Columns of an annotation over several lines are refused; the last one is inclusive.
        properties["col"] = where.column
        properties["endColumn"] = max(where.column, where.end_column - 1)
    else:
        properties["endLine"] = where.end_line
    ids = f"{finding.check} ({finding.term})" if finding.term else finding.check
    properties["title"] = one_line(ids)
    message = "\n".join(_told(finding))
    return _command(_COMMANDS.get(finding.severity, "notice"), properties, message)


def _told(finding: Finding) -> Iterator[str]:
    yield one_line(finding.message)
    if finding.note:
        yield finding.note
    for fact in finding.evidence:
        yield f"- {fact.text} {fact.url}".rstrip()
    for fix in finding.fixes:
        if fix.safety is not Safety.SHOWN or fix.title:
            yield f"help: {help_text(fix)}"
    if finding.url:
        yield finding.url


def _properties(path: str, line: int, column: int) -> dict[str, str | int]:
    values: dict[str, str | int] = {"file": clean(path), "line": line, "col": column}
    return {name: value for name, value in values.items() if value}


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Return text of several lines as data of a command, whatever separates its lines."""
    return _escaped("\n".join(text.splitlines()))


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _escaped(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
