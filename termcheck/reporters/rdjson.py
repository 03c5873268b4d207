"""Reviewdog diagnostics: columns are UTF-8 bytes from 1, ends exclusive.

Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from termcheck.core.finding import Finding, Location, Severity
from termcheck.core.json_value import JsonObject
from termcheck.core.report import Report
from termcheck.core.visible import clean, is_web_address, one_line
from termcheck.reporters.dump import members
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.place import applicable, fix_place, place, rule_id

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, _options: RenderOptions) -> str:
    """Return one `DiagnosticResult`."""
    diagnostics: list[JsonObject] = []
    for problem in report.problems:
        location: JsonObject = {"path": clean(problem.path)}
        if problem.line:
            location["range"] = {"start": {"line": problem.line}}
        diagnostics.append(
            {"message": clean(problem.message), "location": location, "severity": "ERROR"}
        )
    diagnostics += [_diagnostic(finding) for finding in report.findings]
    return members({"source": {"name": "termcheck"}, "diagnostics": diagnostics}) + "\n"


def _diagnostic(finding: Finding) -> JsonObject:
    code = {"value": clean(rule_id(finding))}
    if is_web_address(finding.url):
        code["url"] = finding.url
    message = one_line(finding.message)
    diagnostic: JsonObject = {
        "message": f"{message}\n{clean(finding.note)}" if finding.note else message,
        "location": {"path": clean(finding.path), "range": _range(place(finding))},
        "severity": _SEVERITIES.get(finding.severity, "INFO"),
        "code": code,
    }
    suggestions: list[JsonObject] = [
        {"range": _range(where), "text": clean(fix.text)}
        for fix in applicable(finding)
        if (where := fix_place(finding, fix))
    ]
    if suggestions:
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _range(where: Location) -> JsonObject:
    return {
        "start": {"line": where.line, "column": where.byte_column},
        "end": {"line": where.end_line, "column": where.byte_end_column},
    }
