"""What is told of a text, in one line for each finding."""

from __future__ import annotations

from termcheck.config.options import Options
from termcheck.core.finding import Safety, Severity
from termcheck.core.source import Source
from termcheck.match.compiled_glossary import Engine
from termcheck.pipeline import examine


def told(engine: Engine, text: str, path: str = "a.md") -> list[str]:
    """Return each finding as `word -> words`, with `?` for information and how safe the fix is."""
    found = examine(Source(path, text.encode()), engine, Options(claims=False)).findings
    marks = {Safety.SAFE: "", Safety.UNSAFE: " (unsafe)", Safety.SHOWN: " (shown)"}
    return [
        f"{finding.actual} -> {'/'.join(finding.expected)}"
        f"{' ?' if finding.severity is Severity.INFO else ''}{marks[finding.fixes[0].safety]}"
        for finding in found
    ]
