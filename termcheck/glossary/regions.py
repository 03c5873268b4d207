"""How English is spelled in one region, and not in another: `colour` and `color`.

The words are data, `glossary/spelling/english.tsv`, made from VarCon; how is said in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from termcheck.core.shipped import shipped_folder
from termcheck.glossary.lexicon import Lexicon
from termcheck.glossary.mention import Surface
from termcheck.glossary.model import Case, Form, Status, primary_tag

_OXFORD = "oxendict"
_LETTERS = {"us": "A", "gb": "B", "ca": "C", "au": "D", "nz": "D", "ie": "B", "in": "B", "za": "B"}
"""What a country is called in the data. India, Ireland and South Africa spell as Britain does."""
_NAMES = {
    "A": "American",
    "B": "British",
    "C": "Canadian",
    "D": "Australian",
    "Z": "British with `-ize`",
}


def region_of(tag: str) -> str:
    """Return the region whose spelling a BCP 47 tag asks for, empty if it names none.

    >>> [region_of(tag) for tag in ("en-US", "en_gb", "en-GB-oxendict", "en", "de-AT", "")]
    ['A', 'B', 'Z', '', '', '']
    """
    parts = tag.replace("_", "-").lower().split("-")
    if primary_tag(tag) != "en":
        return ""
    found = next((_LETTERS[part] for part in parts[1:] if part in _LETTERS), "")
    return "Z" if found == "B" and _OXFORD in parts else found


def region_name(region: str) -> str:
    """Return what the spelling of a region is called."""
    return _NAMES[region]


@cache
def region_words(region: str) -> Mapping[str, str]:
    """Return the words that are not written so in a region, with what is written there."""
    words = {}
    path = shipped_folder() / "spelling" / "english.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, regions, right = line.split("\t")
            if region in regions:
                words[word] = right
    return words


@cache
def region_lexicon(region: str) -> Lexicon:
    """Return the words that are not written so in a region as spellings to avoid."""
    return Lexicon({word: (_surface(word, right),) for word, right in _pairs(region)}, {})


def _pairs(region: str) -> list[tuple[str, str]]:
    return list(region_words(region).items())


def _surface(word: str, right: str) -> Surface:
    form = Form(word, instead=(right,))
    return Surface(word, word, Status.DEPRECATED, form, case=Case.FREE)
