"""Fixes held back because the sentence would read worse: LanguageTool is asked before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from termcheck.run.plan import FileSettings, Plan

if TYPE_CHECKING:
    from termcheck.config.options import Options
    from termcheck.core.source import Source
    from termcheck.fixer.fixed import FixGuard
    from termcheck.grammar.ask import Oracle


def guard_of(plan: Plan, settings: FileSettings) -> FixGuard | None:
    """Return the guard of fixes of one kind of settings, None where grammar is not checked."""
    if settings.grammar is None:
        return None
    from termcheck.run.grammar_batch import oracle_of

    return _Grammar(oracle_of(plan), settings.options)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Withholds what makes LanguageTool see a new error; lets all pass when it does not answer."""

    oracle: Oracle
    options: Options

    @property
    def failure(self) -> str:
        return self.oracle.failure

    def __call__(self, before: Source, after: Source) -> str:
        from termcheck.grammar.guard import new_errors_of
        from termcheck.pipeline import document_of

        document, other = document_of(before, self.options), document_of(after, self.options)
        if len(document.blocks) != len(other.blocks):
            return "the result would be other paragraphs"
        pairs = [
            (was, now)
            for was, now in zip(document.blocks, other.blocks, strict=True)
            if was.text != now.text
        ]
        found = new_errors_of(pairs, self.oracle, language=document.language)
        told = (match.message for new in found for match in new)
        return next((f"LanguageTool would find: {character}" for character in told), "")
