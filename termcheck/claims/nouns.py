"""Which kind of thing a noun phrase names, from its words: data, not code, says what a model is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from termcheck.claims.cues import Cues
from termcheck.facts.kinds import KindRole, SubjectKind
from termcheck.glossary.inflect import plural

OTHER = "other"
"""A kind no term promises anything about: a community, a debate."""
LICENCE = "licence"
ROLE = "role"
"""A noun that can be anything: an alternative, a version."""
LISTED = "listed"
"""A noun that stands for what follows `of`: a family, a series."""
EVENT = "event"
MAKER = "maker"
"""Somebody who makes things, unnamed: `we`."""
_LONGEST = 5
_HYPHENS = {"-", "‑"}


@dataclass(frozen=True)
class Nouns:
    """Nouns and compounds by kind, in the singular and plural, lower case."""

    kinds: Mapping[tuple[str, ...], str]
    heads: frozenset[str]
    """Last words of all of them."""
    plurals: frozenset[str] = frozenset()
    """Last words of their plurals."""
    parts: frozenset[str] = frozenset()
    """Words for what subjects are made of and have: `weights`."""
    things: frozenset[str] = frozenset()
    """Kinds of things that are made and used."""
    makers: frozenset[str] = frozenset()
    """Kinds of those who make them."""
    terms: frozenset[str] = frozenset({LICENCE})
    """Kinds of what grants rights to things."""

    @classmethod
    def make(cls, listed: Iterable[SubjectKind], cues: Cues, parts: Iterable[str] = ()) -> Nouns:
        """Return the nouns of kinds of subject and of the cue words."""
        known = tuple(listed)
        kinds: dict[tuple[str, ...], str] = {(word,): OTHER for word in cues.others}
        for kind in known:
            kinds |= {form: kind.id for noun in kind.nouns for form in _forms(noun)}
        for name, words in (
            (LICENCE, cues.licences),
            (ROLE, cues.roles),
            (LISTED, cues.transparent),
            (EVENT, cues.events),
        ):
            kinds |= {(word,): name for word in words}
        for kind in known:
            kinds |= {form: OTHER for sense in kind.other_senses for form in _forms(sense)}
        by_role = {
            role: frozenset(kind.id for kind in known if kind.role is role) for role in KindRole
        }
        return cls(
            kinds,
            frozenset(words[-1] for words in kinds),
            frozenset(_forms(noun)[1][-1] for kind in known for noun in kind.nouns),
            frozenset(part.lower() for part in parts),
            by_role[KindRole.THING],
            by_role[KindRole.MAKER],
            by_role[KindRole.TERMS] | {LICENCE},
        )

    def kind(self, words: Sequence[str]) -> str:
        """Return the kind of a noun phrase that ends in its head; the longest compound decides.

        Empty when nobody listed it.
        """
        spaced: list[str] = []
        joined: list[bool] = []
        for place, word in enumerate(words):
            if word not in _HYPHENS:
                spaced.append(word)
                joined.append(place > 0 and words[place - 1] in _HYPHENS)
        for size in range(min(_LONGEST, len(spaced)), 0, -1):
            found = self.kinds.get(tuple(spaced[-size:]))
            # "large-scale model" is no "scale model".
            if found is not None and (size == 1 or not joined[-size]):
                return found
        return ""

    def ending(self, text: str) -> str:
        """Return the longest listed compound that ends `text` and is not all of it, or nothing."""
        words = text.split()
        for start in range(1, len(words)):
            spaced = " ".join(words[start:]).lower().replace("-", " ").split()
            if tuple(spaced) in self.kinds:
                return " ".join(words[start:])
        return ""


def _forms(noun: str) -> list[tuple[str, ...]]:
    """Return a noun and its plural as words, hyphens as spaces."""
    return [tuple(form.replace("-", " ").split()) for form in (noun.lower(), plural(noun).lower())]
