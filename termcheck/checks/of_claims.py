"""The checks of what is said of something, in the order they are documented."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from termcheck.checks import (
    ambiguous_term,
    conflated_terms,
    contradicted_claim,
    inconsistent_claim,
    stale_evidence,
    unknown_subject,
    unsupported_claim,
)
from termcheck.checks.base import Check
from termcheck.checks.claim_finding import ClaimContext
from termcheck.core.finding import Finding

RUN: tuple[Callable[[ClaimContext], Iterator[Finding]], ...] = (
    contradicted_claim.run,
    unsupported_claim.run,
    ambiguous_term.run,
    conflated_terms.run,
    stale_evidence.run,
)
"""Functions over the claims of one document; `inconsistent_claim` compares those of a run."""

CHECKS: tuple[Check, ...] = (
    contradicted_claim.CHECK,
    unsupported_claim.CHECK,
    ambiguous_term.CHECK,
    conflated_terms.CHECK,
    inconsistent_claim.CHECK,
    stale_evidence.CHECK,
    unknown_subject.CHECK,
)
"""The kinds of finding that come of them."""
