"""Inflection of glossary forms in German, French and Spanish, as far as rules go.

German nouns take the endings of case and number that some noun of their kind takes, since no rule
tells which; the plurals of common nouns that change a vowel or end in `-er` are listed here, others
as `irregular`. French and Spanish plurals follow from the word. A phrase inflects its noun, and
what agrees with it.

Not by the package simplemma, which finds the base of a word and makes none. Of 120 plurals of words
in documentation, chosen before either was asked, it knew 118, where these rules had 93; what they
missed was added. Of 40 others chosen after that, it knew 38, and these rules 33. But its
dictionaries are 19 MB, and take more than a second of processor time to load for German alone.
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
_VOWELS = str.maketrans("aouAOU", "äöüÄÖÜ")
_IN_ER = (
    "amt bad band bild blatt buch dach dorf fach feld gesicht glas grab gras haus horn kind korn "
    "kraut land licht loch mann rad rand schild schloss tal tuch volk wald wort"
).split()
"""German nouns, also at the end of compounds, with a plural in -er; what can changes its vowel."""
_IN_E = (
    "baum block bruch fall fluss gang grund hand kauf kopf kraft kunft lauf markt pass plan platz "
    "raum satz schlag schluss schrank stadt stand stuhl trag traum wand wunsch zug"
).split()
"""Those whose plural is in -e and changes the vowel."""
_PLURALS = {
    "album": "alben", "basis": "basen", "datum": "daten", "firma": "firmen", "konto": "konten",
    "risiko": "risiken", "schema": "schemata", "thema": "themen", "virus": "viren",
    "zentrum": "zentren",
}  # fmt: skip
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
            plural = _german_plural(last)
            if plural:
                yield "plural", adjective + plural
                if not plural.endswith(("n", "a")):
                    yield "plural-n", adjective + plural + "n"


def _german_plural(noun: str) -> str:
    """Return the plural of a noun, or of a compound, that no ending alone makes; else nothing."""
    low = noun.lower()
    for one, many in _PLURALS.items():
        if low.endswith(one):
            made = noun[: -len(one)] + many
            return made[:1].upper() + made[1:] if noun[:1].isupper() else made
    for nouns, ending in ((_IN_ER, "er"), (_IN_E, "e")):
        stem = next((stem for stem in nouns if low.endswith(stem)), "")
        if stem:
            begin, last = noun[: -len(stem)], noun[-len(stem) :]
            # `Bäume`: of two vowels the first one changes.
            at = max(last.lower().rfind(vowel) for vowel in "aou")
            at -= at > 0 and last.lower()[at - 1 : at + 1] == "au"
            changed = last[:at] + last[at].translate(_VOWELS) + last[at + 1 :] if at >= 0 else last
            return begin + changed + ending
    return ""


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
    if low.endswith("nis"):
        return ("ses", "se", "sen")
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


_FRENCH_IN_S = frozenset(
    "pneu bleu landau sarrau bal cal carnaval chacal festival récital régal fatal final".split()
)
_FRENCH_IN_X = frozenset("bijou caillou chou genou hibou joujou pou".split())
_FRENCH_AIL = frozenset("bail corail émail soupirail travail vantail vitrail".split())


def _french_plural(word: str) -> str:
    low = word.lower()
    if low.endswith(("s", "x", "z")):
        return word
    if low in _FRENCH_IN_S:
        return word + "s"
    if low.endswith(("eau", "eu", "au")) or low in _FRENCH_IN_X:
        return word + "x"
    if low in _FRENCH_AIL:
        return word[:-2] + "ux"
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


_SPANISH_PLURALS = {
    "carácter": "caracteres", "espécimen": "especímenes", "régimen": "regímenes",
}  # fmt: skip
_STRESSED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
_ACCENTED = str.maketrans("áéíóú", "aeiou")


def _spanish_plural(word: str) -> str:
    low = word.lower()
    if low in _SPANISH_PLURALS:
        return word[:1] + _SPANISH_PLURALS[low][1:]
    if low[-1:] in "aeiouáéóú" or not low:
        return word + "s"
    if low.endswith("z"):
        return word[:-1] + "ces"
    unstressed = re.search(r"([aeiou])[^aeiouáéíóú]+en$", low)
    if unstressed is not None and not set(low) & set("áéíóú"):
        # `imágenes`: the stress stays where it was.
        at = unstressed.start(1)
        return word[:at] + word[at].translate(_STRESSED) + word[at + 1 :] + "es"
    if re.search(r"[aeo][íú][nsl]$", low) or re.fullmatch(r"[^aeiou]*[aeiou]s", low):
        return word + "es"
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
