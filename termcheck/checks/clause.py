"""Where a clause about a list of names starts and ends, as far as its words tell."""

from __future__ import annotations

import re
from typing import NamedTuple

_ADVERBIAL = re.compile(
    r"(?:[A-Z][a-z]+|(?:Unlike|Like|In|On|By|With|At|For|From|As of|According to) [^,;:]{1,60}), "
)
_CLASS = re.compile(r"(?:^|(?<=\s))(?P<class>[\w-]+s) (?P<lead>such as|like) $")
_WORD = re.compile(r"\w")
_BOTH = re.compile(r"(?<!\w)[Bb]oth $")
_CONNECTIVES = re.compile(
    r"(?:^|.*[;:—–(] ?|.* )(?:and|but|because|that|while|although|though|since|as|so|when|where|"
    r"whereas|now|then) ",
    re.IGNORECASE,
)
_FORMAL = re.compile(r".*[;:—–(] ?|^")
_ENDS = re.compile(
    r"[.;!?)—–](?:\W|$)|,? (?:while|which|because|whereas) |"
    r",? (?:and|but|so) (?:[A-Z]|(?:we|they|it|you|he|she|both|all|this|that|these|the|an?) )|$"
)
_HALTS = re.compile(rf"{_ENDS.pattern}|, ")
_CLOSES = re.compile(r"[.!?](?:\W|$)|$")
_TAIL = re.compile(r"(?P<tail> [\w’'-]+(?: [\w’'-]+){0,4})(?=[.!?](?:\W|$)|$)")


class Opening(NamedTuple):
    """The start of a clause."""

    start: int
    """Code points into the text."""
    formal: bool
    """Whether nothing leads to it, so that two sentences can stand in its place."""
    kind: str = ""
    """What the names are said to be of: `Models like `."""


def opening_of(text: str, sentence: int, names: int) -> Opening | None:
    """Return where the clause starts whose subject is the list of names at a place.

    None where the words before, from the start of the sentence, may belong to the list.
    """
    start, kind = names, ""
    both = _BOTH.search(text, sentence, names)
    of = _CLASS.search(text, sentence, names)
    if both is not None:
        start = both.start()
    elif of is not None:
        start, kind = of.start(), of.group()
    before = text[sentence:start]
    if not _WORD.search(before) or _ADVERBIAL.fullmatch(before) or _FORMAL.fullmatch(before):
        return Opening(start, True, kind)
    return Opening(start, False, kind) if _CONNECTIVES.fullmatch(before) else None


def tail_of(text: str, end: int, opening: Opening) -> str | None:
    """Return the few words between a predicate and the end of its clause, mostly none.

    None where more follows than could be said twice.
    """
    if (_ENDS if opening.formal else _HALTS).match(text, end):
        return ""
    found = _TAIL.match(text, end)
    return found["tail"] if found else None


def closes(text: str, end: int) -> bool:
    """Return whether the sentence ends at a place."""
    return _CLOSES.match(text, end) is not None
