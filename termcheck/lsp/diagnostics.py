"""Findings as diagnostics."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from termcheck import Finding, Severity, TermcheckError
from termcheck.lsp.places import Places
from termcheck.lsp.project import Checked

SOURCE = "termcheck"
_LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked, encoding: str) -> list[types.Diagnostic]:
    """Return the diagnostics of a text, in its order."""
    places = Places(checked.source, encoding)
    return [*(_of_finding(finding, places) for finding in checked.findings), *_problems(checked)]


def _of_finding(finding: Finding, places: Places) -> types.Diagnostic:
    link = types.CodeDescription(finding.url) if finding.url.startswith("http") else None
    return types.Diagnostic(
        range=places.range(finding.span),
        message=finding.message + (f"\n{finding.note}" if finding.note else ""),
        severity=_LEVELS[finding.severity],
        code=finding.check,
        code_description=link,
        source=SOURCE,
        data={"fingerprint": finding.fingerprint},
    )


def _problems(checked: Checked) -> Iterator[types.Diagnostic]:
    for problem in checked.report.problems:
        yield _at(problem.line, problem.column, problem.message)


def of_error(error: TermcheckError) -> types.Diagnostic:
    """Return the diagnostic of an error of a configuration or glossary file, at its place."""
    return _at(error.line, error.column, error.reason)


def _at(line: int, column: int, message: str) -> types.Diagnostic:
    start = types.Position(max(0, line - 1), max(0, column - 1))
    end = types.Position(start.line, start.character + 1)
    return types.Diagnostic(
        types.Range(start, end), message, types.DiagnosticSeverity.Error, source=SOURCE
    )
