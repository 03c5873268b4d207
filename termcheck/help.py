"""What reports tell about the terms and checks their findings are of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from termcheck.checks import CHECKS
from termcheck.checks.base import Check
from termcheck.finding import Finding
from termcheck.glossary.model import Glossary, Term
from termcheck.report import CheckHelp, ExampleHelp, TermHelp
from termcheck.suppressions import CHECKS as SUPPRESSION_CHECKS

EVERY_CHECK: Mapping[str, Check] = {one.id: one for one in (*CHECKS, *SUPPRESSION_CHECKS)}
"""Every kind of finding there is, by id."""


def helps(
    glossaries: Iterable[Glossary], findings: Iterable[Finding]
) -> tuple[dict[str, TermHelp], dict[str, CheckHelp]]:
    """Return the help of every term and check that findings are of, by id."""
    findings = list(findings)
    terms: dict[str, Term] = {}
    for glossary in glossaries:
        terms = {**glossary.terms, **terms}
    named = dict.fromkeys(one.term for one in findings)
    checks = dict.fromkeys(one.check for one in findings)
    return (
        {name: term_help(terms[name]) for name in named if name in terms},
        {name: check_help(EVERY_CHECK[name]) for name in checks if name in EVERY_CHECK},
    )


def term_help(term: Term) -> TermHelp:
    """Return what readers are told about a term."""
    return TermHelp(
        term.id,
        term.term,
        term.meaning,
        term.why,
        term.help_url,
        term.sources,
        term.owner,
        tuple(ExampleHelp(one.bad, one.good, one.ok) for one in term.examples),
    )


def check_help(check: Check) -> CheckHelp:
    """Return what readers are told about a check."""
    return CheckHelp(check.id, check.summary, check.why)
