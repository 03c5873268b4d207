"""Every check there is, in the order they are documented: a new one is one line here."""

from __future__ import annotations

from collections.abc import Mapping

from termcheck.checks import (
    ambiguous_term,
    avoided_term,
    casing,
    conflated_terms,
    contradicted_claim,
    first_use,
    grammar,
    inconsistent_claim,
    mixed_terms,
    spelling,
    stale_evidence,
    suppressions,
    unknown_subject,
    unsupported_claim,
)
from termcheck.checks.check import Check

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
    grammar.CHECK,
    suppressions.UNUSED,
    suppressions.WITHOUT_REASON,
)

BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}
