"""The checks of how a term is written, in the order they are documented."""

from __future__ import annotations

from termcheck.checks import avoided_term, casing, first_use, mixed_terms, spelling
from termcheck.checks.base import Check, FormCheck

RUN: tuple[FormCheck, ...] = (
    avoided_term.run,
    casing.run,
    spelling.run,
    first_use.run,
    mixed_terms.run,
)
"""Functions over the forms of one document."""

CHECKS: tuple[Check, ...] = (
    avoided_term.CHECK,
    casing.CHECK,
    spelling.CHECK,
    first_use.ACRONYM,
    first_use.DEFINITION,
    mixed_terms.CHECK,
)
"""The kinds of finding that come of them."""
