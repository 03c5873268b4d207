"""Fixes held back because the sentence would read worse: LanguageTool is asked before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcheck.plan import Plan

if TYPE_CHECKING:
    from termcheck.fixer.fixed import Guard
    from termcheck.source import Source


def guard_of(plan: Plan, settings: int) -> Guard | None:
    """Return the guard of fixes of one kind of settings, None where grammar is not checked."""
    from termcheck.proofing import oracle_of

    oracle = oracle_of(plan) if plan.checks_grammar(settings) else None
    if oracle is None:
        return None
    from termcheck.grammar.guard import new_errors_of
    from termcheck.pipeline import document_of

    options = plan.options[settings]

    def guard(before: Source, after: Source) -> str:
        one, other = document_of(before, options), document_of(after, options)
        if len(one.blocks) != len(other.blocks):
            return "the result would be other paragraphs"
        pairs = [
            (was, now)
            for was, now in zip(one.blocks, other.blocks, strict=True)
            if was.text != now.text
        ]
        found = new_errors_of(pairs, oracle, language=one.language)
        told = (match.message for new in found for match in new)
        return next((f"LanguageTool would find: {one}" for one in told), "")

    return guard
