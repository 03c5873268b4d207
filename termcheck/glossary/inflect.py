"""Inflection of glossary forms, English and, see `endings`, other.

Regular forms by rule, a short list of irregular ones, and `irregular:` of an entry for the rest. A
noun phrase inflects its last word (`allow lists`), a verb phrase its first (`logged in`).

Not the package inflect's: its import takes 2 s of processor time, and of 48 articles before names
and numbers, chosen before either was tried, it had 38 right (`an URL`, `a FAQ`, `a 8-bit value`)
and this 44; its plurals are `LLMS` and `matrixes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.glossary.endings import RULES
from termcheck.glossary.model import PartOfSpeech, primary_tag

_PLURALS = {
    "index": "indexes", "matrix": "matrices", "vertex": "vertices", "analysis": "analyses",
    "basis": "bases", "criterion": "criteria", "datum": "data", "medium": "media",
    "person": "people", "child": "children", "man": "men", "woman": "women", "foot": "feet",
    "schema": "schemas", "axis": "axes", "thesis": "theses", "life": "lives", "leaf": "leaves",
    "knife": "knives", "wife": "wives", "hero": "heroes", "echo": "echoes", "veto": "vetoes",
    "half": "halves", "quiz": "quizzes", "bus": "buses", "hypothesis": "hypotheses",
}  # fmt: skip
_UNCOUNTABLE = {
    "software", "hardware", "firmware", "middleware", "information", "data", "metadata",
    "weights", "series", "analytics", "source", "equipment", "content", "sheep", "news", "staff",
}  # fmt: skip
_VERBS = {
    base: (third, past, participle, gerund)
    for base, third, past, participle, gerund in map(
        str.split,
        """be is was been being
begin begins began begun beginning
break breaks broke broken breaking
bring brings brought brought bringing
build builds built built building
buy buys bought bought buying
catch catches caught caught catching
choose chooses chose chosen choosing
come comes came come coming
cut cuts cut cut cutting
do does did done doing
draw draws drew drawn drawing
fall falls fell fallen falling
find finds found found finding
freeze freezes froze frozen freezing
get gets got got getting
give gives gave given giving
go goes went gone going
grow grows grew grown growing
have has had had having
hold holds held held holding
keep keeps kept kept keeping
know knows knew known knowing
lead leads led led leading
leave leaves left left leaving
let lets let let letting
lose loses lost lost losing
make makes made made making
mean means meant meant meaning
overwrite overwrites overwrote overwritten overwriting
pay pays paid paid paying
put puts put put putting
read reads read read reading
rebuild rebuilds rebuilt rebuilt rebuilding
reset resets reset reset resetting
run runs ran run running
say says said said saying
see sees saw seen seeing
sell sells sold sold selling
send sends sent sent sending
set sets set set setting
show shows showed shown showing
shut shuts shut shut shutting
spin spins spun spun spinning
split splits split split splitting
stand stands stood stood standing
take takes took taken taking
teach teaches taught taught teaching
tear tears tore torn tearing
tell tells told told telling
think thinks thought thought thinking
throw throws threw thrown throwing
understand understands understood understood understanding
win wins won won winning
write writes wrote written writing""".splitlines(),
    )
}
_DOUBLING_ENDS = (
    "log", "opt", "plug", "drop", "stop", "ship", "map", "tag", "plan", "scan", "commit", "submit",
    "refer", "defer", "prefer", "admit", "permit", "pop", "zip", "swap", "flag", "trim", "plot",
)  # fmt: skip


def plural(word: str) -> str:
    """Return the plural of a noun or noun phrase; capitals are kept.

    >>> plural("allow list"), plural("proxy"), plural("LLM")
    ('allow lists', 'proxies', 'LLMs')
    """
    head, last = _split_last(word)
    low = last.lower()
    if low in _PLURALS:
        return head + _recase(last, _PLURALS[low])
    if low in _UNCOUNTABLE:
        return word
    if last.isupper() or last[-1:].isdigit():
        return word + "s"
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def singular(word: str) -> str:
    """Return the singular of a plural noun or noun phrase; itself if it is none.

    >>> singular("language models"), singular("proxies"), singular("software")
    ('language model', 'proxy', 'software')
    """
    head, last = _split_last(word)
    low = last.lower()
    irregular = [word for word, many in _PLURALS.items() if many == low]
    for stem in (*irregular, last[:-3] + "y", last[:-2], last[:-1]):
        if (
            len(stem) > 1
            and stem.lower() not in _UNCOUNTABLE
            and plural(stem).lower() == low != stem
        ):
            return head + _recase(last, stem)
    return word


def verb_forms(word: str) -> tuple[str, str, str, str]:
    """Return third person, past, participle and gerund of a verb or verb phrase.

    >>> verb_forms("log in")
    ('logs in', 'logged in', 'logged in', 'logging in')
    """
    first, rest = _split_verb(word)
    low = first.lower()
    forms = _VERBS.get(low) or _regular(low)
    third, past, participle, gerund = (_recase(first, form) + rest for form in forms)
    return third, past, participle, gerund


def _regular(verb: str) -> tuple[str, str, str, str]:
    if verb.endswith("e"):
        keeps = verb.endswith(("ee", "oe", "ye"))
        past, gerund = verb + "d", (verb if keeps else verb[:-1]) + "ing"
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        past, gerund = verb[:-1] + "ied", verb + "ing"
    elif verb.endswith(_DOUBLING_ENDS):
        past, gerund = verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    else:
        past, gerund = verb + "ed", verb + "ing"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    return third, past, past, gerund


def inflections(
    word: str, part_of_speech: PartOfSpeech, language: str = "en"
) -> Iterator[tuple[str, str]]:
    """Yield (name, form) for the base form and every inflection of it, without repeats.

    Possessives are not listed: the words before the apostrophe are the form itself. A language
    without rules has no inflections.
    """
    yield "base", word
    seen = {word}
    pairs: list[tuple[str, str]] = []
    primary = primary_tag(language)
    if primary in RULES:
        pairs = list(RULES[primary](word, part_of_speech))
    elif primary != "en":
        return
    elif part_of_speech in (PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN):
        pairs = [("plural", plural(word))]
    elif part_of_speech is PartOfSpeech.VERB:
        pairs = list(zip(("third", "past", "participle", "gerund"), verb_forms(word), strict=True))
    for name, form in pairs:
        if form not in seen:
            seen.add(form)
            yield name, form


def inflect(word: str, part_of_speech: PartOfSpeech, name: str, language: str = "en") -> str:
    """Return one inflection of a form by its name (`plural`, `past`, …); itself if it has none."""
    if primary_tag(language) != "en":
        return _inflect_by_endings(word, part_of_speech, name, language)
    if name == "plural" and part_of_speech in (PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN):
        return plural(word)
    if part_of_speech is PartOfSpeech.VERB and name in ("third", "past", "participle", "gerund"):
        third, past, participle, gerund = verb_forms(word)
        return {"third": third, "past": past, "participle": participle, "gerund": gerund}[name]
    return word


def _inflect_by_endings(word: str, part: PartOfSpeech, name: str, language: str) -> str:
    """Return the inflection of a name, or where a word has none, one that is written alike."""
    made = dict(inflections(word, part, language))
    if name in made and not (name == "-s" and word.endswith("e")):
        return made[name]
    # Which ending makes the plural depends on the noun.
    many = ("plural", "-n", "-en", "-nen", "-e", "-s")
    return next(
        (made[inflection] for inflection in many if name in many and inflection in made), word
    )


def article(word: str) -> str:
    """Return `a` or `an`, as the word's first sound asks.

    >>> article("open model"), article("LLM"), article("unified model"), article("hour")
    ('an', 'an', 'a', 'an')
    >>> article("npm package"), article("gRPC call"), article("fly")
    ('an', 'a', 'a')
    >>> article("8-bit chip"), article("MLOps"), article("NASA site"), article("usual one")
    ('an', 'an', 'a', 'a')
    >>> article("f-string"), article("x-axis"), article("u-turn"), article("Nginx server")
    ('an', 'an', 'a', 'an')
    """
    first = word.split(" ")[0].split("-")[0].strip("\"'“‘(*_")
    low = first.lower()
    if first[:1].isdigit():
        return "an" if _AN_NUMBER.match(first) else "a"
    if low.startswith(("hour", "honest", "honor", "honour", "heir")):
        return "an"
    if _spelled(first):
        return "an" if low[0] in "aefhilmnorsx" else "a"
    if _YOU.match(low):
        return "a"
    return "an" if low[:1] in "aeiou" else "a"


_AN_NUMBER = re.compile(r"(?:8[\d,.]*|1[18](?:,?\d{3})*)(?!\d)")
_YOU = re.compile(
    r"uni(?!n|m|d(?!irec)|ss)|us[eiau]|ubiq|eu|ew[er]|one(?:s|$|\W)|once|ut[eio]|ura|uvu"
)
"""Words that begin with a vowel's letter and another sound."""
_SAID = frozenset(
    "fifo hipaa lan laser lifo lora mime nas nasa nato nic nist numa rag raid ram rest rom saml "
    "san soap suse sonar radar scsi ros scrum lidar fema nafta sars mips risc stem simd".split()
)
"""Initialisms that are said as words."""


def _spelled(word: str) -> bool:
    """Return whether a word is said letter by letter, or begins so: `LLM`, `MLOps`."""
    if word.lower() in _SAID:
        return False
    if len(word) == 1:
        return True
    if word[:2].isupper() or (word[0].islower() and word[1].isupper()):
        return True
    return word.lower() == "nginx" or (word.islower() and not set(word) & set("aeiouy"))


def _split_last(word: str) -> tuple[str, str]:
    at = max(word.rfind(" "), word.rfind("-")) + 1
    return word[:at], word[at:]


def _split_verb(word: str) -> tuple[str, str]:
    """Split a verb phrase so that the part that inflects comes first.

    `log in` inflects `log`; `open-source` and `open source`, whose last word is no particle,
    inflect as one word.
    """
    for separator in (" ", "-"):
        at = word.find(separator)
        if at > 0 and word[at + 1 :].lower() in _PARTICLES:
            return word[:at], word[at:]
    return word, ""


_PARTICLES = {
    "in",
    "out",
    "up",
    "down",
    "on",
    "off",
    "back",
    "over",
    "to",
    "into",
    "through",
    "away",
}


def _recase(model: str, word: str) -> str:
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
