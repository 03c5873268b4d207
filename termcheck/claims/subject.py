"""Who a term is said of: the rules, in the order they are asked."""

from __future__ import annotations

from termcheck.claims.beside import bracketed, names_inside, postposed
from termcheck.claims.claim import GENERIC, Reference, SubjectRef
from termcheck.claims.climb import as_what, climb
from termcheck.claims.frame import framed
from termcheck.claims.listing import QUOTES, before_class, names_from
from termcheck.claims.members import after_class
from termcheck.claims.nouns import EVENT, MAKER, OPEN_KINDS, ROLE
from termcheck.claims.other_noun import (
    bearer,
    itself,
    made_after,
    name_of,
    of_licence,
    phrase_first,
)
from termcheck.claims.predicate import gerund_of, of_predicate
from termcheck.claims.reference import resolve, said_before
from termcheck.claims.scene import Found, Scene
from termcheck.claims.tree import NOUN_TAGS
from termcheck.claims.use import Use
from termcheck.claims.verb import of_verb


def find_subjects(scene: Scene, at: int, use: Use) -> Found:
    """Return the subjects of the mention at a token."""
    found = _by_use(scene, at, use)
    if found.cue == "class":
        found = _fallen_short(scene, at) or found
    more = _also_so(scene, at) if use.role == "predicate" else ()
    return Found((*found.subjects, *more), found.cue)


def _by_use(scene: Scene, at: int, use: Use) -> Found:
    listed = _heads_list(scene, at)
    if listed:
        return Found(listed, "names after a colon")
    if use.role == "verb":
        return of_verb(scene, at)
    if use.role == "modifier":
        return _of_noun(scene, at, use)
    if use.role == "predicate":
        return of_predicate(scene, at)
    return _bare(scene, at)


def _fallen_short(scene: Scene, at: int) -> Found | None:
    """`X is far from …`, `X falls short of …`: said, and denied, of X."""
    tree = scene.tree
    cue = scene.cues.phrases["negation.phrases"].last(tree.words, max(0, at - 6), at)
    if cue is None or not all(scene.is_in(one, "degree") for one in range(cue[1], at)):
        return None
    verb = next((one for one in tree.path(cue[0]) if tree.is_verb(one)), None)
    subject = tree.verb_subject(verb) if verb is not None else None
    return Found(resolve(scene, subject).subjects, "predicate") if subject is not None else None


def _heads_list(scene: Scene, at: int) -> tuple[SubjectRef, ...]:
    """The names in `Open: X, Y and Z`, where the term is the label of nothing but a list."""
    tree = scene.tree
    if any(token.word for token in tree.tokens[:at]):
        return ()
    first = at + 1
    while first < len(tree) and not tree.tokens[first].word and tree.tokens[first].text != ":":
        first += 1
    if first >= len(tree) or tree.tokens[first].text != ":":
        return ()
    listed = range(first + 1, len(tree))
    if any(
        tree.tokens[one].word
        and tree.tokens[one].name is None
        and not scene.is_in(one, "small_words.list_glue")
        for one in listed
    ):
        return ()
    return tuple(names_from(scene, first + 1)) if listed else ()


def _also_so(scene: Scene, at: int) -> tuple[SubjectRef, ...]:
    """The names in `X is …, and so is Y`."""
    tree = scene.tree
    for one in range(at + 1, len(tree)):
        size = scene.cues.phrases["also_so"].at(tree.words, one)
        if size:
            return tuple(names_from(scene, one + size))
    return ()


def _modified(scene: Scene, head: int) -> tuple[SubjectRef, ...]:
    """The names of a list that an adjective before it reaches: `X` in `X and the closed Y`."""
    tree = scene.tree
    end = head + 1
    while end < len(tree) and tree.tokens[end].mention < 0:
        own = tree.tokens[end].name is None and tree.tags[end] in {"DT", "JJ", "VBN"}
        if own:
            break
        end += 1
    return tuple(names_from(scene, head, limit=end))


def _of_noun(scene: Scene, at: int, use: Use) -> Found:
    """The term modifies a noun."""
    tree, head = scene.tree, use.head
    name = scene.named(head)
    if name is not None:
        if scene.is_compared(head):
            return climb(scene, head)
        found = resolve(scene, head)
        kind = _noun_after(scene, head)
        if kind and kind not in OPEN_KINDS and kind not in scene.claimed:
            return Found((scene.thing(head, kind),), f"said of {kind}")
        return Found(_modified(scene, head) or found.subjects, "modifier")
    if use.kind and use.kind not in OPEN_KINDS and use.kind not in scene.claimed:
        members = after_class(scene, head) if use.kind not in scene.nouns.makers else None
        if members is not None and use.kind not in scene.nouns.terms and "colon" not in members.cue:
            models = tuple(
                one for one in members.subjects if one.kind in scene.nameable and one.subject_ids
            )
            if models:
                return Found(models, members.cue)
        holder = bearer(scene, head) or itself(scene, head, use.kind)
        if holder is not None:
            return holder
        named = name_of(scene, head)
        if use.kind in scene.nouns.terms:
            return of_licence(scene, head)
        return Found((scene.thing(head, use.kind, named),), f"said of {use.kind}")
    inside = names_inside(scene, at, head)
    if inside is not None:
        return inside
    members = after_class(scene, head)
    if members is not None:
        return members
    members = before_class(scene, phrase_first(scene, head))
    if members is not None:
        return members
    if use.kind == ROLE:
        other = made_after(scene, head)
        if other is not None:
            return other
    if use.kind == EVENT:
        for child in tree.children(head, "prep"):
            if tree.tokens[child].lower == "of":
                for one in tree.children(child, "pobj"):
                    return Found(resolve(scene, one).subjects, "event of")
    found = climb(scene, head)
    if found.subjects[0].reference is Reference.GENERIC and (
        set(tree.determiners(head)) & scene.cues.sets["own_determiners"]
    ):
        return Found((scene.own(head, use.kind),), "own")
    return found


def _noun_after(scene: Scene, head: int) -> str:
    """Kind of the noun a name is used to modify: `the … Llama ecosystem`."""
    tree = scene.tree
    top = tree.noun(head)
    return scene.nouns.kind(tree.compound(top)) if top != head else ""


def _bare(scene: Scene, at: int) -> Found:
    """The term as a noun: `with open …`, `the definition of open …`."""
    tree = scene.tree
    bracket = bracketed(scene, at) or gerund_of(scene, at) or postposed(scene, at)
    if bracket is not None:
        return bracket
    called = _called(scene, at)
    if called is not None:
        return called
    dep, up = tree.deps[at], tree.heads[at]
    if dep == "pobj":
        word = tree.tokens[up].lower
        if word == "as":
            found = as_what(scene, tree.heads[up])
            if found is not None:
                return found
        if word in {"with", "under", "in", "of"}:
            above = tree.heads[up]
            if tree.tags[above] in NOUN_TAGS:
                found = resolve(scene, above)
                if found.subjects[0].reference is not Reference.GENERIC:
                    return Found(found.subjects, "with")
                climbed = climb(scene, above)
                return Found(climbed.subjects, "with")
            subject = tree.verb_subject(above)
            for one in tree.children(above, "dobj", "nsubjpass"):
                subject = one
            if subject is not None:
                return Found(resolve(scene, subject).subjects, "with")
    if dep in {"attr", "appos", "oprd"}:
        return climb(scene, at)
    if dep == "dobj" and scene.is_in(up, "release_verbs") and not tree.determiners(at):
        return _given_away(scene, up)
    members = after_class(scene, at)
    if members is not None:
        return members
    frame = framed(scene, at) if dep in {"ROOT", "dep", "npadvmod", "conj", "pobj"} else None
    return frame or Found((GENERIC,), "class")


def _called(scene: Scene, at: int) -> Found | None:
    """`calls X "…"`, `describes X as "…"`: said of X, whatever the quotation marks part."""
    tree = scene.tree
    one = at - 1
    while one > 0 and tree.tokens[one].text in QUOTES:
        one -= 1
    if one == at - 1 or one < 1:
        return None
    if tree.words[one] == "as":
        return as_what(scene, tree.heads[one])
    before = tree.tokens[one - 1].lower
    calls = before in scene.cues.sets["causing_verbs"]
    if calls and (tree.tokens[one].name is not None or scene.is_in(one, "pronouns")):
        return Found(resolve(scene, one).subjects, "called so")
    return None


def _given_away(scene: Scene, verb: int) -> Found:
    """`X shipped open`, `And shipped open`: said of what was given to the world."""
    subject = scene.tree.verb_subject(verb)
    if subject is None:
        before = said_before(scene, verb, plural=False)
        return before or Found((GENERIC,), "class")
    found = resolve(scene, subject)
    if found.subjects[0].kind in {*scene.nouns.makers, MAKER}:
        return Found((GENERIC,), "class")
    return Found(found.subjects, "predicate")
