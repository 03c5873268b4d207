"""SARIF 2.1.0, for code scanning.

Specification: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re

from termcheck._version import __version__
from termcheck.core.finding import Finding, Fix, Location, Severity
from termcheck.core.json_value import JsonObject
from termcheck.core.report import Problem, Report
from termcheck.core.visible import clean, one_line
from termcheck.reporters.dump import compact, members
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.place import applicable, fix_place, place, rule_id, uri
from termcheck.reporters.sarif_rules import rules

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_LINK = re.compile(r"\[[^\]]*\](?=\()")
"""What would be read as an embedded link (section 3.11.6) and is not meant as one."""

FINGERPRINT = "termcheck/v1"
"""The key of our fingerprint; GitHub's uploader adds its own, `primaryLocationLineHash`."""


def render(report: Report, _options: RenderOptions) -> str:
    """Return one SARIF log with one run."""
    described = rules(report)
    index = {str(rule["id"]): number for number, rule in enumerate(described)}
    driver: JsonObject = {
        "name": "termcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": described,
    }
    run: JsonObject = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(finding, index) for finding in report.findings],
    }
    if report.glossary:
        run["properties"] = {
            "glossary": clean(report.glossary),
            "glossaryVersion": clean(report.glossary_version),
        }
    head = f'"$schema": {compact(SCHEMA)}, "version": "2.1.0"'
    return f'{{{head}, "runs": [{members(run)}]}}\n'


def _invocation(report: Report) -> JsonObject:
    return {
        "executionSuccessful": not report.is_incomplete,
        "toolExecutionNotifications": [_notification(problem) for problem in report.problems],
    }


def _notification(problem: Problem) -> JsonObject:
    notification: JsonObject = {
        "level": "error",
        "message": {"text": clean(problem.message) or "The file could not be checked"},
    }
    if problem.path:
        region: JsonObject = {}
        if problem.line:
            region["startLine"] = problem.line
            if problem.column:
                region["startColumn"] = problem.column
        notification["locations"] = [{"physicalLocation": _physical(problem.path, region)}]
    return notification


def _result(finding: Finding, index: dict[str, int]) -> JsonObject:
    where = place(finding)
    region: JsonObject = {**_region(where), "snippet": {"text": clean(finding.actual)}}
    rule = clean(rule_id(finding))
    result: JsonObject = {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "level": LEVELS.get(finding.severity, "none"),
        "message": {"text": _message(finding)},
        "locations": [
            {
                "physicalLocation": {
                    **_physical(finding.path, region),
                    **_context(where),
                }
            }
        ],
    }
    if finding.fingerprint:
        result["partialFingerprints"] = {FINGERPRINT: clean(finding.fingerprint)}
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": clean(other.text)},
                "physicalLocation": _physical(
                    other.path,
                    {"startLine": max(1, other.line), "startColumn": max(1, other.column)},
                ),
            }
            for number, other in enumerate(finding.related, 1)
        ]
    fixes: list[JsonObject] = []
    for fix in applicable(finding):
        described = _fix(finding, fix)
        if described not in fixes:  # the schema wants them unique
            fixes.append(described)
    if fixes:
        result["fixes"] = fixes
    result["properties"] = _properties(finding)
    return result


def _message(finding: Finding) -> str:
    parts = [one_line(finding.message), clean(finding.note)]
    parts += [f"- {one_line(fact.text)} {clean(fact.url)}".rstrip() for fact in finding.evidence]
    text = "\n".join(part for part in parts if part) or finding.check
    return _LINK.sub(lambda link: re.sub(r"([\[\]\\])", r"\\\1", link[0]), text)


def _properties(finding: Finding) -> JsonObject:
    values = {
        "check": clean(finding.check),
        "term": clean(finding.term),
        "subject": clean(finding.subject),
        "expected": [clean(words) for words in finding.expected],
    }
    return {name: value for name, value in values.items() if value}


def _physical(path: str, region: JsonObject) -> JsonObject:
    address = uri(path)
    artifact = {"uri": address}
    if not address.startswith("file:"):
        artifact["uriBaseId"] = "%SRCROOT%"
    physical: JsonObject = {"artifactLocation": artifact}
    if region:
        physical["region"] = region
    return physical


def _region(where: Location) -> JsonObject:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _context(where: Location) -> JsonObject:
    """Return the line a finding stands in, unless it is too long to be of use."""
    if not where.source_line or len(where.source_line) > 1000:
        return {}
    text = clean(where.source_line)
    return {"contextRegion": {"startLine": where.line, "snippet": {"text": text}}}


def _fix(finding: Finding, fix: Fix) -> JsonObject:
    where = fix_place(finding, fix)
    deleted: JsonObject = (
        _region(where)
        if where
        else {"byteOffset": fix.span.start, "byteLength": fix.span.end - fix.span.start}
    )
    replacement: JsonObject = {
        "deletedRegion": deleted,
        "insertedContent": {"text": clean(fix.text)},
    }
    change = _physical(finding.path, {})
    return {
        "description": {"text": f"{one_line(fix.action)} ({fix.safety.value})"},
        "artifactChanges": [{**change, "replacements": [replacement]}],
    }
