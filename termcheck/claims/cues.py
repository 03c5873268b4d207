"""Cue words: the words by which a language says who is said to be what. Data, from YAML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from termcheck.core.errors import GlossaryError
from termcheck.core.files import read_regular
from termcheck.typed_files.structure import build, key, parse_yaml

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AnswerCues:
    """Words and signs by which a cell of a table, or an answer, says yes or no."""

    yes: frozenset[str] = key("Say that it is so.", _NONE)
    no: frozenset[str] = key("Say that it is not.", _NONE)
    asked: frozenset[str] = key("Words beside a term in the head of their column.", _NONE)


@dataclass(frozen=True)
class MeaningCues:
    """Words by which a term is given a meaning."""

    before: frozenset[str] = key("Before the term.", _NONE)
    after: frozenset[str] = key("After the term.", _NONE)
    asked: frozenset[str] = key(
        "Before the term: no meaning is given, it is asked for (`what X means`).", _NONE
    )


@dataclass(frozen=True)
class Cues:
    """The cue words of one language."""

    common_words: frozenset[str] = key("The most common words of the language.", _NONE)
    foreign_words: frozenset[str] = key(
        "Common words of other languages in the same letters, which this one has not.", _NONE
    )
    transparent: frozenset[str] = key("Nouns that stand for what follows `of`.", _NONE)
    events: frozenset[str] = key("Nouns for what happens to things: `release`.", _NONE)
    roles: frozenset[str] = key("Nouns that can be anything: `alternative`.", _NONE)
    likenesses: frozenset[str] = key(
        "Nouns for another thing than the one that follows: `a clone of X`.", _NONE
    )
    others: frozenset[str] = key("Nouns the terms promise nothing about.", _NONE)
    licences: frozenset[str] = key("Nouns for documents that grant rights.", _NONE)
    first_person: frozenset[str] = key("The writer.", _NONE)
    own_determiners: frozenset[str] = key("Mark the writer's own: `our`.", _NONE)
    new_words: frozenset[str] = key("Say that a thing is none of those that were known.", _NONE)
    coordinators: frozenset[str] = key("Join equals.", _NONE)
    joints: frozenset[str] = key("Join two names of one thing.", _NONE)
    linking_verbs: frozenset[str] = key("Verbs that say what something is.", _NONE)
    participles: frozenset[str] = key(
        "Those of them of a clause without a subject: `being open, X …`.", _NONE
    )
    auxiliaries: frozenset[str] = key("Verbs before another verb: `does not …`.", _NONE)
    degree: frozenset[str] = key("Adverbs that may stand before the term.", _NONE)
    phrase_openers: frozenset[str] = key("Stand before an adjective with its noun.", _NONE)
    phrase_ends: frozenset[str] = key("Are never the noun an adjective belongs to.", _NONE)
    belonging: frozenset[str] = key(
        "After a noun: what follows is another thing, to which it belongs (`the CLI of X`).",
        frozenset(),
    )
    origins: frozenset[str] = key("Those of them before who made it: `models from X`.", _NONE)
    genitive: frozenset[str] = key("Those of them before what something is a version of.", _NONE)
    naming: frozenset[str] = key("Between a noun and names: `tools such as X`.", _NONE)
    contrasts: frozenset[str] = key(
        "Adjectives for what lacks the thing promised: `open and … models` are a mixed class.",
        frozenset(),
    )
    mixing: frozenset[str] = key("Between two kinds of one class: `open and closed`.", _NONE)
    treating: frozenset[str] = key(
        "Say in a title what a work does to a class: `NAME: Scaling open models`.", _NONE
    )
    caring: frozenset[str] = key(
        "Before a term alone that is only cared about: `doubles down on open source`.", _NONE
    )
    comparing: frozenset[str] = key(
        "Stand before what something is only compared with: `than`, `outperforms`.", _NONE
    )
    basing: frozenset[str] = key(
        "Stand before what something is only made from or uses: `built on`.", _NONE
    )
    using: frozenset[str] = key("Take what somebody made: `we run an …`.", _NONE)
    hosting: frozenset[str] = key(
        "Before those who only run what others made: `models hosted by X`.", _NONE
    )
    places: frozenset[str] = key("Make nothing: `China's models` are a class.", _NONE)
    relating: frozenset[str] = key(
        "After a noun: what follows has only to do with it (`a model driven tool`).", _NONE
    )
    future: frozenset[str] = key("Say when, in the time to come: `next month`.", _NONE)
    wishing: frozenset[str] = key(
        "Make a wish of what follows, if somebody is to make a thing: `aims to build an …`.", _NONE
    )
    making: frozenset[str] = key("Verbs of making, as they stand after such words.", _NONE)
    until: frozenset[str] = key(
        "Open the clause that a plan waits for, in the present tense: `once X is out`.", _NONE
    )
    present: frozenset[str] = key("Verbs of such a clause.", _NONE)
    hearsay: frozenset[str] = key(
        "In a sentence: what it says is another's word, not the writer's (`or so they say`).", _NONE
    )
    conceding: frozenset[str] = key(
        "Admit what a clause says, and so deny nothing in it: `although`.", _NONE
    )
    prefixes: frozenset[str] = key("Deny the word they are joined to: `non-`.", _NONE)
    lessening: frozenset[str] = key("Leave less of a word than it says: `partially`.", _NONE)
    supposing: frozenset[str] = key(
        "Hold one of these, and only suppose what a clause says: `as though`.", _NONE
    )
    exemplifying: frozenset[str] = key("Lead to examples of a class: `such as`.", _NONE)
    reasons: frozenset[str] = key("Ask for reasons or ways: `why`.", _NONE)
    pronouns: frozenset[str] = key("Stand for what was named.", _NONE)
    releasing: frozenset[str] = key(
        "Say that a thing is given out: `released X as an open …` is no report.", _NONE
    )
    happening: frozenset[str] = key("Tell what happened to a thing: `made X open`.", _NONE)
    effecting: frozenset[str] = key(
        "The same without a subject: `{making} X open lets …`, where nothing says that it is only "
        "thought of.",
        _NONE,
    )
    by_fact: frozenset[str] = key("What may stand before those: `{by} making X open`.", _NONE)
    modals: frozenset[str] = key("Make what a sentence says only thought of: `would`.", _NONE)
    becoming: frozenset[str] = key("Lead to what a thing becomes: `goes`, `as`.", _NONE)
    definite: frozenset[str] = key("Definite articles.", _NONE)
    indefinite: frozenset[str] = key("Indefinite articles.", _NONE)
    pointing: frozenset[str] = key("Point at what was named before: `this`.", _NONE)
    other_words: frozenset[str] = key("Say that there are others of a class: `other`.", _NONE)
    citing: frozenset[str] = key("Words of an entry in a list of references.", _NONE)
    licence_leads: frozenset[str] = key("Stand before the name of a licence.", _NONE)
    meanings: MeaningCues = key("Words by which a term is given a meaning.", MeaningCues())
    answers: AnswerCues = key("Words and signs of yes and no.", AnswerCues())


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
    """Return lists put together, groups field by field; of single words the second."""
    if isinstance(first, frozenset):
        return first | second
    if is_dataclass(first) and not isinstance(first, type):
        values = {
            f.name: _both(getattr(first, f.name), getattr(second, f.name)) for f in fields(first)
        }
        return type(first)(**values)
    return second or first
