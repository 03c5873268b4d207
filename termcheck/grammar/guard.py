"""Whether a change of a sentence reads worse than before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from termcheck.document import Block, Kind
from termcheck.grammar.ask import Asked, Oracle
from termcheck.grammar.match import Match
from termcheck.grammar.passage import Passage


def new_errors(before: str, after: str, oracle: Oracle, *, language: str = "") -> tuple[Match, ...]:
    """Return what LanguageTool finds in `after` and did not find in `before`.

    Both are plain prose of one paragraph; positions are code points of `after`. Nothing when
    LanguageTool does not answer: `oracle.failure` then says why.
    """
    return new_errors_of([(before, after)], oracle, language=language)[0]


def new_errors_of(
    pairs: Sequence[tuple[str, str]], oracle: Oracle, *, language: str = ""
) -> list[tuple[Match, ...]]:
    """Return `new_errors` of many pairs, asked for at once."""
    texts = [text for pair in pairs for text in pair]
    answers = oracle.ask(
        [Asked(_passage(one), language or oracle.config.language) for one in texts]
    )
    return [
        _new(before, after, *texts[2 * at : 2 * at + 2])
        for at, (before, after) in enumerate(zip(answers[::2], answers[1::2], strict=True))
    ]


def _passage(text: str) -> Passage:
    return Passage(Block(Kind.PARAGRAPH, " ".join(text.splitlines()), ()))


def _new(
    before: tuple[Match, ...] | None, after: tuple[Match, ...] | None, old: str, new: str
) -> tuple[Match, ...]:
    if before is None or after is None:
        return ()
    known = Counter((one.rule, old[one.start : one.end].casefold()) for one in before)
    found = []
    for one in after:
        what = (one.rule, new[one.start : one.end].casefold())
        if known[what]:
            known[what] -= 1
        else:
            found.append(one)
    return tuple(found)
