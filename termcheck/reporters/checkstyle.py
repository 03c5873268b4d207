"""Checkstyle XML, which many build servers read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from termcheck.core.finding import Finding
from termcheck.core.report import Report
from termcheck.core.visible import one_line
from termcheck.core.xml import xml_attribute as quoted
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.place import place, rule_id


def render(report: Report, _options: RenderOptions) -> str:
    """Return one `file` element for each file with findings or problems."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<checkstyle version="4.3">'
    for path, problems in groupby(report.problems, key=lambda problem: problem.path):
        yield f"  <file name={quoted(path)}>"
        for problem in problems:
            yield _error(problem.line, problem.column, "error", problem.message, "unreadable-file")
        yield "  </file>"
    for result in report.files:
        if result.findings:
            yield f"  <file name={quoted(result.path)}>"
            for finding in result.findings:
                where = place(finding)
                severity = finding.severity.label
                rule = rule_id(finding)
                yield _error(where.line, where.column, severity, _message(finding), rule)
            yield "  </file>"
    yield "</checkstyle>"


def _message(finding: Finding) -> str:
    message = one_line(finding.message)
    return f"{message}. {one_line(finding.note)}" if finding.note else message


def _error(line: int, column: int, severity: str, message: str, rule: str) -> str:
    return (
        f'    <error line="{max(1, line)}" column="{max(1, column)}" severity="{severity}" '
        f"message={quoted(one_line(message))} source={quoted(f'termcheck.{rule}')}/>"
    )
