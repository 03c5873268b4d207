"""Words LanguageTool has no say in: those of the glossary, names of subjects, identifiers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termcheck.core.errors import TermcheckError
from termcheck.glossary.lexicon import Lexicon, normal
from termcheck.grammar.match import Match

if TYPE_CHECKING:
    from termcheck.core.document import Document
    from termcheck.core.source import Span
    from termcheck.match.compiled_glossary import Engine

_SPELLING = frozenset(
    {"TYPOS", "CASING", "COMPOUNDING", "PROPER_NOUNS", "MULTITOKEN_SPELLING", "CONFUSED_WORDS"}
)
"""Categories about how single words are written, whatever sentence they stand in."""
_IDENTIFIER = re.compile(r"[\d_@/\\]|[a-z][A-Z]|[A-Z]{2}|\w[.:]\w")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_AROUND = re.compile(r"\S*$")


def is_spelling(match: Match) -> bool:
    """Return whether a match is about how single words are written."""
    return match.category in _SPELLING or match.kind == "misspelling"


class Protected:
    """The protected words of one document."""

    def __init__(self, document: Document, engine: Engine, *, names: bool = True) -> None:
        """Find the glossary's words, and on demand, unless not `names`, those of subjects."""
        self._blocks = document.blocks
        self._engine = engine
        self._names = names
        self._mentions: dict[int, list[tuple[int, int]]] = {}
        for mention in engine.matcher.scan(document):
            self._mentions.setdefault(mention.block, []).append((mention.start, mention.end))

    def covers(self, block: int, match: Match) -> bool:
        """Return whether a match is about words that are right as the glossary has them."""
        text = self._blocks[block].text
        ranges = [*self._mentions.get(block, ()), *self._named(block)]
        if any(start <= match.start and match.end <= end for start, end in ranges):
            return True
        if not is_spelling(match):
            return False
        if any(start < match.end and match.start < end for start, end in ranges):
            return True
        if match.category == "TYPOS":
            before = _AROUND.search(text, 0, match.start)
            after = text[match.end :].split(maxsplit=1)[:1] if text[match.end :].strip() else []
            glued = after[0] if after and not text[match.end].isspace() else ""
            whole = (before[0] if before else "") + text[match.start : match.end] + glued
            if _IDENTIFIER.search(whole.rstrip(".,;:!?)")):
                return True
            return self.knows(text[match.start : match.end])
        return False

    def knows(self, text: str) -> bool:
        """Return whether every word of a text is one of the glossary's."""
        known = _words(self._engine.lexicon)
        return all(element in known for element in _WORD.findall(normal(text)))

    def spans(self) -> Iterator[Span]:
        """Yield where the glossary's words and names of subjects stand (bytes)."""
        for number, block in enumerate(self._blocks):
            for start, end in (*self._mentions.get(number, ()), *self._named(number)):
                yield block.span(start, end)

    def _named(self, block: int) -> list[tuple[int, int]]:
        if not self._names:
            return []
        try:
            found = self._engine.reader.find(self._blocks[block].text)
        except TermcheckError:
            # Wrong data files are told where claims are judged.
            self._names = False
            return []
        return [(name.start, name.end) for name in found]


@functools.lru_cache(maxsize=4)
def _of_spellings(spellings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for spelling in spellings for word in _WORD.findall(spelling))


def _words(lexicon: Lexicon) -> frozenset[str]:
    return _of_spellings(lexicon.spellings)
