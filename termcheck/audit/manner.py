"""In whose manner a page speaks where it uses a term: which framing its words are known from.

Some words tell it alone. Others only suggest it: whether a sentence with them is meant so, the
model that reads claims says, if it has learned that framing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from termcheck.claims.claim import Claim
    from termcheck.core.document import Document
    from termcheck.facts.framing import Framing

What = TypeVar("What")
Hear = Callable[[str, int, int], Mapping[str, float]]
"""Says how likely framings are of a sentence with a term between two places."""

_CUE, _HINT = 2, 1
"""Points of a cue, which tells a framing alone, and of a hint, which does beside others."""
_ENOUGH = 2
"""Points that hints need without a cue, where nothing else is known of the sentence."""
_LIKELY, _SURE = 0.3, 0.6
"""How likely the model has to find a framing with so many points, and with fewer."""
_SHORT = 4_000
"""Code points of the longest page that is taken as a whole: longer ones speak in many manners."""


class Manners:
    """Tells framings by their words; made once, for many pages."""

    def __init__(self, framings: Mapping[str, Framing], hear: Hear | None = None) -> None:
        self._framings = framings
        self._hear = hear

    def of_page(self, document: Document) -> Callable[[Claim, str], str]:
        """Return what tells the framing of a claim of a document; empty for none.

        By its sentence, else by its block and what stands above, else the one that is given, else
        by the page, if it is short. Hints count in its sentence alone.
        """
        whole: list[str] = []

        def framing(claim: Claim, listed: str) -> str:
            block = document.blocks[claim.mention.block]
            above = [document.blocks[at].text for at in (block.section, block.intro) if at >= 0]
            found = self._of_sentence(block.text, claim) or self._cued([block.text, *above])
            found = found or listed
            if not found and not whole:
                texts = [block.text for block in document.blocks]
                short = sum(map(len, texts)) <= _SHORT
                whole.append(self._cued(texts) if short else "")
            return found or whole[0]

        return framing

    def of_list(self, subjects: int) -> str:
        """Return the framing of those who say a term of so many things, empty for none."""
        found = [one for one in self._framings.values() if 0 < one.subjects <= subjects]
        return max(found, key=lambda framing: framing.subjects).id if found else ""

    def _of_sentence(self, text: str, claim: Claim) -> str:
        sentence, mention = claim.sentence, claim.mention
        said = text[sentence.start : sentence.end]
        points, cued = self._points([said])
        if cued or not points:
            return self._most(points, cued)
        heard: Mapping[str, float] = {}
        if self._hear is not None:
            inside = (mention.start - sentence.start, mention.end - sentence.start)
            heard = self._hear(said, *(min(max(at, 0), len(said)) for at in inside))
        told = {
            name
            for name, count in points.items()
            if (count >= _ENOUGH and heard.get(name, 1.0) >= _LIKELY)
            or heard.get(name, 0.0) >= _SURE
        }
        return self._most(points, told)

    def _cued(self, texts: Iterable[str]) -> str:
        return self._most(*self._points(texts))

    def _points(self, texts: Iterable[str]) -> tuple[Counter[str], set[str]]:
        """Return the points of framings, and those of them that a cue tells."""
        heard = {found for text in texts for found in self._words.heard(text)}
        points: Counter[str] = Counter()
        for _phrase, (framing, weight) in heard:
            points[framing] += weight
        return points, {framing for _phrase, (framing, weight) in heard if weight == _CUE}

    def _most(self, points: Mapping[str, int], told: Iterable[str]) -> str:
        """Return the framing with most points of those told, of several the first."""
        order = list(self._framings)
        return min(told, key=lambda name: (-points[name], order.index(name)), default="")

    @cached_property
    def _words(self) -> PhraseMatcher[tuple[str, int]]:
        return PhraseMatcher(
            (phrase, (framing.id, weight))
            for framing in self._framings.values()
            for phrases, weight in ((framing.cues, _CUE), (framing.hints, _HINT))
            for phrase in phrases
        )


class PhraseMatcher(Generic[What]):
    """Words and phrases that stand for something, found in a text in one pass.

    `*` at the end of one stands for any rest of its last word.
    """

    def __init__(self, phrases: Iterable[tuple[str, What]]) -> None:
        meant: dict[str, list[tuple[str, What]]] = defaultdict(list)
        for phrase, what in phrases:
            meant[phrase.removesuffix("*").lower()].append((phrase, what))
        self._meant = list(meant.values())
        self._spellings = list(meant)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._spellings, matchkind=MatchKind.LeftmostLongest)

    def heard(self, text: str) -> list[tuple[str, What]]:
        """Return the phrases in a text and what they stand for, once for each place."""
        folded = text.lower()
        if not self._spellings or len(folded) != len(text):
            return []
        return [
            (phrase, what)
            for index, start, end in self._automaton.find_matches_as_indexes(folded)
            if not (start and _in_word(text[start - 1]))
            for phrase, what in self._meant[index]
            if phrase.endswith("*") or not _in_word(text[end : end + 1])
            # Initials are names only in capitals.
            if not phrase.isupper() or text[start:end] == phrase
        ]


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
