"""Names that stand as the examples of a class: lists, brackets, apposition, `called X`."""

from __future__ import annotations

from termcheck.claims.claim import SubjectRef
from termcheck.claims.nouns import ORGANISATION
from termcheck.claims.scene import Found, Scene, unique
from termcheck.claims.tree import NOUN_TAGS

_OPEN = {"(", "[", "（"}
_CLOSE = {")", "]", "）"}
_DASH = {"-", "–", "—", "--", "‑"}
_QUOTE = {'"', "“", "”", "'", "‘", "’", "`", "*", "``", "''"}
_GLUE = {
    ",",
    "and",
    "or",
    "&",
    "/",
    "+",
    "'s",
    "’s",
    "'",
    "’",
    "etc",
    "then",
    "vs",
    "vs.",
    "versus",
    "even",
    "both",
    "plus",
    "the",
    "a",
}
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
        elif token.text in _OPEN:
            depth += 1
        elif token.text in _CLOSE:
            if depth == 0:
                break
            depth -= 1
        elif token.mention >= 0:
            if not found or depth == 0:
                break
        elif token.text in _QUOTE or token.lower in _GLUE or token.text == "\ufffc":
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
    return [one for one in found if one.kind != ORGANISATION]


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
    if token.text in _OPEN:
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
        return after_class(scene, close) if close and close + 1 < size else None
    if token.text == ":":
        return _list(scene, at + 1, "names after a colon")
    return _led(scene, at)


def _skip_gloss(scene: Scene, at: int) -> int:
    tree = scene.tree
    while at < len(tree):
        token = tree.tokens[at]
        if token.text in _OPEN:
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
        if token.text in _QUOTE:
            at += 1
            continue
        break
    return at


def _closing(scene: Scene, at: int) -> int:
    depth = 0
    for one in range(at, len(scene.tree)):
        text = scene.tree.tokens[one].text
        depth += (text in _OPEN) - (text in _CLOSE)
        if depth == 0:
            return one
    return 0


def _led(scene: Scene, at: int) -> Found | None:
    """Names after `such as`, `like`, `including`, `called`, a comma, a dash; a relative between."""
    tree, phrases = scene.tree, scene.cues.phrases
    words = tree.words
    joined = at
    if words[at] in {"and", "or"} and scene.tree.tokens[at - 1].name is None:
        while (
            joined < len(tree) - 1
            and (words[joined] in {"and", "or"} or tree.tags[joined] in NOUN_TAGS | {"JJ", "VBG"})
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
            or tree.tokens[following].text in {",", ":", "."} | _QUOTE | _OPEN
            or words[following] in {"those", "as", "models", "even"}
        ):
            following += max(
                1, phrases[lead].at(words, following), phrases["naming"].at(words, following)
            )
        only_comma = following - at == 1 and words[at] == ","
        linking = words[at] in {"are", "were", "is", "was"}
        found = names_from(scene, following)
        if not found:
            if lead == "naming" and following < len(tree) and tree.tags[following] == "NNP":
                return Found((scene.unlisted(following, following, ""),), "called")
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


def _apposition(scene: Scene, comma: int, following: int) -> bool:
    """Whether the name after a comma explains the class before it, and is not a new clause."""
    tree = scene.tree
    if tree.tokens[following].name is None:
        return False
    if tree.deps[following] in {"appos", "conj", "npadvmod"} and tree.heads[following] < comma:
        return True
    end = following
    while end + 1 < len(tree) and tree.tokens[end + 1].text not in {",", ".", ";", ")"}:
        end += 1
        if tree.tags[end].startswith("VB") or tree.tags[end] == "MD":
            return False
    return tree.deps[following] not in {"nsubj", "nsubjpass"}


def _list(scene: Scene, at: int, cue: str) -> Found | None:
    found = names_from(scene, at)
    return Found(unique(found), cue) if found else None


def before_class(scene: Scene, first: int) -> Found | None:
    """Return the names of `A, B and other … models`, whose noun phrase starts at `first`."""
    tree = scene.tree
    if first < 1 or (
        tree.words[first] not in {"other", "another", "similar"}
        and tree.words[first - 1] not in {"other", "another", "similar"}
    ):
        return None
    at = first - (tree.words[first] not in {"other", "another", "similar"})
    while at > 0 and tree.words[at - 1] in {
        "and",
        "or",
        ",",
        "many",
        "several",
        "various",
        "most",
        "all",
        "any",
    }:
        at -= 1
    if at <= 0 or tree.words[at] not in {"and", "or", ","}:
        return None
    found: list[SubjectRef] = []
    one = at - 1
    gap = 0
    while one >= 0:
        token = tree.tokens[one]
        if token.name is not None:
            if scene.comparing_before(one) and not found:
                break
            found.insert(0, scene.refer(token))
            gap = 0
        elif token.lower in _GLUE or token.text in _QUOTE | _CLOSE | _OPEN:
            pass
        elif tree.tags[one] in _LIST_TAGS and gap < 2:
            gap += 1
        else:
            break
        one -= 1
    return Found(unique(found), "and other") if found else None
