"""Whether a change of a sentence reads worse than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from termcheck.core.document import Block, Kind
from termcheck.grammar.ask import Asked, Oracle
from termcheck.grammar.match import Match
from termcheck.grammar.passage import GrammarPassage
from termcheck.grammar.remark import counts

Prose = str | Block
"""One paragraph: plain text, or a block of a document, whose code and addresses are left alone."""
_SPELLING = "TYPOS"
"""Category of what a guard leaves out: which words are right is the glossary's matter."""


def new_errors_of(
    pairs: Sequence[tuple[Prose, Prose]], oracle: Oracle, *, language: str = ""
) -> list[tuple[Match, ...]]:
    """Return what LanguageTool finds in the second of each pair and did not find in the first.

    All are asked for at once. Positions are code points of the second; `language` (BCP 47) is the
    configured one when empty. Nothing where LanguageTool does not answer: `oracle.failure` then
    says why.
    """
    passages = [_passage(passage) for pair in pairs for passage in pair]
    language = language or oracle.config.language
    answers = oracle.ask([Asked(passage, language) for passage in passages])
    found = [
        None if matches is None else _errors(passage, matches)
        for passage, matches in zip(passages, answers, strict=True)
    ]
    return [
        () if old is None or new is None else _new(old, new)
        for old, new in zip(found[::2], found[1::2], strict=True)
    ]


def _passage(prose: Prose) -> GrammarPassage:
    if isinstance(prose, str):
        # Line for line, so that positions stay.
        prose = Block(Kind.PARAGRAPH, prose.replace("\n", " ").replace("\r", " "), ())
    return GrammarPassage(prose)


def _errors(passage: GrammarPassage, matches: Sequence[Match]) -> list[tuple[Match, str]]:
    return [
        (match, passage.text[match.start : match.end].casefold())
        for match in matches
        if match.category != _SPELLING and counts(match, passage)
    ]


def _new(
    before: Sequence[tuple[Match, str]], after: Sequence[tuple[Match, str]]
) -> tuple[Match, ...]:
    """Return the matches beyond those of before; a rule found as often as then tells nothing new.

    A match that holds the replaced word has other words now, so the same words are set off first
    and the same rule after that.
    """
    same = Counter((match.rule, words) for match, words in before)
    left = []
    for found_match, words in after:
        if same[found_match.rule, words]:
            same[found_match.rule, words] -= 1
        else:
            left.append(found_match)
    rules: Counter[str] = Counter()
    for (rule, _words), count in same.items():
        rules[rule] += count
    new = []
    for matched in left:
        if rules[matched.rule]:
            rules[matched.rule] -= 1
        else:
            new.append(matched)
    return tuple(new)
