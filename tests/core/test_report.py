from __future__ import annotations

from dataclasses import replace

import pytest

from termcheck.core.finding import Finding, Fix, Safety, Severity
from termcheck.core.report import FileResult, Problem, Report
from termcheck.core.source import Span


def finding(start: int = 0, severity: Severity = Severity.ERROR, *fixes: Fix) -> Finding:
    span = Span(start, start + 1)
    return Finding("check", "term", span, "x", "Unexpected `x`", severity, fixes=fixes)


def test_of_sorts_files_and_findings_and_drops_silent_files() -> None:
    report = Report.of(
        [
            FileResult("b.md", (finding(9), finding(2))),
            FileResult("clean.md"),
            FileResult("a.md", (), suppressed=1),
        ]
    )
    assert [result.path for result in report.files] == ["a.md", "b.md"]
    assert [one.span.start for one in report.findings] == [2, 9]
    assert report.checked == 3
    assert report.paths == ("a.md", "b.md", "clean.md")
    assert (report.total, report.files_with_findings, report.suppressed) == (2, 1, 1)


def test_of_turns_errors_of_files_into_problems() -> None:
    report = Report.of(
        [FileResult("b.md", error="binary file", line=3)],
        problems=[Problem("a.md", "no such file")],
    )
    assert [str(problem) for problem in report.problems] == [
        "a.md: no such file",
        "b.md:3: binary file",
    ]


def test_counts_name_every_severity() -> None:
    report = Report.of([FileResult("a.md", (finding(), finding(1, Severity.INFO)))])
    assert report.counts == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.INFO: 1}
    assert list(report.counts) == [Severity.ERROR, Severity.WARNING, Severity.INFO]


def test_fixable_counts_findings_with_a_safe_fix() -> None:
    safe = Fix(Span(0, 1), "y", "Replace with `y`")
    unsafe = replace(safe, safety=Safety.UNSAFE)
    one = finding(0, Severity.ERROR, unsafe, safe, safe)
    other = finding(1, Severity.ERROR, unsafe)
    assert Report.of([FileResult("a.md", (one, other))]).fixable == 1


@pytest.mark.parametrize(
    ("worst", "fail_on", "problems", "code"),
    [
        (None, Severity.INFO, False, 0),
        (None, Severity.INFO, True, 2),
        (Severity.ERROR, Severity.ERROR, False, 1),
        (Severity.WARNING, Severity.ERROR, False, 0),
        (Severity.WARNING, Severity.ERROR, True, 2),
        (Severity.WARNING, Severity.WARNING, True, 2),
        (Severity.ERROR, Severity.OFF, False, 0),
    ],
)
def test_exit_code(worst: Severity | None, fail_on: Severity, problems: bool, code: int) -> None:
    findings = (finding(0, worst),) if worst else ()
    report = Report.of(
        [FileResult("a.md", findings)], problems=[Problem("b.md", "gone")] if problems else []
    )
    assert report.exit_code(fail_on) == code
