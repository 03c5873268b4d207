"""Lists of names: where one starts and ends, and the one before `… and other models`."""

from __future__ import annotations

from termcheck.claims.claim import SubjectRef
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import NOUN_TAGS

OPENING = {"(", "[", "（"}
CLOSING = {")", "]", "）"}
QUOTES = {'"', "“", "”", "'", "‘", "’", "`", "*", "``", "''"}
_LIST_TAGS = NOUN_TAGS | {"CD", "JJ", "DT", "POS", "CC", "PRP$", "RB", "HYPH", "LS", "SYM"}
_GAP = 6
"""Words that may stand between two names of one list."""


def names_from(scene: Scene, at: int, *, limit: int = 0) -> list[SubjectRef]:
    """Return the names of the list that starts at a token; empty when none starts there.

    A list goes on over commas, `and`, brackets, makers and the nouns of its members, and ends with
    a verb, a preposition or a stop. `limit` is one past the last token that may belong to it.
    """
    tree = scene.tree
    found: list[SubjectRef] = []
    if at < len(tree) and tree.words[at] in {"from", "by", "of"}:
        return []
    end = limit or len(tree)
    depth = gap = 0
    while at < end:
        token = tree.tokens[at]
        if token.name is not None:
            if not token.name.comparison:
                found.append(scene.refer(token))
            gap = 0
        elif token.text in OPENING:
            depth += 1
        elif token.text in CLOSING:
            if depth == 0:
                break
            depth -= 1
        elif token.mention >= 0:
            if not found or depth == 0:
                break
        elif (
            token.text in QUOTES
            or scene.is_in(at, "small_words.list_glue")
            or token.text == "\ufffc"
        ):
            pass
        elif depth:
            gap += 1
        elif _unlisted_name(scene, at, found):
            found.append(scene.unlisted(at, at, ""))
            gap = 0
        elif tree.tags[at] in _LIST_TAGS and not scene.is_in(at, "linking_verbs"):
            gap += 1
            if gap > (_GAP if found else 4):
                break
        elif token.lower in {"from", "by", "of"} and _maker_follows(scene, at):
            at += 1
        else:
            break
        at += 1
    return [one for one in found if one.kind not in scene.nouns.makers]


def _maker_follows(scene: Scene, at: int) -> bool:
    following = at + 1
    if following >= len(scene.tree):
        return False
    name = scene.tree.tokens[following].name
    return name is not None or scene.tree.tags[following] == "NNP"


def _unlisted_name(scene: Scene, at: int, found: list[SubjectRef]) -> bool:
    """Whether a token looks like a name nobody recorded, between the commas of a list."""
    tree = scene.tree
    token = tree.tokens[at]
    if not found or not token.word or tree.tags[at] not in {"NNP", "NNPS"}:
        return False
    before = tree.tokens[at - 1].lower if at else ""
    after = tree.tokens[at + 1].lower if at + 1 < len(tree) else "."
    return (
        token.text[0].isupper()
        and not scene.nouns.kind([token.lower])
        and before in {",", "and", "or", "/", "&"}
        and after in {",", "and", "or", ".", ")", "/", "&", ";"}
    )


def before_class(scene: Scene, first: int) -> Found | None:
    """Return the names of `A, B and other … models`, whose noun phrase starts at `first`."""
    tree = scene.tree
    if first < 1 or not any(scene.is_in(one, "small_words.others") for one in (first, first - 1)):
        return None
    at = first - (not scene.is_in(first, "small_words.others"))
    while at > 0 and scene.is_in(at - 1, "small_words.before_others"):
        at -= 1
    joined = scene.is_in(at, "small_words.coordinators") or tree.words[at] == ","
    if at <= 0 or not joined:
        return None
    found: list[SubjectRef] = []
    one = at - 1
    gap = 0
    while one >= 0:
        token = tree.tokens[one]
        if token.name is not None:
            found.insert(0, scene.refer(token))
            gap = 0
        elif scene.is_in(one, "small_words.list_glue") or token.text in QUOTES | CLOSING | OPENING:
            pass
        elif tree.tags[one] in _LIST_TAGS and gap < 2:
            gap += 1
        else:
            break
        one -= 1
    return Found(unique(found), "and other") if found else None
