"""The right words in the wrong capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.capitals import is_shouted, may_rise, opens_sentence, takes_title
from termcheck.checks.check import Check, CheckExample, Page
from termcheck.checks.cited_title import in_cited_title
from termcheck.checks.doubt import informed, is_name, weighed
from termcheck.checks.machine_names import (
    in_slug,
    is_command,
    is_label,
    is_page_name,
    is_parameter,
    is_part,
    is_program,
)
from termcheck.checks.replacement import replacements
from termcheck.checks.use_mention import is_talked_of
from termcheck.core.document import Block, Kind
from termcheck.core.finding import Finding
from termcheck.core.patterns import lazy
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, FixPolicy, PartOfSpeech, Status

_NAMES_BEFORE = lazy(r"(?:[A-Z][\w-]*(?:, |,? (?:and|or|&) |/)|\()\Z")
_NAMES_AFTER = lazy(r"(?:, |,? (?:and|or|&) |/)[A-Z]|\)")
"""Beside a word with a capital that others stand with: `(Phone, Email)`."""
_NEAR = 200
"""Characters at the end of a text that are looked at."""
_VALUE_BEFORE = lazy(r"\b(?:such as|for example,?|called|named) \Z")
_VALUE = lazy(r"\b(?:such as|for example,?|called|named) [A-Z][a-z]+\b")
"""Before one of the values that texts beside each other give: `…, such as Connect.`"""
_LONG_FORM = lazy(r" ?[=:(–—-] ?((?:[A-Z]\w+[ -]?){2,8})")
"""After initials, what they stand for: `NPM = Node Package Manager`."""


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each right form in wrong capitals."""
    for mention in page.mentions:
        surface = mention.surface
        if surface.status not in (Status.PREFERRED, Status.ADMITTED) or surface.variant:
            continue
        block = page.block(mention)
        expected = surface.text
        raises = surface.case is not Case.EXACT and may_rise(surface)
        if mention.quoted or (
            _right(mention, block, raises=raises) and not _is_small_item(page, mention)
        ):
            continue
        if is_talked_of(block, mention) or is_program(block, mention):
            continue
        if is_parameter(block, mention, page.document.source.data) or _is_spelled_out(
            block, mention
        ):
            continue
        source = page.document.source
        if is_command(block, source.path) or is_page_name(block, mention, source.data):
            continue
        if in_cited_title(block, mention, source.data) or is_name(block, mention):
            continue
        if raises and opens_sentence(block, mention.start):
            expected = expected[:1].upper() + expected[1:]
        severity, policy = surface.form.severity, surface.form.fix or FixPolicy.AUTO
        if _is_title_case(mention):
            if is_part(block, mention) or _shows_name(page, mention):
                continue
            severity, policy = informed(policy)
        severity, policy = weighed(mention, block, severity, policy)
        yield page.finding(
            CHECK,
            mention,
            f"Unexpected capitals in `{mention.text}`, expected `{expected}`",
            severity=severity,
            note=surface.form.why,
            expected=(expected,),
            fixes=replacements(mention, block, page.document.source, (expected,), policy),
        )


def _right(mention: Mention, block: Block, *, raises: bool) -> bool:
    found, surface = mention.text, mention.surface
    expected = surface.text
    if surface.case is Case.FREE or _same(found, expected):
        return True
    if is_label(block, mention) and (expected.islower() or expected.isupper() or found.islower()):
        return True
    if in_slug(block.text, mention) or _are_several(found, expected):
        return True
    if surface.case is Case.EXACT:
        return False
    if found.isupper() and _may_shout(mention, block):
        return True
    if not raises or not expected[:1].islower():
        return False
    first = _same(found, expected[:1].upper() + expected[1:])
    if first and opens_sentence(block, mention.start):
        return True
    if not first and not (
        all(part[:1].isupper() for part in _parts(found)) and found.lower() == expected.lower()
    ):
        return False
    return takes_title(block, mention.start, mention.end)


def _are_several(found: str, expected: str) -> bool:
    """Whether it is the plural of an initialism, and another word: `IOs` are no `iOS`."""
    return found[:-1].isupper() and found.endswith("s") and expected.endswith("S")


def _may_shout(mention: Mention, block: Block) -> bool:
    """Whether words stand in capitals as those around them do, or to stress them."""
    if block.text.isupper() or is_shouted(block.text, mention.start, mention.end):
        return True
    if not may_rise(mention.surface):
        return False
    named = mention.surface.part_of_speech is PartOfSpeech.PROPER_NOUN
    mixed = any(map(str.islower, mention.surface.text))
    return len(mention.text) > 3 and not (named and mixed and " " not in mention.text)


def _is_title_case(mention: Mention) -> bool:
    """Whether a common noun is written like a name."""
    words = mention.surface.text
    common = words.islower() and may_rise(mention.surface)
    parts = _parts(mention.text)
    titled = all(part[:1].isupper() and part[1:].islower() for part in parts)
    return common and mention.text[:1].isupper() and (titled or mention.text[1:].islower())


def _shows_name(page: Page, mention: Mention) -> bool:
    """Whether a capital is the writer's way of saying that something is a name.

    It stands with others (`Query, Search and Backup`), or on a page that writes the word so
    wherever it opens no sentence.
    """
    text = page.block(mention).text
    if _VALUE_BEFORE.search(text, max(0, mention.start - 20), mention.start):
        around = page.document.blocks[max(0, mention.block - 1) : mention.block + 2]
        if any(_VALUE.search(block.text[-_NEAR:]) for block in around if block.text != text):
            return True
    if _NAMES_BEFORE.search(text, max(0, mention.start - 40), mention.start) or _NAMES_AFTER.match(
        text, mention.end
    ):
        return True
    raised = [
        other_mention.text[:1].isupper()
        for other_mention in page.mentions
        if other_mention.term == mention.term
        and not opens_sentence(page.block(other_mention), other_mention.start)
    ]
    return len(raised) > 2 and all(raised)


def _is_small_item(page: Page, mention: Mention) -> bool:
    """Whether a name that begins small, as `iPhone` does, is a whole item among other words.

    Where the items beside it are in lower case as well, they are names for machines.
    """
    expected, block = mention.surface.text, page.block(mention)
    if block.kind is not Kind.LIST_ITEM or mention.text != block.text or mention.text == expected:
        return False
    if not mention.text.islower() or not expected[:1].islower() or expected.islower():
        return False
    around = page.document.blocks[max(0, mention.block - 1) : mention.block + 2]
    return not any(
        other_block.kind is Kind.LIST_ITEM and other_block.text.islower()
        for other_block in around
        if other_block is not block
    )


def _is_spelled_out(block: Block, mention: Mention) -> bool:
    """Whether initials are followed by what they stand for."""
    found = _LONG_FORM.match(block.text, mention.end) if mention.text.isupper() else None
    return found is not None and "".join(re.findall("[A-Z]", found[1])) == mention.text


def _same(word: str, other: str) -> bool:
    return word.replace("\u2019", "'").replace("\u2011", "-").replace("\u00a0", " ") == other


def _parts(text: str) -> list[str]:
    return text.replace("-", " ").split()


CHECK = Check(
    id="casing",
    summary="A term is written with other capitals than its own.",
    why="Capitals tell readers what is a name; a name in two spellings looks like two things.",
    document=find,
    examples=(
        CheckExample(
            "Its code is on Github.",
            "Its code is on GitHub.",
            "terms:\n- {id: github, term: GitHub, part-of-speech: proper-noun}",
        ),
    ),
)

CHECKS = (CHECK,)
