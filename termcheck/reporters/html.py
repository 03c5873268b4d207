"""A page of its own: nothing is loaded from elsewhere, and nothing in it runs but its own script.

All that comes from documents and glossaries is escaped; a content security policy with the hashes
of the one style sheet and the one script holds even if that were to fail. Without the script every
finding is shown, only the filter is gone.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

from termcheck._version import __version__
from termcheck.core.finding import Finding, Severity
from termcheck.core.report import Report, count
from termcheck.reporters.html_parts import anchor, bar, breakable, card, esc, link, prose, tally
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import counted, summary
from termcheck.reporters.text import plural


def render(report: Report, _options: RenderOptions) -> str:
    """Return the page."""
    return "".join(f"{line}\n" for line in _page(report))


def _page(report: Report) -> Iterator[str]:
    style, script = _resource("page.css"), _resource("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    yield "<!doctype html>"
    yield '<html lang="en" data-termcheck="off">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f'<meta name="generator" content="termcheck {__version__}">'
    yield f"<title>Terminology report: {esc(_headline(report))}</title>"
    yield f"<style>{style}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#findings">Skip to the findings</a>'
    yield from _header(report)
    yield "<main>"
    yield from _problems(report)
    if report.total:
        yield from _overview(report)
        yield from _findings(report)
        yield from _meanings(report)
    else:
        yield '<p class="clean" id="findings">Every word is as the glossary wants it.</p>'
    yield "</main>"
    yield f"<footer>{esc(summary(report))}. Made by termcheck {__version__}.</footer>"
    yield f"<script>{script}</script>"
    yield "</body>"
    yield "</html>"


def _resource(name: str) -> str:
    return files("termcheck.reporters").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def _headline(report: Report) -> str:
    return counted(report.counts) if report.total else "no findings"


def _header(report: Report) -> Iterator[str]:
    yield "<header>"
    yield "<h1>Terminology report</h1>"
    about = [plural(report.checked, "file") + " checked"]
    if report.glossary:
        title = " ".join(part for part in (report.glossary, report.glossary_version) if part)
        about.insert(0, f"held to <strong>{esc(title)}</strong>")
    if report.created:
        day, _, clock = report.created.partition("T")
        told = f"{day} {clock[:5]}".strip()
        about.append(f'<time datetime="{esc(report.created)}">{esc(told)}</time>')
    yield f'<p class="about">{" · ".join(about)}</p>'
    yield '<dl class="numbers">'
    for severity, number in report.counts.items():
        name = severity.label if severity is Severity.INFO or number == 1 else severity.label + "s"
        mark = severity.label if number else "none"
        yield f'<div class="{mark}"><dt>{name}</dt><dd>{number:,}</dd></div>'
    told = "file affected" if report.files_with_findings == 1 else "files affected"
    yield f"<div><dt>{told}</dt><dd>{report.files_with_findings:,}</dd></div>"
    in_word = report.fixable_in_word
    fixable = report.fixable - in_word
    yield f"<div><dt>fixable with <code>termcheck fix</code></dt><dd>{fixable:,}</dd></div>"
    if in_word:
        told = "fixable with <code>termcheck annotate</code>"
        yield f"<div><dt>{told}</dt><dd>{in_word:,}</dd></div>"
    yield "</dl>"
    yield "</header>"


def _problems(report: Report) -> Iterator[str]:
    if not report.problems:
        return
    yield '<section class="problems" aria-labelledby="problems">'
    yield f'<h2 id="problems">{plural(len(report.problems), "input")} could not be checked</h2>'
    yield "<ul>"
    for problem in report.problems:
        place = f"<code>{esc(problem.place)}</code> " if problem.path else ""
        yield f"<li>{place}{prose(problem.message)}</li>"
    yield "</ul>"
    yield "</section>"


def _overview(report: Report) -> Iterator[str]:
    by_term: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_term[finding.term].append(finding)
    most = max(len(findings) for findings in by_term.values())
    yield '<div class="overview">'
    yield '<section aria-labelledby="by-term"><h2 id="by-term">By term</h2>'
    yield "<table><thead><tr><th>Term</th><th>Findings</th></tr></thead><tbody>"
    for term, findings in sorted(by_term.items(), key=lambda item: (-len(item[1]), item[0])):
        told = report.terms.get(term)
        name = esc(told.title if told else term) or "no term"
        shown = f'<a href="#{anchor("term", term)}">{name}</a>' if told else name
        counts = count(findings)
        yield f'<tr><th scope="row">{shown}</th><td>{bar(counts, most)} {tally(counts)}</td></tr>'
    yield "</tbody></table></section>"

    yield '<section aria-labelledby="by-file"><h2 id="by-file">By file</h2>'
    yield "<table><thead><tr><th>File</th><th>Findings</th></tr></thead><tbody>"
    longest = max(len(result.findings) for result in report.files)
    numbered = [(number, one) for number, one in enumerate(report.files, 1) if one.findings]
    for number, result in sorted(numbered, key=lambda item: -len(item[1].findings)):
        counts = count(result.findings)
        yield (
            f'<tr><th scope="row"><a href="#file-{number}">{breakable(result.path)}</a></th>'
            f"<td>{bar(counts, longest)} {tally(counts)}</td></tr>"
        )
    yield "</tbody></table></section>"
    yield "</div>"


def _findings(report: Report) -> Iterator[str]:
    yield '<section aria-labelledby="findings"><h2 id="findings">Findings</h2>'
    yield from _filter(report)
    for number, result in enumerate(report.files, 1):
        if result.findings:
            counts = counted(count(result.findings))
            yield f'<section class="file" id="file-{number}">'
            yield f"<h3><code>{breakable(result.path)}</code> <small>{counts}</small></h3>"
            for finding in result.findings:
                yield card(finding, report)
            yield "</section>"
    yield '<p class="nothing" hidden>No finding matches the filter.</p>'
    yield "</section>"


def _filter(report: Report) -> Iterator[str]:
    """Yield the filter; it is hidden until the script runs."""
    yield '<form class="filter" hidden>'
    yield "<fieldset><legend>Severity</legend>"
    for severity, number in report.counts.items():
        if number:
            yield (
                f'<label class="{severity.label}"><input type="checkbox" name="severity" '
                f'value="{severity.label}" checked> {severity.label} '
                f"<span>{number:,}</span></label>"
            )
    yield "</fieldset>"
    yield '<label class="pick">Term <select name="term"><option value="">all terms</option>'
    terms = {finding.term for finding in report.findings}
    named = {term: report.terms[term].title if term in report.terms else term for term in terms}
    for term, name in sorted(named.items(), key=lambda item: (item[1].lower(), item[0])):
        yield f'<option value="{esc(anchor("term", term))}">{esc(name) or "no term"}</option>'
    yield "</select></label>"
    field = '<input type="search" name="text" placeholder="words, file" autocomplete="off">'
    yield f'<label class="pick">Text {field}</label>'
    yield f'<output aria-live="polite">{plural(report.total, "finding")}</output>'
    yield "</form>"


def _meanings(report: Report) -> Iterator[str]:
    used = {finding.term for finding in report.findings}
    terms = [term for key, term in sorted(report.terms.items()) if key in used]
    if not terms:
        return
    yield '<section class="meanings" aria-labelledby="meanings">'
    yield '<h2 id="meanings">What the terms mean</h2>'
    for term in sorted(terms, key=lambda term: (term.title.lower(), term.id)):
        yield f'<article id="{anchor("term", term.id)}"><h3>{esc(term.title or term.id)}</h3>'
        if term.meaning:
            yield f"<p>{prose(term.meaning)}</p>"
        if term.why:
            yield f'<p class="why">{prose(term.why)}</p>'
        for example in term.examples:
            if example.bad:
                good = f" <ins>{prose(example.good)}</ins>" if example.good else ""
                yield f'<p class="example"><del>{prose(example.bad)}</del>{good}</p>'
            elif example.ok:
                yield f'<p class="example"><ins>{prose(example.ok)}</ins></p>'
        urls = dict.fromkeys(url for url in (term.url, *term.sources) if url)
        sources = [link(url) for url in urls]
        if term.owner:
            sources.append(f"decided by {esc(term.owner)}")
        if sources:
            yield f'<p class="sources">{" · ".join(sources)}</p>'
        yield "</article>"
    yield "</section>"
