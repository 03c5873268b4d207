"""What a noun phrase or pronoun stands for: a name, a class, the writer's own, something else."""

from __future__ import annotations

from dataclasses import replace

from termcheck.claims.claim import GENERIC, Reference, SubjectRef
from termcheck.claims.listing import names_from
from termcheck.claims.members import after_class
from termcheck.claims.nouns import EVENT, LISTED, MAKER, OPEN_KINDS, ROLE
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import NOUN_TAGS

_DEPTH = 6


def resolve(scene: Scene, at: int, depth: int = 0) -> Found:
    """Return what the phrase headed by the token `at` stands for."""
    tree = scene.tree
    token = tree.tokens[at]
    if depth > _DEPTH:
        return Found((GENERIC,), "class")
    if token.name is not None and not token.name.comparison:
        return Found(unique(_coordinated(scene, at)), "name")
    if tree.tags[at] in {"WDT", "WP"} or (
        token.lower == "that" and tree.deps[at] in {"nsubj", "nsubjpass", "dobj"}
    ):
        clause = tree.heads[at]
        while tree.deps[clause] not in {"relcl", "acl", "ROOT"}:
            clause = tree.heads[clause]
        if tree.deps[clause] != "ROOT":
            return resolve(scene, tree.heads[clause], depth + 1)
    if token.lower in scene.cues.sets["first_person"]:
        return Found((SubjectRef(Reference.OTHER, token.text, MAKER),), "first person")
    if token.lower in scene.cues.sets["small_words.people"]:
        return Found((GENERIC,), "class")
    if token.lower in scene.cues.sets["small_words.pointing"] or tree.tags[at] in {"PRP", "PRP$"}:
        of = _complement(scene, at)
        if of is not None:
            return resolve(scene, of, depth + 1)
        return pronoun(scene, at)
    inner = _inner_names(scene, at)
    kind = _kind(scene, at)
    if (
        token.text[:1].isupper()
        and tree.tags[at] in {"NNP", "NNPS"}
        and not tree.determiners(at)
        and kind not in scene.claimed
    ):
        kind = ""
    if kind and kind not in OPEN_KINDS and kind not in scene.claimed:
        name = inner[0].name if inner else ""
        return Found((_other(scene, at, kind, name),), f"said of {kind}")
    if inner and kind in scene.claimed and all(one.kind in scene.nouns.makers for one in inner):
        made = (replace(one, reference=Reference.MADE) for one in inner)
        return Found(unique(made), "maker")
    if inner:
        return Found(unique(inner), "name in phrase")
    if kind in {LISTED, EVENT, ROLE, ""} or tree.tags[at] in {"DT", "CD", "JJ", "JJS"}:
        of = _complement(scene, at)
        if of is not None and kind in {LISTED, EVENT}:
            return resolve(scene, of, depth + 1)
    found = after_class(scene, _last(scene, at))
    if found is not None and found.cue != "beside the term":
        return found
    maker = maker_of(scene, at) or made_by(scene, at)
    if maker is not None and (kind in scene.claimed or kind == LISTED):
        return Found((maker,), "maker")
    determiners = set(tree.determiners(at))
    if determiners & scene.cues.sets["own_determiners"]:
        return Found((_own(scene, at, kind),), "own")
    if tree.tags[at] in {"NNP", "NNPS"} and not kind and token.text[:1].isupper():
        return Found((_unlisted(scene, at),), "unknown name")
    if determiners & scene.cues.sets["definite_determiners"] and (
        kind in scene.claimed or kind in OPEN_KINDS
    ):
        back = said_before(scene, at, plural=tree.tags[at] in {"NNS", "NNPS"})
        if back is not None:
            return Found(back.subjects, "definite phrase")
        pointed = "the" in determiners or determiners & scene.cues.sets["small_words.both"]
        if kind in scene.claimed and not _restricted(scene, at) and pointed:
            return Found((_own(scene, at, kind),), "unnamed")
    if not kind or kind in OPEN_KINDS:
        return Found((SubjectRef(Reference.GENERIC, token.text, ""),), "class")
    return Found((GENERIC,), "class")


def _restricted(scene: Scene, at: int) -> bool:
    """Whether a relative clause or `of` picks out a class: `the models that …`."""
    tree = scene.tree
    return bool(tree.children(at, "relcl")) or any(
        tree.words[one] in {"of", "by", "from"} for one in tree.children(at, "prep")
    )


def _kind(scene: Scene, at: int) -> str:
    return scene.nouns.kind(scene.tree.compound(at))


def _last(scene: Scene, at: int) -> int:
    """Return the last token of the core of a noun phrase."""
    last = at
    tree = scene.tree
    while (
        last + 1 < len(tree)
        and tree.deps[last + 1] in {"compound", "nmod"}
        and tree.heads[last + 1] == at
    ):
        last += 1
    return last


def _coordinated(scene: Scene, at: int) -> list[SubjectRef]:
    tree = scene.tree
    found = []
    for one in tree.coordinated(at):
        name = scene.named(one)
        if name is not None and not tree.tokens[one].name.comparison:  # type: ignore[union-attr]
            found.append(name)
    first = min(tree.coordinated(at))
    return unique_with(found, names_from(scene, at)) if first == at else found


def unique_with(found: list[SubjectRef], more: list[SubjectRef]) -> list[SubjectRef]:
    """Return `found` and what of `more` continues it."""
    return [*found, *(one for one in more if one not in found)]


def _inner_names(scene: Scene, at: int) -> list[SubjectRef]:
    """Names inside a noun phrase that say which one is meant: `the Yi series models`."""
    tree = scene.tree
    found: list[SubjectRef] = []
    for child in tree.children(at):
        dep = tree.deps[child]
        token = tree.tokens[child]
        if (
            dep in {"compound", "nmod", "appos", "amod"}
            and token.name
            and not token.name.comparison
        ):
            found += _coordinated(scene, child)
        elif dep in {"compound", "nmod"} and child < at:
            found += [
                name for inner in tree.children(child) if (name := scene.named(inner)) is not None
            ]
        elif dep == "appos" and tree.tags[child] in NOUN_TAGS:
            found += _inner_names(scene, child)
        elif dep == "prep" and token.lower in {"of", "in", "from"}:
            for one in tree.children(child, "pobj"):
                if (
                    _kind(scene, at) in {"", LISTED, EVENT, ROLE}
                    or _kind(scene, at) in scene.claimed
                ):
                    found += _of_names(scene, one)
    if not found and at > 0:
        before = tree.tokens[at - 1]
        if (
            before.name
            and before.name.kind in scene.nameable
            and tree.heads[at - 1] != at
            and (tree.deps[at - 1] not in {"pobj", "dobj", "nsubj"})
        ):
            found.append(scene.refer(before))
    return found


def _of_names(scene: Scene, at: int) -> list[SubjectRef]:
    token = scene.tree.tokens[at]
    if token.name is not None:
        return _coordinated(scene, at) if token.name.kind in scene.nameable else []
    kind = _kind(scene, at)
    return _inner_names(scene, at) if kind in OPEN_KINDS or kind in scene.claimed else []


def _complement(scene: Scene, at: int) -> int | None:
    """Return the noun after `of`."""
    tree = scene.tree
    for child in tree.children(at, "prep"):
        if tree.tokens[child].lower in {"of", "for", "among"}:
            for one in tree.children(child, "pobj"):
                return one
    return None


def _other(scene: Scene, at: int, kind: str, name: str = "") -> SubjectRef:
    token = scene.tree.tokens[at]
    return SubjectRef(
        Reference.OTHER, name or token.text, kind, (), scene.block, token.start, token.end
    )


def _own(scene: Scene, at: int, kind: str) -> SubjectRef:
    token = scene.tree.tokens[at]
    return SubjectRef(Reference.OWN, token.text, kind, (), scene.block, token.start, token.end)


def _unlisted(scene: Scene, at: int) -> SubjectRef:
    tree = scene.tree
    first = at
    while first > 0 and tree.tags[first - 1] in {"NNP", "NNPS"} and tree.heads[first - 1] == at:
        first -= 1
    last = at
    while last + 1 < len(tree) and (
        tree.tags[last + 1] == "CD"
        and tree.heads[last + 1] == at
        and tree.tokens[last + 1].text[0].isdigit()
    ):
        last += 1
    return scene.unlisted(first, last, "")


def maker_of(scene: Scene, head: int) -> SubjectRef | None:
    """Return who makes what a noun phrase speaks of, as what it makes: `Acme's models`."""
    tree = scene.tree
    for one in tree.children(head, "poss", "compound", "nmod"):
        token = tree.tokens[one]
        if token.name is not None and one < head and not token.name.comparison:
            return replace(scene.refer(token), reference=Reference.MADE)
    return None


def made_by(scene: Scene, head: int) -> SubjectRef | None:
    """Return the maker named after a noun: `a model from Acme`, `models by Acme`."""
    tree = scene.tree
    makers = [
        one
        for child in tree.children(head, "prep")
        if tree.words[child] in {"from", "by"}
        for one in tree.children(child, "pobj")
    ]
    if head + 2 < len(tree) and tree.words[head + 1] in {"from", "by"}:
        # Whatever the parser joins the preposition to.
        makers.append(head + 2)
    for one in makers:
        if scene.nouns.makers & set(scene.kinds_of(one)):
            name = scene.named(one)
            return replace(name, reference=Reference.MADE) if name else None
    return None


def pronoun(scene: Scene, at: int) -> Found:
    """Return what a pronoun stands for: names said before, or nothing in particular."""
    tree = scene.tree
    plural = tree.tokens[at].lower in scene.cues.sets["small_words.plurals"]
    back = said_before(scene, at, plural=plural) or _said_after(scene, at)
    if back is not None:
        return Found(back.subjects, f"pronoun `{tree.tokens[at].lower}`")
    return Found((GENERIC,), "pronoun")


def _said_after(scene: Scene, at: int) -> Found | None:
    """`Because it is …, X can …`: the name follows in the main clause."""
    tree = scene.tree
    clause = tree.heads[at]
    if tree.deps[clause] not in {"advcl", "csubj"}:
        return None
    subject = next(
        (one for one in tree.children(tree.heads[clause]) if tree.deps[one] == "nsubj"), -1
    )
    if subject > at and tree.tokens[subject].name is not None:
        name = scene.named(subject)
        if name is not None and _can_be_meant(scene, name):
            return Found((name,), "said after")
    return None


def said_before(scene: Scene, at: int, *, plural: bool) -> Found | None:
    """Return the names the text before a token last spoke of.

    In the nearest sentence with a name that can be meant: all of its names for a plural, else the
    one it opens with. People and organisations are passed over.
    """
    offset = scene.tree.tokens[at].start
    for names in scene.discourse.before(scene.block, offset):
        meant = [name for name in names if _can_be_meant(scene, name)]
        if meant:
            if plural:
                kept = [name for name in meant if name.kind in scene.nameable] or meant
                return Found(unique(kept), "said before")
            return Found((meant[0],), "said before")
    return None


def _can_be_meant(scene: Scene, name: SubjectRef) -> bool:
    return name.kind in scene.nameable or name.kind in scene.nouns.things
