"""The words of pages, counted as they are written, in one pass and a second for pairs of words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from termcheck.core.document import Block, Document, Kind, MarkKind, Scope
from termcheck.glossary.inflect import singular

_LETTER = "A-Za-zÀ-ɏ"
_WORD = re.compile(
    rf"(?<![\w./\\@#$=~+:%&*'’-])[{_LETTER}][{_LETTER}0-9]*(?:-[{_LETTER}][{_LETTER}0-9]*)*"
    r"(?![\w/\\@=~(*%$]|[.:][^\W_]|[-+#'’][\w-])"
)
"""A word, its hyphens with it, that is no part of a path, an address or an identifier."""
_LONG_FORM = re.compile(
    rf"(?P<words>[{_LETTER}][\w-]*(?: [\w-]+){{1,6}}) \((?P<letters>[A-Z][A-Za-z0-9]{{1,7}}?)s?\)"
)
_COMMAND = re.compile(r"[A-Z][a-z]+-[A-Z]")
"""`Get-Item`, `End-To-End`: a name for machines, or in a title."""
_HELD_OUT = (MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE, MarkKind.DELETED)
_TITLES = (Kind.HEADING, Kind.TITLE, Kind.TABLE_HEADER, Kind.CAPTION, Kind.FRONT_MATTER, Kind.ALT)
_OPENS = frozenset('.!?:;…•|/(–—"“‘')
_MOST = 30
"""Characters of the longest word that is counted."""


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """Where something was first written so."""

    path: str
    line: int
    """Of a pair of words, the line their paragraph begins in."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(slots=True)
class Counts:
    """How often what is written, and how; plurals count as their singular."""

    words: Counter[str] = field(default_factory=Counter)
    """As written where nothing else asks for a capital."""
    raised: Counter[str] = field(default_factory=Counter)
    """Words with a capital that a sentence or a title gives them."""
    alone: Counter[str] = field(default_factory=Counter)
    """Of `words` with a capital, those without another such word beside them."""
    pairs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Two words that are also written as one: by their lower case, as written."""
    long_forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """What stands before initialisms in brackets."""
    first: dict[str, FirstPlace] = field(default_factory=dict)
    texts: list[tuple[FirstPlace, str]] = field(default_factory=list)
    """What was counted, for the second pass: kept without the documents, which take far more."""
    pages: int = 0

    def add(self, document: Document) -> None:
        """Count the words of a document."""
        self.pages += 1
        for block, text in _texts(document):
            if not text:
                continue
            self.texts.append((_place(document, block, 0), text))
            title = block.kind in _TITLES or (Scope.TABLE in block.scopes and len(text) < _MOST)
            found = list(_WORD.finditer(text))
            end = 0
            for index, word in enumerate(found):
                gap = text[end : word.start()].rstrip()
                opens = title or not index or bool(gap and gap[-1] in _OPENS)
                self._take(found, index, opens=opens, block=block, document=document)
                end = word.end()
            for match in _LONG_FORM.finditer(text) if "(" in text else ():
                self._take_long_form(match)

    def _take(
        self,
        found: list[re.Match[str]],
        index: int,
        *,
        opens: bool,
        block: Block,
        document: Document,
    ) -> None:
        word = found[index]
        written = word[0]
        if not 1 < len(written) <= _MOST or _COMMAND.match(written):
            return
        singular = _one(written)
        capital = written[0].isupper()
        if opens and capital and written[1:].islower():
            self.raised[singular] += 1
            return
        self.words[singular] += 1
        if capital:
            beside = (found[at] for at in (index - 1, index + 1) if 0 <= at < len(found))
            self.alone[singular] += not any(_adjoins(word, other) for other in beside)
        if singular not in self.first:
            place = _place(document, block, word.start())
            self.first[singular] = place
            self.first.setdefault(singular.lower(), place)

    def _take_long_form(self, found: re.Match[str]) -> None:
        letters = found["letters"].rstrip("s")
        words = found["words"].split(" ")
        for count in range(len(letters), len(letters) + 3):
            tail = words[-count:]
            initials = "".join(part[0] for word in tail for part in word.split("-") if part)
            if len(tail) == count and _is_short_for(letters, initials):
                self.long_forms[letters][_one(" ".join(tail))] += 1
                return

    def add_pairs(self, joined: frozenset[str]) -> None:
        """Count the pairs of words that are also written as one of `joined`, in lower case."""
        for place, text in self.texts:
            for before, word in pairwise(_WORD.finditer(text)):
                if word.start() - before.end() != 1 or text[before.end()] != " ":
                    continue
                last = _one(word[0])
                name = f"{before[0]} {last}".lower()
                if name.replace(" ", "") in joined:
                    self.pairs[name][f"{before[0]} {last}"] += 1
                    self.first.setdefault(name, place)


def _one(word: str) -> str:
    """Return the singular of a word that looks like a plural."""
    plural = word[-1] == "s" and word[-2:].lower() not in ("as", "is", "ss", "us")
    return singular(word) if plural else word


def _adjoins(word: re.Match[str], other: re.Match[str]) -> bool:
    """Whether another word with a capital stands right beside."""
    near = -1 <= other.start() - word.end() <= 1 or -1 <= word.start() - other.end() <= 1
    return near and other[0][:1].isupper()


def _is_short_for(letters: str, initials: str) -> bool:
    """Whether letters are the first ones of words, of which small ones may be left out."""
    wanted, found = letters.lower(), initials.lower()
    if wanted[0] != found[0] or len(found) - len(wanted) > 2:
        return False
    rest = iter(found)
    return all(letter in rest for letter in wanted)


def _texts(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield the blocks with what is no prose in them blanked."""
    for block in document.blocks:
        if Scope.QUOTE in block.scopes or block.language:
            continue
        text = block.text
        held_out = [mark for mark in block.marks if mark.kind in _HELD_OUT]
        if held_out:
            # As part of a word, so that what is joined to it counts as little.
            letters = list(text)
            for mark in held_out:
                letters[mark.start : mark.end] = "_" * (mark.end - mark.start)
            text = "".join(letters)
        yield block, text


def _place(document: Document, block: Block, at: int) -> FirstPlace:
    start = block.span(at, at + 1).start
    return FirstPlace(document.source.path, document.source.line_of(start))
