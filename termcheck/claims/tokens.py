"""A sentence as words, with every name and every mention of a claim term as one word.

`Mixtral 8x7B` or a term of three words is one token, so that rules can speak of "a name after a
term", and so that a parser, given a stand-in word for it, is not thrown by its spelling.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcheck.claims.names import Name

_PIECE = re.compile(
    r"""(?<=\w)['’](?:s|re|ve|ll|d|m)\b | https?://[^\s)\]>]+
      | [^\W_]+(?:['’][^\W_]+)*(?:[-‑–./_+@][^\W_]+(?:['’][^\W_]+)*)*[+]?
      | \.\.\.+ | --+ | [^\s]""",
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?i)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_PLAIN = re.compile(r"^[^\W\d_](?:[^\W\d_A-Z]|(?<=^)[A-Z])*$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a sentence; `start` and `end` are code points into the block's text."""

    text: str
    lower: str
    start: int
    end: int
    name: Name | None = None
    mention: int = -1
    """Index of the mention it stands for, -1 for none."""

    @property
    def word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.text[0].isalnum()


def tokenize(
    text: str,
    start: int,
    end: int,
    names: Sequence[Name],
    mentions: Sequence[tuple[int, int, int]],
) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]`.

    `mentions` are (start, end, index) triples; where a name and a mention overlap the mention wins.
    """
    fixed: list[tuple[int, int, Name | None, int]] = [(s, e, None, i) for s, e, i in mentions]
    for name in names:
        if (
            name.start >= start
            and name.end <= end
            and not any(s < name.end and name.start < e for s, e, _ in mentions)
        ):
            fixed.append((name.start, name.end, name, -1))
    fixed.sort(key=lambda one: one[0])
    tokens: list[Token] = []
    at = start
    for one_start, one_end, one_name, index in fixed:
        if one_start < at:
            continue
        _words(text, at, one_start, tokens)
        words = text[one_start:one_end]
        tokens.append(Token(words, words.lower(), one_start, one_end, one_name, index))
        at = one_end
    _words(text, at, end, tokens)
    return tuple(tokens)


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for piece in _PIECE.finditer(text, start, end):
        _split(piece.group(), piece.start(), tokens)


def _split(word: str, at: int, tokens: list[Token]) -> None:
    if not word[0].isalnum() or "://" in word:
        _add(word, at, tokens)
        return
    clitic = _CLITIC.search(word)
    if clitic and clitic.start() > 0:
        _split(word[: clitic.start()], at, tokens)
        _add(clitic.group(), at + clitic.start(), tokens)
        return
    parts = re.split(r"([-‑/])", word)
    if len(parts) > 1 and ("/" in word or all(_PLAIN.match(part) for part in parts[::2])):
        for part in parts:
            if part:
                _add(part, at, tokens)
            at += len(part)
        return
    _add(word, at, tokens)


def _add(word: str, at: int, tokens: list[Token]) -> None:
    tokens.append(Token(word, word.lower().replace("’", "'"), at, at + len(word)))
