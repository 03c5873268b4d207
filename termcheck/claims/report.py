"""Somebody else's words: quotations, scare quotes, `Acme says`, `billed as`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from termcheck.claims.claim import Stance
from termcheck.claims.decided import Decided, clause_start
from termcheck.claims.scene import Scene
from termcheck.claims.tree import SUBJECT_DEPS, VERB_TAGS
from termcheck.core.document import Scope

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|«[^»]*»|``[^']*''")
_TIGHT = 3
"""Words besides the term and its noun that scare quotes may hold."""
_CLAUSE = 8
"""Words besides the term that make a quotation that is all of a block more than a title."""


def spoken(scene: Scene, at: int) -> Decided | None:
    """Return an attribution when the clause around the term is somebody else's, word for word."""
    token = scene.tree.tokens[at]
    text = scene.discourse.text(scene.block)
    for quote, around in _quotes(scene, at):
        key = text[: quote.start()].rstrip()
        if key[-1:] in {":", "="} and key[:-1].strip().isalnum() and key[:1].islower():
            # `title: "…"` in front matter is the writer's own.
            continue
        inside = quote.end() - quote.start() - 2
        sentence = around > _TIGHT or _holds_verb(scene, quote)
        if sentence and (inside < len(text) - 4 or around > _CLAUSE):
            return Decided(Stance.ATTRIBUTED, "quotation")
    if text.count("“") == 1 and "”" not in text and text.index("“") < token.start:
        return Decided(Stance.ATTRIBUTED, "quotation")
    if Scope.QUOTE in scene.discourse.block(scene.block).scopes:
        return Decided(Stance.ATTRIBUTED, "block quote")
    return None


def _holds_verb(scene: Scene, quote: re.Match[str]) -> bool:
    """Whether a quotation is a clause, however short: `"X is open"`."""
    tree = scene.tree
    return any(
        tree.tags[one] in {"VBZ", "VBP", "VBD", "MD"}
        for one, token in enumerate(tree.tokens)
        if quote.start() < token.start and token.end < quote.end()
    )


def quoted(scene: Scene, at: int) -> Decided | None:
    """Return an attribution when the term, and little more, stands in quotation marks."""
    if any(around <= _TIGHT for _, around in _quotes(scene, at)):
        for one in range(at):
            if scene.is_in(one, "condition.asking"):
                return Decided(Stance.CONDITIONAL, scene.tree.words[one])
        return Decided(Stance.ATTRIBUTED, "quotation marks")
    return None


def _quotes(scene: Scene, at: int) -> Iterator[tuple[re.Match[str], int]]:
    """Yield each quotation around the term, and how many other words it holds."""
    token = scene.tree.tokens[at]
    text = scene.discourse.text(scene.block)
    for quote in _quotations(text):
        start, end = quote.start() + 1, quote.end() - 1
        if start <= token.start and token.end <= end:
            yield quote, len((text[start : token.start] + text[token.end : end]).split())


@lru_cache(maxsize=8)
def _quotations(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_QUOTED.finditer(text))


def reported(scene: Scene, at: int, head: int, *, named: bool) -> Decided | None:
    """Return an attribution when somebody else is said to say it."""
    tree, words, sets = scene.tree, scene.tree.words, scene.cues.sets
    path = list(scene.tree.path(at))
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
                if dep == "prep" and words[below] != "as":
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
    start = clause_start(scene, at, 25)
    lead = at - 1
    while lead > 0 and (
        tree.tags[lead] in {"DT", "JJ", "JJS", "RB", "RBS", "PRP$"} or words[lead] == "being"
    ):
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
    tail = scene.cues.phrases["attribution.after"].first(words, head + 1, len(words))
    if tail is not None and tail[0] >= start:
        return Decided(Stance.ATTRIBUTED, " ".join(words[tail[0] : tail[1]]))
    return None
