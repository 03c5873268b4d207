"""Reports made by hand: a small one with everything nasty in it, and builders for more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from termcheck.core.finding import (
    Evidence,
    Finding,
    Fix,
    Location,
    Related,
    Safety,
    Severity,
    fingerprint,
)
from termcheck.core.report import CheckHelp, ExampleHelp, FileResult, Problem, Report, TermHelp
from termcheck.core.source import Source, Span


def found(path: str, text: str, words: str, **fields: Any) -> Finding:
    """Return a settled finding of `words` in `text`; `fixes` are (text, safety) pairs."""
    source = Source(path, text.encode())
    start = len(text[: text.index(words)].encode())
    span = Span(start, start + len(words.encode()))
    fixes = tuple(
        Fix(span, new, f"Replace with `{new}`", safety) for new, safety in fields.pop("fixes", ())
    )
    values: dict[str, Any] = {
        "check": "avoided-term",
        "term": "allowlist",
        "span": span,
        "actual": words,
        "message": f"Unexpected `{words}`, expected `allowlist`",
        "severity": Severity.ERROR,
        "fixes": fixes,
        "path": path,
        "location": Location.of(source, span),
    }
    values |= fields
    values.setdefault("fingerprint", fingerprint(values["check"], values["term"], words))
    return Finding(**values)


LLAMA = "Llama 3.1 is an open source AI model that anyone may use.\n"

NASTY = (
    "\tTab\tand 漢字 before the whitelist, 🦙 **open** source `x` "
    "<script>alert(1)</script> 100% | end\n"
    "Second line with a very long tail.\n"
)


def nasty_report() -> Report:
    """Return a report in which every field holds what a format might stumble over."""
    path = "docs/a,b:c%20 <i>.md"
    first = found(
        path,
        NASTY,
        "whitelist",
        fixes=[("allowlist", Safety.SAFE), ("permit list", Safety.UNSAFE)],
        note="Says what the list does:: 100% | <b>bold</b>\nand a second line",
        url="https://example.org/words?a=1&b=<2>",
        expected=("allowlist", "permit list"),
        message="Unexpected `whitelist`, expected `allowlist` or `permit list`",
    )
    second = found(
        path,
        NASTY,
        "<script>alert(1)</script>",
        check="contradicted-claim",
        term="open-source-ai",
        severity=Severity.WARNING,
        message="Unexpected `<script>alert(1)</script>`\r\n::error::injected\x1b[31m]]>",
        evidence=(
            Evidence('Licence: <Llama> & "others"', "https://example.org/licence"),
            Evidence("No page at hand", "javascript:alert(1)"),
        ),
        related=(Related("docs/other.md", 3, 4, "says [the](opposite)"),),
        subject="llama-3.1",
        fixes=[("open-weight", Safety.SHOWN)],
    )
    empty = replace(
        found(path, NASTY, "Second"), span=Span(len(NASTY.encode()), len(NASTY.encode()))
    )
    empty = replace(
        empty,
        check="unused-suppression",
        term="",
        severity=Severity.INFO,
        actual="",
        message="Unexpected suppression, expected a finding",
        location=Location.of(Source(path, NASTY.encode()), empty.span),
    )
    across = found(
        "docs/多.md",
        "One open\nsource AI two\n",
        "open\nsource AI",
        term="open-source-ai",
        message="Unexpected `open source AI`, expected `open-weight AI`",
        actual="open source AI",
        verbatim=False,
    )
    return Report.of(
        [
            FileResult("docs/多.md", (across,), suppressed=2),
            FileResult(path, (empty, second, first)),
            FileResult("docs/clean.md"),
            FileResult("docs/latin1.md", error="not UTF-8 (byte 0xff); save it", line=2, column=5),
        ],
        problems=[Problem("docs/gone,1.md", "no such file: 100%")],
        skipped=3,
        seconds=0.84,
        known=30,
        gone=1,
        glossary="Words & <meanings>",
        glossary_version="2026.1",
        created="2026-01-02T03:04:05Z",
        terms={
            "allowlist": TermHelp(
                "allowlist",
                "allowlist",
                meaning="A list of what is let through | <b>nothing</b> else",
                why="Says what the list does",
                url="https://example.org/allowlist",
                owner="docs team",
                examples=(
                    ExampleHelp("Add it to the whitelist.", "Add it to the allowlist."),
                    ExampleHelp(ok="Whitelist Ltd is a company."),
                ),
            ),
            "open-source-ai": TermHelp(
                "open-source-ai", "open source AI", url="javascript:alert(1)"
            ),
        },
        checks={
            "avoided-term": CheckHelp("avoided-term", "A form the glossary tells not to use"),
        },
    )


@pytest.fixture
def nasty() -> Report:
    return nasty_report()
