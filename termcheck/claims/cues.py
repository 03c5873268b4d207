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
class StandIns:
    """Words the parser is given instead of names and terms."""

    names: tuple[str, ...] = key("Proper nouns, used in turn.", ())
    adjective: str = key("For a term used as an adjective.", "")
    adjectives: tuple[str, ...] = key("Words given as that adjective too, before a term.", ())
    noun: str = key("For a term used as a noun.", "")
    nouns: str = key("For a plural.", "")
    verb: Mapping[str, str] = key("For a verb, by inflection.", {})


@dataclass(frozen=True)
class Negation:
    """Words that deny."""

    words: tuple[str, ...] = key("Deny what they govern.", ())
    none: tuple[str, ...] = key("Make a subject none: `no model is …`.", ())
    before: tuple[str, ...] = key("Deny the noun phrase they stand before.", ())
    verbs: tuple[str, ...] = key("Deny the clause they govern: `disputes that …`.", ())
    nouns: tuple[str, ...] = key("Nouns that deny the clause they hold: `the myth that …`.", ())
    adjectives: tuple[str, ...] = key("The same: `it is wrong to say that …`.", ())
    phrases: tuple[str, ...] = key("The same, of more than one word.", ())
    after: tuple[str, ...] = key("Deny the term before them.", ())
    turning: tuple[str, ...] = key("Take the denial back before the term: `not A but B`.", ())
    not_: tuple[str, ...] = key("Look like denials and are none.", (), name="not")


@dataclass(frozen=True)
class Attribution:
    """Words that hand a claim to somebody else."""

    verbs: tuple[str, ...] = key("Verbs of saying.", ())
    naming_verbs: tuple[str, ...] = key("Verbs that report a wording (`calls X …`).", ())
    nouns: tuple[str, ...] = key("Nouns that hold a claim.", ())
    phrases: tuple[str, ...] = key("Phrases that hand a claim to somebody.", ())
    after: tuple[str, ...] = key("The same, after the term.", ())


@dataclass(frozen=True)
class Usage:
    """Words by which the term itself is talked about."""

    before: tuple[str, ...] = key("Before the term.", ())
    after: tuple[str, ...] = key("After the term.", ())
    nouns: tuple[str, ...] = key("Nouns for words: `the … label`.", ())
    fillers: tuple[str, ...] = key("May stand between such words and the term.", ())
    openers: tuple[str, ...] = key("May stand before the term: `by … we mean`.", ())


@dataclass(frozen=True)
class Condition:
    """Words that make a condition, a plan, a wish or a requirement."""

    modals: tuple[str, ...] = key("Auxiliary verbs.", ())
    future: tuple[str, ...] = key("Those of what is still to come.", ())
    wishes: tuple[str, ...] = key("Those of them that wish.", ())
    requirements: tuple[str, ...] = key("Those of them that require.", ())
    marks: tuple[str, ...] = key("Words that open a condition.", ())
    asking: tuple[str, ...] = key("Words that open an indirect question.", ())
    aims: tuple[str, ...] = key("Between such a verb and what it aims at.", ())
    verbs: tuple[str, ...] = key("Verbs that govern a plan or a wish.", ())
    nouns: tuple[str, ...] = key("Nouns that hold a plan or a wish: `a … to`.", ())
    ready: tuple[str, ...] = key("Words between `is` and a plan: `is … to`.", ())
    modifiers: tuple[str, ...] = key("Adjectives of what is only planned.", ())
    phrases: tuple[str, ...] = key("Phrases of the same.", ())
    after: tuple[str, ...] = key("The same, after the term in its clause.", ())


@dataclass(frozen=True)
class SmallWords:
    """Pronouns, articles and other small words, by where they may stand."""

    subjects: tuple[str, ...] = key("Pronouns that are the subject of a verb.", ())
    objects: tuple[str, ...] = key("Pronouns that are its object.", ())
    people: tuple[str, ...] = key("Pronouns for people, of whom nothing is promised.", ())
    pointing: tuple[str, ...] = key("Words for something named before.", ())
    plurals: tuple[str, ...] = key("Those of them that stand for several things.", ())
    possessives: tuple[str, ...] = key("Pronouns that say whose something is.", ())
    demonstratives: tuple[str, ...] = key("Determiners that point at what was named.", ())
    both: tuple[str, ...] = key("Determiners of things just spoken of.", ())
    definite: tuple[str, ...] = key("Determiners of one thing or some things in particular.", ())
    object_openers: tuple[str, ...] = key("Open the object of a verb.", ())
    definite_openers: tuple[str, ...] = key("Those of them that point at one in particular.", ())
    phrase_openers: tuple[str, ...] = key("Open a phrase that explains a name.", ())
    title_openers: tuple[str, ...] = key("Open a sentence without a verb on what came before.", ())
    before_base: tuple[str, ...] = key("Stand before the base form of a verb.", ())
    before_participle: tuple[str, ...] = key("Stand before a participle.", ())
    before_adjective: tuple[str, ...] = key("Stand before an adjective, and no noun follows.", ())
    before_modifier: tuple[str, ...] = key("Stand before an adjective with its noun.", ())
    before_bracketed: tuple[str, ...] = key("Stand before an adjective in brackets.", ())
    never_nouns: tuple[str, ...] = key("Are never the noun an adjective belongs to.", ())
    coordinators: tuple[str, ...] = key("Join equals.", ())
    list_glue: tuple[str, ...] = key("May stand between the names of a list.", ())
    list_fillers: tuple[str, ...] = key("May stand before the first of them.", ())
    others: tuple[str, ...] = key("Say that what came before is of the class too.", ())
    before_others: tuple[str, ...] = key("Stand before those words.", ())
    before_means: tuple[str, ...] = key("Stand before what something is done with.", ())
    being: tuple[str, ...] = key("Forms of the verb that says what something is.", ())


@dataclass(frozen=True)
class Cues:
    """The cue words of one language."""

    stand_ins: StandIns = key("Words the parser gets for names and terms.", StandIns())
    transparent: tuple[str, ...] = key("Nouns that stand for what follows `of`.", ())
    events: tuple[str, ...] = key("Nouns whose `of` names what the term is said of.", ())
    roles: tuple[str, ...] = key("Nouns that can be anything.", ())
    attributes: tuple[str, ...] = key("Nouns for being so: `X's … nature` says it of X.", ())
    others: tuple[str, ...] = key("Nouns the terms promise nothing about.", ())
    licences: tuple[str, ...] = key("Nouns for documents that grant rights.", ())
    own_determiners: tuple[str, ...] = key("Mark the writer's own.", ())
    others_determiners: tuple[str, ...] = key("Mark somebody's.", ())
    definite_determiners: tuple[str, ...] = key("Point back at something.", ())
    indefinite_determiners: tuple[str, ...] = key("Point at a class or something new.", ())
    pronouns: tuple[str, ...] = key("Stand for something named before.", ())
    first_person: tuple[str, ...] = key("The writer.", ())
    example_leads: tuple[str, ...] = key("Between a class and its examples.", ())
    example_leads_far: tuple[str, ...] = key("The same, after words on the class.", ())
    example_nouns: tuple[str, ...] = key("Nouns for examples.", ())
    example_verbs: tuple[str, ...] = key("Verbs between a class and its examples.", ())
    naming: tuple[str, ...] = key("Between a class and the name of a member.", ())
    comparing: tuple[str, ...] = key("Before a name that is not the subject.", ())
    having_verbs: tuple[str, ...] = key("Verbs between a thing and a part of it.", ())
    release_verbs: tuple[str, ...] = key("Verbs that give a thing to the world.", ())
    extending_verbs: tuple[str, ...] = key("Verbs that add: `extend … with X`.", ())
    field_labels: tuple[str, ...] = key("Words before a colon that name nothing.", ())
    title_verbs: tuple[str, ...] = key("Verbs that open the title of a text.", ())
    continuing: tuple[str, ...] = key("Words between two terms set beside each other.", ())
    also_so: tuple[str, ...] = key("Between a predicate and one more subject of it.", ())
    linking_verbs: tuple[str, ...] = key("Verbs that say what something is.", ())
    auxiliaries: tuple[str, ...] = key("Verbs before another verb: `does not …`.", ())
    linking_verbs_to: tuple[str, ...] = key("The same, before `to`.", ())
    causing_verbs: tuple[str, ...] = key("Verbs that make or call something so.", ())
    joints: tuple[str, ...] = key("Join two names of one thing.", ())
    negation: Negation = key("Words that deny.", Negation())
    attribution: Attribution = key("Words that hand a claim to somebody else.", Attribution())
    mention: Usage = key("Words by which the term itself is talked about.", Usage())
    condition: Condition = key("Words of conditions, plans and wishes.", Condition())
    small_words: SmallWords = key("Pronouns, articles and the like.", SmallWords())
    breaks: tuple[str, ...] = key("Ends of a clause.", ())
    degree: tuple[str, ...] = key("Adverbs that may stand before the term.", ())

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Every list of single words as a set, by field name (nested: `negation.words`)."""
        found: dict[str, frozenset[str]] = {}
        for prefix, value in [
            ("", self),
            *((f"{f.name}.", getattr(self, f.name)) for f in fields(self)),
        ]:
            if not hasattr(value, "__dataclass_fields__"):
                continue
            for one in fields(value):
                words = getattr(value, one.name)
                if isinstance(words, tuple):
                    found[prefix + one.name] = frozenset(words)
        return found

    @cached_property
    def phrases(self) -> Mapping[str, Phrases]:
        """Every list as a phrase matcher, by the same names."""
        return {name: Phrases(words) for name, words in self.sets.items()}


class Phrases:
    """Finds phrases in lists of lower-case words; `…` ending a word stands for any ending."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[str, ...]]] = {}
        self._open: list[tuple[str, ...]] = []
        for phrase in phrases:
            words = tuple(phrase.split())
            if words[0].endswith("…"):
                self._open.append(words)
            else:
                self._exact.setdefault(words[0], []).append(words)
        for known in self._exact.values():
            known.sort(key=len, reverse=True)

    def at(self, words: list[str], start: int) -> int:
        """Return how many words the longest phrase at `start` has, 0 for none."""
        for phrase in self._exact.get(words[start], ()):
            if _fits(phrase, words, start):
                return len(phrase)
        for phrase in self._open:
            if _fits(phrase, words, start):
                return len(phrase)
        return 0

    def last(self, words: list[str], start: int, end: int) -> tuple[int, int] | None:
        """Return the last phrase that lies in `words[start:end]`."""
        for at in range(end - 1, start - 1, -1):
            size = self.at(words, at)
            if size and at + size <= end:
                return at, at + size
        return None

    def first(self, words: list[str], start: int, end: int) -> tuple[int, int] | None:
        """Return the first phrase that lies in `words[start:end]`."""
        for at in range(start, end):
            size = self.at(words, at)
            if size and at + size <= end:
                return at, at + size
        return None


def _fits(phrase: tuple[str, ...], words: list[str], start: int) -> bool:
    if start + len(phrase) > len(words):
        return False
    return all(
        word.startswith(wanted[:-1]) if wanted.endswith("…") and wanted != "…" else word == wanted
        for wanted, word in zip(phrase, words[start:], strict=False)
    )


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
