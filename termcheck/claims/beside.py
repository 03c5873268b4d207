"""Subjects right beside a term: names in its phrase, in front of its brackets or comma."""

from __future__ import annotations

from termcheck.claims.claim import SubjectRef
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import PHRASE_TAGS

_SEPARATORS = {",", "(", "–", "—", "-", "--", "---"}


def names_inside(scene: Scene, at: int, head: int) -> Found | None:
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


def after_comma(scene: Scene, head: int) -> Found | None:
    """`X, a … model, …`: the phrase opens right after a name and a comma."""
    tree = scene.tree
    first = phrase_start(scene, head)
    if first > 1 and tree.tokens[first].text in {"'s", "’s"}:
        first += 1
    if (
        first > 2
        and tree.tokens[first - 1].text in {"'s", "’s"}
        and tree.tokens[first - 2].name is not None
    ):
        first -= 2
    if first > 2 and tree.words[first - 1] == "of" and scene.is_in(first - 2, "transparent"):
        first -= 2
        if scene.is_in(first - 1, "small_words.phrase_openers"):
            first -= 1
    if first < 2 or tree.tokens[first - 1].text not in _SEPARATORS:
        return None
    if not scene.is_in(first, "small_words.phrase_openers") and tree.tokens[first].name is None:
        return None
    token = tree.tokens[first - 2]
    if scene.nouns.kind([token.lower]) in scene.claimed and first > 2 and token.name is None:
        token = tree.tokens[first - 3]
    if token.text in {")", '"', "”"}:
        steps = first - 3
        while steps > 0 and tree.tokens[steps].text not in {"(", "“", '"'}:
            steps -= 1
        token = tree.tokens[steps - 1] if steps > 0 else token
    if token.name is None or token.name.comparison or token.name.kind in scene.nouns.makers:
        return None
    if tree.deps[head] != "appos" and scene.comparing_before(tree.tokens.index(token)):
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
    while one >= 0 and (
        tree.tokens[one].name is not None or tree.words[one] in {",", "and", "or", "&", "'s"}
    ):
        token = tree.tokens[one]
        if (
            token.name is not None
            and not token.name.comparison
            and token.name.kind in scene.nameable
        ):
            names.insert(0, scene.refer(token))
        one -= 1
    return names or [scene.refer(tree.tokens[last])]


def phrase_start(scene: Scene, head: int) -> int:
    """Return the first token of a noun phrase by its words: back to its determiner."""
    tree = scene.tree
    one = head
    while one > 0 and (
        tree.tags[one] not in {"DT", "PRP$"}
        and (
            tree.tags[one - 1] in PHRASE_TAGS | {"DT", "PRP$", "RB", "POS", "CC", ","}
            or tree.tokens[one - 1].mention >= 0
            or tree.tokens[one - 1].text in {"-", "(", ")"}
            or (tree.tags[one - 1] in {"VBG", "VBN"} and tree.deps[one - 1] == "amod")
        )
        and not (tree.tokens[one - 1].text == "," and tree.tags[one] in {"DT", "PRP$", "CD"})
        and tree.tokens[one - 1].name is None
    ):
        one -= 1
    return one


def bracketed(scene: Scene, at: int) -> Found | None:
    """`X (open …)`: the term in brackets after a name or noun."""
    tree = scene.tree
    one = at - 1
    while one >= 0 and (scene.is_in(one, "degree", "small_words.before_bracketed")):
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


def postposed(scene: Scene, at: int) -> Found | None:
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
        elif (
            tree.tags[one] not in {"JJ", "RB", "CC", "TO", "VB", "HYPH", "NN"} or token.mention >= 0
        ):
            return None
        one -= 1
    return None
