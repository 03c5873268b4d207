"""From the noun a term modifies up to what that noun is said of."""

from __future__ import annotations

from termcheck.claims.beside import after_comma
from termcheck.claims.claim import GENERIC, Reference
from termcheck.claims.class_noun import of_class
from termcheck.claims.frame import framed
from termcheck.claims.given import added, given, maker
from termcheck.claims.members import after_class
from termcheck.claims.nouns import EVENT, LISTED, OPEN_KINDS, ROLE
from termcheck.claims.predicate import of_predicate
from termcheck.claims.reference import made_by, maker_of, resolve
from termcheck.claims.scene import Found, Scene
from termcheck.claims.tree import NOUN_TAGS, OBJECT_DEPS, VERB_TAGS


def climb(scene: Scene, head: int, depth: int = 0) -> Found:
    """From a noun phrase to what it is said of: predicate, apposition, `as`, `of`."""
    tree = scene.tree
    dep, up = tree.deps[head], tree.heads[head]
    if depth > 6:
        return Found((GENERIC,), "class")
    if dep == "attr" or (dep == "nsubj" and _inverted(scene, head)):
        return _from_link(scene, up, head)
    if dep in {"acomp", "oprd"}:
        return of_predicate(scene, head)
    if dep in {"ccomp", "attr", "dobj"} and scene.is_in(up, "causing_verbs"):
        for one in tree.children(up, "dobj", "dative"):
            if one != head and one < head:
                return Found(resolve(scene, one).subjects, "made so")
        for one in tree.children(head, "nsubj"):
            return Found(resolve(scene, one).subjects, "made so")
    if dep == "appos":
        beside = after_comma(scene, head)
        if beside is not None:
            return beside
        found = resolve(scene, up)
        if found.cue == "unknown name":
            # "Acmos: Lightweight, … Models": a title's name comes first.
            found = framed(scene, head) or found
        if found.subjects[0].reference is not Reference.GENERIC:
            return Found(found.subjects, "apposition")
        return framed(scene, head) or climb(scene, up, depth + 1)
    if dep == "conj":
        if (
            tree.tokens[up].name is not None
            and _comma_between(scene, up, head)
            and not any(scene.is_in(one, "small_words.coordinators") for one in range(up + 1, head))
        ):
            return Found(resolve(scene, up).subjects, "apposition")
        if (
            tree.deps[up] in {"attr", "appos", "pobj", "ROOT", "conj"}
            and tree.tokens[up].name is None
        ):
            return climb(scene, up, depth + 1)
    if dep == "pobj":
        placed = _of_preposition(scene, up, head, depth)
        if placed is not None:
            return placed
    beside = after_comma(scene, head)
    if beside is not None:
        return beside
    frame = framed(scene, head)
    if frame is not None:
        return frame
    if dep == "dobj" and scene.is_in(up, "having_verbs"):
        subject = tree.verb_subject(up)
        who = maker(scene, subject)
        if who is not None:
            return Found((who,), "maker")
        if is_part(scene, head):
            return _from_link(scene, up, head)
        if subject is not None and scene.is_in(up, "release_verbs"):
            found = resolve(scene, subject)
            if found.subjects[0].kind in scene.nameable:
                return Found(found.subjects, "predicate")
    if dep == "dobj" and scene.is_in(up, "extending_verbs"):
        more = added(scene, up)
        if more is not None:
            return more
    if dep in {"dobj", "attr"} and scene.is_in(up, "linking_verbs"):
        return _from_link(scene, up, head)
    if dep in OBJECT_DEPS and scene.is_in(up, "release_verbs"):
        given_by = given(scene, up, head)
        if given_by is not None:
            return given_by
    return of_class(scene, head)


def _comma_between(scene: Scene, first: int, last: int) -> bool:
    return any(token.text in {",", "–", "—", "-"} for token in scene.tree.tokens[first + 1 : last])


def _inverted(scene: Scene, head: int) -> bool:
    """`The best … model is X`: the subject is named after the verb."""
    verb = scene.tree.heads[head]
    return scene.is_in(verb, "linking_verbs") and bool(scene.tree.children(verb, "attr"))


def is_part(scene: Scene, head: int) -> bool:
    """Whether a phrase speaks of what something is made of, not of the thing: `open weights`."""
    token = scene.tree.tokens[head]
    return token.lower in scene.nouns.parts or token.mention >= 0


def _from_link(scene: Scene, verb: int, head: int) -> Found:
    tree = scene.tree
    if tree.deps[head] == "nsubj":
        for one in tree.children(verb, "attr"):
            found = resolve(scene, one)
            if found.subjects[0].reference is Reference.NAMED and found.subjects[0].subject_ids:
                return Found(found.subjects, "predicate")
        return of_class(scene, head)
    subject = tree.verb_subject(verb)
    if subject is None:
        frame = framed(scene, head)
        return frame or of_class(scene, head)
    if subject == head:
        return of_class(scene, head)
    found = resolve(scene, subject)
    token = tree.tokens[subject]
    if (
        found.subjects[0].reference in (Reference.OTHER, Reference.GENERIC)
        and token.text[0].isupper()
        and token.name is None
        and tree.tags[subject] not in {"PRP", "DT", "EX", "WP", "WDT", "VBG"}
        and (tree.tags[subject] != "NNS" or tree.tags[verb] == "VBZ")
        and (not scene.nouns.kind([token.lower]) or found.subjects[0].reference is Reference.OTHER)
        and not tree.determiners(subject)
        and scene.kind_at(head) in scene.claimed
        and tree.deps[head] == "attr"
        and not scene.is_in(subject, "first_person")
    ):
        return Found((scene.unlisted(subject, subject, scene.kind_at(head)),), "predicate")
    if found.subjects[0].reference is Reference.GENERIC:
        maker = maker_of(scene, head) or made_by(scene, head)
        if maker is not None and scene.kind_at(head) in {*scene.claimed, EVENT, LISTED, ROLE}:
            return Found((maker,), "maker")
    if found.cue == "pronoun" and scene.kind_at(head) in scene.claimed and not is_part(scene, head):
        return Found((scene.own(head),), "pronoun")
    return Found(found.subjects, found.cue if "pronoun" in found.cue else "predicate")


def _of_preposition(scene: Scene, preposition: int, head: int, depth: int) -> Found | None:
    tree = scene.tree
    word = tree.tokens[preposition].lower
    above = tree.heads[preposition]
    if (
        word in {"of", "among"}
        and (
            scene.is_in(above, "transparent")
            or tree.tags[above] in {"CD", "JJS", "DT"}
            or scene.kind_at(above) in {LISTED, ROLE}
            or scene.kind_at(above) in scene.claimed
        )
        and tree.tags[above] not in VERB_TAGS
    ):
        inner = resolve(scene, above) if named_inside(scene, above) else None
        if inner is not None:
            return Found(inner.subjects, "apposition")
        found = after_class(scene, above) if above > head else None
        return found or climb(scene, above, depth + 1)
    kind = scene.kind_at(above)
    if (
        word == "of"
        and kind not in OPEN_KINDS
        and kind not in scene.claimed
        and tree.tokens[above].name is None
    ):
        return Found((scene.thing(above, kind),), f"said of {kind}")
    if word in {"among", "amongst"}:
        verb = next((one for one in tree.path(above) if tree.is_verb(one)), above)
        subject = tree.verb_subject(verb)
        return Found(resolve(scene, subject).subjects, "predicate") if subject is not None else None
    if word == "as":
        return as_what(scene, above)
    if word == "for":
        return _taken_for(scene, preposition, above)
    if word == "to" and scene.is_in(above, "linking_verbs_to"):
        return _from_link(scene, above, head)
    if word in {"with", "in"} and tree.tokens[above].name is not None:
        return Found(resolve(scene, above).subjects, "with")
    things = scene.kind_at(head) in scene.claimed and not is_part(scene, head)
    if word == "with" and things and tree.tags[above] in NOUN_TAGS:
        who = maker(scene, above)
        if who is not None:
            return Found((who,), "maker")
    if word == "with" and is_part(scene, head):
        if tree.tags[above] in NOUN_TAGS:
            found = resolve(scene, above)
            if found.subjects[0].reference is not Reference.GENERIC:
                return Found(found.subjects, "with")
            return climb(scene, above, depth + 1)
        subject = tree.verb_subject(above)
        for one in tree.children(above, "dobj", "nsubjpass"):
            subject = one
        if subject is not None:
            return Found(resolve(scene, subject).subjects, "with")
    return None


def _taken_for(scene: Scene, preposition: int, verb: int) -> Found | None:
    """`For … models, we use X`: said of what is taken for one."""
    tree = scene.tree
    subject = tree.verb_subject(verb)
    if subject is None or preposition > subject or not scene.is_in(subject, "first_person"):
        return None
    for one in tree.children(verb, "dobj"):
        if tree.tokens[one].name is not None:
            found = resolve(scene, one)
            if found.subjects[0].kind in scene.nameable:
                return Found(found.subjects, "taken for")
    return None


def as_what(scene: Scene, verb: int) -> Found | None:
    """`released X as …`, `X serves as …`, `X, as an … model, …`."""
    tree = scene.tree
    if tree.tokens[verb].name is not None:
        return Found(resolve(scene, verb).subjects, "as")
    if tree.tags[verb] in NOUN_TAGS and tree.deps[verb] in {"dobj", "pobj"}:
        # "X gained ground as …": the noun is no more than part of what X did.
        verb = next((one for one in tree.path(verb) if tree.is_verb(one)), verb)
    found = None
    named = [
        two
        for one in tree.children(verb, "prep")
        if tree.words[one] == "to"
        for two in tree.children(one, "pobj")
    ]
    for one in (*tree.children(verb, "dobj", "nsubjpass"), *named, tree.verb_subject(verb)):
        if one is not None:
            subjects = resolve(scene, one).subjects
            found = found or Found(subjects, "as")
            if subjects[0].kind in scene.nameable:
                return Found(subjects, "as")
    return found


def named_inside(scene: Scene, head: int) -> bool:
    """Whether a noun is a name or has one in front: `the X family`."""
    tree = scene.tree
    return any(
        tree.tokens[one].name is not None and not scene.is_compared(one)
        for one in (head, *tree.children(head, "compound", "nmod"))
    )
