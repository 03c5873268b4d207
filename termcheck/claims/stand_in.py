"""The word a parser is given for a term or a name, so that it reads the sentence right."""

from __future__ import annotations

from collections.abc import Sequence

from termcheck.claims.cues import Cues
from termcheck.claims.nouns import Nouns
from termcheck.claims.tokens import Token
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import PartOfSpeech

_BESIDE = {",", "/", "(", ")", '"', "”"}
_MARKS = {'"', "“", "(", "*", "["}


def stand_ins(
    tokens: Sequence[Token], mentions: Sequence[Mention], cues: Cues, nouns: Nouns
) -> tuple[list[str], set[int]]:
    """Return the words for the parser, and the indexes of mentions used as verbs."""
    words: list[str] = []
    verbs: set[int] = set()
    names = 0
    for at, token in enumerate(tokens):
        if token.mention >= 0:
            word, verb = _term(tokens, at, mentions[token.mention], cues, nouns)
            if verb:
                verbs.add(at)
            words.append(word)
        elif token.name is not None:
            words.append(cues.stand_ins.names[names % len(cues.stand_ins.names)])
            names += 1
        elif token.lower in cues.stand_ins.adjectives and _before_term(tokens, at):
            words.append(cues.stand_ins.adjective)
        else:
            words.append(token.text)
    return words, verbs


def _before_term(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].mention >= 0


def _term(
    tokens: Sequence[Token], at: int, mention: Mention, cues: Cues, nouns: Nouns
) -> tuple[str, bool]:
    surface = mention.surface
    verb = cues.stand_ins.verb
    inflection = _inflection(mention)
    before = _before(tokens, at, cues)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        inflection in {"past", "participle"}
        and after is not None
        and _adjective_place(before, after, cues)
    ):
        return cues.stand_ins.adjective, False
    if surface.part_of_speech is PartOfSpeech.VERB and inflection != "base":
        return verb.get(
            "participle"
            if inflection == "past" and before in cues.sets["small_words.before_participle"]
            else inflection,
            verb["past"],
        ), True
    if _base_verb(tokens, at, before, cues, nouns):
        return verb["base"], True
    never = cues.sets["small_words.never_nouns"]
    if after is not None and after.word and after.lower not in never and not _is(after, cues):
        return cues.stand_ins.adjective, False
    if after is not None and after.text in {"-", "‑"}:
        return cues.stand_ins.adjective, False
    if (
        after is not None
        and (after.text in _BESIDE or after.text in cues.sets["small_words.coordinators"])
        and _noun_later(tokens, at, cues, nouns)
    ):
        return cues.stand_ins.adjective, False
    if before in cues.sets["linking_verbs"] | cues.sets["small_words.before_adjective"]:
        return cues.stand_ins.adjective, False
    subject = before == "" and after is not None and _is(after, cues)
    opens = before in {"(", "", "-", "–", ","} and not subject
    if surface.part_of_speech is PartOfSpeech.ADJECTIVE and opens:
        return cues.stand_ins.adjective, False
    if _object_before(tokens, at, cues):
        return cues.stand_ins.adjective, False
    plural = surface.inflection in {"plural", "plural-possessive"} or mention.text.lower().endswith(
        "s"
    )
    return (cues.stand_ins.nouns if plural else cues.stand_ins.noun), False


def _inflection(mention: Mention) -> str:
    """Return the inflection of a verb form, by its ending where the form is listed as it is."""
    if (
        mention.surface.inflection != "base"
        or mention.surface.part_of_speech is not PartOfSpeech.VERB
    ):
        return mention.surface.inflection
    last = mention.text.split()[-1].lower()
    return (
        "past"
        if last.endswith("ed")
        else "gerund"
        if last.endswith("ing")
        else "third"
        if last.endswith("s")
        else "base"
    )


def _adjective_place(before: str, after: Token, cues: Cues) -> bool:
    """Whether a participle stands where an adjective does: `the first …-ed model`."""
    words = cues.sets
    never = words["small_words.never_nouns"] | words["small_words.object_openers"]
    if not after.word or after.lower in never:
        return False
    return (
        before in words["indefinite_determiners"]
        or before in words["own_determiners"]
        or before in words["small_words.before_modifier"]
        or before.endswith("est")
    )


def _object_before(tokens: Sequence[Token], at: int, cues: Cues) -> bool:
    """Whether the term follows the object of making or calling: `made X …`."""
    before = tokens[at - 1] if at else None
    if before is None or not before.word:
        return False
    words = cues.sets
    no_object = words["small_words.never_nouns"] | words["small_words.object_openers"]
    if before.lower in no_object - words["small_words.objects"]:
        return False
    return any(
        token.lower in cues.sets["causing_verbs"] for token in tokens[max(0, at - 8) : at - 1]
    )


def _is(token: Token, cues: Cues) -> bool:
    return any(
        token.lower in cues.sets[name]
        for name in ("linking_verbs", "condition.modals", "auxiliaries")
    )


def _before(tokens: Sequence[Token], at: int, cues: Cues) -> str:
    one = at - 1
    while one >= 0 and (
        tokens[one].lower in cues.sets["degree"]
        or tokens[one].lower.endswith("ly")
        or tokens[one].text in {'"', "“", "*", "'", "‘"}
    ):
        one -= 1
    return tokens[one].lower if one >= 0 else ""


def _noun_later(tokens: Sequence[Token], at: int, cues: Cues, nouns: Nouns) -> bool:
    """Whether a listed noun follows soon, before any verb could: `open, low-code framework`."""
    ends = cues.sets["small_words.never_nouns"] - cues.sets["small_words.coordinators"]
    for token in tokens[at + 1 : at + 7]:
        if token.lower in nouns.heads and token.word:
            return True
        if token.lower in ends or token.text in {".", ";", ":"}:
            return False
    return False


def _base_verb(tokens: Sequence[Token], at: int, before: str, cues: Cues, nouns: Nouns) -> bool:
    """Whether the base form is used as a verb: `we open source X`, `to open-source the model`."""
    rest = iter(tokens[at + 1 : at + 3])
    after = next((one for one in rest if one.word), None)
    between = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if after is None or (after is not tokens[at + 1] and between not in _MARKS):
        return False
    sets = cues.sets
    openers = after.lower in sets["small_words.object_openers"] or after.name is not None
    if before in sets["small_words.subjects"]:
        noun = after.lower in nouns.heads or after.lower not in sets["small_words.never_nouns"]
        return openers or noun
    if before in sets["condition.modals"] or before in sets["small_words.before_base"]:
        return openers
    if before not in {"and", "not"}:
        return False
    # "we release and open source X"
    released = at > 1 and tokens[at - 2].lower in cues.sets["release_verbs"]
    definite = after.lower in cues.sets["small_words.definite_openers"]
    return definite or (released and after.name is not None)
