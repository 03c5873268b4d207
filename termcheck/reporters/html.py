"""A report as a page of its own; without its script only the filter is gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from termcheck.core.finding import Finding, Safety
from termcheck.core.html import link, self_contained, short_address, shown
from termcheck.core.report import Report, TermHelp, count
from termcheck.core.visible import plural
from termcheck.reporters.html_parts import anchor, bar, breakable, excerpt, tally
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import counted, summary

_SAFETY = {
    Safety.SAFE: "safe",
    Safety.UNSAFE: "unsafe, check first",
    Safety.SHOWN: "shown, edit by hand",
}


def render(report: Report, _options: RenderOptions) -> str:
    """Return the page."""
    day, _, clock = report.created.partition("T")
    numbered: list[dict[str, Any]] = [
        {
            "number": number,
            "path": file_result.path,
            "findings": file_result.findings,
            "counts": count(file_result.findings),
        }
        for number, file_result in enumerate(report.files, 1)
        if file_result.findings
    ]
    by_term = _by_term(report)
    return self_contained(
        "reporters/report",
        report=report,
        headline=counted(report.counts) if report.total else "no findings",
        created=f"{day} {clock[:5]}".strip(),
        summary=summary(report),
        by_term=by_term,
        most=max((sum(term["counts"].values()) for term in by_term), default=0),
        files=numbered,
        by_file=sorted(numbered, key=lambda file: -len(file["findings"])),
        longest=max((len(file["findings"]) for file in numbered), default=0),
        terms=list(_terms(report)),
        meanings=[(anchor("term", term_help.id), term_help) for term_help in _meanings(report)],
        safety=_SAFETY,
        anchor=anchor,
        bar=bar,
        breakable=breakable,
        counted=counted,
        excerpt=excerpt,
        plural=plural,
        tally=tally,
        pages=_pages,
    )


def _by_term(report: Report) -> list[dict[str, Any]]:
    """Return what there is about each term, the term with most findings first."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        groups[finding.term].append(finding)
    return [
        {
            "anchor": anchor("term", term),
            "explained": term in report.terms,
            "name": shown(_title(report, term)) or "no term",
            "counts": count(findings),
        }
        for term, findings in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _title(report: Report, term: str) -> str:
    return report.terms[term].title if term in report.terms else term


def _terms(report: Report) -> Iterator[tuple[str, str]]:
    """Yield anchor and title of each term there is a finding about, to choose from."""
    named = {term: _title(report, term) for term in {finding.term for finding in report.findings}}
    for term, name in sorted(named.items(), key=lambda item: (item[1].lower(), item[0])):
        yield anchor("term", term), name


def _meanings(report: Report) -> list[TermHelp]:
    used = {finding.term for finding in report.findings}
    terms = [term for key, term in sorted(report.terms.items()) if key in used]
    return sorted(terms, key=lambda term: (term.title.lower(), term.id))


def _pages(term: TermHelp) -> list[str]:
    """Return what the decision about a term rests on, as HTML."""
    urls = dict.fromkeys(url for url in (term.url, *term.sources) if url)
    pages: list[str] = [link(short_address(url), url) for url in urls]
    return [*pages, shown(f"decided by {term.owner}")] if term.owner else pages
