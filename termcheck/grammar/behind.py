"""A LanguageTool server behind this one: its whole answer, and what of it counts beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from termcheck.core.source import Span
from termcheck.grammar.client import Client, Unusable
from termcheck.grammar.match import Match, of_answer
from termcheck.grammar.protected import Protected, is_spelling

if TYPE_CHECKING:
    from termcheck.core.document import Document
    from termcheck.match.compiled_glossary import Engine


@dataclass(frozen=True, slots=True)
class Behind:
    """The answer of the server behind, and the words of a document it has no say in."""

    answer: Mapping[str, Any]
    matches: tuple[tuple[Mapping[str, Any], Match], ...]
    """Each as it was said, and understood; places are UTF-16 units in what was sent."""
    protected: tuple[Span, ...]
    """Where the glossary's words and names of subjects stand (bytes)."""
    _words: Protected

    def counts(self, match: Match, words: str, at: tuple[int, int], right: Any) -> bool:
        """Return whether a match at a place counts, beside the `right` places of the glossary.

        What is said of how a word is written does not count where it touches one, or is about
        `words` of the glossary; anything else where it is inside one.
        """
        start, end = at
        if is_spelling(match):
            touched = any(a < end and start < b for a, b in right)
            return not touched and not self._words.knows(words)
        return not any(a <= start and end <= b for a, b in right)


def ask_behind(
    document: Document, engine: Engine, url: str, form: Mapping[str, str], seconds: float
) -> Behind | None:
    """Return what a LanguageTool server says to a client's form, None if it does not answer."""
    try:
        answer = Client(url, seconds).answer(form)
        matches = tuple((match, of_answer(match)) for match in answer["matches"])
    except (Unusable, TypeError, KeyError, ValueError, AttributeError):
        return None
    words = Protected(document, engine)
    return Behind(answer, matches, tuple(words.spans()), words)
