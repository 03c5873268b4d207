"""How a mention stands in its sentence: before a noun, after a verb, as a verb, as a noun."""

from __future__ import annotations

from typing import NamedTuple

from termcheck.claims.beside import bracketed
from termcheck.claims.scene import Scene
from termcheck.claims.tree import NOUN_TAGS, PHRASE_TAGS, VERB_TAGS

_INSIDE = {"compound", "nmod", "amod", "poss", "nummod", "npadvmod"}
_JOINTS = {"/", "-", "‑", ",", "(", ")", "&", "and", "or", '"', "”", "’", "'", "“"}
_PREDICATES = {
    "acomp", "attr", "oprd", "ROOT", "ccomp", "conj", "acl", "relcl", "advcl", "xcomp",
}  # fmt: skip
_FARTHEST = 20
"""Words between a term and the noun it modifies."""


class Use(NamedTuple):
    """How a mention stands in its sentence."""

    role: str
    """`modifier`, `predicate`, `verb` or `noun`."""
    head: int
    """The noun it belongs to, or the mention itself."""
    kind: str
    """Kind of thing that noun names, empty when nobody listed it."""


def use_of(scene: Scene, at: int, *, verb: bool) -> Use:
    """Return how the mention at a token is used."""
    tree = scene.tree
    if verb and tree.tags[at] in VERB_TAGS and not _before_noun(scene, at):
        return Use("verb", at, "")
    if _closed(scene, at) or _complement(scene, at):
        return Use("predicate", at, "")
    head = _head(scene, at)
    if head != at:
        return Use("modifier", head, scene.kind_at(head))
    if tree.deps[at] in _PREDICATES and tree.tags[at] in {"JJ", "RB", "VBN", "NN"}:
        return Use("predicate", at, "")
    return Use("noun", at, "")


def _closed(scene: Scene, at: int) -> bool:
    """Whether the term stands alone at the start of brackets: `X (open, runs anywhere)`."""
    tree = scene.tree
    after = tree.tokens[at + 1].text if at + 1 < len(tree) else ""
    return (
        at > 0
        and tree.tokens[at - 1].text == "("
        and after in {",", ")", ";"}
        and (bracketed(scene, at) is not None)
    )


def _complement(scene: Scene, at: int) -> bool:
    """Whether the term completes a verb: `made X open`, whatever noun follows."""
    tree = scene.tree
    return (
        tree.deps[at] in {"oprd", "acomp"}
        and tree.heads[at] < at
        and scene.is_in(tree.heads[at], "causing_verbs")
        and tree.tokens[at - 1].name is not None
    )


def _before_noun(scene: Scene, at: int) -> bool:
    """Whether a participle stands as an adjective before its noun: `the …-ed models`."""
    tree = scene.tree
    return tree.deps[at] in {"amod", "compound"} and tree.heads[at] > at


def _head(scene: Scene, at: int) -> int:
    """Return the head of the noun phrase a mention modifies; the mention itself if none."""
    tree = scene.tree
    by_parse = at
    node = at
    if (
        tree.deps[node] == "conj"
        and tree.heads[node] < node
        and _all_joined(scene, tree.heads[node], node)
    ):
        node = tree.heads[node]
    up = tree.heads[node]
    if tree.deps[node] == "conj" and up < node and tree.deps[up] == "amod" and tree.heads[up] > at:
        node = up
    if tree.deps[node] in {"amod", "compound", "nmod", "nummod"} and tree.heads[node] > at:
        by_parse = tree.noun(tree.heads[node])
    by_words = at
    one = at + 1
    while one < len(tree):
        token = tree.tokens[one]
        if token.name is not None:
            if tree.tags[one - 1] in NOUN_TAGS and by_words != at and scene.kind_at(by_words):
                break
            if not token.name.comparison:
                by_words = one
        elif token.text == "(" and (close := _gloss(scene, one)):
            one = close
        elif token.lower == "of" and tree.tokens[one - 1].text == "-":
            pass
        elif token.mention >= 0 or token.text in _JOINTS:
            if token.text == "," and not _adjective_follows(scene, one):
                break
            if token.mention < 0 and by_words != at and token.text not in {"-", "‑", "/"}:
                break
        elif tree.tags[one] in NOUN_TAGS or scene.nouns.kind([token.lower]) in scene.claimed:
            if (
                by_words == one - 1
                and tree.deps[by_words] not in _INSIDE
                and scene.kind_at(by_words)
            ):
                break
            by_words = one
        elif tree.tags[one] not in PHRASE_TAGS:
            break
        one += 1
    if by_parse != at and by_parse > by_words and by_parse - at <= _FARTHEST:
        return by_parse
    if by_words != at and (
        by_parse != at or _close(scene, at, by_words) or _joined(scene, at, by_words)
    ):
        return by_words
    return by_parse


def _all_joined(scene: Scene, first: int, last: int) -> bool:
    return (
        all(
            token.text in _JOINTS or token.mention >= 0
            for token in scene.tree.tokens[first + 1 : last]
        )
        and scene.tree.tokens[first].mention >= 0
    )


def _joined(scene: Scene, at: int, head: int) -> bool:
    """Whether another term alone stands between a mention and a noun: `open (and free) models`."""
    tree = scene.tree
    between = range(at + 1, head)
    return (
        tree.deps[at] not in {"acomp", "attr", "oprd"}
        and any(tree.tokens[one].mention >= 0 for one in between)
        and all(
            tree.tokens[one].mention >= 0
            or tree.tokens[one].text in _JOINTS
            or scene.is_in(one, "degree")
            for one in between
        )
    )


def _adjective_follows(scene: Scene, comma: int) -> bool:
    tree = scene.tree
    one = comma + 1
    steps = 0
    while one < len(tree) and steps < 9:
        if (
            tree.tags[one] in NOUN_TAGS
            and scene.nouns.kind([tree.tokens[one].lower]) in scene.claimed
        ):
            return True
        if tree.tokens[one].mention >= 0:
            return False
        if (
            tree.tags[one] not in PHRASE_TAGS
            and tree.tags[one] != "RB"
            and tree.tokens[one].text not in {",", "-"}
        ):
            return False
        one += 1
        steps += 1
    return False


def _gloss(scene: Scene, at: int) -> int:
    """Return the end of a short form in brackets inside a phrase: `intelligence (AI) model`."""
    tree = scene.tree
    for close in range(at + 2, min(at + 4, len(tree) - 1)):
        if tree.tokens[close].text == ")":
            inside = tree.tokens[at + 1 : close]
            after = tree.tokens[close + 1]
            if (
                all(one.word and one.mention < 0 and one.name is None for one in inside)
                and after.word
            ):
                return close
    return 0


def _close(scene: Scene, at: int, head: int) -> bool:
    """Whether nothing but adjectives and nouns stands between a mention and a noun."""
    tree = scene.tree
    between = tree.tokens[at + 1 : head]
    return not any(token.text in {'"', "”"} for token in between) and (
        tree.tags[at + 1] in PHRASE_TAGS
        or tree.tokens[at + 1].name is not None
        or scene.nouns.kind([tree.tokens[at + 1].lower]) != ""
    )
