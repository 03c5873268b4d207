"""The parts of reading claims, each taken out: patches to read labelled sentences under."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from termcheck.claims.decided import Decided
from termcheck.claims.nlp import Parse, Parser
from termcheck.claims.scene import Found, Scene
from termcheck.claims.use import Use

from termcheck import Checker
from termcheck.claims import analyse, piece, stance, stand_in
from termcheck.claims.claim import GENERIC, Stance
from termcheck.claims.discourse import Discourse
from termcheck.claims.names import NameGrammar
from termcheck.evaluation.sample import Sample

Without = Callable[[Checker], AbstractContextManager[Any]]

STANCES = {
    "denials": ("denied",),
    "quotations and reports": ("spoken", "quoted", "reported"),
    "questions, conditions and plans": ("asked", "supposed"),
    "talk about the term": ("talked_of",),
}
"""What is understood of the writer's stance, and the rules of `termcheck.claims.stance` for it."""


def _silent(*rules: str) -> Without:
    silenced: dict[str, Any] = dict.fromkeys(rules, lambda *_, **__: None)
    return lambda _: patch.multiple(stance, **silenced)


def _listed_names(checker: Checker) -> Any:
    reader = checker.engine.reader
    index = replace(reader.index, grammar=NameGrammar())
    return patch.dict(checker.engine.__dict__, reader=replace(reader, index=index))


def _as_written(tokens: Any, *rest: Any) -> tuple[list[str], set[int]]:
    _, verbs = stand_in.stand_ins(tokens, *rest)
    return [token.text for token in tokens], verbs


_parse = Parser.parse


def _unjoined(parser: Parser, sentences: Sequence[Sequence[str]]) -> list[Parse]:
    return [
        replace(one, heads=tuple(range(len(one.heads))), deps=("dep",) * len(one.heads))
        for one in _parse(parser, sentences)
    ]


def _nearest(scene: Scene, at: int, _: Use) -> Found:
    """The name that stands nearest to the term in its sentence."""
    tokens = scene.tree.tokens
    names = [one for one in range(len(tokens)) if scene.names_in(one, one + 1)]
    near = min(names, key=lambda one: abs(one - at), default=None)
    return Found(tuple(scene.names_in(near, near + 1)) if near is not None else (GENERIC,), "near")


def _in_phrase(scene: Scene, at: int, use: Use) -> Found:
    """The name that the term, or the noun it belongs to, stands right beside."""
    names = scene.names_in(max(at - 1, 0), at) + scene.names_in(at, use.head + 2)
    return Found(tuple(names) or (GENERIC,), "beside")


PARTS: dict[str, Without] = {
    "everything": lambda _: nullcontext(),
    **{f"without {what}": _silent(*rules) for what, rules in STANCES.items()},
    "without any stance": lambda _: patch.object(
        analyse, "find_stance", lambda *_, **__: Decided(Stance.ASSERTED, "")
    ),
    "names only as they are recorded, no patterns": _listed_names,
    "without the sentences before": lambda _: patch.object(
        Discourse, "before", lambda *_: iter(())
    ),
    "names and terms parsed as they are written": lambda _: patch.object(
        piece, "stand_ins", _as_written
    ),
    "parts of speech without dependencies": lambda _: patch.object(Parser, "parse", _unjoined),
    "the nearest name instead of the subject": lambda _: patch.object(
        analyse, "find_subjects", _nearest
    ),
    "only a name right beside the term": lambda _: patch.object(
        analyse, "find_subjects", _in_phrase
    ),
}


def before_noun(checker: Checker, sample: Sample) -> bool:
    """Whether a list of words would flag a mention: a noun for a judged kind ends or follows it."""
    reader = checker.engine.reader
    kinds = frozenset[str]().union(*reader.claimed.values())
    words = [*sample.mention.split()[-1:], *sample.context[sample.end :].split()[:2]]
    return any(reader.nouns.kind([one.strip(".,:;()*\"'").lower()]) in kinds for one in words)
