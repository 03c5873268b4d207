"""The term as a predicate: `X is …`, `made X …`, `X, which is …`."""

from __future__ import annotations

from termcheck.claims.beside import bracketed, postposed
from termcheck.claims.claim import GENERIC, Reference
from termcheck.claims.frame import framed
from termcheck.claims.members import after_class
from termcheck.claims.reference import resolve
from termcheck.claims.scene import Found, Scene
from termcheck.claims.tree import NOUN_TAGS


def of_predicate(scene: Scene, at: int) -> Found:
    """`X is …`, `X (…)`, `made X …`, or a fragment that opens with a name."""
    tree = scene.tree
    bracket = bracketed(scene, at) or gerund_of(scene, at)
    if bracket is not None:
        return bracket
    after = postposed(scene, at)
    if after is not None:
        return after
    members = after_class(scene, at) if tree.tags[at] in NOUN_TAGS else None
    verb = at if tree.deps[at] in {"ROOT", "relcl", "acl", "advcl"} else tree.heads[at]
    if tree.deps[at] == "conj":
        verb = tree.heads[at]
    if tree.deps[at] in {"oprd", "acomp", "ccomp", "xcomp"} and scene.is_in(
        tree.heads[at], "causing_verbs"
    ):
        for one in tree.children(tree.heads[at], "dobj", "nsubjpass"):
            return Found(resolve(scene, one).subjects, "made so")
    for one in tree.children(at, "nsubj"):
        return Found(resolve(scene, one).subjects, "predicate")
    subject = tree.verb_subject(verb)
    if subject is not None and subject != at:
        found = resolve(scene, subject)
        if found.subjects[0].reference is Reference.GENERIC:
            found = _antecedent(scene, at) or _beside_verb(scene, subject, verb) or found
        if found.subjects[0].kind in scene.nouns.makers:
            found = _gone(scene, verb, at) or found
        cue = found.cue if "pronoun" in found.cue or found.cue == "definite phrase" else "predicate"
        return Found(found.subjects, cue)
    if tree.deps[at] in {"amod", "acl"} and tree.heads[at] < at:
        return Found(resolve(scene, tree.heads[at]).subjects, "after its noun")
    frame = framed(scene, at)
    return frame or members or Found((GENERIC,), "class")


def _gone(scene: Scene, verb: int, at: int) -> Found | None:
    """`Acme goes … with X`: said of what a maker brings."""
    tree = scene.tree
    for child in (*tree.children(verb, "prep"), *tree.children(at, "prep")):
        if tree.words[child] == "with":
            for one in tree.children(child, "pobj"):
                found = resolve(scene, one)
                if found.subjects[0].kind in scene.nameable and found.cue != "class":
                    return found
    return None


def _beside_verb(scene: Scene, subject: int, verb: int) -> Found | None:
    """Return whom a verb is about whose subject was parsed as a clause, or is another's object."""
    tree = scene.tree
    if tree.tags[verb] == "VBG" and tree.deps[verb] == "advcl" and tree.is_verb(tree.heads[verb]):
        # "X drew praise being …": the parser gives "praise" to "being".
        main = tree.verb_subject(tree.heads[verb])
        if main is not None and scene.kind_at(subject) not in scene.claimed:
            about = resolve(scene, main).subjects
            if scene.named(main) is None:
                about = about[:1]
            return Found(about, "predicate") if about[0].kind in scene.nameable else None
    if tree.deps[subject] != "csubj" or verb - 1 <= subject:
        return None
    name = scene.named(verb - 1)
    return Found((name,), "predicate") if name and name.kind in scene.nameable else None


def _antecedent(scene: Scene, at: int) -> Found | None:
    """The noun a relative clause around the term belongs to, when it has a name."""
    tree = scene.tree
    for one in tree.path(at):
        if tree.deps[one] == "relcl":
            found = resolve(scene, tree.heads[one])
            if found.subjects[0].reference is Reference.NAMED:
                return found
            up = tree.heads[one]
            if tree.deps[up] == "appos":
                return resolve(scene, tree.heads[up])
    return None


def gerund_of(scene: Scene, at: int) -> Found | None:
    """`the …-ing of X`."""
    tree = scene.tree
    if tree.tokens[at].mention >= 0 and at + 1 < len(tree) and tree.words[at + 1] == "of":
        for one in tree.children(at + 1, "pobj"):
            return Found(resolve(scene, one).subjects, "gerund of")
    return None
