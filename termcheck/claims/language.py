"""Whether a text is in the language that is read: by what it says of itself, else by words."""

from __future__ import annotations

import re
import unicodedata

from termcheck.core.document import Document

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_URL = re.compile(r"(?<!\S)(?:\S*?(?:://|www\.)\S*|\S+\.\w+(?=\s|$))")
_ENOUGH, _PLENTY = 10, 30
"""Words in small letters from which on a text tells its language if it has words of others, and
from which on the lack of its own tells it too: a sentence may do without any."""
_SOME, _FEW = 0.1, 0.05
"""Common words among all: English has 0.3 to 0.5, other languages in Latin letters have less than
0.08 of the English ones; between the two a text does not tell."""
_FOREIGN = 0.3
"""Letters of another script among all letters, at most."""
_SAMPLE = 4_000
"""Code points of a document that are looked at."""


class LanguageDetector:
    """Tells which blocks of a document are in a language, by its most common words."""

    def __init__(
        self, document: Document, tag: str, common: frozenset[str], foreign: frozenset[str]
    ) -> None:
        self._document = document
        self._common, self._foreign = common, foreign
        self.said = document.language.partition("-")[0].lower()
        """What the document says its language is, empty if it does not."""
        self._tag = tag.partition("-")[0].lower()
        self._whole: bool | None = None

    def reads(self, index: int) -> bool:
        """Return whether a block is in the language; a short one is in that of its document."""
        if self.said and self.said != self._tag:
            return False
        text = self._document.blocks[index].text
        found = self._tells(text)
        if found is None and self.said:
            return True
        return self._of_document() if found is None else found

    def _of_document(self) -> bool:
        if self._whole is None:
            text = " ".join(block.text for block in self._document.blocks)[:_SAMPLE]
            self._whole = self._tells(text) is not False
        return self._whole

    def _tells(self, text: str) -> bool | None:
        """Return whether a text is in the language, None if it is too short to tell."""
        if not self._common:
            return True
        letters = [
            character
            for character in text[:_SAMPLE]
            if character.isalpha() and not character.isascii()
        ]
        foreign = sum("LATIN" not in unicodedata.name(letter, "LATIN") for letter in letters)
        if foreign > _FOREIGN * sum(map(str.isalpha, text[:_SAMPLE])):
            return False
        # Names tell nothing: what is left of a list of them is too short.
        words = [word for word in _WORD.findall(_URL.sub(" ", text[:_SAMPLE])) if word.islower()]
        if len(words) < _ENOUGH:
            return None
        common = sum(word in self._common for word in words)
        share = common / len(words)
        if len(words) < _PLENTY and share < _SOME:
            others = sum(word in self._foreign for word in words)
            return False if others > max(1, common) else None
        return None if _FEW <= share < _SOME else share >= _SOME
