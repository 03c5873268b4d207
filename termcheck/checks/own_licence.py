"""What a document says of a licence: evidence for its own subject when nobody recorded it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termcheck.claims.claim import Reference, SubjectRef
from termcheck.core.document import Document, Kind
from termcheck.core.source import Span

if TYPE_CHECKING:
    from termcheck.claims.cues import Cues
    from termcheck.facts.facts import Facts

_KEYS = ("license", "licence")
"""Fields of front matter that name a licence, as model hubs and package registries have them."""
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
    """Index of the block, -1 for front matter, which speaks of the whole document."""


def stated_licences(document: Document, facts: Facts, cues: Cues) -> tuple[Stated, ...]:
    """Return the licences a document states, in order of the text."""
    names = _names(facts)
    found = list(_of_front_matter(document, names))
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
                    span = block.span(start, end)
                    found.append(Stated(licence, span, block.text[start:end], at))
                    break
    return tuple(found)


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


def _key(words: Sequence[str]) -> str:
    return " ".join(words)
