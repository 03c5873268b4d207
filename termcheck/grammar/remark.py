"""From what LanguageTool found to findings in the words of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.check import Excerpt, Page, excerpt
from termcheck.checks.grammar import CHECK
from termcheck.core.document import Block
from termcheck.core.finding import Finding, Fix, Safety, Severity
from termcheck.core.listing import alternatives
from termcheck.grammar.match import Match
from termcheck.grammar.passage import GrammarPassage

_MISTAKES = frozenset({"grammar", "misspelling", "duplication"})
"""Kinds of LanguageTool's rules that are warnings; the others are information."""
MOST_FIXES = 3
_RULE = "https://community.languagetool.org/rule/show/{rule}?lang={language}"
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*(?:\s|$)")
_BLANK = re.compile(r"\s+")


def counts(match: Match, passage: GrammarPassage) -> bool:
    """Return whether a match is about prose that LanguageTool has seen as it is."""
    if passage.hides(match.start, match.end):
        return False
    if match.whole and not _ENDS.search(passage.text, match.end - 1):
        # A title, a cell, an item: its grammar is its own.
        return False
    return bool(passage.text[match.start : match.end].strip())


def finding(page: Page, match: Match, block: Block, language: str) -> Finding:
    """Return the finding of a match in a block of a page; `language` is its code (`en-US`)."""
    where = excerpt(block, match.start, match.end)
    replacements = tuple(
        replacement for replacement in match.replacements if replacement != where.actual
    )[:MOST_FIXES]
    shown = tuple(_ticked(replacement) for replacement in replacements if replacement.strip())
    message = f"Unexpected `{_ticked(where.actual)}`"
    if shown:
        message += f", expected {alternatives(shown)}"
    return page.finding(
        CHECK,
        where,
        message,
        term=match.rule,
        severity=Severity.WARNING if match.kind in _MISTAKES else Severity.INFO,
        note=_BLANK.sub(" ", match.message).strip(),
        url=match.url or _RULE.format(rule=match.rule, language=language.split("-")[0]),
        fixes=tuple(_fixes(where, replacements)),
        expected=replacements,
    )


def _fixes(where: Excerpt, replacements: tuple[str, ...]) -> Iterator[Fix]:
    safety = Safety.UNSAFE if where.verbatim else Safety.SHOWN
    for replacement in replacements:
        if replacement.strip():
            title = f"Replace with `{_ticked(replacement)}`"
        else:
            title = f"Remove `{_ticked(where.actual)}`"
        yield Fix(where.span, replacement, title, safety)


def _ticked(words: str) -> str:
    """Return words as they stand between backticks."""
    return _BLANK.sub(" ", words.replace("`", "'"))
