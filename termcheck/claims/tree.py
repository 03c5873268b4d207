"""One sentence ready to be read: its tokens, and how the parser joined them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from termcheck.claims.nlp import Parse
from termcheck.claims.tokens import Token

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PHRASE_TAGS = NOUN_TAGS | {"JJ", "JJR", "JJS", "CD", "VBG", "VBN", "HYPH", "RBS", "RBR"}
"""What can stand inside a noun phrase before its head."""
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
OBJECT_DEPS = frozenset({"dobj", "obj", "dative"})
_PREMODIFIERS = NOUN_TAGS | {
    "JJ",
    "JJR",
    "JJS",
    "CD",
    "VBN",
    "VBG",
    "HYPH",
    "RB",
    "RBS",
    "DT",
    "PRP$",
}
_INSIDE = frozenset({"compound", "nmod", "amod", "poss", "nummod"})
_SKIPPED = "\x00"
"""Stands in the word list for a name or a term, so that no cue matches inside it."""


class Tree:
    """Tokens with heads, labels and tags. Indexes are token indexes."""

    def __init__(self, tokens: Sequence[Token], parse: Parse) -> None:
        self.tokens = tokens
        self.heads = parse.heads
        self.deps = parse.deps
        self.tags = parse.tags

    def __len__(self) -> int:
        return len(self.tokens)

    @cached_property
    def words(self) -> list[str]:
        """Lower-case words for cue matching."""
        return [
            _SKIPPED if token.name is not None or token.mention >= 0 else token.lower
            for token in self.tokens
        ]

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for at, head in enumerate(self.heads):
            if head != at:
                children[head].append(at)
        return children

    def children(self, at: int, *deps: str) -> list[int]:
        """Return the tokens governed by `at`, in order; only those labelled `deps` if given."""
        found = self._children[at]
        return [one for one in found if self.deps[one] in deps] if deps else found

    def path(self, at: int) -> Iterator[int]:
        """Yield `at` and everything above it, up to the root."""
        seen = set()
        while at not in seen:
            seen.add(at)
            yield at
            at = self.heads[at]

    def below(self, at: int) -> Iterator[int]:
        """Yield `at` and everything it governs, directly or not."""
        stack = [at]
        seen = set()
        while stack:
            one = stack.pop()
            if one not in seen:
                seen.add(one)
                yield one
                stack += self._children[one]

    def span(self, at: int) -> tuple[int, int]:
        """Return the first token and one past the last token of the subtree of `at`."""
        inside = list(self.below(at))
        return min(inside), max(inside) + 1

    def coordinated(self, at: int) -> list[int]:
        """Return `at` and everything joined to it by conjunctions, in order."""
        found = [at]
        for one in found:
            found += [child for child in self.children(one, "conj") if child not in found]
        return sorted(found)

    def verb_subject(self, verb: int) -> int | None:
        """Return the subject of a verb or predicate, through conjunctions and complements."""
        seen: set[int] = set()
        while verb not in seen:
            seen.add(verb)
            for child in self.children(verb):
                if self.deps[child] in SUBJECT_DEPS:
                    return child
            dep = self.deps[verb]
            if dep in {"relcl", "acl"}:
                return self.heads[verb]
            if dep in {"conj", "xcomp", "advcl", "aux", "auxpass", "ccomp", "pcomp", "prep"}:
                verb = self.heads[verb]
                continue
            return None
        return None

    def is_verb(self, at: int) -> bool:
        """Return whether a token is a verb; a word all in capitals is none, whatever its tag."""
        token = self.tokens[at]
        return (
            self.tags[at] in VERB_TAGS
            and token.name is None
            and not (token.text.isupper() and len(token.text) > 1)
        )

    def noun(self, at: int) -> int:
        """Return the head of the noun compound `at` is part of."""
        while self.deps[at] in {"compound", "nmod"} and self.heads[at] > at:
            at = self.heads[at]
        return at

    def determiners(self, at: int) -> list[str]:
        """Return the determiners and possessives of a noun, lower case."""
        found = [
            self.tokens[one].lower
            for one in self.children(at)
            if self.deps[one] in {"det", "poss", "predet"} and one < at
        ]
        one = at - 1
        while one >= 0 and self.tags[one] in _PREMODIFIERS:
            if self.tags[one] in {"DT", "PRP$"}:
                return [*found, self.tokens[one].lower]
            if self.deps[one] in {"acl", "advcl", "relcl"}:
                # "my setup using … models": what is before the verb is another phrase.
                break
            one -= 1
        return found

    def compound(self, at: int) -> list[str]:
        """Return the lower-case words of the noun compound that ends at `at`."""
        first = at
        while first > 0 and (
            self.deps[first - 1] in _INSIDE or self.tokens[first - 1].text in {"-", "‑"}
        ):
            first -= 1
        return [token.lower for token in self.tokens[first : at + 1]]
