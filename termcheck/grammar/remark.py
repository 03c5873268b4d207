"""From what LanguageTool found to findings in the words of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.base import Check, wanted
from termcheck.core.document import Block
from termcheck.core.finding import Finding, Fix, Safety, Severity
from termcheck.grammar.match import Match
from termcheck.grammar.passage import Passage

CHECK = Check(
    id="grammar",
    summary="LanguageTool finds a mistake of grammar, a confused word or a doubtful phrase.",
    why="Mistakes make readers stumble, and doubt the rest. Runs with `--grammar` only; what is "
    "about taste is information.",
)
_MISTAKES = frozenset({"grammar", "misspelling", "duplication"})
"""Kinds of LanguageTool's rules that are warnings; the others are information."""
MOST_FIXES = 3
_RULE = "https://community.languagetool.org/rule/show/{rule}?lang={language}"
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*(?:\s|$)")
_BLANK = re.compile(r"\s+")


def counts(match: Match, passage: Passage) -> bool:
    """Return whether a match is about prose that LanguageTool has seen as it is."""
    if passage.hides(match.start, match.end):
        return False
    if match.whole and not _ENDS.search(passage.text, match.end - 1):
        # A title, a cell, an item: its grammar is its own.
        return False
    return bool(passage.text[match.start : match.end].strip())


def finding(match: Match, block: Block, language: str) -> Finding:
    """Return the finding of a match in a block; `language` is its code (`en-US`)."""
    actual = block.text[match.start : match.end]
    replacements = tuple(one for one in match.replacements if one != actual)[:MOST_FIXES]
    shown = tuple(_ticked(one) for one in replacements if one.strip())
    message = f"Unexpected `{_ticked(actual)}`"
    if shown:
        message += f", expected {wanted(shown)}"
    url = match.url or _RULE.format(rule=match.rule, language=language.split("-")[0])
    return Finding(
        check=CHECK.id,
        term=match.rule,
        span=block.span(match.start, match.end),
        actual=actual,
        message=message,
        severity=Severity.WARNING if match.kind in _MISTAKES else Severity.INFO,
        note=_BLANK.sub(" ", match.message).strip(),
        url=url,
        fixes=tuple(_fixes(match, block, actual, replacements)),
        expected=replacements,
        verbatim=block.verbatim(match.start, match.end),
    )


def _fixes(match: Match, block: Block, actual: str, replacements: tuple[str, ...]) -> Iterator[Fix]:
    safety = Safety.UNSAFE if block.verbatim(match.start, match.end) else Safety.SHOWN
    span = block.span(match.start, match.end)
    for one in replacements:
        title = f"Replace with `{_ticked(one)}`" if one.strip() else f"Remove `{_ticked(actual)}`"
        yield Fix(span, one, title, safety)


def _ticked(words: str) -> str:
    """Return words as they stand between backticks."""
    return _BLANK.sub(" ", words.replace("`", "'"))
