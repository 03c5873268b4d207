"""The checks, in the order they are documented. A new check is one module and one line here."""

from collections.abc import Callable, Iterator

from termcheck.checks import (
    ambiguous_term,
    avoided_term,
    casing,
    conflated_terms,
    contradicted_claim,
    first_use,
    inconsistent_claim,
    mixed_terms,
    spelling,
    stale_evidence,
    unknown_subject,
    unsupported_claim,
)
from termcheck.checks.base import Check, FormCheck
from termcheck.checks.claim_finding import ClaimContext
from termcheck.finding import Finding

FORM_CHECKS: tuple[FormCheck, ...] = (
    avoided_term.run,
    casing.run,
    spelling.run,
    first_use.run,
    mixed_terms.run,
)
"""Functions over the forms of one document."""

CLAIM_CHECKS: tuple[Callable[[ClaimContext], Iterator[Finding]], ...] = (
    contradicted_claim.run,
    unsupported_claim.run,
    ambiguous_term.run,
    conflated_terms.run,
    stale_evidence.run,
)
"""Functions over the claims of one document; `inconsistent_claim` compares those of a run."""

CHECKS: tuple[Check, ...] = (
    avoided_term.CHECK,
    casing.CHECK,
    spelling.CHECK,
    first_use.ACRONYM,
    first_use.DEFINITION,
    mixed_terms.CHECK,
    contradicted_claim.CHECK,
    unsupported_claim.CHECK,
    ambiguous_term.CHECK,
    conflated_terms.CHECK,
    inconsistent_claim.CHECK,
    stale_evidence.CHECK,
    unknown_subject.CHECK,
)
"""Every kind of finding there is."""
