"""The fields of the JSON report, said once: the output, its JSON Schema and its page follow.

`VERSION` counts as in semantic versioning: a new field raises the second number, a removed or
changed one the first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from termcheck._version import __version__
from termcheck.core.finding import Safety, Severity
from termcheck.core.visible import clean
from termcheck.reporters.place import place

VERSION = "1.1"

TEXT = {"type": "string"}
NUMBER = {"type": "number", "minimum": 0}
COUNT = {"type": "integer", "minimum": 0}
ONE_BASED = {"type": "integer", "minimum": 1}
SEVERITY = {
    "enum": [severity.label for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)]
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an object: its name, JSON Schema, meaning and value."""

    name: str
    schema: dict[str, Any]
    about: str
    value: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of object in the report."""

    name: str
    about: str
    fields: tuple[Field, ...]

    def write(self, value: Any) -> dict[str, Any]:
        """Return the JSON object of a value."""
        return {field.name: field.value(value) for field in self.fields}


def _list_of(shape: Shape) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{shape.name}"}}


def _text(name: str, about: str) -> Field:
    return Field(name, TEXT, about, lambda value: clean(getattr(value, name)))


def _count(name: str, about: str) -> Field:
    return Field(name, COUNT, about, attrgetter(name))


def _at(name: str, about: str) -> Field:
    return Field(name, ONE_BASED, about, lambda finding: getattr(place(finding), name))


def _found(name: str, severity: Severity) -> Field:
    about = f"Findings of severity `{severity.label}`."
    return Field(name, COUNT, about, lambda report: report.counts[severity])


FIX = Shape(
    "fix",
    "A replacement of source bytes.",
    (
        Field("start", COUNT, "First byte to replace.", lambda fix: fix.span.start),
        Field("end", COUNT, "Byte after the last one to replace.", lambda fix: fix.span.end),
        _text("text", "What to put there."),
        _text("title", "The action, in the imperative."),
        Field(
            "safety",
            {"enum": [safety.value for safety in Safety]},
            "`safe` fixes may be applied unseen, `unsafe` ones when asked for, `shown` ones never.",
            lambda fix: fix.safety.value,
        ),
    ),
)

EVIDENCE = Shape(
    "evidence",
    "A fact the finding rests on.",
    (
        _text("text", "The fact."),
        _text("url", "The page that shows it, or empty."),
    ),
)

RELATED = Shape(
    "related",
    "Another place the finding speaks of.",
    (
        _text("path", "Its file."),
        Field("line", ONE_BASED, "Its line.", lambda other: max(1, other.line)),
        Field("column", ONE_BASED, "Its column.", lambda other: max(1, other.column)),
        _text("text", "What stands there."),
    ),
)

FINDING = Shape(
    "finding",
    "One thing a writer should know about one place of one document.",
    (
        _text("path", "File, relative to the working directory, with forward slashes."),
        _at("line", "First line."),
        _at("column", "First column, in code points."),
        _at("end_line", "Last line."),
        _at("end_column", "Column after the last one, in code points."),
        Field(
            "start",
            COUNT,
            "First byte, counted from 0 in the file as UTF-8, byte order mark included.",
            lambda finding: finding.span.start,
        ),
        Field("end", COUNT, "Byte after the last one.", lambda finding: finding.span.end),
        _text("check", "Id of the check."),
        _text("term", "Id of the glossary term; empty for findings about no term."),
        _text("actual", "The words as a reader sees them."),
        Field(
            "expected",
            {"type": "array", "items": TEXT},
            "The wanted words, best first.",
            lambda finding: [clean(words) for words in finding.expected],
        ),
        Field(
            "verbatim",
            {"type": "boolean"},
            "Whether the bytes from `start` to `end` are exactly `actual`.",
            lambda finding: finding.verbatim,
        ),
        _text("message", "What was found and what was expected, in one line."),
        Field(
            "headline",
            TEXT,
            "What is wrong, in a sentence for writers.",
            lambda finding: clean(finding.headline),
        ),
        _text("note", "Why; may be empty."),
        Field(
            "severity",
            SEVERITY,
            "How much it matters.",
            lambda finding: max(Severity.INFO, finding.severity).label,
        ),
        _text("url", "The page to read, or empty."),
        _text("subject", "Id of what a claim is about, or empty."),
        _text("about", "How the text names what a claim is about, or empty."),
        _text("fingerprint", "The same for the same finding in a file whose lines have moved."),
        Field(
            "fixes",
            _list_of(FIX),
            "What can be done, best first.",
            lambda finding: [FIX.write(fix) for fix in finding.fixes],
        ),
        Field(
            "evidence",
            _list_of(EVIDENCE),
            "The facts behind the verdict.",
            lambda finding: [EVIDENCE.write(fact) for fact in finding.evidence],
        ),
        Field(
            "related",
            _list_of(RELATED),
            "Other places.",
            lambda finding: [RELATED.write(other) for other in finding.related],
        ),
    ),
)

PROBLEM = Shape(
    "problem",
    "An input that could not be looked at.",
    (
        _text("path", "The file."),
        _count("line", "The line, or 0."),
        _count("column", "The column, or 0."),
        _text("message", "What is wrong."),
    ),
)

SUMMARY = Shape(
    "summary",
    "The numbers of the run.",
    (
        _count("checked", "Files looked at."),
        _count("skipped", "Files no reader takes."),
        Field(
            "files",
            COUNT,
            "Files with at least one finding.",
            lambda report: report.files_with_findings,
        ),
        _found("errors", Severity.ERROR),
        _found("warnings", Severity.WARNING),
        _found("info", Severity.INFO),
        _count("fixable", "Findings with a fix that is safe."),
        _count("suppressed", "Findings switched off in the text."),
        _count("known", "Findings the baseline lists."),
        _count("gone", "Baseline entries nothing matches any more."),
        Field("seconds", NUMBER, "How long it took.", lambda report: round(report.seconds, 3)),
    ),
)

TOOL = Shape(
    "tool",
    "Who wrote the report.",
    (
        Field("name", {"const": "termcheck"}, "The program.", lambda _: "termcheck"),
        Field("version", TEXT, "Its version.", lambda _: __version__),
    ),
)

GLOSSARY = Shape(
    "glossary",
    "What the documents were held to.",
    (
        Field("title", TEXT, "Its title.", lambda report: clean(report.glossary)),
        Field("version", TEXT, "Its version.", lambda report: clean(report.glossary_version)),
    ),
)

REPORT = Shape(
    "report",
    "The whole report: the object the document is.",
    (
        Field(
            "version",
            {"const": VERSION},
            "Version of this format.",
            lambda _: VERSION,
        ),
        Field("tool", {"$ref": "#/$defs/tool"}, "The program.", TOOL.write),
        Field("glossary", {"$ref": "#/$defs/glossary"}, "The glossary.", GLOSSARY.write),
        Field("summary", {"$ref": "#/$defs/summary"}, "The numbers.", SUMMARY.write),
        Field(
            "problems",
            _list_of(PROBLEM),
            "Inputs that could not be looked at.",
            lambda report: [PROBLEM.write(problem) for problem in report.problems],
        ),
        Field(
            "findings",
            _list_of(FINDING),
            "All findings, by path, then by place.",
            lambda report: [FINDING.write(finding) for finding in report.findings],
        ),
    ),
)

SHAPES = (REPORT, FINDING, FIX, EVIDENCE, RELATED, PROBLEM, SUMMARY, TOOL, GLOSSARY)
