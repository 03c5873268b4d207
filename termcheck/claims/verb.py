"""The term as a verb: `Acme …-ed X`, `X was …-ed`, `models …-ed by Acme`."""

from __future__ import annotations

from dataclasses import replace

from termcheck.claims.claim import GENERIC, Reference
from termcheck.claims.climb import climb
from termcheck.claims.frame import framed
from termcheck.claims.listing import names_from
from termcheck.claims.nouns import OPEN_KINDS
from termcheck.claims.reference import resolve
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import NOUN_TAGS


def of_verb(scene: Scene, at: int) -> Found:
    """`open-sourced X`, `X was open-sourced`, `X, open-sourced by Y`."""
    tree = scene.tree
    for one in tree.children(at, "nsubjpass"):
        return Found(resolve(scene, one).subjects, "passive")
    for one in tree.children(at, "dobj", "oprd", "ccomp"):
        return _object(scene, at, one)
    if tree.deps[at] in {"acl", "relcl"}:
        found = noun_or_climb(scene, tree.heads[at], "participle")
        if found.subjects[0].reference is Reference.GENERIC:
            return _included(scene, at) or found
        return found
    if tree.tags[at] == "VBG":
        for child in tree.children(at, "prep"):
            if tree.tokens[child].lower == "of":
                for one in tree.children(child, "pobj"):
                    return Found(resolve(scene, one).subjects, "gerund of")
    if tree.deps[at] == "conj":
        subject = tree.verb_subject(at)
        passive = [
            c for c in tree.children(tree.heads[at]) if tree.deps[c] in {"auxpass", "nsubjpass"}
        ]
        if subject is not None and (passive or tree.tags[at] == "VBN"):
            return noun_or_climb(scene, subject, "passive")
        for one in tree.children(tree.heads[at], "dobj"):
            return _object(scene, at, one)
    if tree.tags[at] == "VBN":
        subject = tree.verb_subject(at)
        if subject is not None:
            return noun_or_climb(scene, subject, "passive")
    frame = framed(scene, at)
    return frame or Found((GENERIC,), "class")


def _included(scene: Scene, at: int) -> Found | None:
    """`The list of models …-ed in 2023 includes X and Y`."""
    tree = scene.tree
    for one in range(at + 1, len(tree)):
        if scene.is_in(one, "example_verbs") and tree.is_verb(one):
            names = names_from(scene, one + 1)
            return Found(unique(names), "example list") if names else None
    return None


def _object(scene: Scene, verb: int, at: int) -> Found:
    found = resolve(scene, at)
    first = found.subjects[0]
    tree = scene.tree
    kinds = {
        scene.kind_at(one)
        for one in range(at, min(len(tree), at + 20))
        if tree.tags[one] in NOUN_TAGS
        and (tree.tokens[one].name is None or tree.deps[one] not in {"compound", "nmod", "poss"})
        and not any(scene.is_in(two, "breaks") for two in range(at, one))
    }
    if first.reference is Reference.GENERIC and kinds & scene.claimed:
        subject = tree.verb_subject(verb)
        names = [
            scene.refer(token)
            for place, token in enumerate(tree.tokens)
            if token.name is not None
            and token.name.kind in scene.nameable
            and not token.name.comparison
            and not scene.comparing_before(place)
        ]
        who = scene.named(subject) if subject is not None else None
        if who is not None:
            maker = bool(scene.nouns.makers & set(scene.kinds_of(subject)))
            return Found(
                (replace(who, reference=Reference.MADE) if maker else who,), "by its maker"
            )
        if subject is not None and scene.is_in(subject, "first_person"):
            if names:
                return Found(unique(names), "named beside")
            kind = next(one for one in sorted(kinds) if one in scene.claimed)
            return Found((scene.own(at, kind),), "own")
    others = {
        kind for kind in kinds if kind and kind not in OPEN_KINDS and kind not in scene.claimed
    }
    if (
        first.reference is Reference.OWN
        and first.kind not in scene.claimed
        and not others
        and (not first.kind or first.kind in OPEN_KINDS)
    ):
        kind = next((one for one in sorted(kinds) if one in scene.claimed), first.kind)
        return Found((replace(first, kind=kind),), "own")
    return Found(found.subjects, "object")


def noun_or_climb(scene: Scene, at: int, cue: str) -> Found:
    """What a noun stands for; for a class, what the class is said of."""
    top = scene.tree.noun(at)
    found = resolve(scene, top)
    if found.subjects[0].reference is Reference.GENERIC and (
        scene.tree.tags[top] in NOUN_TAGS or scene.tree.deps[top] == "attr"
    ):
        found = climb(scene, top)
    return Found(found.subjects, cue)
