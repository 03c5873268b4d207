"""GitLab code quality.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from termcheck.core.finding import Severity, fingerprint
from termcheck.core.json_value import JsonObject
from termcheck.core.report import Report
from termcheck.core.visible import clean, one_line
from termcheck.reporters.dump import rows
from termcheck.reporters.fingerprints import unique
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.place import place, rule_id

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, _options: RenderOptions) -> str:
    """Return an array of issues; fingerprints are unique, GitLab drops a second one."""
    issues = [
        _issue(
            one_line(problem.message),
            "unreadable-file",
            fingerprint("problem", str(number), clean(problem.path), clean(problem.message)),
            "major",
            problem.path,
            problem.line,
        )
        for number, problem in enumerate(report.problems)
    ]
    issues += [
        _issue(
            one_line(finding.message),
            rule_id(finding),
            mark,
            _SEVERITIES.get(finding.severity, "info"),
            finding.path,
            place(finding).line,
        )
        for finding, mark in unique(report.findings)
    ]
    return rows(issues) + "\n"


def _issue(
    description: str, check: str, mark: str, severity: str, path: str, line: int
) -> JsonObject:
    return {
        "description": description,
        "check_name": clean(check),
        "fingerprint": mark,
        "severity": severity,
        "location": {
            "path": clean(path).removeprefix("./"),
            "lines": {"begin": max(1, line)},
        },
    }
