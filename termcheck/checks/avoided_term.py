"""A form the glossary tells writers not to use."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from termcheck.checks.check import Check, Example, Page
from termcheck.checks.replacement import agree, replacements
from termcheck.core.finding import Finding, Severity
from termcheck.core.listing import alternatives
from termcheck.glossary.model import FixPolicy, Form, Status


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each mention written in a form to avoid."""
    for mention in page.mentions:
        form = mention.surface.form
        if mention.surface.status not in (Status.DEPRECATED, Status.SUPERSEDED):
            continue
        if mention.quoted and not page.term(mention).quoted:
            continue
        severity = (
            _by_date(form, page.today)
            if mention.surface.status is Status.SUPERSEDED
            else form.severity
        )
        block = page.block(mention)
        expected = tuple(agree(mention, words, block) for words in form.instead)
        message = f"Unexpected `{mention.text}`, expected {alternatives(expected)}"
        fixes = replacements(
            mention, block, page.document.source, expected, form.fix or FixPolicy.AUTO
        )
        yield page.finding(
            CHECK,
            mention,
            message,
            severity=severity,
            note=form.why,
            expected=expected,
            fixes=fixes,
        )


def _by_date(form: Form, today: datetime.date) -> Severity:
    """Information until `since`, a warning from then, an error from `error-from`."""
    if form.error_from is not None and today >= form.error_from:
        return Severity.ERROR
    if form.since is not None and today < form.since:
        return Severity.INFO
    return Severity.WARNING


CHECK = Check(
    id="avoided-term",
    summary="A deprecated or superseded form of a term is used.",
    why="Two words for one thing make readers look for the difference.",
    document=find,
    examples=(
        Example(
            "Add it to the whitelist.",
            "Add it to the allowlist.",
            "terms:\n- id: allowlist\n  term: allowlist\n"
            "  deprecated: [{form: whitelist, instead: allowlist}]",
        ),
    ),
)
