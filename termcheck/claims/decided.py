"""A stance decided, and where the clause around a term begins."""

from __future__ import annotations

from typing import NamedTuple

from termcheck.claims.claim import Stance
from termcheck.claims.scene import Scene


class Decided(NamedTuple):
    """A stance, and the words that decided it."""

    stance: Stance
    cue: str


def clause_start(scene: Scene, at: int, size: int) -> int:
    """Return the first token of the clause before a mention, at most `size` tokens back."""
    start = max(0, at - size)
    denials = scene.cues.phrases["negation.phrases"]
    for one in range(at - 1, start - 1, -1):
        if not scene.is_in(one, "breaks") or scene.tree.tokens[one].text == "-":
            continue
        # "anything but" and "instead of" are one word for "not".
        if not any(denials.at(scene.tree.words, two) > 1 for two in {one, max(0, one - 1)}):
            return one + 1
    return start


def leads_clause(scene: Scene, at: int) -> bool:
    """Whether nothing but an article stands between the start of the clause and the term."""
    tree = scene.tree
    one = at - 1
    while one >= 0 and (tree.tags[one] in {"DT", "``", "RB"} or not tree.tokens[one].word):
        if tree.tokens[one].text in {",", ";", ":", "."}:
            return True
        one -= 1
    return one < 0
