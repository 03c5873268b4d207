"""A term or acronym that readers meet before they can know what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from termcheck.checks.base import Check, Context
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.finding import Finding
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FirstUse, Status, Term

ACRONYM = Check(
    id="undefined-acronym",
    summary="An acronym is used before its long form.",
    why="Readers who do not know the acronym have nothing to look up.",
)
DEFINITION = Check(
    id="undefined-term",
    summary="A term that needs a definition is used without one.",
    why="Readers take the word in the sense they know, which may be another.",
)
_BODY = {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION, Kind.TABLE_CELL}
_BRACKETED = re.compile(r"\w[\"'”’*_]* ?[(（]\0s?[)）]")
"""After its long form in whatever language: `Programmbüro für Open Source (OSPO)`."""
_DEFINES = re.compile(
    r"^\W*(?:\([^)]*\)\W*)?(?:is|are|means?|refers? to|stands? for|describes?|denotes?|:)\b"
    r"|^\W*(?:\([^)]*\))?\s*[:—–]",
    re.IGNORECASE,
)


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each first use in running text that lacks what the entry asks for."""
    seen: set[str] = set()
    for mention in context.mentions:
        term = context.term(mention)
        if term.first_use is FirstUse.ANY or term.id in seen:
            continue
        block = context.block(mention)
        if mention.surface.status is not Status.PREFERRED:
            continue
        if block.kind is Kind.DEFINITION_TERM or _explained(context, mention, term, block):
            seen.add(term.id)
            continue
        if block.kind not in _BODY or mention.quoted:
            continue
        if term.first_use is FirstUse.EXPAND and _is_latin(block.text) != _is_latin(term.long_form):
            # A long form in another script is not what these readers lack.
            continue
        seen.add(term.id)
        if term.first_use is FirstUse.EXPAND:
            wanted = f"{term.long_form} ({term.term})"
            message = f"Unexpected `{mention.text}` before its long form, expected `{wanted}`"
            check = ACRONYM
            expected: tuple[str, ...] = (wanted,)
        else:
            message = f"Unexpected first use of `{mention.text}`, expected its definition or a link"
            check, expected = DEFINITION, ()
        yield context.finding(
            check, mention, message, note=term.meaning, expected=expected, severity=term.severity
        )


def _explained(context: Context, mention: Mention, term: Term, block: Block) -> bool:
    if block.marked(mention.start, mention.end, MarkKind.LINK):
        return True
    if term.first_use is FirstUse.DEFINE:
        return _DEFINES.match(block.text[mention.end :]) is not None
    if _BRACKETED.search(f"{block.text[: mention.start]}\0{block.text[mention.end :]}"):
        return True
    names = [_spaced(name) for name in (term.long_form, *(form.form for form in term.admitted))]
    blocks = context.document.blocks
    # Titles (`<abbr title=…>`) come right after the paragraph they stand in.
    titles = takewhile(lambda other: other.kind is Kind.TITLE, blocks[mention.block + 1 :])
    known = (other.text for other in (block, *titles, *blocks[: mention.block]))
    return any(name in _spaced(text) for text in known for name in names)


def _is_latin(text: str) -> bool:
    """Whether no more than every fifth letter of a text is of another script."""
    letters = [one for one in text if one.isalpha()]
    return 5 * sum(one > "\u024f" for one in letters) <= len(letters)


def _spaced(text: str) -> str:
    return normal(text).replace("-", " ")
