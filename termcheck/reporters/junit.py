"""JUnit XML: one test case a file, which fails if the file has findings that count.

A file whose findings all lie below `RenderOptions.fail_on` passes and shows them as output.
"""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.finding import Finding, Severity
from termcheck.core.report import FileResult, Problem, Report, count
from termcheck.core.visible import one_line
from termcheck.core.xml import xml_attribute as quoted
from termcheck.core.xml import xml_text
from termcheck.reporters.concise import line
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import counted


def render(report: Report, options: RenderOptions) -> str:
    """Return one test suite; clean files are cases too where the report names them."""
    return "".join(f"{text}\n" for text in _lines(report, options.fail_on))


def _lines(report: Report, fail_on: Severity) -> Iterator[str]:
    results = {result.path: result for result in report.files}
    unread: dict[str, list[Problem]] = {}
    for problem in report.problems:
        unread.setdefault(problem.path, []).append(problem)
    paths = sorted({*results, *unread, *report.paths})
    failures = sum(
        bool(_failing(result.findings, fail_on)) and result.path not in unread
        for result in report.files
    )
    numbers = (
        f'tests="{len(paths)}" failures="{failures}" errors="{len(unread)}" skipped="0" '
        f'time="{report.seconds:.3f}"'
    )
    at = f" timestamp={quoted(report.created)}" if report.created else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="termcheck" {numbers}>'
    yield f'  <testsuite name="termcheck" {numbers}{at}>'
    for path in paths:
        yield from _case(path, results.get(path), unread.get(path, []), fail_on)
    yield "  </testsuite>"
    yield "</testsuites>"


def _case(
    path: str, result: FileResult | None, problems: list[Problem], fail_on: Severity
) -> Iterator[str]:
    findings = result.findings if result else ()
    failing = [] if problems else _failing(findings, fail_on)
    name = quoted(one_line(path))
    case = f'    <testcase classname="termcheck" name={name} file={name} time="0"'
    if not findings and not problems:
        yield f"{case}/>"
        return
    yield f"{case}>"
    if problems:
        told = "\n".join(str(problem) for problem in problems)
        yield (
            f"      <error message={quoted(one_line(problems[0].message))} "
            f'type="unreadable-file">{xml_text(told)}</error>'
        )
    if failing:
        told = "\n".join(_told(finding) for finding in findings)
        kind = quoted(max(failing, key=lambda finding: finding.severity).check)
        summary = quoted(counted(count(findings)))
        yield f"      <failure message={summary} type={kind}>{xml_text(told)}</failure>"
    elif findings:
        told = "\n".join(line(finding) for finding in findings)
        yield f"      <system-out>{xml_text(told)}</system-out>"
    yield "    </testcase>"


def _failing(findings: tuple[Finding, ...], fail_on: Severity) -> list[Finding]:
    if fail_on is Severity.OFF:
        return []
    return [finding for finding in findings if finding.severity >= fail_on]


def _told(finding: Finding) -> str:
    return f"{line(finding)}\n  {one_line(finding.note)}" if finding.note else line(finding)
