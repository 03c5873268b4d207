"""Sentences parsed by spaCy: loaded once, only when a sentence needs it, with two pipes.

The parser sees stand-in words for names and terms (see `termcheck.claims.tokens`), so the tokens
here and there are the same, one for one.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from termcheck.config.options import MODELS

_NOT_NEEDED = ("ner", "lemmatizer", "attribute_ruler", "senter")
_LONGEST = 160
"""Words of a sentence the parser gets; what is longer is no sentence but a list or a dump."""
_BATCH = 128
_REMEMBERED = 4_000
"""Sentences whose parses are kept, some 10 MB."""


@dataclass(frozen=True, slots=True)
class Parse:
    """Heads (index of the governing token), dependency labels and Penn Treebank tags."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    tags: tuple[str, ...]


class Parser:
    """A dependency parser for lists of words; its model is loaded when the first is parsed.

    The last sentences are remembered, for a draft that is checked again at every keystroke.
    """

    def __init__(self, model: str) -> None:
        self.model = model
        self._known: dict[tuple[str, ...], Parse] = {}

    @cached_property
    def _pipeline(self) -> Any:
        if _is_path(self.model):
            import spacy

            return spacy.load(self.model, exclude=_NOT_NEEDED)
        return importlib.import_module(self.model).load(exclude=list(_NOT_NEEDED))

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """Return the parse of every sentence (a list of words), in one batch."""
        known = self._known
        new = [words for words in dict.fromkeys(map(tuple, sentences)) if words not in known]
        for words, parse in zip(new, self._parsed(new), strict=True):
            known[words] = parse
        found = [known[tuple(words)] for words in sentences]
        while len(known) > _REMEMBERED:
            del known[next(iter(known))]
        return found

    def _parsed(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        if not sentences:
            return []
        from spacy.tokens import Doc

        vocab = self._pipeline.vocab
        docs: Iterable[Any] = (
            Doc(vocab, words=list(words[:_LONGEST]), sent_starts=_one(len(words[:_LONGEST])))
            for words in sentences
        )
        parsed = self._pipeline.pipe(docs, batch_size=_BATCH)
        return [_read(doc, len(words)) for doc, words in zip(parsed, sentences, strict=True)]


def _one(length: int) -> list[bool | int | None]:
    """Marks that keep the parser from cutting a sentence in two."""
    return [1, *([-1] * (length - 1))]


def _read(doc: Any, length: int) -> Parse:
    rest = range(len(doc), length)
    return Parse(
        (*(token.head.i for token in doc), *rest),
        (*(token.dep_ for token in doc), *("dep" for _ in rest)),
        (*(token.tag_ for token in doc), *("NN" for _ in rest)),
    )


@cache
def load_parser(model: str = "") -> Parser | None:
    """Return the parser of a spaCy model, or None when spaCy or the model is not installed.

    `model` is the name of an installed model package or the folder of a pipeline; empty means the
    default, or another English model that is there. Nothing heavy is loaded before the first
    sentence.
    """
    if importlib.util.find_spec("spacy") is None:
        return None
    for name in (model,) if model else MODELS:
        if _is_model(name):
            return Parser(name)
    return None


def _is_model(name: str) -> bool:
    """Whether a name is that of a folder or a package with a spaCy pipeline."""
    if _is_path(name):
        return Path(name, "config.cfg").is_file()
    # To find a package in another, that one would be imported.
    if not name.isidentifier():
        return False
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return False
    return bool(spec and spec.origin and Path(spec.origin).with_name("meta.json").is_file())


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name
