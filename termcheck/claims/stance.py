"""How the writer stands to what is said: asserted, denied, reported, talked about, or only thought."""

from __future__ import annotations

import re
from typing import NamedTuple

from termcheck.claims.claim import Stance
from termcheck.claims.scene import Scene
from termcheck.claims.tree import NOUN_TAGS, SUBJECT_DEPS, VERB_TAGS
from termcheck.document import Scope

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|«[^»]*»|``[^']*''")
_NONE = {"no", "none", "neither", "nothing", "nobody"}
_TIGHT = 3
"""Words besides the term and its noun that scare quotes may hold."""


class Decided(NamedTuple):
    """A stance, and the words that decided it."""

    stance: Stance
    cue: str


def find_stance(
    scene: Scene, at: int, head: int, *, named: bool, given: bool = False
) -> Decided:
    """Return the stance to the term at the token `at`, which belongs to the noun `head`."""
    for rule in (_mentioned, _negated, _quoted, _question):
        found = rule(scene, at, head)
        if found is not None:
            return found
    for later in (_conditional,) if given else (_attributed, _conditional):
        found = later(scene, at, head, named)
        if found is not None:
            return found
    return Decided(Stance.ASSERTED, "")


def _window(scene: Scene, at: int, size: int) -> int:
    """Return the first token of the clause before a mention, at most `size` tokens back."""
    start = max(0, at - size)
    for one in range(at - 1, start - 1, -1):
        if scene.is_in(one, "breaks") and not scene.tree.tokens[one].text == "-":
            return one + 1
    return start


def _path(scene: Scene, at: int) -> list[int]:
    return list(scene.tree.path(at))


# --- Talk about the term


def _mentioned(scene: Scene, at: int, head: int) -> Decided | None:
    tree = scene.tree
    words = tree.words
    start = max(0, at - 8)
    found = scene.cues.phrases["mention.before"].last(words, start, at)
    if found is not None and all(
        tree.tokens[one].text in {'"', "“", "'", "‘", "*", "(", "``", "`"}
        or words[one] in {"a", "an", "the", "truly", "real", "true", "really", ",", "of"}
        or scene.is_in(one, "degree", "linking_verbs")
        or tree.tokens[one].mention >= 0
        or words[one] in {"and", "or", "from", "vs"}
        or scene.nouns.kind([words[one]]) in scene.claimed
        for one in range(found[1], at)
    ):
        cue = " ".join(words[found[0] : found[1]])
        return Decided(Stance.MENTIONED, cue)
    if head != at and scene.is_in(head, "mention.nouns"):
        return Decided(Stance.MENTIONED, words[head])
    after = head + 1
    while after < len(tree) and tree.tokens[after].text in {'"', "”", "'", "’", ")", "*"}:
        after += 1
    if after < len(tree) and (head == at or _leads(scene, at) or (at and words[at - 1] in {"what", "how"})):
        size = scene.cues.phrases["mention.after"].at(words, after)
        if not size and after + 1 < len(tree) and scene.is_in(after, "degree"):
            size = scene.cues.phrases["mention.after"].at(words, after + 1)
        if size:
            return Decided(Stance.MENTIONED, " ".join(words[after : after + size]))
    path = _path(scene, at)
    for one in path[1:]:
        if (
            words[one] in scene.cues.sets["attribution.naming_verbs"]
            and tree.tags[one] in VERB_TAGS
        ):
            subject = tree.verb_subject(one)
            if (
                subject is not None
                and scene.is_in(subject, "first_person")
                and any(
                    words[child] == "as" and child in path for child in tree.children(one, "prep")
                )
            ):
                return Decided(Stance.MENTIONED, words[one])
    if _definition(scene, at, head):
        return Decided(Stance.MENTIONED, "definition")
    return None


def _leads(scene: Scene, at: int) -> bool:
    """Whether nothing but an article stands between the start of the clause and the term."""
    tree = scene.tree
    one = at - 1
    while one >= 0 and (tree.tags[one] in {"DT", "``", "RB"} or not tree.tokens[one].word):
        if tree.tokens[one].text in {",", ";", ":", "."}:
            return True
        one -= 1
    return one < 0


def _definition(scene: Scene, at: int, head: int) -> bool:
    """`An open-weight model is a model whose …`: a class as subject, a class as predicate."""
    tree = scene.tree
    if tree.deps[head] != "nsubj" or not _leads(scene, at):
        return False
    verb = tree.heads[head]
    if tree.tokens[verb].lower not in {"is", "are"}:
        return False
    for one in tree.children(verb, "attr"):
        clause = tree.children(one, "relcl", "acl")
        if (
            clause
            and tree.tokens[one].name is None
            and scene.nouns.kind([tree.tokens[one].lower]) not in {"other"}
        ):
            return True
    return False


# --- Denial


def _negated(scene: Scene, at: int, head: int) -> Decided | None:
    tree, words = scene.tree, scene.tree.words
    path = _path(scene, at)
    on_path = _governors(scene, path) | {at, head}
    sets = scene.cues.sets
    start = _window(scene, at, 14)
    for one in range(at - 1, max(-1, at - 40), -1):
        if words[one] not in sets["negation.words"] or _excused(scene, one):
            continue
        if (
            tree.heads[one] in on_path
            or (one >= start and at - one <= 2)
            or _denies(scene, one, at, start)
        ):
            return Decided(Stance.NEGATED, words[one])
    denied = _denied_subject(scene, path)
    if denied:
        return Decided(Stance.NEGATED, denied)
    found = scene.cues.phrases["negation.phrases"].last(words, start, at)
    if found is not None and not _in_subject_of_other(scene, found[0], at):
        return Decided(Stance.NEGATED, " ".join(words[found[0] : found[1]]))
    found = scene.cues.phrases["negation.after"].first(words, head + 1, min(len(tree), head + 8))
    if found is not None and not _excused(scene, found[1] - 1) and _follows(scene, at, head, found[0]):
        return Decided(Stance.NEGATED, " ".join(words[found[0] : found[1]]))
    return None


def _denied_subject(scene: Scene, path: list[int]) -> str:
    """Return the word by which the subject of the term's clause is none: `no model is …`."""
    tree = scene.tree
    for one in path:
        if tree.tags[one] not in VERB_TAGS and one != path[0]:
            continue
        for child in tree.children(one):
            if tree.deps[child] not in SUBJECT_DEPS or child >= path[0]:
                continue
            first = min(tree.below(child))
            for two in range(max(0, first - 1), child + 1):
                if tree.words[two] in _NONE and not _excused(scene, two):
                    return tree.words[two]
            return ""
    return ""


def _governors(scene: Scene, path: list[int]) -> set[int]:
    """Words whose denial reaches the term: what governs it, except over joined clauses."""
    tree = scene.tree
    reached: set[int] = set()
    skip = False
    for place, one in enumerate(path):
        if not skip:
            reached.add(one)
        skip = False
        dep = tree.deps[one]
        if dep in SUBJECT_DEPS and place:
            # "Models that are not … are open": inside the subject nothing above denies it.
            pass
        if dep in {"conj", "advcl", "relcl", "parataxis"} and tree.tags[one] in VERB_TAGS:
            if dep == "relcl" or dep == "advcl":
                break
            skip = True
        if dep in SUBJECT_DEPS:
            break
        if dep == "appos":
            break
    return reached


def _excused(scene: Scene, at: int) -> bool:
    words = scene.tree.words
    excuses = scene.cues.phrases["negation.not_"]
    return bool(excuses.at(words, at)) or (at > 0 and excuses.at(words, at - 1) > 1)


def _denies(scene: Scene, one: int, at: int, start: int) -> bool:
    """Whether a determiner (`no`, `none of`) or prefix right before the phrase denies it."""
    tree = scene.tree
    if one < start:
        return False
    if tree.words[one] in {
        "no",
        "neither",
        "none",
        "nor",
        "hardly",
        "without",
        "semi",
        "pseudo",
        "quasi",
        "so-called",
    }:
        between = range(one + 1, at)
        return (
            all(
                tree.tags[two]
                in {
                    "JJ",
                    "JJS",
                    "RB",
                    "RBS",
                    "RBR",
                    "DT",
                    "CC",
                    "CD",
                    "IN",
                    "HYPH",
                    ",",
                    "NN",
                    "PRP",
                }
                and tree.tags[two] not in VERB_TAGS
                for two in between
            )
            and at - one <= 7
        )
    return False


def _in_subject_of_other(scene: Scene, cue: int, at: int) -> bool:
    tree = scene.tree
    for one in range(cue, at):
        if tree.tags[one] in {"MD", "VBZ", "VBP", "VBD"} and tree.tokens[one].text not in {"'s"}:
            if any(
                tree.deps[child] in SUBJECT_DEPS and child > cue for child in tree.children(one)
            ):
                return True
    return False


def _follows(scene: Scene, at: int, head: int, cue: int) -> bool:
    """Whether a denial after the term has the term's phrase as its subject."""
    tree = scene.tree
    word = tree.words[cue]
    if word in {"is", "does"}:
        return (
            tree.deps[head] in SUBJECT_DEPS
            and tree.heads[head] in {cue, *tree.path(cue)}
            and _leads(scene, at)
        )
    return all(not scene.is_in(one, "breaks") for one in range(head + 1, cue))


# --- Somebody else's words


def _quoted(scene: Scene, at: int, head: int) -> Decided | None:
    token = scene.tree.tokens[at]
    text = scene.discourse.text(scene.block)
    block = scene.discourse.block(scene.block)
    for quote in _QUOTED.finditer(text):
        if quote.start() < token.start and token.end < quote.end():
            inside = text[quote.start() + 1 : quote.end() - 1]
            around = (
                text[quote.start() + 1 : token.start] + text[token.end : quote.end() - 1]
            ).split()
            if len(around) <= _TIGHT:
                if "whether" in scene.tree.words[:at]:
                    return Decided(Stance.CONDITIONAL, "whether")
                return Decided(Stance.ATTRIBUTED, "quotation marks")
            key = text[: quote.start()].rstrip()
            if key[-1:] in {":", "="} and key[:-1].strip().isalnum() and key[:1].islower():
                continue
            if len(inside) < len(text) - 4 or len(around) > 8:
                return Decided(Stance.ATTRIBUTED, "quotation")
    if text.count("“") == 1 and "”" not in text and text.index("“") < token.start:
        return Decided(Stance.ATTRIBUTED, "quotation")
    if Scope.QUOTE in block.scopes:
        return Decided(Stance.ATTRIBUTED, "block quote")
    return None


def _attributed(scene: Scene, at: int, head: int, named: bool) -> Decided | None:
    tree, words, sets = scene.tree, scene.tree.words, scene.cues.sets
    path = _path(scene, at)
    for place, one in enumerate(path[1:], 1):
        below = path[place - 1]
        dep = tree.deps[below]
        if dep in SUBJECT_DEPS and named:
            break
        if words[one] in sets["attribution.verbs"] and one != at:
            subject = tree.verb_subject(one)
            if subject is not None and scene.is_in(subject, "first_person"):
                continue
            if subject is None and tree.tags[one] in {"VB", "VBP"} and tree.deps[one] == "ROOT":
                # An imperative: "Note that …".
                continue
            if dep in {"ccomp", "parataxis"} and tree.tags[below] in VERB_TAGS | {
                "JJ",
                "NN",
                "NNS",
                "NNP",
            }:
                return Decided(Stance.ATTRIBUTED, words[one])
            if words[one] in sets["attribution.naming_verbs"] and dep in {
                "oprd",
                "prep",
                "attr",
                "acomp",
                "ccomp",
                "xcomp",
            }:
                if dep == "prep" and words[below] not in {"as", "to"}:
                    continue
                if dep == "xcomp" and any(tree.deps[two] == "pobj" for two in path[:place]):
                    continue
                if dep == "dobj" and below != head and tree.tokens[below].mention < 0:
                    continue
                return Decided(Stance.ATTRIBUTED, words[one])
        if words[one] in sets["attribution.nouns"] and dep in {"acl", "ccomp", "relcl"}:
            return Decided(Stance.ATTRIBUTED, words[one])
        if (
            words[one] in sets["mention.after"]
            and dep in {"dobj", "pobj", "ccomp", "prep"}
            and below in {at, head}
        ):
            return Decided(Stance.MENTIONED, words[one])
    # A report without a parse of its own: "…, says X", "X says: …".
    start = _window(scene, at, 25)
    lead = at - 1
    while lead > 0 and (tree.tags[lead] in {"DT", "JJ", "JJS", "RB", "RBS", "PRP$"} or words[lead] == "being"):
        lead -= 1
    if lead > 0 and words[lead] == "as":
        for one in range(start, lead):
            if words[one] in sets["attribution.naming_verbs"] and tree.tags[one] in VERB_TAGS:
                subject = tree.verb_subject(one)
                if subject is None or not scene.is_in(subject, "first_person"):
                    return Decided(Stance.ATTRIBUTED, words[one])
    found = scene.cues.phrases["attribution.phrases"].last(words, 0, at)
    if found is not None:
        return Decided(Stance.ATTRIBUTED, " ".join(words[found[0] : found[1]]))
    tail = scene.cues.phrases["attribution.phrases"].first(words, head + 1, len(words))
    if tail is not None and words[tail[0]] == "according" and tail[0] >= start:
        return Decided(Stance.ATTRIBUTED, "according to")
    return None


# --- Plans, conditions, questions


def _question(scene: Scene, at: int, head: int) -> Decided | None:
    closing = {'"', "”", ")", "*", "'"}
    last = next((t for t in reversed(scene.tree.tokens) if t.text not in closing), None)
    if last is not None and last.text == "?":
        return Decided(Stance.CONDITIONAL, "?")
    return None


def _conditional(scene: Scene, at: int, head: int, named: bool) -> Decided | None:
    tree, words, sets = scene.tree, scene.tree.words, scene.cues.sets
    path = _path(scene, at)
    for place, one in enumerate(path):
        for child in tree.children(one):
            if (
                tree.deps[child] == "mark"
                and words[child] in sets["condition.marks"]
                and (one == at or tree.tags[one] in VERB_TAGS or one == head)
                and (not named or _reaches(scene, one, at, head, "", named))
            ):
                return Decided(Stance.CONDITIONAL, words[child])
            if (
                tree.tags[child] == "MD"
                and words[child] in sets["condition.modals"]
                and child < at
                and _reaches(scene, one, at, head, words[child], named)
            ):
                return Decided(Stance.CONDITIONAL, words[child])
        dep = tree.deps[one]
        if dep in SUBJECT_DEPS or dep in {"appos", "relcl"} and place:
            break
        if dep == "pcomp" and words[tree.heads[one]] == "for":
            # "thanked X for …-ing Y": it happened.
            break
        above = tree.heads[one]
        if (
            above != one
            and words[above] in sets["condition.verbs"]
            and dep in {"xcomp", "ccomp", "dobj", "pcomp", "prep", "advcl"}
        ):
            if (
                tree.tags[above] in VERB_TAGS
                and not (
                    named
                    and not _used_as_verb(scene, at)
                    and not _reaches(scene, one, at, head, "", named)
                )
                and (dep != "advcl" or _infinitive(scene, one))
            ):
                return Decided(Stance.CONDITIONAL, words[above])
        if (
            dep == "prep"
            and place
            and tree.tags[one] == "IN"
            and tree.tags[tree.heads[one]] not in VERB_TAGS
            and words[one] not in {"as", "of", "to"}
        ):
            break
    tail = scene.cues.phrases["condition.after"].first(words, head + 1, len(words))
    if tail is not None and not any(scene.is_in(one, "breaks") or words[one] in {",", "that", "which"} for one in range(head + 1, tail[0])):
        return Decided(Stance.CONDITIONAL, " ".join(words[tail[0] : tail[1]]))
    start = _window(scene, at, 10)
    found = scene.cues.phrases["condition.phrases"].last(words, start, at)
    if found is not None:
        return Decided(Stance.CONDITIONAL, " ".join(words[found[0] : found[1]]))
    if tree.words[0] in sets["condition.marks"] and not any(
        token.text == "," for token in tree.tokens[:at]
    ):
        return Decided(Stance.CONDITIONAL, tree.words[0])
    return None


def _used_as_verb(scene: Scene, at: int) -> bool:
    return scene.tree.tags[at] in VERB_TAGS and scene.tree.deps[at] not in {"amod", "acl"}


def _infinitive(scene: Scene, at: int) -> bool:
    return any(scene.tree.tags[child] == "TO" for child in scene.tree.children(at))


def _reaches(scene: Scene, verb: int, at: int, head: int, modal: str, named: bool) -> bool:
    """Whether what is only planned or wished is that something is so, not what is done with it.

    "We will use open … models like X" says that X is open now; "X will be open" does not.
    """
    tree = scene.tree
    if verb in {at, head} or scene.is_in(verb, "linking_verbs", "causing_verbs"):
        return True
    if scene.is_in(verb, "release_verbs") and tree.heads[head] == verb:
        return True
    if any(tree.tokens[one].lower == "be" for one in tree.children(verb, "auxpass")):
        return tree.deps[head] in {"oprd", "attr", "acomp"}
    return modal in {"should", "must", "would", "ought", ""} and not named
