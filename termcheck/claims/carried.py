"""Subjects carried over from a claim before: `not A but B`, `the … models` just listed."""

from __future__ import annotations

from collections.abc import Sequence

from termcheck.claims.claim import Claim, Reference
from termcheck.claims.scene import Found, Scene
from termcheck.claims.use import Use
from termcheck.glossary.mention import Mention

NEAR = 6
"""Words between two terms that are set beside or against each other."""
LISTS = {"example list", "names in brackets", "names after a colon", "names after a dash"}
"""Rules that find the members of a class."""


def carried(
    scene: Scene,
    at: int,
    use: Use,
    mentions: Sequence[Mention],
    earlier: Sequence[Claim],
    *,
    pronoun: bool = False,
) -> Found | None:
    """Return the subjects of an earlier claim that the term at a token is about too, if any.

    `mentions` are those of the sentence, `earlier` the claims read before it in the document;
    `pronoun` says that the term is said of a pronoun nobody is named for.
    """
    if not earlier:
        return None
    if pronoun:
        return _pointed_at(scene, at, earlier[-1])
    if use.role == "modifier":
        return _said_again(scene, use.head, mentions, at, earlier)
    return _continued(scene, at, mentions, earlier[-1])


def _pointed_at(scene: Scene, at: int, last: Claim) -> Found | None:
    """`Acmos is a … model. It is …`: a name nobody recorded, of which something was just said."""
    named = len(last.subjects) == 1 and last.subjects[0].reference is Reference.NAMED
    same = last.mention.block == scene.block and last.mention.start < scene.tree.tokens[at].start
    return Found(last.subjects, "said before") if named and same else None


def _continued(scene: Scene, at: int, mentions: Sequence[Mention], last: Claim) -> Found | None:
    """The subjects of the term before, for a term set against it: `not A but B`, `A and B`."""
    for one in range(at - 1, max(-1, at - NEAR), -1):
        token = scene.tree.tokens[one]
        if token.mention >= 0:
            same = mentions[token.mention] is last.mention
            return Found(last.subjects, last.subject_cue) if same else None
        if not scene.is_in(one, "continuing"):
            return None
    return None


def _said_again(
    scene: Scene, head: int, mentions: Sequence[Mention], at: int, earlier: Sequence[Claim]
) -> Found | None:
    """`… models such as X and Y. For the … models, …`: the class again, now only its members."""
    tree = scene.tree
    if not scene.cues.sets["small_words.definite"] & set(tree.determiners(head)):
        return None
    term = mentions[tree.tokens[at].mention].term
    for claim in reversed(earlier):
        if claim.mention.block != scene.block:
            return None
        listed = claim.subject_cue in LISTS and claim.subjects[0].reference is Reference.NAMED
        if listed and claim.mention.term == term and claim.head.lower() == tree.tokens[head].lower:
            return Found(claim.subjects, "said again")
    return None
