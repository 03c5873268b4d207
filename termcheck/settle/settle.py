"""From what the checks say to what the reader is told.

Suppressions in the text are applied and watched themselves, severities changed by configuration
are put in, what is said twice is said once, and every finding gets its path, location and
fingerprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from termcheck.core.document import Document
from termcheck.core.finding import Finding, Severity, Usage
from termcheck.core.suppressions import Suppressions
from termcheck.settle.locate import Stamp


class Policy(Protocol):
    """What the configuration says about findings; `Options` is one."""

    @property
    def select(self) -> tuple[str, ...]:
        """Only these check or term ids; all when empty."""

    @property
    def ignore(self) -> tuple[str, ...]:
        """Not these check or term ids."""

    @property
    def severity(self) -> tuple[tuple[str, Severity], ...]:
        """Another severity by check or term id."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings and usages of one document as they are reported, in order of the text."""

    findings: tuple[Finding, ...]
    usages: tuple[Usage, ...] = ()
    suppressed: int = 0


def settle(
    findings: Iterable[Finding],
    usages: Iterable[Usage],
    document: Document,
    policy: Policy,
    *,
    about: Callable[[Suppressions], Iterable[Finding]] = lambda _: (),
) -> Settled:
    """Return the findings of a document as the reader is told them.

    `about` gives what there is to say of its suppressions, when all were applied.
    """
    suppressions = Suppressions(document.directives)
    kept = [finding for finding in _once(findings) if not suppressions.hides(finding)]
    used = [usage for usage in usages if not suppressions.hides(usage.finding)]
    suppressed = suppressions.hidden
    if document.directives:
        kept += [finding for finding in about(suppressions) if not suppressions.hides(finding)]
    wanted = (_wanted(finding, policy) for finding in kept)
    stamp = Stamp(document)
    settled = tuple(
        stamp(finding) for finding in sorted((w for w in wanted if w is not None), key=_order)
    )
    compared = []
    for usage in sorted(used, key=lambda usage: _order(usage.finding)):
        finding = _wanted(usage.finding, policy)
        if finding is not None:
            compared.append(replace(usage, finding=stamp(finding)))
    return Settled(settled, tuple(compared), suppressed)


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    return (*finding.span, finding.check, finding.term, finding.subject)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those inside another of the same check, term and subject."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.check, finding.term, finding.subject), []).append(finding)
    for group in groups.values():
        group.sort(key=lambda finding: (finding.span.start, -finding.span.end, -finding.severity))
        end = -1
        for finding in group:
            if finding.span.end > end:
                yield finding
                end = finding.span.end


def _wanted(finding: Finding, policy: Policy) -> Finding | None:
    """Return a finding with its severity, None if it is not to be reported."""
    names = (finding.check, finding.term)
    if policy.select and not any(name in policy.select for name in names):
        return None
    if any(name in policy.ignore for name in names):
        return None
    overrides = dict(policy.severity)
    severity = overrides.get(finding.term, overrides.get(finding.check, finding.severity))
    if severity is Severity.OFF:
        return None
    return finding if severity is finding.severity else replace(finding, severity=severity)
