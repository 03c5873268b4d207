"""The checks, in the order they are documented. A new check is one module and one line here."""

from termcheck.checks import avoided_term, casing, first_use, mixed_terms, spelling
from termcheck.checks.base import Check, FormCheck

FORM_CHECKS: tuple[FormCheck, ...] = (
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
"""Every kind of finding there is."""
