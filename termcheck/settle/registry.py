"""Every kind of finding there is."""

from __future__ import annotations

from collections.abc import Mapping

from termcheck.checks import of_claims, of_forms
from termcheck.checks.base import Check
from termcheck.grammar.remark import CHECK as GRAMMAR
from termcheck.settle.suppressions import CHECKS as SUPPRESSION_CHECKS

CHECKS: tuple[Check, ...] = (*of_forms.CHECKS, *of_claims.CHECKS)
"""Checks of the text, in the order they are documented."""

EVERY_CHECK: Mapping[str, Check] = {one.id: one for one in (*CHECKS, GRAMMAR, *SUPPRESSION_CHECKS)}
"""By id: checks of the text and of the suppressions in it."""
