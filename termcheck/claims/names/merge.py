"""What single names make together: producers joined, unlisted names and lone sizes added."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from termcheck.claims.names.gazetteer import Gazetteer
from termcheck.claims.names.grammar import NameGrammar, compile_grammar
from termcheck.claims.names.name import Name
from termcheck.claims.names.passage import NamePassage
from termcheck.claims.names.slots import Slots

_FIRST = re.compile(r"[^\s-]*")
_OF = re.compile(r" (?:of|from|in) (?:the |our |its )?")


def merged(
    found: Sequence[Name], table: Gazetteer, grammar: NameGrammar, passage: NamePassage
) -> list[Name]:
    """Return names with a producer joined to what it stands before: `Google Gemma 2`."""
    result: list[Name] = []
    for name in found:
        start = name.start
        if result and _is_maker(result[-1], name, table, grammar, passage.text):
            start = passage.hub_start(result.pop().start, name.end)
        while result and result[-1].start >= start:
            result.pop()
        if result and result[-1].end > start:
            continue
        if start != name.start:
            name = replace(name, start=start, text=passage.text[start : name.end])
        result.append(name)
    return result


def _is_maker(before: Name, name: Name, table: Gazetteer, grammar: NameGrammar, text: str) -> bool:
    if not before.subject_ids or not name.subject_ids or name.kind not in grammar.kinds:
        return False
    if text[before.end : name.start] not in (" ", "-", "/"):
        return False
    makers = table.subjects[table.ids[name.subject_ids[0]]].producer
    return any(table.ids[id_] in makers for id_ in before.subject_ids)


def with_unlisted(found: Sequence[Name], grammar: NameGrammar, passage: NamePassage) -> list[Name]:
    """Return names and those nobody listed, where they are not part of a listed one."""
    text, names = passage.text, list(found)
    for kind, pattern in compile_grammar(grammar).unlisted:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind in grammar.kinds:
                start = _skip_words(text, start, end, grammar.not_names)
                if start != match.start() and not pattern.fullmatch(text, start, end):
                    continue
            inside = [name for name in names if name.start < end and start < name.end]
            if passage.in_url(start) or any(n.start <= start or n.end > end for n in inside):
                continue
            if kind not in grammar.kinds and any(name.end == end for name in inside):
                continue
            names = [name for name in names if name not in inside]
            names.append(Name(start, end, text[start:end], (), (kind,), "unlisted"))
    return sorted(names, key=lambda name: name.start)


def _skip_words(text: str, start: int, end: int, words: Sequence[str]) -> int:
    while (first := _FIRST.match(text, start, end)) and first.group() in words:
        if first.end() + 1 >= end:
            return start
        start = first.end() + 1
    return start


def with_sizes(
    found: Sequence[Name],
    table: Gazetteer,
    grammar: NameGrammar,
    passage: NamePassage,
    find: Callable[[str], tuple[Name, ...]],
) -> list[Name]:
    """Return names and sizes alone: `the 70B model` is of the name before, or of the context's."""
    text, names = passage.text, list(found)
    for match in compile_grammar(grammar).size_alone.finditer(text):
        for group in ("first", "second"):
            start, end = match.span(group)
            if start < 0 or any(name.start < end and start < name.end for name in found):
                continue
            base = _base(found, grammar, passage, start, match.end(), find)
            if base is not None:
                size = text[start:end]
                listed = Slots.of_size(base.text, size).lookup(table, grammar.kinds)
                id_ = listed or base.subject_ids[0]
                kind = table.subjects[table.ids[id_]].kind
                names.append(Name(start, end, size, (id_,), (kind,), "size"))
    return sorted(names, key=lambda name: name.start)


def _base(
    found: Sequence[Name],
    grammar: NameGrammar,
    passage: NamePassage,
    start: int,
    end: int,
    find: Callable[[str], tuple[Name, ...]],
) -> Name | None:
    """Return the name a size at `start` belongs to, its noun phrase ending at `end`."""
    known = [name for name in found if name.subject_ids and name.kind in grammar.kinds]
    for known_name in known:
        if _OF.fullmatch(passage.text, end, known_name.start):
            return known_name
    before = [name for name in known if name.end <= start]
    if before:
        return before[-1]
    around = find(passage.context) if passage.context else ()
    return next(
        (name for name in reversed(around) if name.subject_ids and name.kind in grammar.kinds), None
    )
