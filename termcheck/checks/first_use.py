"""A term or acronym that readers meet before they can know what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from termcheck.checks.capitals import stands_in_name
from termcheck.checks.check import Check, CheckExample, Page
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.finding import Finding, Fix, Safety
from termcheck.core.patterns import lazy
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FirstUse, Sign, Status, Term

_BODY = {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION, Kind.TABLE_CELL}
_NEAR = 300
"""Characters on either side that say what is explained."""
_BRACKETED = lazy(r"\w[\"'”’*_]{0,8} ?[(（]\0s?[)）]")
"""After its long form in whatever language: `Programmbüro für Open Source (OSPO)`."""
_DEFINES = lazy(
    r"^\W*(?:\([^)]*\)\W*)?(?:is|are|means?|refers? to|stands? for|describes?|denotes?|:)\b"
    r"|^\W*(?:\([^)]*\))?\s*[:—–]",
    re.IGNORECASE,
)


def find_acronyms(page: Page) -> Iterator[Finding]:
    """Yield a finding for each acronym whose first use in running text lacks its long form."""
    for mention, term in _unexplained(page, FirstUse.EXPAND):
        expected = f"{term.long_form} ({term.term})"
        yield page.finding(
            ACRONYM,
            mention,
            f"Unexpected `{mention.text}` before its long form, expected `{expected}`",
            note=term.meaning,
            expected=(expected,),
            severity=term.severity,
        )


def find_terms(page: Page) -> Iterator[Finding]:
    """Yield a finding for each term whose first use in running text lacks a definition or link."""
    for mention, term in _unexplained(page, FirstUse.DEFINE):
        message = f"Unexpected first use of `{mention.text}`, expected its definition or a link"
        yield page.finding(DEFINITION, mention, message, note=term.meaning, severity=term.severity)


def find_signs(page: Page) -> Iterator[Finding]:
    """Yield a finding for each name whose first use in running text lacks its sign."""
    seen: set[str] = set()
    for mention in page.mentions:
        term, block = page.term(mention), page.block(mention)
        right = mention.surface.status is Status.PREFERRED and not mention.surface.variant
        if term.sign is Sign.NONE or not right or term.id in seen:
            continue
        if block.kind not in _BODY or mention.quoted:
            continue
        seen.add(term.id)
        if _SIGN.match(block.text, mention.end):
            continue
        expected = f"{mention.text}{term.sign}"
        verbatim = block.verbatim(mention.start, mention.end)
        safety = term.fix.limit(Safety.SAFE if verbatim else Safety.SHOWN)
        span = block.span(mention.start, mention.end)
        title = f"Replace with `{expected}`"
        yield page.finding(
            SIGN,
            mention,
            f"Unexpected first use of `{mention.text}` without its sign, expected `{expected}`",
            note=term.why,
            expected=(expected,),
            severity=term.severity,
            fixes=() if safety is None else (Fix(span, expected, title, safety),),
        )


_SIGN = lazy(r" ?(?:[®™℠]|\((?:r|tm|sm|c)\))", re.IGNORECASE)


def _unexplained(page: Page, asked: FirstUse) -> Iterator[tuple[Mention, Term]]:
    """Yield the first use of each term whose entry asks for this, where it is not given."""
    seen: set[str] = set()
    for mention in page.mentions:
        term = page.term(mention)
        if term.first_use is not asked or term.id in seen:
            continue
        block = page.block(mention)
        if mention.surface.status is not Status.PREFERRED:
            continue
        if block.kind is Kind.DEFINITION_TERM or _explained(page, mention, term, block):
            seen.add(term.id)
            continue
        if block.kind not in _BODY or mention.quoted:
            continue
        if asked is FirstUse.EXPAND and _is_latin(block.text) != _is_latin(term.long_form):
            # A long form in another script is not what these readers lack.
            continue
        if asked is FirstUse.EXPAND and stands_in_name(block, mention.start, mention.end):
            continue
        seen.add(term.id)
        yield mention, term


def _explained(page: Page, mention: Mention, term: Term, block: Block) -> bool:
    if block.marked(mention.start, mention.end, MarkKind.LINK):
        return True
    if term.first_use is FirstUse.DEFINE:
        return _DEFINES.match(block.text[mention.end : mention.end + _NEAR]) is not None
    before = block.text[max(0, mention.start - _NEAR) : mention.start]
    if _BRACKETED.search(f"{before}\0{block.text[mention.end : mention.end + _NEAR]}"):
        return True
    names = [_spaced(name) for name in (term.long_form, *(form.form for form in term.admitted))]
    blocks = page.document.blocks
    # Titles (`<abbr title=…>`) come right after the paragraph they stand in.
    titles = takewhile(lambda other: other.kind is Kind.TITLE, blocks[mention.block + 1 :])
    known = (other.text for other in (block, *titles, *blocks[: mention.block]))
    return any(name in _spaced(text) for text in known for name in names)


def _is_latin(text: str) -> bool:
    """Whether no more than every fifth letter of a text is of another script."""
    letters = [character for character in text if character.isalpha()]
    return 5 * sum(letter > "\u024f" for letter in letters) <= len(letters)


def _spaced(text: str) -> str:
    return normal(text).replace("-", " ")


ACRONYM = Check(
    id="undefined-acronym",
    summary="An acronym is used before its long form.",
    why="Readers who do not know the acronym have nothing to look up.",
    document=find_acronyms,
    examples=(
        CheckExample(
            "Set a TTL.",
            "Set a time to live (TTL).",
            "terms:\n- {id: ttl, term: TTL, long-form: time to live, first-use: expand}",
        ),
    ),
)
DEFINITION = Check(
    id="undefined-term",
    summary="A term that needs a definition is used without one.",
    why="Readers take the word in the sense they know, which may be another.",
    document=find_terms,
    examples=(
        CheckExample(
            "Choose a shard.",
            "A shard is a part of a table. Choose one.",
            "terms:\n- {id: shard, term: shard, first-use: define}",
        ),
    ),
)

SIGN = Check(
    id="missing-sign",
    summary="The first use of a protected name lacks its sign.",
    why="Who owns a mark has to show it, once on each page, or may lose it.",
    document=find_signs,
    examples=(
        CheckExample(
            "Open Clipper. Clipper starts.",
            "Open Clipper®. Clipper starts.",
            "terms:\n- {id: clipper, term: Clipper, part-of-speech: proper-noun, sign: ®}",
        ),
    ),
)

CHECKS = (ACRONYM, DEFINITION, SIGN)
