"""The rules of a SARIF log: one for each pair of check and term that found something."""

from __future__ import annotations

from termcheck.core.finding import Finding, Severity
from termcheck.core.json_value import JsonObject
from termcheck.core.report import CheckHelp, Report, TermHelp
from termcheck.core.visible import clean, is_web_address, one_line
from termcheck.reporters.place import rule_id

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def rules(report: Report) -> list[JsonObject]:
    """Return the `reportingDescriptor`s of a report, sorted by id."""
    worst: dict[str, Finding] = {}
    for finding in report.findings:
        rule = clean(rule_id(finding))
        if rule not in worst or finding.severity > worst[rule].severity:
            worst[rule] = finding
    return [_rule(rule, worst[rule], report) for rule in sorted(worst)]


def _rule(rule: str, finding: Finding, report: Report) -> JsonObject:
    term = report.terms.get(finding.term)
    check = report.checks.get(finding.check)
    title = one_line(term.title) if term else one_line(finding.term)
    summary = one_line(check.summary) if check else ""
    short = ": ".join(part for part in (title, summary or one_line(finding.check)) if part)
    meaning = one_line(term.meaning or term.why) if term else ""
    url = next(
        (url for url in _urls(term, check, finding) if is_web_address(url)),
        "",
    )
    described: JsonObject = {
        "id": rule,
        "shortDescription": {"text": short or rule},
        "fullDescription": {"text": meaning or short or rule},
        "help": _help(rule, term, check, finding),
        "defaultConfiguration": {"level": _LEVELS.get(finding.severity, "none")},
        "properties": {
            "tags": list(dict.fromkeys(["terminology", clean(finding.check)])),
            "problem.severity": _GITHUB.get(finding.severity, "recommendation"),
        },
    }
    if url:
        described["helpUri"] = url
    return described


def _urls(term: TermHelp | None, check: CheckHelp | None, finding: Finding) -> list[str]:
    own = [term.url, *term.sources] if term else []
    return [*own, finding.url, check.url if check else ""]


def _help(
    rule: str, term: TermHelp | None, check: CheckHelp | None, finding: Finding
) -> dict[str, str]:
    """Return the help of a rule as plain text and as Markdown, from the glossary's own words."""
    blocks: list[tuple[str, str]] = []
    if term:
        blocks.append(("Meaning", term.meaning))
        blocks.append(("Why", term.why))
        for example in term.examples:
            if example.bad:
                good = f" → {example.good}" if example.good else ""
                blocks.append(("Instead of", f"{example.bad}{good}"))
            elif example.ok:
                blocks.append(("Fine", example.ok))
        blocks.append(("Decided by", term.owner))
    if check:
        blocks.append(("Check", check.summary))
        blocks.append(("Reason", check.why))
    blocks = [(label, one_line(text)) for label, text in blocks if text]
    urls = dict.fromkeys(url for url in _urls(term, check, finding) if is_web_address(url))
    plain = [f"{label}: {text}" for label, text in blocks] + list(urls)
    marked = [f"**{label}:** {_markdown(text)}" for label, text in blocks]
    marked += [f"<{url}>" for url in urls]
    return {
        "text": "\n".join(plain) or rule,
        "markdown": "\n\n".join(marked) or _markdown(rule),
    }


def _markdown(text: str) -> str:
    """Return text with what Markdown or HTML would act on switched off, code kept."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for char in "\\*_[]|":
        text = text.replace(char, "\\" + char)
    return text
