"""What a rule sees: the parsed sentence, the words of the language, and the text around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.cues import Cues
from termcheck.claims.discourse import Discourse
from termcheck.claims.nouns import Nouns
from termcheck.claims.tokens import Token
from termcheck.claims.tree import Tree


class Found(NamedTuple):
    """Subjects, and the rule that found them."""

    subjects: tuple[SubjectRef, ...]
    cue: str


@dataclass(frozen=True)
class Scene:
    """One sentence with everything a rule may ask about it."""

    tree: Tree
    cues: Cues
    nouns: Nouns
    discourse: Discourse
    block: int
    claimed: frozenset[str]
    """Kinds of subject the term makes a promise about."""
    nameable: frozenset[str]
    """Kinds a name can be of to be what the term is said of."""

    def is_in(self, at: int, *names: str) -> bool:
        """Return whether a token is one of the words of these cue lists."""
        if not 0 <= at < len(self.tree):
            return False
        word = self.tree.words[at]
        return any(word in self.cues.sets[name] for name in names)

    def kind_at(self, at: int) -> str:
        """Return the kind of thing the noun at `at` names, by itself and its compound."""
        token = self.tree.tokens[at]
        if token.name is not None:
            return token.name.kind
        return self.nouns.kind(self.tree.compound(at))

    def kinds_of(self, at: int | None) -> tuple[str, ...]:
        """Return the kinds a name token can be of, none for any other token."""
        name = self.tree.tokens[at].name if at is not None else None
        return name.kinds if name is not None else ()

    def is_compared(self, at: int) -> bool:
        """Return whether a name token names what something is compared with (`X-style`)."""
        name = self.tree.tokens[at].name
        return name is not None and name.comparison

    def named(self, at: int) -> SubjectRef | None:
        """Return the subject a name token stands for, None for any other token."""
        token = self.tree.tokens[at]
        if token.name is None:
            return None
        return self.refer(token)

    def refer(self, token: Token) -> SubjectRef:
        """Return the subject of a token that is a name."""
        name = token.name
        assert name is not None
        return SubjectRef(
            Reference.NAMED,
            token.text,
            name.kind,
            tuple(name.subject_ids),
            self.block,
            token.start,
            token.end,
        )

    def own(self, at: int, kind: str = "") -> SubjectRef:
        """Return the unnamed subject a token stands for: the writer's own, or one in particular."""
        return self._unnamed(Reference.OWN, at, kind or self.kind_at(at))

    def thing(self, at: int, kind: str, name: str = "") -> SubjectRef:
        """Return the subject of another kind a token stands for, called `name` if it has one."""
        return self._unnamed(Reference.OTHER, at, kind, name)

    def _unnamed(self, how: Reference, at: int, kind: str, name: str = "") -> SubjectRef:
        token = self.tree.tokens[at]
        return SubjectRef(how, name or token.text, kind, (), self.block, token.start, token.end)

    def names_in(self, first: int, end: int) -> list[SubjectRef]:
        """Return the names in a range of tokens that a term can be said of."""
        return [
            self.refer(token)
            for token in self.tree.tokens[first:end]
            if token.name is not None
            and token.name.kind in self.nameable
            and not token.name.comparison
        ]

    def unlisted(self, first: int, last: int, kind: str) -> SubjectRef:
        """Return a subject named by tokens nobody recorded, of the kind its noun says."""
        tokens = self.tree.tokens
        start, end = tokens[first].start, tokens[last].end
        words = self.discourse.text(self.block)[start:end]
        return SubjectRef(Reference.NAMED, words, kind, (), self.block, start, end)

    def comparing_before(self, at: int) -> bool:
        """Return whether the words before `at` set what follows apart from the subject."""
        words = self.tree.words
        phrases = self.cues.phrases["comparing"]
        stop = at
        while stop > 0 and (
            self.is_in(stop - 1, "definite_determiners", "indefinite_determiners", "degree")
            or self.tree.tags[stop - 1] in {"JJ", "POS"}
            or self._maker(stop - 1)
        ):
            stop -= 1
        found = phrases.last(words, max(0, stop - 4), stop)
        return found is not None and found[1] == stop

    def _maker(self, at: int) -> bool:
        return self.tree.deps[at] == "poss"


def unique(subjects: Iterable[SubjectRef]) -> tuple[SubjectRef, ...]:
    """Return subjects without repetitions, in order."""
    seen: set[object] = set()
    kept: list[SubjectRef] = []
    for one in subjects:
        mark = one.subject_ids or (one.name.lower(), one.reference, one.kind)
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return tuple(kept)
