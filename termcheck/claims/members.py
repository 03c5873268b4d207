"""Names given as members of a class: `models such as X`, `models (X, Y)`, `a model called X`."""

from __future__ import annotations

from itertools import pairwise

from termcheck.claims.listing import CLOSING, OPENING, QUOTES, names_from
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import NOUN_TAGS, SUBJECT_DEPS

_FINITE = {"VBZ", "VBP", "VBD", "MD"}
_FARTHEST = 14
"""Words between a class and the lead of its examples."""
_NEAR = 6
"""The same for a class in the singular: `a model from Acme like X`."""
_DASH = {"-", "–", "—", "--", "‑"}


def after_class(scene: Scene, head: int) -> Found | None:
    """Return the names given as members of the class whose noun phrase ends at `head`."""
    tree = scene.tree
    at = head + 1
    size = len(tree)
    # A second noun in brackets or its short form: "large language models (LLMs) such as".
    at = _skip_gloss(scene, at)
    if at >= size:
        return None
    token = tree.tokens[at]
    if token.name is not None and not scene.comparing_before(at):
        if token.name.kind in scene.nameable or scene.kind_at(head):
            return _list(scene, at, "beside the term")
        return None
    if token.text in OPENING:
        inner = at + 1
        while inner < size and (
            scene.cues.phrases["example_leads"].at(tree.words, inner)
            or tree.tokens[inner].text in {",", ":", "."}
        ):
            inner += max(1, scene.cues.phrases["example_leads"].at(tree.words, inner))
        found = names_from(scene, inner)
        if found:
            return Found(unique(found), "names in brackets")
        close = _closing(scene, at)
        inside = scene.names_in(inner, close)
        led = inner > at + 1 or (inner < size and tree.tokens[inner].name is not None)
        listed = led and scene.kind_at(head) in scene.claimed
        if inside and listed:
            return Found(unique(inside), "names in brackets")
        return after_class(scene, close) if close and close + 1 < size else None
    if token.text == ":":
        if tree.tokens[head].mention >= 0 and _clause_follows(scene, at + 1):
            # "…: both X and Y can be downloaded" is what it says of them, not a list of them.
            return None
        return _list(scene, at + 1, "names after a colon")
    return _led(scene, at, scene.kind_at(head)) or _led_later(scene, head, at) or _dashed(scene, at)


def _led_later(scene: Scene, head: int, at: int) -> Found | None:
    """`models in production today, including X`: something stands between a class and its lead."""
    tree = scene.tree
    plural = tree.tags[head] in {"NNS", "NNPS"}
    for one in range(at, min(len(tree), at + (_FARTHEST if plural else _NEAR))):
        token = tree.tokens[one]
        size = scene.cues.phrases["example_leads_far"].at(tree.words, one)
        dash = token.text in _DASH and one + 1 < len(tree) and tree.tokens[one + 1].name is not None
        if size or token.text == ":" or dash:
            if one and scene.kind_at(one - 1) in scene.claimed and one - 1 != head:
                return None
            names = names_from(scene, one + max(1, size))
            meant = [name for name in names if name.kind in scene.nameable]
            return Found(unique(meant), "example list") if meant else None
        if token.name is not None and token.name.kind in scene.nameable:
            return None
        if token.mention >= 0 or token.text in {".", ";", "!", "?"}:
            return None
        if tree.tags[one] in _FINITE and not _comes_out(scene, head, one):
            return None
    return None


def _comes_out(scene: Scene, head: int, verb: int) -> bool:
    """Whether a class is said to be there and no more: `many models have emerged, such as X`."""
    tree = scene.tree
    clause = tree.heads[head]
    if clause not in (verb, tree.heads[verb]) or tree.deps[head] not in SUBJECT_DEPS:
        return False
    return not tree.children(clause, "dobj", "attr", "acomp", "xcomp", "ccomp", "oprd")


def _clause_follows(scene: Scene, at: int) -> bool:
    tree = scene.tree
    return any(
        tree.tags[one] == "MD" or (tree.tags[one] in _FINITE and tree.is_verb(one))
        for one in range(at, min(len(tree), at + _FARTHEST))
    )


def _dashed(scene: Scene, at: int) -> Found | None:
    """`The models you can run — X and Y — are …`: names between two dashes."""
    tree = scene.tree
    dashes = [
        one
        for one in range(at, min(len(tree), at + 2 * _FARTHEST))
        if tree.tokens[one].text in _DASH - {"-", "‑"}
    ]
    if len(dashes) < 2 or any(tree.tags[one] in _FINITE for one in range(at, dashes[0])):
        return None
    names = names_from(scene, dashes[0] + 1, limit=dashes[1])
    meant = [name for name in names if name.kind in scene.nameable]
    return Found(unique(meant), "names after a dash") if meant else None


def _skip_gloss(scene: Scene, at: int) -> int:
    tree = scene.tree
    while at < len(tree):
        token = tree.tokens[at]
        if token.text in OPENING:
            close = _closing(scene, at)
            if (
                close
                and close - at <= 4
                and not any(
                    tree.tokens[one].name or tree.tokens[one].mention >= 0
                    for one in range(at, close)
                )
            ):
                at = close + 1
                continue
        if token.text in QUOTES:
            at += 1
            continue
        break
    return at


def _closing(scene: Scene, at: int) -> int:
    depth = 0
    for one in range(at, len(scene.tree)):
        text = scene.tree.tokens[one].text
        depth += (text in OPENING) - (text in CLOSING)
        if depth == 0:
            return one
    return 0


def _led(scene: Scene, at: int, kind: str) -> Found | None:
    """Names after `such as`, `like`, `including`, `called`, a comma, a dash; a relative between."""
    tree, phrases = scene.tree, scene.cues.phrases
    words = tree.words
    joined = at
    if scene.is_in(at, "small_words.coordinators") and scene.tree.tokens[at - 1].name is None:
        while (
            joined < len(tree) - 1
            and (
                scene.is_in(joined, "small_words.coordinators")
                or tree.tags[joined] in NOUN_TAGS | {"JJ", "VBG"}
            )
            and tree.tokens[joined].name is None
            and joined - at < 6
        ):
            joined += 1
        if phrases["naming"].at(words, joined):
            at = joined
    for lead in ("naming", "example_leads"):
        size = phrases[lead].at(words, at)
        if not size:
            continue
        following = at + size
        # ", such as", ", including", ", e.g.", ", like", ", namely"
        while following < len(tree) and (
            phrases[lead].at(words, following)
            or phrases["naming"].at(words, following)
            or tree.tokens[following].text in {",", ":", "."} | QUOTES | OPENING
            or scene.is_in(following, "small_words.list_fillers")
            or scene.nouns.kind([words[following]]) in scene.claimed
        ):
            following += max(
                1, phrases[lead].at(words, following), phrases["naming"].at(words, following)
            )
        only_comma = following - at == 1 and words[at] == ","
        linking = scene.is_in(at, "small_words.being")
        found = names_from(scene, following)
        if not found:
            if following < len(tree) and tree.tags[following] == "NNP":
                if lead == "naming":
                    return Found((scene.unlisted(following, following, ""),), "called")
                if kind in scene.nameable and _coined(scene, following):
                    return Found((scene.unlisted(following, following, kind),), "example list")
            return None
        if only_comma and not _apposition(scene, at, following):
            return None
        if linking and tree.tags[following] not in {"NNP", "DT"}:
            return None
        cue = "called" if lead == "naming" else "example list"
        return Found(unique(found), cue)
    if tree.tokens[at].text in _DASH:
        return _list(scene, at + 1, "names after a dash")
    return None


def _coined(scene: Scene, at: int) -> bool:
    """Whether a word nobody recorded is written as a name is, and stands for itself: `AcmeNet`."""
    tree, text = scene.tree, scene.tree.tokens[at].text
    owner = bool(tree.children(at, "case")) or tree.deps[at] in SUBJECT_DEPS
    inner = any(one.islower() and other.isupper() for one, other in pairwise(text))
    return inner and text[0].isupper() and tree.tokens[at].name is None and not owner


def _apposition(scene: Scene, comma: int, following: int) -> bool:
    """Whether the name after a comma explains the class before it, and is not a new clause."""
    tree = scene.tree
    if tree.tokens[following].name is None and tree.tags[following] != "NNP":
        return False
    if tree.deps[following] == "conj" and _coordinated(scene, comma, following):
        return False
    if tree.deps[following] in {"appos", "conj", "npadvmod"} and tree.heads[following] < comma:
        return True
    end = following
    while end + 1 < len(tree) and tree.tokens[end + 1].text not in {",", ".", ";", ")"}:
        end += 1
        if tree.tags[end].startswith("VB") or tree.tags[end] == "MD":
            return False
    return tree.deps[following] not in {"nsubj", "nsubjpass"}


def _coordinated(scene: Scene, comma: int, following: int) -> bool:
    """Whether a name after a comma stands beside a bare class: `models, X and Y`."""
    tree = scene.tree
    head = tree.heads[following]
    bare = tree.tags[head] == "NNS" and not any(
        tree.tags[one] in {"DT", "CD", "PRP$"} for one in tree.children(head)
    )
    last = max(tree.coordinated(following))
    closed = last + 1 < len(tree) and tree.tokens[last + 1].text == ","
    return bare and head < comma and not closed


def _list(scene: Scene, at: int, cue: str) -> Found | None:
    found = names_from(scene, at)
    return Found(unique(found), cue) if found else None
