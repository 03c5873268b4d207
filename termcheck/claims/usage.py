"""Talk about the term itself: `the term …`, `… means`, a definition."""

from __future__ import annotations

from termcheck.claims.beside import phrase_start
from termcheck.claims.claim import Stance
from termcheck.claims.decided import Decided, leads_clause
from termcheck.claims.scene import Scene
from termcheck.claims.tree import NOUN_TAGS, VERB_TAGS


def talked_of(scene: Scene, at: int, head: int) -> Decided | None:
    """Return a mention when the sentence is about the term, not about what it is said of."""
    tree = scene.tree
    words = tree.words
    start = max(0, at - 8)
    found = scene.cues.phrases["mention.before"].last(words, start, at)
    if found is not None and all(
        tree.tokens[one].text in {'"', "“", "'", "‘", "*", "(", "``", "`"}
        or scene.is_in(one, "mention.fillers", "degree", "linking_verbs")
        or tree.tokens[one].mention >= 0
        or (words[found[1] - 1] == "between" and tree.tags[one] in NOUN_TAGS | {"JJ"})
        or scene.nouns.kind([words[one]]) in scene.claimed
        for one in range(found[1], at)
    ):
        cue = " ".join(words[found[0] : found[1]])
        return Decided(Stance.MENTIONED, cue)
    if head != at and scene.is_in(head, "mention.nouns"):
        return Decided(Stance.MENTIONED, words[head])
    closing = {'"', "”", "'", "’"}
    base = at if at + 1 < len(tree) and tree.tokens[at + 1].text in closing else head
    after = base + 1
    while after < len(tree) and tree.tokens[after].text in {'"', "”", "'", "’", ")", "*"}:
        after += 1
    if after < len(tree) and (
        base == at or leads_clause(scene, at) or scene.is_in(at - 1, "mention.openers")
    ):
        size = scene.cues.phrases["mention.after"].at(words, after)
        if not size and after + 1 < len(tree) and scene.is_in(after, "degree"):
            size = scene.cues.phrases["mention.after"].at(words, after + 1)
        if size:
            return Decided(Stance.MENTIONED, " ".join(words[after : after + size]))
    if _asked_what(scene, at, after):
        return Decided(Stance.MENTIONED, "what")
    path = list(scene.tree.path(at))
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


def _asked_what(scene: Scene, at: int, after: int) -> bool:
    """`what open … models are, and why …`."""
    tree = scene.tree
    first = phrase_start(scene, at)
    if first < 1 or tree.words[first - 1] != "what" or after >= len(tree):
        return False
    ends = after + 1 == len(tree) or not tree.tokens[after + 1].word
    return (
        tree.deps[after] != "aux"
        and scene.is_in(after, "small_words.being")
        and (ends or scene.is_in(after + 1, "small_words.coordinators"))
    )


def _definition(scene: Scene, at: int, head: int) -> bool:
    """`An open-weight model is a model whose …`: a class as subject, a class as predicate."""
    tree = scene.tree
    if tree.deps[head] != "nsubj" or not leads_clause(scene, at):
        return False
    verb = tree.heads[head]
    if not scene.is_in(verb, "small_words.being"):
        return False
    for one in (two for attr in tree.children(verb, "attr") for two in tree.coordinated(attr)):
        clause = tree.children(one, "relcl", "acl")
        if (
            clause
            and tree.tokens[one].name is None
            and scene.nouns.kind([tree.tokens[one].lower]) not in {"other"}
        ):
            return True
    return False
