"""A noun without a name: a class in general, somebody's own, or something said before or after."""

from __future__ import annotations

from termcheck.claims.beside import phrase_start
from termcheck.claims.claim import GENERIC, Reference
from termcheck.claims.reference import made_by, maker_of, resolve, said_before
from termcheck.claims.scene import Found, Scene, unique
from termcheck.core.document import Kind


def of_class(scene: Scene, head: int) -> Found:
    """A class in general, somebody's own, or something said before."""
    tree = scene.tree
    determiners = tree.determiners(head)
    kind = scene.kind_at(head)
    if set(determiners) & scene.cues.sets["own_determiners"]:
        return Found((scene.own(head, kind),), "own")
    one_of = _one_of_others(scene, head)
    if one_of is not None:
        return one_of
    later = _later(scene, head)
    if later is not None:
        return later
    if kind in scene.claimed and _one_in_particular(scene, head):
        back = said_before(scene, head, plural=tree.tags[head] in {"NNS", "NNPS"})
        return back or Found((scene.own(head),), "unnamed")
    maker = maker_of(scene, head) or made_by(scene, head)
    if maker is not None and kind in scene.claimed:
        return Found((maker,), "maker")
    if (
        kind in scene.claimed
        and tree.deps[head] in {"nsubj", "nsubjpass", "dobj", "pobj"}
        and set(determiners) & scene.cues.sets["small_words.demonstratives"]
    ):
        back = said_before(scene, head, plural=tree.tags[head] in {"NNS", "NNPS"})
        if back is not None:
            return Found(back.subjects, "definite phrase")
        if tree.tags[head] in {"NN", "NNP"}:
            return Found((scene.own(head),), "unnamed")
    return Found((GENERIC,), "class")


def _one_of_others(scene: Scene, head: int) -> Found | None:
    """`X beats other … models`: that is only said of one that is of the class."""
    tree = scene.tree
    verb = next((one for one in tree.path(head) if tree.is_verb(one)), None)
    subject = tree.verb_subject(verb) if verb is not None else None
    if (
        subject is None
        or subject > head
        or scene.kind_at(head) not in scene.claimed
        or not any(scene.is_in(one, "small_words.others") for one in tree.children(head, "amod"))
    ):
        return None
    found = resolve(scene, subject)
    named = [one for one in found.subjects if one.reference is Reference.NAMED]
    alike = named and all(one.kind in scene.claimed or not one.kind for one in named)
    return Found(found.subjects, "others") if alike else None


def _one_in_particular(scene: Scene, head: int) -> bool:
    """`the 12 … models`, `the …-ed model`: things that were given to the world, not a class."""
    tree = scene.tree
    first = phrase_start(scene, head)
    if not scene.is_in(first, "small_words.definite"):
        return False
    inside = range(first + 1, head)
    return any(
        (tree.tags[one] == "CD" and tree.tokens[one].text.isdigit())
        or (tree.tokens[one].mention >= 0 and tree.tags[one] == "VBN")
        for one in inside
    )


def _told_of(scene: Scene, at: int) -> bool:
    """Whether who is named at a token, `…: Acme, which …`, is a maker that is told more of."""
    tree = scene.tree
    return (
        at + 2 < len(tree)
        and bool(scene.nouns.makers & set(scene.kinds_of(at)))
        and tree.tags[at + 2] in {"WDT", "WP"}
    )


def _later(scene: Scene, head: int) -> Found | None:
    """`Some … models have come out: X and Y`: the members follow after a colon."""
    tree = scene.tree
    if (
        tree.tags[head] not in {"NNS", "NNPS"}
        and scene.discourse.block(scene.block).kind is not Kind.HEADING
    ):
        return None
    for one in range(head + 1, len(tree)):
        token = tree.tokens[one]
        if token.name is not None and not scene.comparing_before(one):
            return None
        if token.text == ":" and not _told_of(scene, one + 1):
            names = scene.names_in(one + 1, len(tree))
            if names:
                return Found(unique(names), "names after a colon")
    if tree.tokens[-1].text == ":" or scene.discourse.block(scene.block).kind is Kind.HEADING:
        items = [
            one for one in scene.discourse.list_after(scene.block) if one.kind in scene.nameable
        ]
        if items:
            return Found(unique(items), "list")
    return None
