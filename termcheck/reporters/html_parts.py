"""The pieces of the HTML report, each one escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from hashlib import blake2b

from termcheck.core.finding import Finding, Fix, Safety, Severity
from termcheck.core.report import Report
from termcheck.reporters.place import place
from termcheck.reporters.text import clip, code_parts, is_web_address, one_line, visible

EXCERPT = 220
"""Characters of a source line shown around the words found."""

_SAFETY = {
    Safety.SAFE: "safe",
    Safety.UNSAFE: "unsafe, check first",
    Safety.SHOWN: "shown, edit by hand",
}


def esc(text: str) -> str:
    """Return text escaped for HTML content and quoted attributes, on one line."""
    return html.escape(visible(one_line(text)))


def prose(text: str) -> str:
    """Return a message or note: escaped, what stands in backticks as code."""
    return "".join(
        f"<code>{html.escape(part)}</code>" if is_code else html.escape(part)
        for is_code, part in code_parts(visible(one_line(text)))
    )


def link(url: str, text: str = "") -> str:
    """Return a link to a web address; any other address stays text."""
    shown = esc(text or _short(url))
    if not is_web_address(url):
        return shown
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer">{shown}</a>'


def _short(url: str) -> str:
    bare = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= 60 else bare[:59] + "…"


def anchor(kind: str, name: str) -> str:
    """Return an id for a term that no other has, whatever its characters."""
    if name and name.isascii() and name.replace("-", "").isalnum():
        return f"{kind}-{name}"
    return f"{kind}_{blake2b(visible(name).encode(), digest_size=6).hexdigest()}"


def breakable(path: str) -> str:
    """Return a path that may break after each slash."""
    return esc(path).replace("/", "/<wbr>")


def bar(counts: Mapping[Severity, int], most: int) -> str:
    """Return a bar of the counts, as long as they are of `most`; numbers are beside it."""
    parts, at = [], 0.0
    for severity, number in counts.items():
        if number:
            size = 100 * number / most
            parts.append(f'<rect class="{severity.label}" x="{at:.2f}" width="{size:.2f}"/>')
            at += size
    shapes = "".join(parts)
    return f'<svg class="bar" viewBox="0 0 100 8" aria-hidden="true">{shapes}</svg>'


def tally(counts: Mapping[Severity, int]) -> str:
    """Return the total, and the counts by severity for those who cannot see the bar's colours."""
    told = ", ".join(f"{number} {one.label}" for one, number in counts.items() if number)
    number = f'<span class="tally">{sum(counts.values()):,}</span>'
    return f'{number}<span class="unseen"> ({told})</span>'


def card(finding: Finding, report: Report) -> str:
    """Return one finding."""
    return "".join(_card(finding, report))


def _card(finding: Finding, report: Report) -> Iterator[str]:
    severity, where = finding.severity.label, place(finding)
    term = anchor("term", finding.term)
    yield f'<article class="finding {severity}" data-severity="{severity}" data-term="{term}">'
    yield f'<h4><span class="severity">{severity}</span> {prose(finding.message)}</h4>'
    yield excerpt(finding)
    if finding.note:
        yield f'<p class="note">{prose(finding.note)}</p>'
    if finding.evidence or finding.related:
        yield '<ul class="evidence">'
        for fact in finding.evidence:
            source = f" {link(fact.url)}" if fact.url else ""
            yield f"<li>{prose(fact.text)}{source}</li>"
        for other in finding.related:
            at = f"{other.path}:{other.line}:{other.column}"
            yield f"<li><code>{esc(at)}</code> {prose(other.text)}</li>"
        yield "</ul>"
    if finding.fixes:
        yield '<ul class="fixes">'
        for fix in finding.fixes:
            yield f"<li>{_fix(fix)}</li>"
        yield "</ul>"
    known = finding.term in report.terms
    title = report.terms[finding.term].title if known else finding.term
    foot = [f"line {where.line}, column {where.column}", esc(finding.check)]
    if finding.term:
        foot.append(f'<a href="#{term}">{esc(title)}</a>' if known else esc(title))
    if finding.url:
        foot.append(link(finding.url))
    yield f'<p class="foot">{" · ".join(foot)}</p>'
    yield "</article>\n"


def _fix(fix: Fix) -> str:
    return f'{prose(fix.action)} <span class="safety">{_SAFETY[fix.safety]}</span>'


def excerpt(finding: Finding) -> str:
    """Return the source line with the words found marked."""
    where = place(finding)
    line, start = where.source_line, where.column - 1
    end = len(line) if where.end_line > where.line else max(start, where.end_column - 1)
    line, start, end = clip(line, start, end, EXCERPT)
    before, words, after = (
        html.escape(visible(part.replace("\n", " ")))
        for part in (line[:start], line[start:end], line[end:])
    )
    more = f" <i>to line {where.end_line}</i>" if where.end_line > where.line else ""
    return (
        f'<pre><span class="line">{where.line}</span><code>{before.lstrip()}<mark>{words}</mark>'
        f"{after}</code>{more}</pre>"
    )
