"""What is given to the world: the object of releasing, making, extending, and who gives it."""

from __future__ import annotations

from dataclasses import replace

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.nouns import LISTED, ROLE
from termcheck.claims.reference import maker_of, resolve
from termcheck.claims.scene import Found, Scene


def given(scene: Scene, verb: int, head: int) -> Found | None:
    """The object of releasing or making: named elsewhere in the sentence, or somebody's own."""
    tree = scene.tree
    subject = tree.verb_subject(verb)
    if tree.deps[verb] in {"advcl", "acl", "pcomp", "xcomp"} and tree.tags[verb] == "VBG":
        names = scene.names_in(0, verb)
        if names:
            return Found((names[-1],), "participle")
    if subject is None:
        return None
    who = maker(scene, subject)
    if who is None and scene.named(subject) is not None:
        return None
    kind = scene.kind_at(head)
    if who is not None and (kind in scene.claimed or kind == LISTED or _rival(scene, head)):
        return Found((who,), "maker")
    if scene.is_in(subject, "first_person"):
        return Found((scene.own(head),), "own")
    return None


def added(scene: Scene, verb: int) -> Found | None:
    """`extends its … models with X`: said of what is added."""
    tree = scene.tree
    for one in tree.below(verb):
        if tree.words[one] in {"with", "by"} and tree.deps[one] == "prep" and one > verb:
            for thing in tree.children(one, "pobj", "pcomp"):
                found = resolve(scene, thing)
                if found.subjects[0].kind in scene.nameable and found.cue != "class":
                    return Found(found.subjects, "added")
    return None


def maker(scene: Scene, subject: int | None) -> SubjectRef | None:
    """Return the maker a verb has as its subject, as what it makes: `Acme, which offers …`."""
    if subject is None:
        return None
    if scene.tree.tags[subject] in {"WDT", "WP"}:
        subject = next(
            (scene.tree.heads[one] for one in scene.tree.path(subject) if _relative(scene, one)),
            subject,
        )
    who = scene.named(subject)
    if who is None and scene.kind_at(subject) not in scene.claimed:
        who = _described(scene, subject)
        if who is not None:
            return who
    if who is None:
        # "Acme's decision to release …", "firms like Acme release …"
        return maker_of(scene, subject) or _example(scene, subject)
    if not scene.nouns.makers & set(scene.kinds_of(subject)):
        return None
    return replace(who, reference=Reference.MADE)


def _example(scene: Scene, head: int) -> SubjectRef | None:
    """Return the first maker given as an example of a noun, as what it makes."""
    tree = scene.tree
    size = scene.cues.phrases["example_leads_far"].at(tree.words, head + 1)
    for one in range(head + 1 + size, min(head + size + 3, len(tree)) if size else 0):
        if scene.nouns.makers & set(scene.kinds_of(one)):
            name = scene.named(one)
            return replace(name, reference=Reference.MADE) if name else None
    return None


def _described(scene: Scene, head: int) -> SubjectRef | None:
    """Return who `Acme, a firm that …` or `Acme is a firm that …` speaks of, as what it makes."""
    tree = scene.tree
    named: int | None = None
    if tree.deps[head] == "appos":
        named = tree.heads[head]
    elif tree.deps[head] == "attr":
        named = tree.verb_subject(tree.heads[head])
    if named is None:
        return None
    who = resolve(scene, named).subjects[0]
    recorded = who.reference is Reference.NAMED and who.subject_ids
    return replace(who, reference=Reference.MADE) if recorded else None


def _rival(scene: Scene, head: int) -> bool:
    """`a rival to Y`: of the kind Y is."""
    tree = scene.tree
    return scene.kind_at(head) == ROLE and any(
        scene.kind_at(one) in scene.claimed
        for child in tree.children(head, "prep")
        for one in tree.children(child, "pobj")
    )


def _relative(scene: Scene, at: int) -> bool:
    return scene.tree.deps[at] == "relcl"
