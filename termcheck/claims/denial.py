"""Denial: `X is not …`, `no model is …`, `far from …`, `… in name only`."""

from __future__ import annotations

from itertools import pairwise

from termcheck.claims.claim import Stance
from termcheck.claims.decided import Decided, clause_start, leads_clause
from termcheck.claims.scene import Scene
from termcheck.claims.tree import NOUN_TAGS, OBJECT_DEPS, SUBJECT_DEPS, VERB_TAGS


def denied(scene: Scene, at: int, head: int, *, given: bool = False) -> Decided | None:
    """Return a denial when something that reaches the term denies it.

    What is `given` in the term's own phrase is denied only there: who does not use open models like
    X still calls X one.
    """
    tree, words = scene.tree, scene.tree.words
    path = list(scene.tree.path(at))
    on_path = _governors(scene, path) | {at, head}
    sets = scene.cues.sets
    start = clause_start(scene, at, 14)
    for one in range(at - 1, max(-1, at - 40), -1):
        if words[one] not in sets["negation.words"] or _excused(scene, one):
            continue
        if any(scene.is_in(two, "negation.turning") for two in range(max(one + 1, at - 3), at)):
            # "Not A but B": B is what it is.
            continue
        if (
            (not given and tree.heads[one] in on_path and _reaches_up(scene, one))
            or (not given and one in on_path)
            or (one >= start and at - one <= 2)
            or _denies(scene, one, at, start)
        ):
            return Decided(Stance.NEGATED, words[one])
    if given:
        near = scene.cues.phrases["negation.phrases"].last(words, max(start, at - 4), at)
        return near and Decided(Stance.NEGATED, " ".join(words[near[0] : near[1]]))
    denied = _denied_subject(scene, path)
    if denied:
        return Decided(Stance.NEGATED, denied)
    for below, one in pairwise(path):
        if tree.deps[below] == "conj" and tree.tags[below] in VERB_TAGS:
            # "challenged X and released …": only the first is denied.
            continue
        clause = scene.is_in(one, "negation.verbs") and tree.tags[one] in VERB_TAGS
        noun = scene.is_in(one, "negation.nouns") and tree.tags[one] in NOUN_TAGS
        if clause or noun:
            return Decided(Stance.NEGATED, words[one])
        for wrong in tree.children(one, "acomp"):
            if wrong != at and scene.is_in(wrong, "negation.adjectives"):
                return Decided(Stance.NEGATED, words[wrong])
    found = scene.cues.phrases["negation.phrases"].last(words, start, at)
    if found is not None and not _in_subject_of_other(scene, found[0], at):
        return Decided(Stance.NEGATED, " ".join(words[found[0] : found[1]]))
    found = scene.cues.phrases["negation.after"].first(words, head + 1, min(len(tree), head + 8))
    if (
        found is not None
        and not _excused(scene, found[1] - 1)
        and _follows(scene, at, head, found[0])
    ):
        return Decided(Stance.NEGATED, " ".join(words[found[0] : found[1]]))
    return None


def _denied_subject(scene: Scene, path: list[int]) -> str:
    """Return the word by which the subject of the term's clause is none: `no model is …`."""
    tree = scene.tree
    none = scene.cues.phrases["negation.none"]
    for one in path:
        if tree.tags[one] not in VERB_TAGS and one != path[0]:
            continue
        for child in tree.children(one):
            if tree.deps[child] not in SUBJECT_DEPS or child >= path[0]:
                continue
            first = min(tree.below(child))
            for two in range(max(0, first - 1), child + 1):
                size = none.at(tree.words, two)
                if size and not _excused(scene, two):
                    return " ".join(tree.words[two : two + size])
            return ""
    return ""


def _governors(scene: Scene, path: list[int]) -> set[int]:
    """Words whose denial reaches the term: what governs it, except over joined clauses."""
    tree = scene.tree
    reached: set[int] = set()
    skip = False
    for one in path:
        if not skip:
            reached.add(one)
        skip = False
        dep = tree.deps[one]
        if dep in {"conj", "advcl", "relcl", "parataxis"} and tree.tags[one] in VERB_TAGS:
            if dep == "relcl" or dep == "advcl":
                break
            skip = True
        if dep in SUBJECT_DEPS or dep == "appos" or scene.is_in(one, "breaks"):
            break
    return reached


def _reaches_up(scene: Scene, at: int) -> bool:
    """Whether a denying word denies what governs it: `not`, `no`; not the noun of `a lack of …`."""
    tree = scene.tree
    return tree.words[at] in scene.cues.sets["negation.none"] or not (
        tree.tags[at] in NOUN_TAGS and tree.deps[at] in {*SUBJECT_DEPS, *OBJECT_DEPS}
    )


def _excused(scene: Scene, at: int) -> bool:
    words = scene.tree.words
    excuses = scene.cues.phrases["negation.not_"]
    return bool(excuses.at(words, at)) or (at > 0 and excuses.at(words, at - 1) > 1)


def _denies(scene: Scene, one: int, at: int, start: int) -> bool:
    """Whether a determiner (`no`, `none of`) or prefix right before the phrase denies it."""
    tree = scene.tree
    if one < start:
        return False
    if scene.is_in(one, "negation.before"):
        between = range(one + 1, at)
        return (
            all(
                tree.tags[two]
                in {
                    "JJ",
                    "JJS",
                    "RB",
                    "RBS",
                    "RBR",
                    "DT",
                    "CC",
                    "CD",
                    "IN",
                    "HYPH",
                    ",",
                    "NN",
                    "PRP",
                }
                and tree.tags[two] not in VERB_TAGS
                for two in between
            )
            and at - one <= 7
        )
    return False


def _in_subject_of_other(scene: Scene, cue: int, at: int) -> bool:
    tree = scene.tree
    for one in range(cue, at):
        finite = tree.tags[one] in {"MD", "VBZ", "VBP", "VBD"} and tree.tokens[one].text != "'s"
        if finite and any(
            tree.deps[child] in SUBJECT_DEPS and child > cue for child in tree.children(one)
        ):
            return True
    return False


def _holds(scene: Scene, verb: int, head: int) -> bool:
    """Whether the subject of a verb is a clause with the term: `calling X open is …`."""
    tree = scene.tree
    return any(
        tree.deps[one] in SUBJECT_DEPS
        and (tree.is_verb(one) or scene.is_in(one, "attribution.nouns"))
        and head in tree.below(one)
        for one in tree.children(verb)
    )


def _follows(scene: Scene, at: int, head: int, cue: int) -> bool:
    """Whether a denial after the term has its phrase, or all that was said, as its subject."""
    tree = scene.tree
    if cue > head + 1 and tree.tags[cue - 1] == "WDT" and tree.tokens[cue - 2].text == ",":
        # "…, which is false": not "…, which is not surprising".
        return not scene.cues.sets["negation.words"] & set(tree.words[cue + 1 : cue + 2])
    if scene.is_in(cue, "linking_verbs", "auxiliaries"):
        if _holds(scene, cue, head):
            return True
        if tree.deps[head] not in SUBJECT_DEPS or tree.heads[head] not in tree.path(cue):
            return False
        return scene.is_in(head, "attributes", "mention.nouns") or leads_clause(scene, at)
    return all(not scene.is_in(one, "breaks") for one in range(head + 1, cue))
