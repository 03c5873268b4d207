"""What a document says of a licence: evidence for its own subject when nobody recorded it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.claims.phrase import BREAK
from termcheck.core.document import Document, Kind
from termcheck.core.source import Span

if TYPE_CHECKING:
    from termcheck.claims.reader import ClaimReader
    from termcheck.facts.facts import Facts

_KEYS = ("license", "licence", "license_name", "licence_name")
"""Fields of front matter that name a licence, as model hubs and package registries have them."""
_BADGE = re.compile(
    rb"/badge/licen[cs]e-(?P<name>(?:[^\s\-)\]\"'<>?.]|--|\.(?=\d))+)-", re.IGNORECASE
)
"""The address of a badge that names a licence; a hyphen is written twice there."""
_VERSIONED = re.compile(r"[A-Z][\w-]*\d[\w.-]*")
"""A word that is written like the name of a thing with versions or sizes."""
_ENDS = (". ", "! ", "? ")
_TOKEN = re.compile(r"[^\W_]+(?:\.\d+)*\+?")
_LONGEST = 10
"""Words of the longest name of a licence that is looked for."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A licence that a document states."""

    licence: str
    """Its id or expression."""
    span: Span
    actual: str
    """The words that state it."""
    block: int
    """Index of the block, -1 for front matter and a badge, which speak of the whole document."""
    clause: str = ""
    """The words of its clause before it."""
    sentence: str = ""
    """The words of its sentence before it."""

    def speaks_of(self, name: str) -> bool:
        """Return whether no other thing than that of a name, in lower case, is named before it."""
        named = _VERSIONED.findall(self.clause) or _VERSIONED.findall(self.sentence)
        return not named or any(one.lower() in name or name in one.lower() for one in named)


def stated_licences(document: Document, facts: Facts, reader: ClaimReader) -> tuple[Stated, ...]:
    """Return the licences a document states, in order of the text."""
    names = _names(facts)
    tagged = names | _tags(facts)
    found = [*_of_front_matter(document, tagged), *_of_badges(document, tagged)]
    cues = reader.cues
    leads = cues.licence_leads
    if leads:
        pattern = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, sorted(leads, key=len, reverse=True)))})\b:?\s*",
            re.IGNORECASE,
        )
        nouns = cues.licences
        for at, block in enumerate(document.blocks):
            places = [lead.span() for lead in pattern.finditer(block.text)]
            if at and _is_headed(document, at, nouns):
                places.insert(0, (0, 0))
            for start, end in places:
                named = _named(block.text, end, names, nouns)
                # `Data: …` below a heading is said of the data.
                if named is not None and ":" not in block.text[end : named[1]]:
                    licence, end = named
                    span, words = block.span(start, end), block.text[start:end]
                    clause = _clause(block.text, start, reader)
                    if not _is_of_another_kind(clause, reader, facts):
                        before = block.text[:start]
                        before = before[max(0, *map(before.rfind, _ENDS)) :]
                        found.append(Stated(licence, span, words, at, clause, before))
                        break
    return tuple(found)


def _clause(text: str, end: int, reader: ClaimReader) -> str:
    """Return the words of a clause before a place, without what a coordinator sets before them."""
    start = max((stop.end() for stop in BREAK.finditer(text, 0, end)), default=0)
    words = text[start:end].split()
    verbs = reader.cues.linking_verbs
    for at in range(len(words) - 1, 0, -1):
        if words[at].lower() in reader.cues.coordinators and verbs & set(
            map(str.lower, words[:at])
        ):
            return " ".join(words[at + 1 :])
    return " ".join(words)


def _is_of_another_kind(clause: str, reader: ClaimReader, facts: Facts) -> bool:
    """Whether a clause speaks of things the licence of which says nothing of a page's subject.

    `The data set is`, `the documentation of X is`; not `this repository is`.
    """
    words = [word.lower() for word in clause.split()]
    if not words or words[0] in reader.cues.pointing:
        return False
    kinds = list[str]()
    for at, word in enumerate(words):
        if kinds and word in reader.cues.belonging:
            break
        if kind := reader.nouns.kind(words[: at + 1]):
            kinds.append(kind)
    claimed = frozenset[str]().union(*reader.claimed.values())
    return bool(kinds) and set(kinds) <= facts.vocabulary.kinds.keys() - claimed


def _is_headed(document: Document, at: int, nouns: frozenset[str]) -> bool:
    """Whether a block is the first below a heading that says nothing but `Licence`."""
    above = document.blocks[at - 1]
    words = [word[0].lower() for word in _TOKEN.finditer(above.text)]
    return above.kind is Kind.HEADING and bool(words) and set(words) <= nouns


def stated_of(
    subject: SubjectRef, claimed_in: int, stated: Sequence[Stated], document: Document
) -> Stated | None:
    """Return the licence a document states of a subject, None if it states none.

    Front matter speaks of what the page is about: the writer's own, and what its title names. A
    sentence speaks of what its paragraph, or the one the claim stands in, names.
    """
    name = subject.name.lower()
    own = subject.reference is Reference.OWN
    for statement in stated:
        if not statement.speaks_of(name):
            continue
        if statement.block < 0:
            if own or name in _title(document):
                return statement
            continue
        block = document.blocks[statement.block]
        near = statement.block == claimed_in or block.section == document.blocks[claimed_in].section
        about = name in _title(document) or own
        if name in block.text.lower() or (near and statement.block >= claimed_in) or about:
            return statement
    return None


def _title(document: Document) -> str:
    """Return the title of a page, in lower case: that of its front matter and its first heading."""
    titles = [
        block.text
        for block in document.blocks
        if block.kind is Kind.FRONT_MATTER and block.name == "title"
    ]
    titles += [block.text for block in document.blocks if block.kind is Kind.HEADING][:1]
    return "\n".join(titles).lower()


def _of_front_matter(document: Document, names: Mapping[str, str]) -> Iterator[Stated]:
    for key in _KEYS:
        value = document.front_matter.get(key)
        for entry in value if isinstance(value, list) else [value]:
            licence = names.get(_key(_TOKEN.findall(str(entry).lower()))) if entry else None
            place = _line_of(document, key) if licence else None
            if licence and place is not None:
                yield Stated(licence, place, f"{key}: {entry}", -1)


def _of_badges(document: Document, names: Mapping[str, str]) -> Iterator[Stated]:
    for badge in _BADGE.finditer(document.source.data):
        name = unquote(badge["name"].decode("utf-8", "replace"))
        words = name.replace("--", "-").replace("_", " ")
        licence = names.get(_key(_TOKEN.findall(words.lower())))
        if licence is not None:
            yield Stated(licence, Span(*badge.span("name")), words, -1)


def _line_of(document: Document, key: str) -> Span | None:
    """Return the line of a field of front matter."""
    data = document.source.data
    found = re.search(rb"(?m)^[\"']?" + key.encode() + rb"[\"']?\s*[:=][^\r\n]*", data)
    return Span(*found.span()) if found else None


def _named(
    text: str, at: int, names: Mapping[str, str], nouns: frozenset[str]
) -> tuple[str, int] | None:
    """Return the licence whose name stands at a place, or a few words on, and where it ends."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, at):
        gap = text[tokens[-1].end() if tokens else at : token.start()]
        if len(tokens) == _LONGEST or re.search(r"[.;!?]\s", gap):
            break
        tokens.append(token)
    for first in range(min(3, len(tokens))):
        for last in range(len(tokens), first, -1):
            words = [token[0].lower() for token in tokens[first:last]]
            plain = [word for word in words if word not in nouns]
            licence = names.get(_key(words)) or (names.get(_key(plain)) if plain else None)
            if licence is not None:
                return licence, tokens[last - 1].end()
    return None


def _names(facts: Facts) -> dict[str, str]:
    """Return the ids of licences by every name they go by."""
    from termcheck.facts.licence import spdx_ids, spdx_licence

    found: dict[str, str] = {}
    for id_ in spdx_ids():
        listed = spdx_licence(id_)
        for name in (id_, listed.name if listed is not None else id_):
            found.setdefault(_key(_TOKEN.findall(name.lower())), id_)
    for licence_id, licence in facts.licences.items():
        for name in (licence_id, licence.name, *licence.aliases):
            found[_key(_TOKEN.findall(name.lower()))] = licence_id
    return found


def _tags(facts: Facts) -> dict[str, str]:
    """Return the ids of licences by what hubs call them, which says less in running text."""
    return {
        _key(_TOKEN.findall(tag.lower())): licence_id
        for licence_id, licence in facts.licences.items()
        for tag in licence.tags
    }


def _key(words: Sequence[str]) -> str:
    return " ".join(words)
