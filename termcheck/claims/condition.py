"""Questions, conditions, plans, wishes and requirements."""

from __future__ import annotations

from termcheck.claims.claim import Stance
from termcheck.claims.decided import Decided, clause_start
from termcheck.claims.scene import Scene
from termcheck.claims.tree import SUBJECT_DEPS, VERB_TAGS

_GOVERNED = {"xcomp", "ccomp", "dobj", "pcomp", "prep", "advcl"}


def asked(scene: Scene, at: int, head: int, *, given: bool) -> Decided | None:
    """Return a condition when the sentence is a question, or holds one about the term."""
    tree = scene.tree
    for one in tree.children(head, "det"):
        if tree.tags[one] == "WDT":
            return Decided(Stance.CONDITIONAL, tree.words[one])
    for one in () if given else tree.path(at):
        for child in tree.children(one, "mark"):
            if scene.is_in(child, "condition.asking"):
                return Decided(Stance.CONDITIONAL, tree.words[child])
        if tree.deps[one] in {*SUBJECT_DEPS, "relcl", "appos"}:
            break
    closing = {'"', "”", ")", "*", "'"}
    last = next((t for t in reversed(scene.tree.tokens) if t.text not in closing), None)
    if last is not None and last.text == "?":
        return Decided(Stance.CONDITIONAL, "?")
    return None


def supposed(scene: Scene, at: int, head: int, *, named: bool, given: bool) -> Decided | None:
    """Return a condition when the term is governed by one, a plan, a wish or a requirement.

    For `named` and `given` see `find_stance`.
    """
    tree, words, sets = scene.tree, scene.tree.words, scene.cues.sets
    path = list(scene.tree.path(at))
    for one in (*tree.children(head, "amod"), *tree.children(at, "amod")):
        if words[one] in sets["condition.modifiers"]:
            return Decided(Stance.CONDITIONAL, words[one])
    intended = _intended(scene, path)
    if intended is not None and not given:
        return intended
    for place, one in enumerate(path):
        for child in tree.children(one):
            if (
                tree.deps[child] == "mark"
                and words[child] in sets["condition.marks"]
                and (one in (at, head) or tree.tags[one] in VERB_TAGS)
                and (not given or _reaches(scene, one, at, head, "", named=named))
            ):
                return Decided(Stance.CONDITIONAL, words[child])
            if (
                tree.tags[child] == "MD"
                and words[child] in sets["condition.modals"]
                and child < at
                and _reaches(scene, one, at, head, words[child], named=named)
            ):
                return Decided(Stance.CONDITIONAL, words[child])
        dep = tree.deps[one]
        if dep in SUBJECT_DEPS or (dep in {"appos", "relcl"} and place):
            break
        if dep == "pcomp" and words[tree.heads[one]] == "for":
            # "thanked X for …-ing Y": it happened.
            break
        above = tree.heads[one]
        if (
            above != one
            and words[above] in sets["condition.verbs"]
            and tree.tags[above] in VERB_TAGS
            and dep in _GOVERNED
            and not (given and one == head)
            and (dep != "prep" or scene.is_in(one, "condition.aims"))
            and (dep != "advcl" or _infinitive(scene, one))
            and (
                not named
                or _used_as_verb(scene, at)
                or _reaches(scene, one, at, head, "", named=named)
            )
        ):
            return Decided(Stance.CONDITIONAL, words[above])
        if (
            dep == "prep"
            and place
            and tree.tags[one] == "IN"
            and tree.tags[above] not in VERB_TAGS
            and words[one] not in {"as", "of", "to"}
        ):
            break
    tail = scene.cues.phrases["condition.after"].first(words, head + 1, len(words))
    if tail is not None and not any(
        scene.is_in(one, "breaks") or words[one] in {",", "that", "which"}
        for one in range(head + 1, tail[0])
    ):
        return Decided(Stance.CONDITIONAL, " ".join(words[tail[0] : tail[1]]))
    start = clause_start(scene, at, 10)
    found = scene.cues.phrases["condition.phrases"].last(words, start, at)
    if found is not None and not given:
        return Decided(Stance.CONDITIONAL, " ".join(words[found[0] : found[1]]))
    if (
        not given
        and tree.words[0] in sets["condition.marks"]
        and not any(token.text == "," for token in tree.tokens[:at])
    ):
        return Decided(Stance.CONDITIONAL, tree.words[0])
    return None


def _intended(scene: Scene, path: list[int]) -> Decided | None:
    """Whether an infinitive says what is intended: `a plan to …`, `is set to …`, `Acme to …`."""
    tree, sets = scene.tree, scene.cues.sets
    for place, one in enumerate(path):
        infinitive = tree.tags[one] in VERB_TAGS and _infinitive(scene, one)
        stops = tree.deps[one] in {*SUBJECT_DEPS, "appos"}
        if place and (stops or (tree.deps[one] == "relcl" and not infinitive)):
            return None
        if not infinitive:
            continue
        brings = scene.is_in(one, "release_verbs") and tree.deps[path[place - 1]] == "dobj"
        if place and not brings and not scene.is_in(one, "linking_verbs", "causing_verbs"):
            return None
        above = tree.heads[one]
        by_itself = above == one or tree.tokens[above].name is not None
        if tree.deps[one] == "advcl" and one < above and scene.is_in(one, "linking_verbs"):
            # "To be open, X has to …"
            return Decided(Stance.CONDITIONAL, "to")
        if by_itself or (
            tree.words[above] in sets["condition.nouns"]
            or (tree.words[above] in sets["condition.ready"] and tree.deps[one] != "advcl")
        ):
            return Decided(Stance.CONDITIONAL, "to" if by_itself else tree.words[above])
        return None
    return None


def _used_as_verb(scene: Scene, at: int) -> bool:
    return scene.tree.tags[at] in VERB_TAGS and scene.tree.deps[at] not in {"amod", "acl"}


def _infinitive(scene: Scene, at: int) -> bool:
    return any(scene.tree.tags[child] == "TO" for child in scene.tree.children(at))


def _reaches(scene: Scene, verb: int, at: int, head: int, modal: str, *, named: bool) -> bool:
    """Whether what is only planned or wished is that something is so, not what is done with it.

    "We will use open … models like X" says that X is open now; "X will be open" does not.
    """
    tree = scene.tree
    if verb in {at, head} or scene.is_in(verb, "linking_verbs", "causing_verbs"):
        return True
    if scene.is_in(verb, "release_verbs") and tree.heads[head] == verb:
        return True
    if any(tree.tokens[one].lower == "be" for one in tree.children(verb, "auxpass")):
        return tree.deps[head] in {"oprd", "attr", "acomp"}
    if modal in scene.cues.sets["condition.wishes"] and _used_as_verb(scene, at):
        return True
    required = not modal or modal in scene.cues.sets["condition.requirements"]
    return required and not named
