"""The Markdown page a job shows in GitHub Actions (`$GITHUB_STEP_SUMMARY`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape

from termcheck.core.finding import Finding, Severity
from termcheck.core.report import Report, count
from termcheck.core.visible import code_parts, is_web_address, one_line, plural, visible
from termcheck.reporters.place import place, rule_id
from termcheck.reporters.summary import counted, summary

MAX_ROWS = 200
"""Findings listed; the page of a step may hold 1 MiB."""

_MARKS = {Severity.ERROR: "🔴 error", Severity.WARNING: "🟡 warning", Severity.INFO: "🔵 info"}


def page(report: Report) -> str:
    """Return the summary, a table by term and the most severe findings as Markdown."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield "## Terminology"
    yield ""
    yield _inline(summary(report))
    if report.problems:
        yield ""
        yield "**Could not be checked**"
        yield ""
        for problem in report.problems:
            yield f"- {_inline(str(problem))}"
    if not report.total:
        return
    yield ""
    yield "| Term | Findings | What it means |"
    yield "| --- | --- | --- |"
    by_term: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_term[finding.term or finding.check].append(finding)
    for term, findings in sorted(by_term.items(), key=lambda item: (-len(item[1]), item[0])):
        told = report.terms.get(term)
        title = _inline(told.title if told else term)
        if told and is_web_address(told.url):
            title = f'<a href="{escape(told.url)}">{title}</a>'
        yield f"| {title} | {counted(count(findings))} | {_inline(told.meaning if told else '')} |"
    yield ""
    ranked = sorted(report.findings, key=lambda finding: -finding.severity)
    listed = ranked[:MAX_ROWS]
    more = len(ranked) - len(listed)
    title = plural(len(listed), "finding") + (", the most severe" if more else "")
    yield f"<details><summary>{title}</summary>"
    yield ""
    yield "| Place | Severity | Message | Rule |"
    yield "| --- | --- | --- | --- |"
    for finding in listed:
        where = place(finding)
        at = _code(f"{finding.path}:{where.line}:{where.column}")
        mark = _MARKS.get(finding.severity, finding.severity.label)
        yield f"| {at} | {mark} | {_inline(finding.message)} | {_code(rule_id(finding))} |"
    yield ""
    if more:
        yield f"{more:,} more are in the log."
        yield ""
    yield "</details>"


def _inline(text: str) -> str:
    """Return text as HTML a table cell can hold, what stands in backticks as code."""
    return "".join(
        _code(part) if is_code else _escape(part) for is_code, part in code_parts(one_line(text))
    )


def _code(text: str) -> str:
    return f"<code>{_escape(one_line(text))}</code>"


def _escape(text: str) -> str:
    text = escape(visible(text))
    # Markdown still works inside HTML in a table cell; entities switch it off.
    return "".join(f"&#{ord(char)};" if char in "|`*_[]\\~$@" else char for char in text)
