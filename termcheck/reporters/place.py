"""Where findings and fixes are, in the columns a format asks for."""

from __future__ import annotations

from urllib.parse import quote

from termcheck.core.finding import Finding, Fix, Location, Safety
from termcheck.core.visible import clean

_START_OF_FILE = Location(1, 1, 1, 1, 1, 1, "")


def place(finding: Finding) -> Location:
    """Return a finding's location; the start of the file for one that was never settled."""
    return finding.location or _START_OF_FILE


def fix_place(finding: Finding, fix: Fix) -> Location | None:
    """Return where a fix applies, or None if that is not on the first line of its finding.

    A fix may reach beyond the words found (an article in front of them). Only the finding's first
    line is at hand here, so places on it are all that can be told.
    """
    where = place(finding)
    if fix.span == finding.span:
        return where
    line = where.source_line.encode("utf-8", "replace")
    line_start = finding.span.start - (where.byte_column - 1)
    start, end = fix.span.start - line_start, fix.span.end - line_start
    if start < 0 or end > len(line) or end < start:
        return None
    return Location(
        where.line,
        len(line[:start].decode("utf-8", "replace")) + 1,
        where.line,
        len(line[:end].decode("utf-8", "replace")) + 1,
        start + 1,
        end + 1,
        where.source_line,
    )


def applicable(finding: Finding) -> list[Fix]:
    """Return the fixes a program may offer to apply: all but those a person has to write."""
    return [fix for fix in finding.fixes if fix.safety is not Safety.SHOWN]


def rule_id(finding: Finding) -> str:
    """Return ``check/term``, or the check alone for findings about no term."""
    return f"{finding.check}/{finding.term}" if finding.term else finding.check


def uri(path: str) -> str:
    """Return a path as a URI reference (RFC 3986): relative, or `file:` for an absolute path."""
    path = clean(path).replace("\\", "/")
    if path[1:3] == ":/":
        return "file:///" + path[:2] + quote(path[2:], safe="/")
    if path.startswith("/"):
        return "file://" + quote(path, safe="/")
    return quote(path, safe="/")
