"""Text as the pieces of a BERT vocabulary, with the code points each stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+|\S")
_UNKNOWN = "[UNK]"
_LONGEST = 64
"""Code points of the longest piece that is looked up."""
_REMEMBERED = 8_192
"""Words whose pieces are kept, half a kilobyte each: more are hardly ever asked for again."""


class Wordpiece(NamedTuple):
    """One piece: its number in the vocabulary, and `text[start:end]` it stands for."""

    id: int
    start: int
    end: int


class WordPiece:
    """Splits text into pieces, the longest that are known first; case and accents are off.

    `aliases` are characters read as a word (`✓` as `yes`); other symbols that the vocabulary does
    not have are left out, so that they change nothing.
    """

    def __init__(self, vocabulary: Sequence[str], aliases: Mapping[str, str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.aliases = dict(aliases)
        self._word = lru_cache(_REMEMBERED)(self._pieces)

    def __call__(self, text: str) -> list[Wordpiece]:
        """Return the pieces of a text."""
        return [
            Wordpiece(piece.id, match.start() + piece.start, match.start() + piece.end)
            for match in _WORD.finditer(text)
            for piece in self._word(match[0])
        ]

    def _pieces(self, word: str) -> tuple[Wordpiece, ...]:
        if (alias := self.aliases.get(word)) is not None:
            return (Wordpiece(self.ids[alias], 0, len(word)),)
        letters: list[str] = []
        origin: list[int] = []
        for number, character in enumerate(word):
            for letter in unicodedata.normalize("NFD", character.lower()):
                if unicodedata.category(letter) != "Mn":
                    letters.append(letter)
                    origin.append(number)
        plain = "".join(letters)
        pieces: list[Wordpiece] = []
        at = 0
        while at < len(plain):
            joint = "##" if at else ""
            end = min(len(plain), at + _LONGEST)
            while end > at and joint + plain[at:end] not in self.ids:
                end -= 1
            if end == at:
                known = word.isalnum() or word.isascii()
                return (Wordpiece(self.ids[_UNKNOWN], 0, len(word)),) if known else ()
            pieces.append(
                Wordpiece(self.ids[joint + plain[at:end]], origin[at], origin[end - 1] + 1)
            )
            at = end
        return tuple(pieces)
