"""Inflection of glossary forms in German, French and Spanish, as far as rules go.

German nouns take the endings of case and number that some noun of their kind takes, since no rule
tells which; plurals that change a vowel or end in `-er` are listed as `irregular`. French and
Spanish plurals follow from the word. A phrase inflects its noun, and what agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from termcheck.glossary.model import PartOfSpeech

Named = Iterator[tuple[str, str]]
"""Names and spellings of inflections."""

_NOUNS = (PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN)
_WEAK = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|ik|ei|(?<=\w\w\w)in)$")
"""German feminines, whose plural is in -en and which take no other ending."""
_GERMAN = ("s", "es", "n", "en", "e")
_STRONG = ("e", "er", "es", "en", "em")
"""Endings of German adjectives."""


def german(word: str, part: PartOfSpeech) -> Named:
    """Yield the inflections of a German word or phrase, named by their endings.

    >>> [text for _, text in german("Datei", PartOfSpeech.NOUN)]
    ['Dateien']
    >>> [text for _, text in german("Server", PartOfSpeech.NOUN)]
    ['Servers', 'Servern']
    """
    head, last = _last(word)
    if part is PartOfSpeech.ADJECTIVE:
        stem = last[:-1] if last.endswith("e") else last
        yield from ((f"-{ending}", head + stem + ending) for ending in _STRONG)
    elif part in _NOUNS:
        for adjective in _agreeing(head):
            for ending in ("", *_endings(last)):
                if adjective != head or ending:
                    yield f"-{ending}", adjective + last + ending


def _endings(noun: str) -> tuple[str, ...]:
    low = noun.lower()
    if not low[-1:].isalpha() or noun.isupper():
        return ("s",)
    if _WEAK.search(low):
        return ("nen",) if low.endswith("in") else ("en",)
    if low.endswith("e"):
        return ("n", "s")
    if low.endswith(("er", "el", "en")):
        return ("s", "n") if not low.endswith("en") else ("s",)
    if low.endswith(("a", "i", "o", "u", "y")):
        return ("s",)
    if low.endswith(("s", "ß", "z", "x")):
        return ("es", "e", "en")
    return _GERMAN[:2] + _GERMAN[3:]


def _agreeing(head: str) -> tuple[str, ...]:
    """Return what stands before a noun in each ending its adjectives can have."""
    words = head.split()
    at = [i for i, word in enumerate(words) if word.islower() and re.search(r"e[rsnm]?$", word)]
    if not at:
        return (head,)
    found = [head]
    for ending in _STRONG:
        for index in at:
            words[index] = re.sub(r"e[rsnm]?$", ending, words[index])
        made = " ".join(words) + " "
        if made not in found:
            found.append(made)
    return tuple(found)


_FRENCH_STOPS = re.compile(
    r"(?:de|du|des|à|au|aux|en|pour|par|sur|sans|avec|dans|[dl]['’]\S+)$", re.IGNORECASE
)
_SPANISH_STOPS = re.compile(r"(?:de|del|en|para|por|con|sin|a|al|y|sobre)$", re.IGNORECASE)


def french(word: str, part: PartOfSpeech) -> Named:
    """Yield the plural of a French word or phrase; of an adjective, its feminine forms too.

    >>> [text for _, text in french("liste d'autorisation", PartOfSpeech.NOUN)]
    ["listes d'autorisation"]
    >>> [text for _, text in french("tableau principal", PartOfSpeech.NOUN)]
    ['tableaux principaux']
    """
    if part in (*_NOUNS, PartOfSpeech.ADJECTIVE):
        yield "plural", _phrase(word, _FRENCH_STOPS, _french_plural)
    if part is PartOfSpeech.ADJECTIVE:
        feminine = word if word.endswith("e") else word + "e"
        yield "feminine", feminine
        yield "feminine-plural", feminine + "s"


def _french_plural(word: str) -> str:
    low = word.lower()
    if low.endswith(("s", "x", "z")):
        return word
    if low.endswith(("eau", "eu", "au")):
        return word + "x"
    if low.endswith("al"):
        return word[:-1] + "ux"
    return word + "s"


def spanish(word: str, part: PartOfSpeech) -> Named:
    """Yield the plural of a Spanish word or phrase; of an adjective in -o, its feminine forms too.

    >>> [text for _, text in spanish("lista de permitidos", PartOfSpeech.NOUN)]
    ['listas de permitidos']
    >>> [text for _, text in spanish("actualización", PartOfSpeech.NOUN)]
    ['actualizaciones']
    """
    if part in (*_NOUNS, PartOfSpeech.ADJECTIVE):
        yield "plural", _phrase(word, _SPANISH_STOPS, _spanish_plural)
    if part is PartOfSpeech.ADJECTIVE and word.endswith("o"):
        yield "feminine", word[:-1] + "a"
        yield "feminine-plural", word[:-1] + "as"


_ACCENTED = str.maketrans("áéíóú", "aeiou")


def _spanish_plural(word: str) -> str:
    low = word.lower()
    if low[-1:] in "aeiouáéó":
        return word + "s"
    if low.endswith("z"):
        return word[:-1] + "ces"
    if re.search(r"[áéíóú][nsl]$", low):
        return word[:-2] + word[-2].translate(_ACCENTED) + word[-1] + "es"
    if low.endswith(("s", "x")) or not low[-1:].isalpha():
        return word
    return word + "es"


def _phrase(text: str, stops: re.Pattern[str], plural: Callable[[str], str]) -> str:
    """Return a phrase with the words before its first preposition in the plural."""
    words = text.split(" ")
    for index, word in enumerate(words):
        if index and stops.match(word):
            break
        words[index] = plural(word)
    return " ".join(words)


def _last(word: str) -> tuple[str, str]:
    at = max(word.rfind(" "), word.rfind("-")) + 1
    return word[:at], word[at:]


RULES: Mapping[str, Callable[[str, PartOfSpeech], Named]] = {
    "de": german,
    "fr": french,
    "es": spanish,
}
"""The languages there are rules for, besides English."""
GENDERED = frozenset(
    "ar bg ca cs da de el es fr he hi hr is it lt lv nb nl nn no pl pt ro ru sk sl sr sv uk".split()
)
"""Languages in which another noun may need another article or adjective."""
