"""Cue words: the words by which a language says who is said to be what. Data, from YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.core.files import read_regular
from termcheck.typed_files.structure import build, key, parse_yaml


@dataclass(frozen=True)
class AnswerCues:
    """Words and signs by which a cell of a table says yes or no."""

    yes: tuple[str, ...] = key("Say that it is so.", ())
    no: tuple[str, ...] = key("Say that it is not.", ())


@dataclass(frozen=True)
class MeaningCues:
    """Words by which a term is given a meaning."""

    before: tuple[str, ...] = key("Before the term.", ())
    after: tuple[str, ...] = key("After the term.", ())
    asked: tuple[str, ...] = key(
        "Before the term: no meaning is given, it is asked for (`what X means`).", ()
    )


@dataclass(frozen=True)
class Cues:
    """The cue words of one language."""

    common_words: tuple[str, ...] = key("The most common words of the language.", ())
    foreign_words: tuple[str, ...] = key(
        "Common words of other languages in the same letters, which this one has not.", ()
    )
    transparent: tuple[str, ...] = key("Nouns that stand for what follows `of`.", ())
    events: tuple[str, ...] = key("Nouns for what happens to things: `release`.", ())
    roles: tuple[str, ...] = key("Nouns that can be anything: `alternative`.", ())
    others: tuple[str, ...] = key("Nouns the terms promise nothing about.", ())
    licences: tuple[str, ...] = key("Nouns for documents that grant rights.", ())
    first_person: tuple[str, ...] = key("The writer.", ())
    own_determiners: tuple[str, ...] = key("Mark the writer's own: `our`.", ())
    new_words: tuple[str, ...] = key("Say that a thing is none of those that were known.", ())
    coordinators: tuple[str, ...] = key("Join equals.", ())
    joints: tuple[str, ...] = key("Join two names of one thing.", ())
    linking_verbs: tuple[str, ...] = key("Verbs that say what something is.", ())
    auxiliaries: tuple[str, ...] = key("Verbs before another verb: `does not …`.", ())
    degree: tuple[str, ...] = key("Adverbs that may stand before the term.", ())
    phrase_openers: tuple[str, ...] = key("Stand before an adjective with its noun.", ())
    phrase_ends: tuple[str, ...] = key("Are never the noun an adjective belongs to.", ())
    belonging: tuple[str, ...] = key(
        "After a noun: what follows is another thing, to which it belongs (`the CLI of X`).", ()
    )
    naming: tuple[str, ...] = key("Between a noun and names: `tools such as X`.", ())
    contrasts: tuple[str, ...] = key(
        "Adjectives for what lacks the thing promised: `open and … models` are a mixed class.",
        (),
    )
    mixing: tuple[str, ...] = key("Between two kinds of one class: `open and closed`.", ())
    comparing: tuple[str, ...] = key(
        "Stand before what something is only compared with: `than`, `outperforms`.", ()
    )
    basing: tuple[str, ...] = key(
        "Stand before what something is only made from or uses: `built on`.", ()
    )
    relating: tuple[str, ...] = key(
        "After a noun: what follows has only to do with it (`a model driven tool`).", ()
    )
    indefinite: tuple[str, ...] = key("Indefinite articles.", ())
    pointing: tuple[str, ...] = key("Point at what was named before: `this`.", ())
    other_words: tuple[str, ...] = key("Say that there are others of a class: `other`.", ())
    citing: tuple[str, ...] = key("Words of an entry in a list of references.", ())
    licence_leads: tuple[str, ...] = key("Stand before the name of a licence.", ())
    meanings: MeaningCues = key("Words by which a term is given a meaning.", MeaningCues())
    answers: AnswerCues = key("Words and signs of yes and no in tables.", AnswerCues())

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Every list as a set, by field name (nested: `answers.yes`)."""
        found: dict[str, frozenset[str]] = {}
        groups = (("", self), ("answers.", self.answers), ("meanings.", self.meanings))
        for prefix, value in groups:
            for field in fields(value):
                words = getattr(value, field.name)
                if isinstance(words, tuple):
                    found[prefix + field.name] = frozenset(words)
        return found


def load_cues(paths: Iterable[str]) -> Cues:
    """Return the cues of one or more YAML files; later files add to the lists of earlier ones.

    Raises `GlossaryError` with file, line and column.
    """
    merged = Cues()
    for path in paths:
        root = parse_yaml(_text(path), path, GlossaryError)
        merged = _merge(merged, build(Cues, root, "cue file"))
    return merged


def _text(path: str) -> str:
    try:
        return read_regular(path).decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError:
        raise GlossaryError("not UTF-8; save it as UTF-8", path=path) from None


def _merge(old: Cues, new: Cues) -> Cues:
    merged = _both(old, new)
    assert isinstance(merged, Cues)
    return merged


def _both(first: Any, second: Any) -> Any:
    """Lists one after the other, groups field by field, of single words the second."""
    if isinstance(first, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if is_dataclass(first) and not isinstance(first, type):
        values = {
            f.name: _both(getattr(first, f.name), getattr(second, f.name)) for f in fields(first)
        }
        return type(first)(**values)
    return second or first
