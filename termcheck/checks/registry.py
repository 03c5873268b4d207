"""Every check there is, in the order they are documented: a new one is one line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from termcheck.checks.check import Check

MODULES = (
    "avoided_term",
    "casing",
    "spelling",
    "regional_spelling",
    "first_use",
    "mixed_terms",
    "contradicted_claim",
    "unsupported_claim",
    "ambiguous_term",
    "conflated_terms",
    "inconsistent_claim",
    "rival_definition",
    "stale_evidence",
    "unknown_subject",
    "grammar",
    "suppressions",
)
"""The modules of this room that have checks."""


class CheckModule(Protocol):
    """What each of them has."""

    CHECKS: tuple[Check, ...]


def _checks(name: str) -> tuple[Check, ...]:
    return cast(CheckModule, import_module(f"termcheck.checks.{name}")).CHECKS


CHECKS = tuple(check for name in MODULES for check in _checks(name))

BY_ID: Mapping[str, Check] = {check.id: check for check in CHECKS}
