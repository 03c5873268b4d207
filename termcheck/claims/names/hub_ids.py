"""Ids on a hub: `owner/name` is one name, of what the part after the slash names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from termcheck.claims.names.gazetteer import Gazetteer
from termcheck.claims.names.grammar import NameGrammar
from termcheck.claims.names.key import name_key
from termcheck.claims.names.name import Name
from termcheck.claims.names.passage import NamePassage

_ID = re.compile(
    r"(?<![\w./@~-])(?P<owner>[A-Za-z0-9](?:[\w.-]{0,60}\w)?)/"
    r"(?P<name>[A-Za-z0-9](?:[\w.-]{0,120}\w)?)(?![\w/]|\.\w)"
)
_IS_ID = re.compile(r"[a-z0-9_.-]+|.*[\d_-].*")
"""How the part after the slash is written in an id: `Google/DeepMind` is two names.

After an account as hubs write it (`apple/OpenELM`) any word is.
"""


def with_ids(
    found: Sequence[Name],
    table: Gazetteer,
    grammar: NameGrammar,
    passage: NamePassage,
    find: Callable[[str], Sequence[Name]],
) -> list[Name]:
    """Return names with each id of a known owner as one; `find` gives those of its second part.

    What a part of an id names is not what the id names: that is another thing, nobody recorded.
    """
    if "/" not in passage.text:
        return list(found)
    names = list(found)
    for start, end, part in _ids(table, grammar, passage):
        inside = [name for name in names if name.start < end and start < name.end]
        whole = any(name.start <= start and name.end >= end and name.subject_ids for name in inside)
        if whole or any(name.start < start or name.end > end for name in inside):
            continue
        known = [name for name in find(part) if (name.start, name.end) == (0, len(part))]
        ids = [
            (id_, kind)
            for name in known
            for id_, kind in zip(name.subject_ids, name.kinds, strict=False)
        ]
        made = [pair for pair in ids if pair[1] not in grammar.owning]
        if known and not made and ids:
            continue
        names = [name for name in names if name not in inside]
        names.append(
            Name(
                start,
                end,
                passage.text[start:end],
                tuple(id_ for id_, _ in made),
                tuple(kind for _, kind in made) or grammar.kinds[:1],
                known[0].how if known else "unlisted",
            )
        )
    return sorted(names, key=lambda name: name.start)


def _ids(
    table: Gazetteer, grammar: NameGrammar, passage: NamePassage
) -> Iterator[tuple[int, int, str]]:
    """Yield where each id of a known owner stands, with the part after its slash."""
    owners = {owner.casefold() for owner in grammar.owners}
    for match in _ID.finditer(passage.text):
        owner, part = match["owner"], match["name"]
        if passage.in_url(match.start()):
            continue
        if owner not in grammar.owners and not _IS_ID.fullmatch(part):
            continue
        if owner.casefold() in owners or _is_maker(table, grammar, owner):
            yield match.start(), match.end(), part


def _is_maker(table: Gazetteer, grammar: NameGrammar, owner: str) -> bool:
    key = name_key(owner)
    return any(
        table.subjects[entry.subject].kind in grammar.owning
        for entry in (*table.keys.get(key, ()), *table.keys.get(key.removesuffix(" ai"), ()))
    )
