"""Suppressions in the text: what they hide, and what is said about them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from termcheck.checks.base import Check
from termcheck.core.document import Directive
from termcheck.core.errors import did_you_mean
from termcheck.core.finding import Finding, Severity
from termcheck.core.source import Source, Span

UNUSED = Check(
    id="unused-suppression",
    summary="A suppression in the text suppresses nothing.",
    why="It hides the next mistake made there, and speaks of one that is gone.",
)
WITHOUT_REASON = Check(
    id="suppression-without-reason",
    summary="A suppression in the text does not say why, although the configuration asks for it.",
    why="Whoever reads it next cannot tell whether it still holds.",
)
CHECKS = (UNUSED, WITHOUT_REASON)
"""The checks of suppressions."""
_RULE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+")
"""How LanguageTool writes the ids of its rules."""
_OWN = frozenset(one.id for one in CHECKS)


class Policy(Protocol):
    """What the configuration says about findings; `pipeline.Options` is one."""

    @property
    def select(self) -> tuple[str, ...]:
        """Only these check or term ids; all when empty."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """Not these check or term ids."""

    @property
    def severity(self) -> tuple[tuple[str, Severity], ...]:
        """Another severity by check or term id."""

    @property
    def require_reason(self) -> bool:
        """Whether a suppression must say why."""

    @property
    def claims(self) -> bool:
        """Whether claims were judged: if not, suppressions of them are not called unused."""

    @property
    def grammar(self) -> bool:
        """Whether LanguageTool was asked: if not, nor are suppressions of what it says."""


class Watch:
    """The suppressions of a document, and which of their ids were of use."""

    def __init__(self, directives: tuple[Directive, ...]) -> None:
        self.directives = directives
        self.used: set[tuple[int, str]] = set()
        self.suppressed = 0
        """Findings hidden so far."""

    def suppresses(self, finding: Finding) -> bool:
        """Return whether a finding is hidden, and remember by what."""
        hidden = False
        for index, directive in enumerate(self.directives):
            if not directive.span.start <= finding.span.start < directive.span.end:
                continue
            for name in directive.ids or ("",):
                if name in ("", finding.check, finding.term):
                    self.used.add((index, name))
                    hidden = True
        self.suppressed += hidden
        return hidden

    def findings(self, source: Source, policy: Policy, known: Collection[str]) -> Iterator[Finding]:
        """Yield what there is to say about the suppressions themselves.

        `known` are all check and term ids, by which a misspelled one is recognised.
        """
        told: set[Span] = set()
        for index, directive in enumerate(self.directives):
            if policy.require_reason and not directive.reason and directive.where not in told:
                told.add(directive.where)
                message = "Unexpected suppression without a reason, expected `: reason` after it"
                yield _about(WITHOUT_REASON, directive, source, message)
            for name in directive.ids or ("",):
                if (index, name) in self.used or (name and _is_grammar(name, policy)):
                    continue
                strange = name not in known and not _RULE.fullmatch(name)
                if name and known and strange and name not in _OWN:
                    what = f"of `{name}`, which is no check or term{did_you_mean(name, known)}"
                elif policy.select or name in policy.ignore or not policy.claims:
                    # Not everything it could hide was looked for.
                    continue
                else:
                    what = f"of `{name}`" if name else "of everything"
                    what += ", expected none where there is nothing to suppress"
                yield _about(UNUSED, directive, source, f"Unexpected suppression {what}")


def _is_grammar(name: str, policy: Policy) -> bool:
    """Whether an id is LanguageTool's and can be nothing to complain of."""
    if name == "grammar":
        return not policy.grammar
    return not policy.grammar and _RULE.fullmatch(name) is not None


def _about(check: Check, directive: Directive, source: Source, message: str) -> Finding:
    return Finding(
        check=check.id,
        term="",
        span=directive.where,
        actual=source.slice(directive.where),
        message=message,
        severity=check.severity,
        note=check.why,
    )
