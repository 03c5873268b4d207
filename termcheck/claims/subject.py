"""Who a term is said of: the rules, in the order they are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from termcheck.claims.claim import GENERIC, Reference, SubjectRef
from termcheck.claims.frame import framed
from termcheck.claims.listing import after_class, before_class, names_from
from termcheck.claims.nouns import EVENT, LICENCE, LISTED, ROLE
from termcheck.claims.reference import made_by, maker_of, resolve, said_before
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tokens import Token
from termcheck.claims.tree import NOUN_TAGS, OBJECT_DEPS, VERB_TAGS
from termcheck.document import Kind

_OPEN_KINDS = frozenset({"", ROLE, LISTED, EVENT})
_NP_TAGS = NOUN_TAGS | {"JJ", "JJR", "JJS", "CD", "VBG", "VBN", "HYPH", "RBS", "RBR"}
_INSIDE = {"compound", "nmod", "amod", "poss", "nummod", "npadvmod"}
_OPENERS = {
    "a", "an", "the", "our", "its", "their", "another", "one", "two", "three", "four", "both", "all", "some",
}  # fmt: skip
_JOINTS = {"/", "-", "‑", ",", "(", ")", "&", "and", "or", '"', "”", "’", "'", "“"}


class Use(NamedTuple):
    """How a mention stands in its sentence."""

    role: str
    """`modifier`, `predicate`, `verb` or `noun`."""
    head: int
    """The noun it belongs to, or the mention itself."""
    kind: str
    """Kind of thing that noun names, empty when nobody listed it."""


def use_of(scene: Scene, at: int, *, verb: bool) -> Use:
    """Return how the mention at a token is used."""
    tree = scene.tree
    if verb and tree.tags[at] in VERB_TAGS and not _before_noun(scene, at):
        return Use("verb", at, "")
    if _closed(scene, at) or _complement(scene, at):
        return Use("predicate", at, "")
    head = _head(scene, at)
    if head != at:
        return Use("modifier", head, scene.kind_at(head))
    if tree.deps[at] in {
        "acomp",
        "attr",
        "oprd",
        "ROOT",
        "ccomp",
        "conj",
        "acl",
        "relcl",
        "advcl",
        "xcomp",
    } and (tree.tags[at] in {"JJ", "RB", "VBN", "NN"}):
        return Use("predicate", at, "")
    return Use("noun", at, "")


def _complement(scene: Scene, at: int) -> bool:
    """Whether the term completes a verb: `made X open`, whatever noun follows."""
    tree = scene.tree
    return (
        tree.deps[at] in {"oprd", "acomp"}
        and tree.heads[at] < at
        and scene.is_in(tree.heads[at], "causing_verbs")
        and tree.tokens[at - 1].name is not None
    )


def _closed(scene: Scene, at: int) -> bool:
    """Whether the term stands alone at the start of brackets: `X (open, runs anywhere)`."""
    tree = scene.tree
    after = tree.tokens[at + 1].text if at + 1 < len(tree) else ""
    return at > 0 and tree.tokens[at - 1].text == "(" and after in {",", ")", ";"} and (
        _bracketed(scene, at) is not None
    )


def _before_noun(scene: Scene, at: int) -> bool:
    """Whether a participle stands as an adjective before its noun: `the …-ed models`."""
    tree = scene.tree
    return tree.deps[at] in {"amod", "compound"} and tree.heads[at] > at


def _head(scene: Scene, at: int) -> int:
    """Return the head of the noun phrase a mention modifies; the mention itself if none."""
    tree = scene.tree
    by_parse = at
    node = at
    if (
        tree.deps[node] == "conj"
        and tree.heads[node] < node
        and _all_joined(scene, tree.heads[node], node)
    ):
        node = tree.heads[node]
    up = tree.heads[node]
    if tree.deps[node] == "conj" and up < node and tree.deps[up] == "amod" and tree.heads[up] > at:
        node = up
    if tree.deps[node] in {"amod", "compound", "nmod", "nummod"} and tree.heads[node] > at:
        by_parse = tree.noun(tree.heads[node])
    by_words = at
    one = at + 1
    while one < len(tree):
        token = tree.tokens[one]
        if token.name is not None:
            if tree.tags[one - 1] in NOUN_TAGS and by_words != at and scene.kind_at(by_words):
                break
            if not token.name.comparison:
                by_words = one
        elif token.text == "(" and (close := _gloss(scene, one)):
            one = close
        elif token.lower == "of" and tree.tokens[one - 1].text == "-":
            pass
        elif token.mention >= 0 or token.text in _JOINTS:
            if token.text == "," and not _adjective_follows(scene, one):
                break
            if token.mention < 0 and by_words != at and not token.text in {"-", "‑", "/"}:
                break
        elif tree.tags[one] in NOUN_TAGS or scene.nouns.kind([token.lower]) in scene.claimed:
            if by_words == one - 1 and tree.deps[by_words] not in _INSIDE and scene.kind_at(by_words):
                break
            by_words = one
        elif tree.tags[one] not in _NP_TAGS:
            break
        one += 1
    if by_parse != at and by_parse > by_words and by_parse - at <= 20:
        return by_parse
    if by_words != at and (by_parse != at or _close(scene, at, by_words)):
        return by_words
    return by_parse


def _all_joined(scene: Scene, first: int, last: int) -> bool:
    return (
        all(
            token.text in _JOINTS or token.mention >= 0
            for token in scene.tree.tokens[first + 1 : last]
        )
        and scene.tree.tokens[first].mention >= 0
    )


def _adjective_follows(scene: Scene, comma: int) -> bool:
    tree = scene.tree
    one = comma + 1
    steps = 0
    while one < len(tree) and steps < 9:
        if (
            tree.tags[one] in NOUN_TAGS
            and scene.nouns.kind([tree.tokens[one].lower]) in scene.claimed
        ):
            return True
        if tree.tokens[one].mention >= 0:
            return False
        if (
            tree.tags[one] not in _NP_TAGS
            and tree.tags[one] != "RB"
            and tree.tokens[one].text not in {",", "-"}
        ):
            return False
        one += 1
        steps += 1
    return False


def _gloss(scene: Scene, at: int) -> int:
    """Return the end of a short form in brackets inside a noun phrase: `intelligence (AI) model`."""
    tree = scene.tree
    for close in range(at + 2, min(at + 4, len(tree) - 1)):
        if tree.tokens[close].text == ")":
            inside = tree.tokens[at + 1 : close]
            after = tree.tokens[close + 1]
            if (
                all(one.word and one.mention < 0 and one.name is None for one in inside)
                and after.word
            ):
                return close
    return 0


def _close(scene: Scene, at: int, head: int) -> bool:
    """Whether nothing but adjectives and nouns stands between a mention and a noun."""
    tree = scene.tree
    between = tree.tokens[at + 1 : head]
    return not any(token.text in {'"', "”"} for token in between) and (
        tree.tags[at + 1] in _NP_TAGS
        or tree.tokens[at + 1].name is not None
        or scene.nouns.kind([tree.tokens[at + 1].lower]) != ""
    )


def find_subjects(scene: Scene, at: int, use: Use) -> Found:
    """Return the subjects of the mention at a token."""
    if use.role == "verb":
        return _of_verb(scene, at)
    if use.role == "modifier":
        return _of_noun(scene, at, use)
    if use.role == "predicate":
        return _of_predicate(scene, at)
    return _bare(scene, at)


def _of_noun(scene: Scene, at: int, use: Use) -> Found:
    """The term modifies a noun."""
    tree, head = scene.tree, use.head
    name = scene.named(head)
    if name is not None and tree.tokens[head].name is not None:
        if tree.tokens[head].name.comparison:  # type: ignore[union-attr]
            return _climb(scene, head)
        found = resolve(scene, head)
        kind = _noun_after(scene, head)
        if kind and kind not in _OPEN_KINDS and kind not in scene.claimed:
            return Found((_thing(scene, head, kind),), f"said of {kind}")
        return Found(found.subjects, "modifier")
    if use.kind and use.kind not in _OPEN_KINDS and use.kind not in scene.claimed:
        members = after_class(scene, head)
        if members is not None and use.kind != LICENCE:
            models = tuple(
                one for one in members.subjects if one.kind in scene.nameable and one.subject_ids
            )
            if models:
                return Found(models, members.cue)
        bearer = _bearer(scene, head)
        if bearer is not None:
            return bearer
        named = _name_of(scene, head)
        if use.kind == LICENCE:
            return _of_licence(scene, at, head)
        return Found((_thing(scene, head, use.kind, named),), f"said of {use.kind}")
    inside = _inside(scene, at, head)
    if inside is not None:
        return inside
    members = after_class(scene, head)
    if members is not None:
        return members
    members = before_class(scene, _first(scene, head))
    if members is not None:
        return members
    if use.kind == ROLE:
        other = _made_after(scene, head)
        if other is not None:
            return other
    if use.kind == EVENT:
        for child in tree.children(head, "prep"):
            if tree.tokens[child].lower == "of":
                for one in tree.children(child, "pobj"):
                    return Found(resolve(scene, one).subjects, "event of")
    found = _climb(scene, head)
    if found.subjects[0].reference is Reference.GENERIC and (
        set(tree.determiners(head)) & scene.cues.sets["own_determiners"]
    ):
        token = tree.tokens[head]
        return Found((_own_of(scene, token, use.kind),), "own")
    return found


def _own_of(scene: Scene, token: Token, kind: str) -> SubjectRef:
    return SubjectRef(Reference.OWN, token.text, kind, (), scene.block, token.start, token.end)


def _noun_or_climb(scene: Scene, at: int, cue: str) -> Found:
    """What a noun stands for; for a class, what the class is said of."""
    top = scene.tree.noun(at)
    found = resolve(scene, top)
    if found.subjects[0].reference is Reference.GENERIC and (
        scene.tree.tags[top] in NOUN_TAGS or scene.tree.deps[top] == "attr"
    ):
        found = _climb(scene, top)
    return Found(found.subjects, cue)


def _bearer(scene: Scene, head: int) -> Found | None:
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


def _made_after(scene: Scene, head: int) -> Found | None:
    """`an … version of Y`, `alternative to Y`: of the kind Y is, when Y is of another kind."""
    tree = scene.tree
    for child in tree.children(head, "prep"):
        if tree.tokens[child].lower in {"of", "to", "for"}:
            for one in tree.children(child, "pobj"):
                name = tree.tokens[one].name
                if name is not None and name.kind in {"software", "dataset", "benchmark"}:
                    return Found(
                        (_thing(scene, head, name.kind, _name_of(scene, head)),),
                        f"said of {name.kind}",
                    )
    return None


def _thing(scene: Scene, at: int, kind: str, name: str = "") -> SubjectRef:
    token = scene.tree.tokens[at]
    return SubjectRef(
        Reference.OTHER, name or token.text, kind, (), scene.block, token.start, token.end
    )


def _name_of(scene: Scene, head: int) -> str:
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


def _noun_after(scene: Scene, head: int) -> str:
    """Kind of the noun a name is used to modify: `the … Llama ecosystem`."""
    tree = scene.tree
    top = tree.noun(head)
    return scene.nouns.kind(tree.compound(top)) if top != head else ""


def _first(scene: Scene, head: int) -> int:
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


def _inside(scene: Scene, at: int, head: int) -> Found | None:
    """A name inside the noun phrase: `the Grok-1 … model`, `… Llama models`."""
    tree = scene.tree
    found: list[SubjectRef] = []
    for one in range(at + 1, head):
        token = tree.tokens[one]
        if (
            token.name is not None
            and not token.name.comparison
            and token.name.kind in scene.nameable
        ):
            found.append(scene.refer(token))
    if found:
        return Found(unique(found), "name in phrase")
    one = at - 1
    while one >= 0 and (
        tree.tags[one] in {"JJ", "CD", "HYPH", "RB"}
        or scene.is_in(one, "transparent")
        or tree.tokens[one].text in {"-", "“", '"'}
    ):
        one -= 1
    if one >= 0:
        token = tree.tokens[one]
        between = tree.tokens[one + 1 : at]
        gathered = bool(between) and all(
            scene.is_in(two, "transparent") for two in range(one + 1, at)
        )
        beside = tree.deps[one] in {"compound", "nmod", "amod"} and tree.heads[one] >= at
        if (
            token.name is not None
            and not token.name.comparison
            and token.name.kind in scene.nameable
            and (
                beside
                or gathered
                or (one == at - 1 and tree.deps[one] not in {"nsubj", "nsubjpass"})
            )
        ):
            return Found((scene.refer(token),), "name in phrase")
    return None


def _of_licence(scene: Scene, at: int, head: int) -> Found:
    """`under an … licence`: said of the thing licensed, or of a licence that is named."""
    tree = scene.tree
    licence = _thing(scene, head, LICENCE)
    phrase = tree.tokens[_first(scene, head) : head + 1]
    named = [
        token
        for token in phrase
        if token.text[0].isupper() and token.mention < 0 and token.start > 0
    ]
    after = [
        t
        for t in tree.tokens[head + 1 : head + 6]
        if t.text in {"(", ":", "like", "such", "namely"}
    ]
    if any(token.text[0].isupper() for token in named if token.lower != "the") or after:
        return Found((licence,), "said of licence")
    return Found((licence,), "said of licence")


def _climb(scene: Scene, head: int, depth: int = 0) -> Found:
    """From a noun phrase to what it is said of: predicate, apposition, `as`, `of`."""
    tree = scene.tree
    dep, up = tree.deps[head], tree.heads[head]
    if depth > 6:
        return Found((GENERIC,), "class")
    if dep == "attr" or (dep == "nsubj" and _inverted(scene, head)):
        return _from_link(scene, up, head)
    if dep in {"acomp", "oprd"}:
        return _of_predicate(scene, head)
    if dep in {"ccomp", "attr", "dobj"} and scene.is_in(up, "causing_verbs"):
        for one in tree.children(up, "dobj", "dative"):
            if one != head and one < head:
                return Found(resolve(scene, one).subjects, "made so")
        for one in tree.children(head, "nsubj"):
            return Found(resolve(scene, one).subjects, "made so")
    if dep == "appos":
        beside = _after_comma(scene, head)
        if beside is not None:
            return beside
        found = resolve(scene, up)
        if found.subjects[0].reference is not Reference.GENERIC:
            return Found(found.subjects, "apposition")
        return framed(scene, head) or _climb(scene, up, depth + 1)
    if dep == "conj":
        if tree.tokens[up].name is not None and _comma_between(scene, up, head):
            return Found(resolve(scene, up).subjects, "apposition")
        if (
            tree.deps[up] in {"attr", "appos", "pobj", "ROOT", "conj"}
            and tree.tokens[up].name is None
        ):
            return _climb(scene, up, depth + 1)
    if dep == "pobj":
        found = _of_preposition(scene, up, head, depth)
        if found is not None:
            return found
    beside = _after_comma(scene, head)
    if beside is not None:
        return beside
    frame = framed(scene, head)
    if frame is not None:
        return frame
    if dep == "dobj" and scene.is_in(up, "having_verbs"):
        subject = tree.verb_subject(up)
        who = scene.named(subject) if subject is not None else None
        if who is not None and "organisation" in scene.kinds_of(subject):
            return Found((replace(who, reference=Reference.MADE),), "maker")
        if _part(scene, head):
            return _from_link(scene, up, head)
        if subject is not None and scene.is_in(up, "release_verbs"):
            given = resolve(scene, subject)
            if given.subjects[0].kind in scene.nameable:
                return Found(given.subjects, "predicate")
    if dep in {"dobj", "attr"} and scene.is_in(up, "linking_verbs"):
        return _from_link(scene, up, head)
    if dep in OBJECT_DEPS and scene.is_in(up, "release_verbs"):
        found = _given(scene, up, head)
        if found is not None:
            return found
    return _class(scene, head)


def _after_comma(scene: Scene, head: int) -> Found | None:
    """`X, a … model, …`: the phrase opens right after a name and a comma."""
    tree = scene.tree
    first = _phrase_start(scene, head)
    if first > 2 and tree.tokens[first - 1].text in {"'s", "’s"} and tree.tokens[first - 2].name is not None:
        first -= 2
    if first > 2 and tree.words[first - 1] == "of" and scene.is_in(first - 2, "transparent"):
        first -= 2
        if tree.words[first - 1] in {"a", "the", "an"}:
            first -= 1
    if first < 2 or tree.tokens[first - 1].text not in {",", "(", "–", "—", "-", "--", "---"}:
        return None
    if tree.tokens[first].lower not in _OPENERS and tree.tokens[first].name is None:
        return None
    token = tree.tokens[first - 2]
    if scene.nouns.kind([token.lower]) in scene.claimed and first > 2 and token.name is None:
        token = tree.tokens[first - 3]
    if token.text in {")", '"', "”"}:
        steps = first - 3
        while steps > 0 and tree.tokens[steps].text not in {"(", "“", '"'}:
            steps -= 1
        token = tree.tokens[steps - 1] if steps > 0 else token
    if token.name is None or token.name.comparison or token.name.kind == "organisation":
        return None
    if scene.comparing_before(tree.tokens.index(token)):
        return None
    names = [scene.refer(token)]
    if tree.tags[head] in {"NNS", "NNPS"}:
        names = _names_before(scene, tree.tokens.index(token))
    return Found(unique(names), "apposition")


def _names_before(scene: Scene, last: int) -> list[SubjectRef]:
    """The names of the list that ends at a name: `A, B and C`."""
    tree = scene.tree
    names: list[SubjectRef] = []
    one = last
    while one >= 0 and (tree.tokens[one].name is not None or tree.words[one] in {",", "and", "or", "&", "'s"}):
        token = tree.tokens[one]
        if token.name is not None and not token.name.comparison and token.name.kind in scene.nameable:
            names.insert(0, scene.refer(token))
        one -= 1
    return names or [scene.refer(tree.tokens[last])]


def _phrase_start(scene: Scene, head: int) -> int:
    """Return the first token of a noun phrase by its words: back to its determiner."""
    tree = scene.tree
    one = head
    while one > 0 and (
        tree.tags[one] not in {"DT", "PRP$"}
        and (
            tree.tags[one - 1] in _NP_TAGS | {"DT", "PRP$", "RB", "POS", "CC", ","}
            or tree.tokens[one - 1].mention >= 0
            or tree.tokens[one - 1].text in {"-", "(", ")"}
        )
        and not (tree.tokens[one - 1].text == "," and tree.tags[one] in {"DT", "PRP$", "CD"})
        and tree.tokens[one - 1].name is None
    ):
        one -= 1
    return one


def _comma_between(scene: Scene, first: int, last: int) -> bool:
    return any(token.text in {",", "–", "—", "-"} for token in scene.tree.tokens[first + 1 : last])


def _inverted(scene: Scene, head: int) -> bool:
    """`The best … model is X`: the subject is named after the verb."""
    verb = scene.tree.heads[head]
    return scene.is_in(verb, "linking_verbs") and bool(scene.tree.children(verb, "attr"))


def _part(scene: Scene, head: int) -> bool:
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
        return _class(scene, head)
    subject = tree.verb_subject(verb)
    if subject is None:
        frame = framed(scene, head)
        return frame or _class(scene, head)
    if subject == head:
        return _class(scene, head)
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
    if found.cue == "pronoun" and scene.kind_at(head) in scene.claimed and not _part(scene, head):
        return Found((_unnamed(scene, head),), "pronoun")
    return Found(found.subjects, found.cue if "pronoun" in found.cue else "predicate")


def _unnamed(scene: Scene, head: int) -> SubjectRef:
    """One in particular that the text names nowhere: somebody's, as far as a reader can tell."""
    token = scene.tree.tokens[head]
    return SubjectRef(
        Reference.OWN,
        token.text,
        scene.kind_at(head),
        (),
        scene.block,
        token.start,
        token.end,
    )


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
        inner = resolve(scene, above) if tree.tokens[above].name else None
        if inner is not None:
            return Found(inner.subjects, "apposition")
        found = after_class(scene, above) if above > head else None
        return found or _climb(scene, above, depth + 1)
    if word in {"among", "amongst"}:
        subject = tree.verb_subject(above)
        return Found(resolve(scene, subject).subjects, "predicate") if subject is not None else None
    if word == "as":
        return _as(scene, above, head)
    if word in {"with", "in"} and tree.tokens[above].name is not None:
        return Found(resolve(scene, above).subjects, "with")
    if word == "with" and _part(scene, head):
        if tree.tags[above] in NOUN_TAGS:
            found = resolve(scene, above)
            if found.subjects[0].reference is not Reference.GENERIC:
                return Found(found.subjects, "with")
            return _climb(scene, above, depth + 1)
        subject = tree.verb_subject(above)
        for one in tree.children(above, "dobj", "nsubjpass"):
            subject = one
        if subject is not None:
            return Found(resolve(scene, subject).subjects, "with")
    return None


def _as(scene: Scene, verb: int, head: int) -> Found | None:
    """`released X as …`, `X serves as …`, `X, as an … model, …`."""
    tree = scene.tree
    if tree.tokens[verb].name is not None:
        return Found(resolve(scene, verb).subjects, "as")
    for one in tree.children(verb, "dobj", "nsubjpass"):
        return Found(resolve(scene, one).subjects, "as")
    subject = tree.verb_subject(verb)
    if subject is not None:
        return Found(resolve(scene, subject).subjects, "as")
    del head
    return None


def _given(scene: Scene, verb: int, head: int) -> Found | None:
    """The object of releasing or making: named elsewhere in the sentence, or somebody's own."""
    tree = scene.tree
    subject = tree.verb_subject(verb)
    determiners = set(tree.determiners(head))
    if tree.deps[verb] in {"advcl", "acl", "pcomp", "xcomp"} and tree.tags[verb] == "VBG":
        names = [
            scene.refer(token)
            for token in tree.tokens[:verb]
            if token.name is not None
            and token.name.kind in scene.nameable
            and not token.name.comparison
        ]
        if names:
            return Found((names[-1],), "participle")
    if subject is not None and tree.tokens[subject].name is not None:
        name = scene.named(subject)
        if (
            name is not None
            and name.kind in scene.nameable
            and "organisation" not in tree.tokens[subject].name.kinds
        ):  # type: ignore[union-attr]
            return None
    if subject is not None and scene.kind_at(head) in scene.claimed:
        maker = scene.named(subject)
        if maker is not None and "organisation" in tree.tokens[subject].name.kinds:  # type: ignore[union-attr]
            return Found((replace(maker, reference=Reference.MADE),), "maker")
    first_person = subject is not None and scene.is_in(subject, "first_person")
    if first_person:
        return Found(
            (
                SubjectRef(
                    Reference.OWN,
                    tree.tokens[head].text,
                    scene.kind_at(head),
                    (),
                    scene.block,
                    tree.tokens[head].start,
                    tree.tokens[head].end,
                ),
            ),
            "own",
        )
    del determiners
    return None


def _class(scene: Scene, head: int) -> Found:
    """A class in general, somebody's own, or something said before."""
    tree = scene.tree
    determiners = tree.determiners(head)
    kind = scene.kind_at(head)
    if set(determiners) & scene.cues.sets["own_determiners"]:
        token = tree.tokens[head]
        return Found(
            (SubjectRef(Reference.OWN, token.text, kind, (), scene.block, token.start, token.end),),
            "own",
        )
    later = _later(scene, head)
    if later is not None:
        return later
    if kind in scene.claimed and _one_in_particular(scene, head):
        back = said_before(scene, head, plural=tree.tags[head] in {"NNS", "NNPS"})
        return back or Found((_unnamed(scene, head),), "unnamed")
    maker = maker_of(scene, head) or made_by(scene, head)
    if maker is not None and kind in scene.claimed:
        return Found((maker,), "maker")
    if (
        set(determiners) & {"the", "this", "these", "both"}
        and kind in scene.claimed
        and tree.deps[head] in {"nsubj", "nsubjpass", "dobj", "pobj"}
        and set(determiners) & {"this", "these", "both"}
    ):
        back = said_before(scene, head, plural=tree.tags[head] in {"NNS", "NNPS"})
        if back is not None:
            return Found(back.subjects, "definite phrase")
    return Found((GENERIC,), "class")


def _one_in_particular(scene: Scene, head: int) -> bool:
    """`the 12 … models`, `the …-ed model`: things that were given to the world, not a class."""
    tree = scene.tree
    first = _phrase_start(scene, head)
    if tree.words[first] not in {"the", "these", "this"}:
        return False
    inside = range(first + 1, head)
    return any(
        (tree.tags[one] == "CD" and tree.tokens[one].text.isdigit())
        or (tree.tokens[one].mention >= 0 and tree.tags[one] == "VBN")
        for one in inside
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
        if token.text == ":":
            names = [
                scene.refer(other)
                for other in tree.tokens[one + 1 :]
                if other.name is not None
                and other.name.kind in scene.nameable
                and not other.name.comparison
            ]
            if names:
                return Found(unique(names), "names after a colon")
    if tree.tokens[-1].text == ":" or scene.discourse.block(scene.block).kind is Kind.HEADING:
        items = [
            one for one in scene.discourse.list_after(scene.block) if one.kind in scene.nameable
        ]
        if items:
            return Found(unique(items), "list")
    return None


def _of_predicate(scene: Scene, at: int) -> Found:
    """`X is …`, `X (…)`, `made X …`, or a fragment that opens with a name."""
    tree = scene.tree
    bracket = _bracketed(scene, at) or _gerund(scene, at)
    if bracket is not None:
        return bracket
    after = _postposed(scene, at)
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
            found = _antecedent(scene, at) or found
        cue = found.cue if "pronoun" in found.cue or found.cue == "definite phrase" else "predicate"
        return Found(found.subjects, cue)
    if tree.deps[at] in {"amod", "acl"} and tree.heads[at] < at:
        return Found(resolve(scene, tree.heads[at]).subjects, "after its noun")
    frame = framed(scene, at)
    return frame or members or Found((GENERIC,), "class")


def _postposed(scene: Scene, at: int) -> Found | None:
    """`X, free to use, open …`: adjectives after a name and a comma."""
    tree = scene.tree
    one = at - 1
    comma = False
    while one >= 0 and at - one <= 8:
        token = tree.tokens[one]
        if token.name is not None:
            if comma and not token.name.comparison and token.name.kind in scene.nameable:
                return Found((scene.refer(token),), "apposition")
            return None
        if token.text in {",", "–", "—"}:
            comma = True
        elif tree.tags[one] not in {"JJ", "RB", "CC", "TO", "VB", "HYPH", "NN"} or token.mention >= 0:
            return None
        one -= 1
    return None


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


def _gerund(scene: Scene, at: int) -> Found | None:
    """`the …-ing of X`."""
    tree = scene.tree
    if at + 1 < len(tree) and tree.words[at + 1] == "of":
        for one in tree.children(at + 1, "pobj"):
            return Found(resolve(scene, one).subjects, "gerund of")
    return None


def _bracketed(scene: Scene, at: int) -> Found | None:
    """`X (open …)`: the term in brackets after a name or noun."""
    tree = scene.tree
    one = at - 1
    while one >= 0 and (
        scene.is_in(one, "degree") or tree.words[one] in {"not", "n't", "an", "a", "now", "is"}
    ):
        one -= 1
    if one < 1 or tree.tokens[one].text not in {"(", "[", "（"}:
        return None
    one -= 1
    while one > 0 and tree.tokens[one].text in {")", "]", "*", '"'}:
        while one > 0 and tree.tokens[one].text not in {"(", "["}:
            one -= 1
        one -= 1
    steps = 0
    while one >= 0 and steps < 3:
        token = tree.tokens[one]
        if token.name is not None and not token.name.comparison:
            return Found((scene.refer(token),), "brackets")
        if not token.word or token.mention >= 0:
            break
        one -= 1
        steps += 1
    last = one + steps
    while steps and not (tree.tokens[last - steps + 1].text[0].isupper()):
        steps -= 1
    if steps and not scene.nouns.kind([tree.tokens[last - steps + 1].lower]):
        return Found((scene.unlisted(last - steps + 1, last, ""),), "brackets")
    return None


def _of_verb(scene: Scene, at: int) -> Found:
    """`open-sourced X`, `X was open-sourced`, `X, open-sourced by Y`."""
    tree = scene.tree
    for one in tree.children(at, "nsubjpass"):
        return Found(resolve(scene, one).subjects, "passive")
    for one in tree.children(at, "dobj", "oprd", "ccomp"):
        return _object(scene, at, one)
    if tree.deps[at] in {"acl", "relcl"}:
        found = _noun_or_climb(scene, tree.heads[at], "participle")
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
            return _noun_or_climb(scene, subject, "passive")
        for one in tree.children(tree.heads[at], "dobj"):
            return _object(scene, at, one)
    if tree.tags[at] == "VBN":
        subject = tree.verb_subject(at)
        if subject is not None:
            return _noun_or_climb(scene, subject, "passive")
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
        if tree.tags[one] in NOUN_TAGS and not any(scene.is_in(two, "breaks") for two in range(at, one))
    }
    if first.reference is Reference.GENERIC and kinds & scene.claimed:
        subject = tree.verb_subject(verb)
        names = [
            scene.refer(token)
            for token in tree.tokens
            if token.name is not None
            and token.name.kind in scene.nameable
            and not token.name.comparison
            and not scene.comparing_before(tree.tokens.index(token))
        ]
        who = scene.named(subject) if subject is not None else None
        if who is not None:
            maker = "organisation" in scene.kinds_of(subject)
            return Found((replace(who, reference=Reference.MADE) if maker else who,), "by its maker")
        if subject is not None and scene.is_in(subject, "first_person"):
            if names:
                return Found(unique(names), "named beside")
            token = tree.tokens[at]
            return Found(
                (
                    SubjectRef(
                        Reference.OWN,
                        token.text,
                        scene.kind_at(at),
                        (),
                        scene.block,
                        token.start,
                        token.end,
                    ),
                ),
                "own",
            )
    if first.reference is Reference.OWN and first.kind not in scene.claimed and (
        not first.kind or first.kind in _OPEN_KINDS
    ):
        kind = next((one for one in sorted(kinds) if one in scene.claimed), first.kind)
        return Found((replace(first, kind=kind),), "own")
    return Found(found.subjects, "object")


def _bare(scene: Scene, at: int) -> Found:
    """The term as a noun: `with open …`, `the definition of open …`."""
    tree = scene.tree
    bracket = _bracketed(scene, at) or _gerund(scene, at)
    if bracket is not None:
        return bracket
    dep, up = tree.deps[at], tree.heads[at]
    if dep == "pobj":
        word = tree.tokens[up].lower
        if word == "as":
            found = _as(scene, tree.heads[up], at)
            if found is not None:
                return found
        if word in {"with", "under", "in", "of"}:
            above = tree.heads[up]
            if tree.tags[above] in NOUN_TAGS:
                found = resolve(scene, above)
                if found.subjects[0].reference is not Reference.GENERIC:
                    return Found(found.subjects, "with")
                climbed = _climb(scene, above)
                return Found(climbed.subjects, "with")
            subject = tree.verb_subject(above)
            for one in tree.children(above, "dobj", "nsubjpass"):
                subject = one
            if subject is not None:
                return Found(resolve(scene, subject).subjects, "with")
    if dep in {"attr", "appos", "oprd"}:
        return _climb(scene, at)
    members = after_class(scene, at)
    if members is not None:
        return members
    frame = framed(scene, at) if dep in {"ROOT", "dep", "npadvmod", "conj", "pobj"} else None
    return frame or Found((GENERIC,), "class")
