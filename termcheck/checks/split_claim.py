"""A claim about several things that is true of some: the sentence that says it of each.

Three ways of writing it, the first that fits: `B is …; A is …`, `… models such as B and … models
such as A`, and `A (…) and B (…) are models`. It is proposed, never applied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from termcheck.checks.capitals import opens_sentence
from termcheck.checks.clause import closes, opening_of, tail_of
from termcheck.checks.name_list import NameList, name_list
from termcheck.checks.through_markup import around, is_whole
from termcheck.claims.claim import Claim, Role, SubjectRef
from termcheck.core.document import Block
from termcheck.core.finding import Fix, Safety
from termcheck.core.source import Source
from termcheck.glossary.inflect import article, singular

_COPULA = re.compile(
    r" (?P<verb>are|were|have been|remain|became|become)(?P<between>(?: [a-z-]+){0,4}) "
)
_SINGULAR = {"are": "is", "were": "was", "have been": "has been", "remain": "remains",
             "become": "becomes"}  # fmt: skip
_TOGETHER = re.compile(r" (?:both|all|each)\b")
_VERBAL = re.compile(
    r"(?: (?:\w+ed|known|seen|available|offered) as| also| now| still| already| currently| only|"
    r" \w+ly)*"
)
"""What belongs to a verb, not to the noun phrase after it."""
_DETERMINER = re.compile(r" (?:the|a|an|some|any|no|one|two|three|\d+|among|of|as|our|their|its)\b")
_COUNTING = re.compile(
    r"(?<![\w.-])(?:two|three|four|five|six|seven|eight|nine|ten|these|those|other|another|one|"
    r"\d+) (?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?<!\w)(?P<article>an?|the) (?P<between>(?:(?!of )[\w-]+ ){0,2})$", re.IGNORECASE
)
_LEAD = re.compile(
    r",? \(?(?:such as|like|including|for (?:example|instance),?|e\.g\.,?|i\.e\.,?|namely|called|"
    r"named|especially|notably|particularly) (?:the )?| \(|: | (?:–|—|-) "
)
"""What stands between a class and the list of its members, none of it a verb."""
_OTHERS = re.compile(r",? (?:and|or) (?:\w+ )?other (?:[\w-]+ ){0,2}")
_CLOSING = re.compile(
    r"(?:,? (?:etc\.?|and more|and others|among others|and so on)|,? ?(?:\.\.\.|…))?\)"
)

_MOST = 30
"""Subjects of a sentence that anybody would want to read written anew."""


@dataclass(frozen=True, slots=True)
class Share:
    """Words, and the subjects of a claim of which they are true."""

    words: str
    """In place of the mention's; the mention's own for those of which it is true."""
    subjects: tuple[SubjectRef, ...]


def say_apart(
    block: Block, source: Source, claim: Claim, shares: Sequence[Share], noun: str = ""
) -> Fix | None:
    """Return the fix, only shown, that says of each subject of a claim what is true of it.

    `shares` are in the order to write them; `noun` is the one the mention's words end in, if any.
    None where the sentence, or markup in it, is not built in a way that can be taken apart.
    """
    subjects = [subject for share in shares for subject in share.subjects]
    inside = range(claim.sentence.start, claim.sentence.end)
    if any(
        subject.block != claim.mention.block or subject.start not in inside for subject in subjects
    ):
        return None
    if len(subjects) > _MOST:
        return None
    if "respectively" in block.text[claim.sentence.start : claim.sentence.end]:
        return None
    listed = name_list(block, source, subjects)
    if listed is None:
        return None
    if opens_sentence(block, claim.mention.start):
        shares = [replace(share, words=_lowered(share.words)) for share in shares]
    sentence = _Sentence(block, source, claim, listed, tuple(shares), noun)
    return sentence.of_list_first() or sentence.of_class_first() or sentence.labelled()


@dataclass(frozen=True, slots=True)
class _Sentence:
    block: Block
    source: Source
    claim: Claim
    listed: NameList
    shares: tuple[Share, ...]
    noun: str

    def of_list_first(self) -> Fix | None:
        """Return the sentence said once of each part of a list that stands before what is said.

        `A and B are … models` becomes `B is a … model; A is a … model`; None where the sentence
        says more than that of them.
        """
        text, listed, start = self.block.text, self.listed, self.claim.mention.start
        if listed.end > start:
            return None
        others = _OTHERS.fullmatch(text, listed.end, start)
        if others is not None:
            return self._such_as()
        said = _COPULA.fullmatch(text, listed.end, start)
        opening = opening_of(text, self.claim.sentence.start, listed.start)
        end = self._np_end
        if said is None or opening is None or end is None:
            return None
        tail = tail_of(text, end, opening)
        if tail is None:
            return None
        kind, end = opening.kind, end + len(tail)
        between = _TOGETHER.sub("", said["between"])
        verbal = _VERBAL.match(between)
        adverbs = verbal.group() if verbal else ""
        adjectives = between[len(adverbs) :]
        if _DETERMINER.search(adjectives):
            return None
        clauses = []
        for share in self.shares:
            single = len(share.subjects) == 1 and not kind
            verb = _SINGULAR.get(said["verb"], said["verb"]) if single else said["verb"]
            phrase = self._phrase(f"{adjectives} {share.words}".lstrip(), counted=single)
            names = listed.part(share.subjects)
            clauses.append(f"{kind}{names} {verb}{adverbs} {phrase}{tail}")
            kind = _lowered(kind)
        if opening.formal and closes(text, end):
            return self._fix(opening.start, end, "; ".join(clauses))
        several = any(len(share.subjects) > 1 for share in self.shares)
        return self._fix(opening.start, end, _series(clauses, comma=several or len(clauses) > 2))

    def of_class_first(self) -> Fix | None:
        """Return the class named once for each part of a list that stands after it.

        `… models such as A and B` becomes `… models such as B and … models such as A`; None where
        the class is counted, or not plainly that of the list.
        """
        text, listed, mention = self.block.text, self.listed, self.claim.mention
        named = self._named_head
        begin = mention.end if named else self._np_end
        if (
            begin is None
            or begin > listed.start
            or _COUNTING.search(text, self.claim.sentence.start, mention.start)
        ):
            return None
        lead = text[begin : listed.start]
        if lead != " " and not _LEAD.fullmatch(lead):
            return None
        end, close = listed.end, ""
        if "(" in lead:
            closing = _CLOSING.match(text, end)
            if closing is None:
                return None
            end, close = closing.end(), ")"
        elif lead == ": " and opens_sentence(self.block, mention.start):
            pass
        elif lead.strip() in {":", "-", "–", "—"}:
            lead, close = " (", ")"
        determiner = _ARTICLE.search(text, self.claim.sentence.start, mention.start)
        before = determiner["article"].lower() if determiner else ""
        conjunction = "or" if before.startswith("a") else listed.conjunction
        if before == "the" and determiner and determiner["between"]:
            # `the best …` of all of them need not be the best of each part.
            before = ""
        parts = []
        for at, share in enumerate(self.shares):
            single = lead == " " and len(share.subjects) == 1
            phrase = share.words if named else self._phrase(share.words, single=single)
            if at and before:
                phrase = f"{before if before == 'the' else article(phrase)} {phrase}"
            names = listed.part(share.subjects, bare=not lead.strip(" (:"))
            parts.append(f"{phrase}{lead}{names}{close}")
        if lead == ": ":
            return self._fix(mention.start, end, "; ".join(parts))
        # `such as B and C, and … such as A`: which `and` joins what is told by a comma.
        nested = not close and f" {conjunction} " in parts[0]
        comma = lead.startswith(",") or len(parts) > 2 or nested
        return self._fix(mention.start, end, _series(parts, conjunction, comma=comma))

    def labelled(self) -> Fix | None:
        """Return the list with the words that are true of each name behind it, the term taken out.

        `A and B are some … models` becomes `A (…) and B (…) are some models`; None unless the term
        modifies the noun of the class.
        """
        text, listed, mention = self.block.text, self.listed, self.claim.mention
        if self.claim.role is not Role.MODIFIER or self._named_head or self._np_end is None:
            return None
        words = {subject: share.words for share in self.shares for subject in share.subjects}
        names = listed.joined(
            [listed.part([name], self._adjective(words[name])) for name in listed.names]
        )
        end = mention.end - len(self.noun) if self.noun else mention.end
        while text[end : end + 1] == " ":
            end += 1
        before = _ARTICLE.search(text, self.claim.sentence.start, mention.start)
        start, put = mention.start, ""
        if before and before["article"].lower() != "the" and not before["between"]:
            start = before.start()
            put = f"{article(text[end:])} "
        if opens_sentence(self.block, start):
            put, end = (put.capitalize(), end) if put else (text[end : end + 1].upper(), end + 1)
        if listed.end <= start:
            if not text[listed.end : start].strip(" ,"):
                return None
            return self._fix(listed.start, end, names + text[listed.end : start] + put)
        if end <= listed.start:
            return self._fix(start, listed.end, put + text[end : listed.start] + names)
        return None

    def _such_as(self) -> Fix | None:
        """Return a list that ends in its class (`A, B and other … models`) with the class first.

        It becomes `… models such as B and … models such as A`.
        """
        if self._np_end is None:
            return None
        parts = [
            f"{self._phrase(share.words)} such as {self.listed.part(share.subjects)}"
            for share in self.shares
        ]
        return self._fix(self.listed.start, self._np_end, _series(parts, comma=len(parts) > 2))

    @property
    def _named_head(self) -> bool:
        """Whether the term stands before the names themselves: `the … A and B`."""
        return any(self.claim.head == subject.name for subject in self.listed.names)

    @property
    def _np_end(self) -> int | None:
        """Where the words end that the term belongs to, None if they cannot be told."""
        claim, text = self.claim, self.block.text
        if claim.role is Role.PREDICATE or not claim.head:
            return claim.mention.end
        if self.noun and self.noun.split()[-1] == claim.head:
            return claim.mention.end
        noun = re.compile(rf"(?: [\w-]+){{0,4}}?[ -]{re.escape(claim.head)}\b")
        found = noun.match(text, claim.mention.end)
        return found.end() if found else None

    def _phrase(self, words: str, *, single: bool = False, counted: bool = False) -> str:
        """Return a term's words with the rest of their noun phrase.

        In the singular if `single`, and with an article before it if `counted`.
        """
        end = self._np_end or self.claim.mention.end
        rest = self.block.text[self.claim.mention.end : end]
        phrase = words + rest
        if not (rest or self.noun) or not (single or counted):
            return phrase
        noun = singular(phrase)
        return f"{article(noun)} {noun}" if counted and noun != phrase else noun

    def _adjective(self, words: str) -> str:
        return words.removesuffix(self.noun).rstrip() if self.noun else words

    def _fix(self, start: int, end: int, words: str) -> Fix | None:
        if opens_sentence(self.block, start) and words.startswith(self.shares[0].words):
            words = words[:1].upper() + words[1:]
        span = around(self.block, self.source, start, end)
        if not is_whole(self.source.slice(span)):
            # Markup may go on at one end: within it, then.
            span = self.block.span(start, end)
        if not is_whole(self.source.slice(span)):
            return None
        told = words.replace("`", "'")
        return Fix(span, words, f"Write `{told}`", Safety.SHOWN)


def _lowered(words: str) -> str:
    """Return words without the capital of a sentence's start."""
    return words[:1].lower() + words[1:] if words[1:].islower() else words


def _series(parts: Sequence[str], conjunction: str = "and", *, comma: bool) -> str:
    joint = f"{',' if comma else ''} {conjunction} "
    return f"{', '.join(parts[:-1])}{joint}{parts[-1]}"
