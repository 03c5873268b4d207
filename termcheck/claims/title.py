"""Titles of works, and names written out: words that another chose, and that say nothing here.

`[1] Acme Nine: Open Models for All. arXiv, 2026.` gives somebody's title, and `SOL (Superb Open
Language model)` says what three letters stand for. Neither is the writer's claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from termcheck.claims.names.name import Name

_WORD = re.compile(r"[^\W_]+(?:[-–‑'’.][^\W_]+)*")
_NUMBERED = re.compile(r"\s*\[\d{1,3}\]\s")
_ENDS = re.compile(r"[.!?](?=\s|$)|[;“”\"]")
_ASIDE = re.compile(r"\s+[(\[–—-]")
"""Opens what may follow a title: `NAME: An Open … (paper)`."""
_COLON = re.compile(r":\s+(?P<article>An?\s+|The\s+)?\Z", re.IGNORECASE)
_ENTRY = 1_000
"""Code points of an entry of a list of references that are looked at."""
_HYPHEN = re.compile(r"[-–‑]")
_NAME_BEFORE = re.compile(
    r"(?P<name>\b[^\W_][\w.-]*[^\W_])(?:[*_]*\s*[*_]*\(|\s*:(?=\s)|\s[–—](?=\s))"
)
_NAME_AFTER = re.compile(
    r"[^().,;:]{0,60}?(?P<open>\s*\()[*_]*(?P<name>[^\W_][\w.-]*[^\W_])[*_]*\)"
)
_CLOSES = re.compile(r"[.,;:()]")
_OUTER = 160
"""Code points of the longest title."""
_SHORT = 3
"""Letters of the longest word that a title may write small."""
_CAPITALS = 2
"""Capitals of the shortest abbreviation."""
_FEWEST = 4
"""Words of the shortest title."""
_MOST = 0.75
"""Share of the longer words of a title that begin with a capital."""


def is_title(text: str) -> bool:
    """Return whether words are written like a title: nearly all of them with a capital."""
    words = _WORD.findall(text)
    long = [word for word in words if len(word) > _SHORT]
    if len(words) < _FEWEST or not long:
        return False
    capital = sum(not word[0].islower() for word in long)
    return capital >= _MOST * len(long)


def work_around(
    text: str,
    start: int,
    end: int,
    names: Sequence[Name],
    citing: frozenset[str],
    *,
    vague: bool = False,
) -> tuple[int, int] | None:
    """Return the title of a work that `start:end` of a text is a part of, or None.

    `NAME: An Open …`, written like a title, in an entry of a list of references; `citing` are words
    of such entries. Words without a meaning of their own (`vague`) right after the colon are a
    title wherever they stand.
    """
    first = max(
        (match.end() for match in _ENDS.finditer(text, max(0, start - _OUTER), start)), default=0
    )
    lead = _COLON.search(text, max(first, start - _OUTER), start)
    if lead is None or not any(name.end == lead.start() and not name.comparison for name in names):
        return None
    first = max(first, next(name.start for name in names if name.end == lead.start()))
    after = _ENDS.search(text, end, end + _OUTER)
    last = after.start() if after else min(len(text), end + _OUTER)
    aside = _ASIDE.search(text, end, last)
    if aside is not None and not is_title(text[first:last]):
        last = aside.start()
    if not is_title(text[first:last]):
        return None
    if vague and not lead["article"]:
        return first, last
    cited = _NUMBERED.match(text) or citing & {
        element.lower() for element in _WORD.findall(text[:_ENTRY])
    }
    return (first, last) if cited else None


def is_spelt_out(text: str, start: int, end: int, indefinite: frozenset[str] = frozenset()) -> bool:
    """Return whether `start:end` is among the words whose first letters make a name beside them.

    `Open Language Model (OLM)`, `OLM (Open Language Model)`, `OLM: Open Language Model`, `OLM
    stands for Open Language Model`; after one of `indefinite` (`OLM is an …`) it is told of it.
    """
    if text[start].islower():
        return False
    if _is_told(text, start, end, indefinite):
        return True
    lead = max(0, start - _OUTER)
    before = next(reversed([*_NAME_BEFORE.finditer(text, lead, start)]), None)
    if before is not None:
        close = _CLOSES.search(text, end)
        ends = (end, close.start() if close else len(text))
        if any(_spells(text[before.end() : last], before["name"]) for last in ends):
            return True
    after = _NAME_AFTER.match(text, end)
    if after is None:
        return False
    # As many words before the name as it has letters at most.
    last = after.start("open")
    words = list(_WORD.finditer(text, lead, last))[-len(after["name"]) :]
    return any(
        match.start() <= start and _spells(text[match.start() : last], after["name"])
        for match in words
    )


def _is_told(text: str, start: int, end: int, indefinite: frozenset[str]) -> bool:
    """Whether an abbreviation before, in the same sentence, has the first letters of the words."""
    lead = max(
        (match.end() for match in _ENDS.finditer(text, max(0, start - _OUTER), start)),
        default=max(0, start - _OUTER),
    )
    words = list(_WORD.finditer(text, lead, start + 1))
    for at, first in enumerate(words[1:], 1):
        if first[0][0].islower() or words[at - 1][0].lower() in indefinite:
            continue
        short = [word[0] for word in words[:at] if sum(map(str.isupper, word[0])) >= _CAPITALS]
        if short and _spells(text[first.start() : end], short[-1]):
            return True
    return False


def _spells(words: str, name: str) -> bool:
    """Whether beginnings of words, the first and the last among them, make a name."""
    letters = "".join(filter(str.isalnum, name)).casefold()
    found = [part.casefold() for word in _WORD.findall(words) for part in _HYPHEN.split(word)]
    if not 2 <= len(found) <= len(letters) + 1 or letters[:1] != found[0][:1]:
        return False
    reached = {0}
    """How many letters the words so far can make."""
    for word in found:
        longer = {
            at + size
            for at in reached
            for size in range(1, len(word) + 1)
            if at + size <= len(letters) and letters[at : at + size] == word[:size]
        }
        reached = (longer if word is found[0] else reached) | longer
    return len(letters) in longer
