"""How a term stands in its phrase: before a noun, after a verb, as a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from termcheck.claims.claim import Role
from termcheck.claims.cues import Cues
from termcheck.claims.names.name import Name
from termcheck.claims.nouns import OTHER, ROLE, Nouns
from termcheck.claims.sentences import LINE_BREAK
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import PartOfSpeech

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:[-‑–./_+][^\W_]+)*")
_SPACE = re.compile(r"[\s*_`\"“”'’]*")
_ASIDE = re.compile(r"\([^()]*\)|(?<![^\W_])[^\W_]+['’]s\b")
"""What may stand beside a name of a list: a remark in brackets, whose it is."""
_SPACES = re.compile(r"[\s*_`\"“”'’]+")
_JOINING = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*|\S")
_NEAR = 6
"""Words between two terms that are set beside each other."""
_ADJECTIVES = 2
"""Words that may stand between a determiner and a term."""
_PHRASE = 8
"""Words of the longest noun phrase after a term."""


_APOSTROPHE = re.compile(r"['’]")
_AFTER_COLON = re.compile(r":\s+(?P<word>[\w-]+)\s\Z")
_POSSESSIVE = re.compile(r"['’]s?$")
_COMMA = re.compile(r",\s")
_CLAUSE = re.compile(r"[,;]\s+(?P<word>\w+)")
_STOP = re.compile(r"[.,;:!?()]")
BREAK = re.compile(r"[,;:()–—]|[.!?](?=\s|\Z)")
"""Ends a clause, and does not stand inside a version."""
_JOINED = re.compile(r"[,/&]|\w")
_REACH = 80
"""Code points beside a term that are looked at."""


def _is_parted(text: str, start: int, end: int) -> bool:
    """Return whether a comma parts what stands before a place from it."""
    return text[start:end].rstrip().endswith(",")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words and phrases, the longest first."""
    listed = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    edged = (rf"(?<!\w){word}(?![\w-])" if word[:1].isalnum() else word for word in listed)
    return f"(?:{'|'.join(edged)})" if listed else r"(?!)"


class Use(NamedTuple):
    """How a term is used, and the noun it belongs to, if any."""

    role: Role
    head: str
    kind: str
    """Kind of thing the noun names, empty when nobody listed it."""
    several: bool
    """Whether the noun is a plural."""
    end: int
    """Where the noun phrase ends, in code points."""
    own: bool = False
    """Whether the phrase is said to be the writer's: `our … model`."""


class Phrases:
    """Reads noun phrases by lists of words, without a parser."""

    def __init__(self, cues: Cues, nouns: Nouns) -> None:
        self._nouns = nouns
        self._ends = cues.phrase_ends | cues.linking_verbs | cues.auxiliaries
        self._being = cues.linking_verbs
        self._degree = cues.degree
        self._openers = cues.phrase_openers
        self._joints = cues.joints
        self._own = cues.own_determiners
        self._coordinators = cues.coordinators
        self._auxiliaries = cues.auxiliaries | cues.linking_verbs
        self._belonging = cues.belonging
        self._relating = re.compile(
            rf"\s*(?:\([^()]*\)\s*)?[\s-]{any_of(cues.relating)}", re.IGNORECASE
        )
        self._comparing = re.compile(any_of(cues.comparing), re.IGNORECASE)
        self._basing = re.compile(any_of(cues.basing), re.IGNORECASE)
        self._exemplifying = re.compile(
            rf"\W{{0,3}}{any_of(cues.exemplifying)}\W{{0,3}}", re.IGNORECASE
        )
        self._using = cues.using
        self._indefinite = cues.indefinite
        self._others = cues.other_words
        self._definite = cues.definite
        self._participles = cues.participles
        self._genitive = cues.genitive
        self._pointing = cues.own_determiners | cues.pointing
        self._treating, self._caring = cues.treating, cues.caring
        joint, contrast = any_of(cues.mixing), any_of(cues.contrasts)
        self._mixed_after = re.compile(rf"(?:\s*{joint})+\s*{contrast}", re.IGNORECASE)
        self._mixed_before = re.compile(rf"{contrast}(?:\s*{joint})+\s*\Z", re.IGNORECASE)

    def use_of(self, text: str, mention: Mention, names: Sequence[Name]) -> Use:
        """Return how a mention is used in its block; `names` are those of the block."""
        core = self._core(mention)
        head, several, end = self._head(text, core, names)
        before = self.before(text, mention.start)
        verb = mention.surface.part_of_speech is PartOfSpeech.VERB
        if verb and (not head or before not in self._openers):
            role = Role.PASSIVE if before in self._being else Role.VERB
            return Use(role, "", "", several, mention.end)
        if head:
            kind = self._nouns.kind(text[core:end].lower().replace("-", " - ").split())
            own = kind not in ("", OTHER) and self._is_own(text, mention.start)
            return Use(Role.MODIFIER, head, kind, several, end, own)
        if before in self._being or mention.surface.part_of_speech is PartOfSpeech.ADJECTIVE:
            return Use(Role.PREDICATE, "", "", False, mention.end)
        return Use(Role.NOUN, "", "", False, mention.end)

    def is_noun(self, word: str) -> bool:
        """Return whether a word is a listed noun."""
        return bool(self._nouns.kind([word.lower()]))

    def is_unclaimed(self, kind: str, nameable: frozenset[str]) -> bool:
        """Return whether a noun's kind is one a term says nothing of."""
        return kind == OTHER or (kind in self._nouns.things and kind not in nameable)

    def _core(self, mention: Mention) -> int:
        """Return where the part of a term ends that is not the noun it modifies: `open model`."""
        noun = self._nouns.ending(mention.text)
        return mention.end - len(noun) - 1 if noun else mention.end

    def _head(self, text: str, start: int, names: Sequence[Name]) -> tuple[str, bool, int]:
        """Return the noun a phrase that goes on at `start` ends in, and where it ends."""
        head, several, end = "", False, start
        at = start
        for _ in range(_PHRASE):
            gap = _SPACE.match(text, at)
            at = gap.end() if gap else at
            name = next((name for name in names if name.start <= at < name.end), None)
            if name is not None:
                if name.comparison:
                    at = name.end
                    continue
                return (head, several, end) if head else (name.text, name.whole, name.end)
            word = WORD.match(text, at)
            if word is None or word[0].lower() in self._ends:
                break
            plain = word[0].lower()
            owner = _POSSESSIVE.sub("", plain)
            if owner != plain and self._nouns.kind([owner]) in {OTHER, *self._nouns.makers}:
                # "the community's answer" is the community's, whatever it answers.
                return word[0][: len(owner)], False, word.start() + len(owner)
            if self._nouns.kind([plain]) or self._nouns.kind([plain.rpartition("-")[2]]):
                related = self._relating.match(text, word.end())
                if related is not None:
                    # "a model-driven tool" is a tool.
                    at = related.end()
                    continue
                head, several, end = word[0], plain in self._nouns.plurals, word.end()
            elif head:
                break
            at = word.end()
        if not head:
            word = WORD.match(text, start + 1) if text[start : start + 1] == " " else None
            if word is not None and word[0].lower() not in self._ends:
                return word[0], False, word.end()
        return head, several, end

    def is_equal(self, text: str, start: int, end: int) -> bool:
        """Return whether nothing but what joins equals stands between two places.

        Words that open a phrase may stand there too: `X, Y and all …`.
        """
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        joined = bool(words) and words[0] in self._coordinators
        rest = self._openers - self._others - self._belonging
        return joined and all(word in rest for word in words[1:])

    def serves(self, text: str, start: int, end: int) -> str | None:
        """Return the kind of the noun after `start` that a name at `end` only belongs to.

        `… the prompt for X`; None where the name is what is spoken of.
        """
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        while words and words[-1] in self._openers - self._belonging:
            words.pop()
        if len(words) < 3 or words[-1] not in self._belonging or _STOP.search(text, start, end):
            return None
        if words[0] not in self._openers - self._belonging:
            return None
        kinds = [self._nouns.kind(words[: at + 1]) for at in range(len(words) - 1)]
        return next((kind for kind in reversed(kinds) if kind), "")

    def _is_own(self, text: str, at: int) -> bool:
        """Whether the writer's determiner stands before a place, at most a few words between."""
        words = [word[0].lower() for word in WORD.finditer(text, max(0, at - 40), at)]
        for word in reversed(words[-_ADJECTIVES - 1 :]):
            if word in self._own:
                return True
            if word in self._ends or word in self._ends:
                return False
        return False

    def before(self, text: str, at: int, skipped: frozenset[str] = frozenset()) -> str:
        """Return the word before a place, adverbs and those of `skipped` left out."""
        words = WORD.findall(text[max(0, at - 60) : at])
        while words and words[-1].lower() in self._degree | skipped:
            words.pop()
        return words[-1].lower() if words else ""

    def number_of(self, text: str, start: int, end: int, kinds: frozenset[str]) -> bool | None:
        """Return whether the first noun of some kinds in a part of a text is a plural.

        None when there is no such noun.
        """
        for word in WORD.finditer(text, start, end):
            plain = word[0].lower().rpartition("-")[2]
            if self._nouns.kind([plain]) in kinds:
                return plain in self._nouns.plurals
        return None

    def joined(
        self, text: str, mention: Mention, others: Sequence[Mention], kinds: frozenset[str]
    ) -> tuple[int, ...]:
        """Return the starts of mentions set beside one as another name of it: `A (B)`, `A/B`."""
        return tuple(
            other.start
            for other in others
            if other is not mention and self._beside(text, mention, other, kinds)
        )

    def _beside(self, text: str, mention: Mention, other: Mention, kinds: frozenset[str]) -> bool:
        first, second = sorted((mention, other), key=lambda other: other.start)
        between = [word[0].lower() for word in _JOINING.finditer(text, first.end, second.start)]
        if first.end > second.start or len(between) > _NEAR:
            return False
        joints = [word for word in between if word in self._joints]
        rest = [word for word in between if word not in self._joints and word[0].isalnum()]
        return bool(joints) and all(self._nouns.kind([word]) in kinds for word in rest)

    def subject_kinds(self, text: str, start: int, end: int) -> set[str]:
        """Return the kinds of the nouns a clause opens with, to which others belong.

        `The code and data of X are …`: the text from the start of the sentence to its verb at
        `end`; none where another verb stands between.
        """
        for comma in _CLAUSE.finditer(text, start, end):
            if comma["word"].lower() in self._coordinators:
                start = comma.end()
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        while words and (words[-1] in self._degree or words[-1] in self._being):
            words.pop()
        ends = self._ends - self._coordinators
        at = next((at for at, word in enumerate(words) if word in ends), 0)
        if not at or words[at] not in self._belonging or self._being & set(words[at:]):
            return set()
        return self._kinds_of(words[:at])

    def object_kinds(self, text: str, mention: Mention, names: Sequence[Name]) -> set[str]:
        """Return the kinds of the nouns after a verb, none where a name may be among them."""
        stop = _STOP.search(text, mention.end, mention.end + _REACH)
        end = stop.start() if stop else mention.end + _REACH
        words: list[str] = []
        for word in WORD.finditer(text, mention.end, end):
            if word[0].lower() in self._ends - self._coordinators:
                break
            named = any(name.start <= word.start() < name.end for name in names)
            if named or not word[0].islower():
                return set()
            words.append(word[0].lower())
        return self._kinds_of(words)

    def _kinds_of(self, words: Sequence[str]) -> set[str]:
        """Return the kinds of the nouns that coordinators join."""
        kinds, part = set(), list[str]()
        for word in (*words, ""):
            if word and word not in self._coordinators:
                part.append(word)
            elif part:
                kinds.add(self._nouns.kind(part[-_PHRASE:]))
                part = []
        return kinds

    def is_part_of(self, text: str, at: int, kinds: frozenset[str]) -> bool:
        """Return whether a name at a place is said to have what a noun of some kinds names.

        `the weights of X`.
        """
        words = [word[0].lower() for word in WORD.finditer(text, max(0, at - _REACH), at)]
        while words and words[-1] in self._openers - self._belonging:
            words.pop()
        if len(words) < 2 or words[-1] not in self._belonging:
            return False
        return self._nouns.kind(words[-_PHRASE - 1 : -1]) in kinds

    def kind_before(self, text: str, start: int, end: int) -> str:
        """Return the kind of the noun phrase right before a verb of being at `end`, if any.

        What a comma parts from it is none: `free to use, open source and …`.
        """
        if _is_parted(text, start, end):
            return ""
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        while words and (words[-1] in self._degree or words[-1] in self._being):
            words.pop()
        found = len(words) > 1 and words[-1] not in self._ends
        return self._nouns.kind(words[-_PHRASE:]) if found else ""

    def own_kind(self, text: str, start: int, end: int) -> str:
        """Return the kind of the writer's own before a verb of being at `end`: `our … is`."""
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        while words and (words[-1] in self._degree or words[-1] in self._being):
            words.pop()
        at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in self._ends), -1)
        phrase = words[at + 1 :]
        own = len(phrase) > 1 and phrase[0] in self._own
        return self._nouns.kind(phrase[1:]) if own else ""

    def kinds_before(self, text: str, start: int, end: int) -> set[str]:
        """Return the kinds of the nouns that coordinators join right before a verb at `end`."""
        if _is_parted(text, start, end):
            return set()
        for comma in _CLAUSE.finditer(text, start, end):
            start = comma.end()
        words = [word[0].lower() for word in WORD.finditer(text, start, end)]
        while words and (words[-1] in self._degree or words[-1] in self._being):
            words.pop()
        ends = self._ends - self._coordinators
        last = next((at for at in range(len(words), 0, -1) if words[at - 1] in ends), 0)
        return self._kinds_of(words[last:])

    def is_mixed(self, text: str, mention: Mention) -> bool:
        """Return whether a mention is one of two adjectives of a mixed class.

        `among open and proprietary models` is said of no one: either may be meant.
        """
        core = self._core(mention)
        after = self._mixed_after.match(text, core)
        if after is not None:
            return self._heads_class(text, after.end())
        lead = max(0, mention.start - _REACH)
        before = self._mixed_before.search(text, lead, mention.start)
        return before is not None and self._heads_class(text, core)

    def is_treated(self, text: str, mention: Mention, use: Use) -> bool:
        """Return whether a title says what a work does to a class: `NAME: Scaling Open Models`."""
        lead = _AFTER_COLON.search(text, max(0, mention.start - _REACH), mention.start)
        return use.several and lead is not None and lead["word"].lower() in self._treating

    def is_idea(self, text: str, mention: Mention) -> bool:
        """Return whether a term alone is what somebody cares about: `doubles down on …`."""
        words = WORD.findall(text, max(0, mention.start - _REACH), mention.start)
        return bool(words) and words[-1].lower() in self._caring

    def _heads_class(self, text: str, at: int) -> bool:
        """Whether a noun phrase goes on to a listed noun, or ends at once."""
        rest = _STOP.split(text[at : at + _REACH], 1)[0]
        words = [word[0].lower() for word in WORD.finditer(rest)]
        for place, word in enumerate(words[:_PHRASE]):
            if word in self._ends:
                return place == 0
            kind = self._nouns.kind([word.rpartition("-")[2]])
            if kind:
                return kind != OTHER
        return not words

    def compared(self, text: str, start: int, mention: Mention) -> int:
        """Return where what a mention's phrase is only compared with begins, -1 if it is not.

        `beats all open models`; `start` begins the sentence.
        """
        return self._led(self._comparing, text, start, mention)

    def based(self, text: str, start: int, mention: Mention) -> int:
        """Return the same for what something is only made from: `built on open models`."""
        return self._led(self._basing, text, start, mention)

    def _led(self, words: re.Pattern[str], text: str, start: int, mention: Mention) -> int:
        """Return where a mention's phrase begins if one of some words leads to it, else -1."""
        lead = max(start, mention.start - _REACH)
        found = next(reversed([*words.finditer(text, lead, mention.start)]), None)
        if found is None:
            return -1
        between = [word[0].lower() for word in WORD.finditer(text, found.end(), mention.start)]
        ends = self._ends - self._openers
        far = len(between) > _PHRASE or any(
            word in self._pointing or word in ends for word in between
        )
        return -1 if far else found.end()

    def example(self, text: str, use: Use, names: Sequence[Name]) -> Name | None:
        """Return the name a class is exemplified by right after it: `open models such as X`."""
        lead = self._exemplifying.match(text, use.end) if use.role is Role.MODIFIER else None
        if lead is None:
            return None
        end = lead.end()
        while (word := WORD.match(text, end)) and word[0].lower() in self._openers:
            end = word.end() + 1
        return next((name for name in names if name.start == end), None)

    def is_other(self, text: str, mention: Mention) -> bool:
        """Return whether a mention's phrase is of others of a class: `all other open models`."""
        before = [
            word[0].lower()
            for word in WORD.finditer(text, max(0, mention.start - 40), mention.start)
        ]
        return any(word in self._others for word in before[-_ADJECTIVES - 1 :])

    def version_of(self, text: str, use: Use, names: Sequence[Name]) -> str:
        """Return the kind of what a phrase is a version of, empty where that has a name or none.

        `an open … version of their platform`.
        """
        if use.kind != ROLE:
            return ""
        words: list[str] = []
        for word in WORD.finditer(text, use.end, use.end + _REACH):
            plain = word[0].lower()
            named = any(name.start <= word.start() < name.end for name in names)
            if named or (words and plain in self._ends):
                break
            words.append(plain)
        return self._nouns.kind(words) if words and words[0] in self._genitive else ""

    def thing_for(self, text: str, start: int, mention: Mention) -> str:
        """Return the kind of the noun a mention's phrase belongs to: `a gateway for open …`.

        Empty where it belongs to none; `start` begins the sentence.
        """
        start = max(
            (stop.end() for stop in BREAK.finditer(text, start, mention.start)), default=start
        )
        words = [word[0].lower() for word in WORD.finditer(text, start, mention.start)]
        while words and words[-1] in (self._openers | self._degree) - self._belonging:
            words.pop()
        if len(words) < 2 or words[-1] not in self._belonging:
            return ""
        return self._nouns.kind(words[-_PHRASE - 1 : -1])

    def said_beside(self, text: str, mention: Mention, use: Use) -> int:
        """Return where the thing stands that a verb, or a clause without subject, is said of.

        `Acme open-sources X`, `being open, X …`; -1 where that cannot be told.
        """
        at = mention.end
        if use.role is not Role.VERB:
            comma = _COMMA.match(text, at)
            before = self.before(text, mention.start)
            if use.role is not Role.PREDICATE or comma is None or before not in self._participles:
                return -1
            at = comma.end() - 1
        gap = _SPACE.match(text, at)
        at = gap.end() if gap else at
        while (word := WORD.match(text, at)) and word[0].lower() in self._definite:
            at = word.end() + 1
        return at if at < len(text) else -1

    def is_taken(self, text: str, start: int, mention: Mention, names: Sequence[Name]) -> bool:
        """Return whether a mention's phrase is what somebody only uses: `we run an open model`.

        `start` begins the sentence; a name may stand between (`we replaced X with an …`).
        """
        words = [
            word[0].lower()
            for word in WORD.finditer(text, start, mention.start)
            if not any(name.start <= word.start() < name.end for name in names)
        ]
        passed = (self._openers | self._degree | self._belonging) - self._pointing
        one = False
        while words and words[-1] in passed - self._definite:
            one |= words.pop() in self._indefinite
        return one and bool(words) and words[-1] in self._using

    def is_made_like(self, text: str, mention: Mention, use: Use, name: Name) -> bool:
        """Return whether a phrase is of one more thing made like a named one: `an open X model`.

        Not `the open X model`, `open X models`.
        """
        if not mention.end <= name.start < name.end <= use.end:
            return False
        after = WORD.match(text, name.end + 1)
        noun = after is not None and after[0].lower() not in self._nouns.plurals
        if after is None or not noun or not self.is_noun(after[0]):
            return False
        return self.before(text, mention.start) in self._indefinite | self._own

    def is_done_by_others(self, text: str, at: int) -> bool:
        """Return whether a gerund at a place is what others did: `thank the team for …`."""
        words = [word[0].lower() for word in WORD.finditer(text, max(0, at - _REACH), at)]
        if len(words) < 2 or words[-1] not in self._belonging:
            return False
        return self._nouns.kind(words[-2:-1]) in self._nouns.makers | {OTHER}

    def is_at_large(self, text: str, start: int, mention: Mention) -> bool:
        """Return whether a mention's phrase stands in a sentence, and nothing points back.

        Not `these open models`, `the open models`, `X's open models`, `first among open models`,
        nor a phrase its sentence opens with.
        """
        words = [word[0].lower() for word in WORD.finditer(text, start, mention.start)]
        near = words[-_ADJECTIVES - 1 :]
        parting = (self._pointing | self._definite | self._ends) - self._auxiliaries
        owned = any(_APOSTROPHE.search(word) for word in near)
        return bool(words) and not owned and not parting & set(near)

    def points_back(self, text: str, start: int, mention: Mention) -> bool:
        """Return whether a word of a sentence before a mention points at what was named before."""
        return bool(self._pointing & set(self.words(text[start : mention.start])))

    def is_owned(self, text: str, start: int, end: int) -> bool:
        """Return whether a name that ends at `start` says whose the phrase at `end` is: `X's …`."""
        if _APOSTROPHE.match(text, start) is None or _STOP.search(text, start, end):
            return False
        words = [word.lower() for word in WORD.findall(text[start + 1 : end])]
        return len(words) <= _PHRASE and not set(words[1:]) & self._ends

    def is_of(self, words: frozenset[str], text: str, at: int) -> bool:
        """Return whether one of some words stands right before a place, as its verb's subject."""
        before = self.before(text, at, self._auxiliaries)
        return before in words or _APOSTROPHE.split(before)[0] in words

    def is_joint(self, text: str, start: int, end: int) -> bool:
        """Return whether nothing but a coordinator, and signs, stands between two places.

        A sign alone joins two names: `X/Y`, `X, Y`.
        """
        gap = text[start:end]
        if _JOINED.search(gap) is None:
            return False
        return all(word in self._coordinators for word in self.words(gap)) and len(gap) < _REACH

    def is_remark(self, text: str, mention: Mention) -> bool:
        """Return whether a mention stands alone in brackets."""
        return text[: mention.start].endswith("(") and text[mention.end :].startswith(")")

    def is_coordinated(self, text: str, start: int, end: int) -> bool:
        """Return whether a coordinator stands right before or after a part of a text."""
        before = WORD.findall(text[max(0, start - 40) : start])
        after = WORD.match(text, end + 1)
        return bool(before and before[-1].lower() in self._coordinators) or bool(
            after and after[0].lower() in self._coordinators
        )

    def joint(self, gap: str) -> bool | None:
        """Return how two names are joined: True by a coordinator, False by a comma, None not.

        The lines of a cell are equals.
        """
        plain = _ASIDE.sub(" ", gap)
        if plain.strip() == plain == LINE_BREAK:
            return True
        words = _SPACES.sub(" ", plain).replace(",", " , ").split()
        if not words or any(word != "," and word not in self._coordinators for word in words):
            return None
        return any(word in self._coordinators for word in words)

    def words(self, text: str) -> Iterator[str]:
        """Yield the words of a text, in lower case."""
        return (word[0].lower() for word in WORD.finditer(text))
