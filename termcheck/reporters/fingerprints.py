"""Fingerprints for services that drop what has the same one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from termcheck.core.finding import Finding, fingerprint
from termcheck.core.visible import clean


def unique(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with a fingerprint no other has, stable while its file stays."""
    seen: Counter[str] = Counter()
    for finding in findings:
        own = finding.fingerprint or "\0".join((finding.check, finding.term, finding.actual))
        base = fingerprint(clean(finding.path), clean(own))
        seen[base] += 1
        yield finding, base if seen[base] == 1 else fingerprint(base, str(seen[base]))
