"""The term before a noun that is no model: an attribute, a tool, a licence, a role."""

from __future__ import annotations

from termcheck.claims.claim import Reference
from termcheck.claims.nouns import LICENCE
from termcheck.claims.reference import resolve
from termcheck.claims.scene import Found, Scene
from termcheck.claims.tree import NOUN_TAGS


def bearer(scene: Scene, head: int) -> Found | None:
    """`X's open nature`, `the open nature of X`: said of X."""
    tree = scene.tree
    if not scene.is_in(head, "attributes"):
        return None
    for one in tree.children(head, "poss"):
        found = resolve(scene, one)
        return Found(found.subjects, "attribute of")
    for child in tree.children(head, "prep"):
        if tree.words[child] == "of":
            for one in tree.children(child, "pobj"):
                return Found(resolve(scene, one).subjects, "attribute of")
    return None


def itself(scene: Scene, head: int, kind: str) -> Found | None:
    """`X is … software`, of an X the term promises something about: said of X."""
    tree = scene.tree
    if tree.deps[head] != "attr" or tree.tokens[head].lower != kind:
        return None
    subject = tree.verb_subject(tree.heads[head])
    name = scene.named(subject) if subject is not None else None
    if name is None or name.kind not in scene.nameable:
        return None
    return Found((name,), "predicate")


def made_after(scene: Scene, head: int) -> Found | None:
    """`an … version of its Y`: said of Y; `alternative to Y`: of the kind Y is, if another."""
    tree = scene.tree
    whose = scene.cues.sets["small_words.possessives"]
    for child in tree.children(head, "prep"):
        if tree.tokens[child].lower in {"of", "to", "for"}:
            for one in tree.children(child, "pobj"):
                name = tree.tokens[one].name
                if tree.words[child] == "of" and whose & set(tree.determiners(one)):
                    found = resolve(scene, one)
                    if found.subjects[0].kind in scene.nameable:
                        return Found(found.subjects, "version of")
                if name is not None and name.kind in scene.nouns.things - scene.nameable:
                    return Found(
                        (scene.thing(head, name.kind, name_of(scene, head)),),
                        f"said of {name.kind}",
                    )
    return None


def name_of(scene: Scene, head: int) -> str:
    """Return the name of an other thing, for display: `the tool X`, `X is a tool`."""
    tree = scene.tree
    for one in (head + 1, head - 1):
        if 0 <= one < len(tree) and tree.tokens[one].name is not None:
            return tree.tokens[one].text
    verb = tree.heads[head]
    if tree.deps[head] in {"attr", "appos"}:
        subject = tree.verb_subject(verb) if tree.deps[head] == "attr" else verb
        if subject is not None and tree.tags[subject] in NOUN_TAGS:
            return tree.tokens[subject].text
    first = tree.tokens[0]
    return first.text if first.name is not None else ""


def of_licence(scene: Scene, head: int) -> Found:
    """`X is under an … licence`: said of X, unless a licence is named that the term is said of."""
    tree = scene.tree
    licence = Found((scene.thing(head, LICENCE),), "said of licence")
    around = tree.tokens[phrase_first(scene, head) : head + 6]
    if any(token.text[0].isupper() and token.mention < 0 and token.start > 0 for token in around):
        return licence
    under = tree.heads[head]
    if tree.deps[head] != "pobj" or tree.tags[head] in {"NNS", "NNPS"}:
        return licence
    above = tree.heads[under]
    for one in (*tree.children(above, "dobj", "nsubjpass"), tree.verb_subject(above)):
        if one is not None:
            found = resolve(scene, one)
            if found.subjects[0].reference is Reference.NAMED:
                return Found(found.subjects, "under a licence")
    return licence


def phrase_first(scene: Scene, head: int) -> int:
    """Return the first token of the noun phrase a head closes."""
    tree = scene.tree
    return min(
        [
            head,
            *(
                one
                for one in tree.below(head)
                if one < head and tree.deps[one] not in {"relcl", "prep"}
            ),
        ]
    )
