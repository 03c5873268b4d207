"""The right words in the wrong capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.capitals import NAME_MARKS, opens_sentence, takes_title
from termcheck.checks.check import Check, Example, Page
from termcheck.checks.replacement import replacements
from termcheck.core.document import Block
from termcheck.core.finding import Finding
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, FixPolicy, Status

_JOINED_BEFORE = re.compile(r"[\w*][-/.:]$")
_JOINED_AFTER = re.compile(r"[-/.:][\w*]")
_COMMAND = re.compile(r"\b[A-Z]\w+-$")


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each right form in wrong capitals."""
    for mention in page.mentions:
        surface = mention.surface
        if surface.status not in (Status.PREFERRED, Status.ADMITTED) or surface.variant:
            continue
        block = page.block(mention)
        expected = surface.text
        if mention.quoted or _right(mention, block, expected, surface.case):
            continue
        if surface.case is not Case.EXACT and opens_sentence(block, mention.start):
            expected = expected[:1].upper() + expected[1:]
        message = f"Unexpected capitals in `{mention.text}`, expected `{expected}`"
        fixes = replacements(
            mention, block, page.document.source, (expected,), surface.form.fix or FixPolicy.AUTO
        )
        yield page.finding(
            CHECK,
            mention,
            message,
            severity=surface.form.severity,
            note=surface.form.why,
            expected=(expected,),
            fixes=fixes,
        )


def _right(mention: Mention, block: Block, expected: str, case: Case) -> bool:
    found = mention.text
    if case is Case.FREE or _same(found, expected):
        return True
    if _is_label(block, mention) and (expected.islower() or expected.isupper()):
        return True
    if _in_slug(block.text, mention):
        return True
    if case is Case.EXACT:
        return False
    if found.isupper() and (block.text.isupper() or len(found) > 3):
        return True
    if not expected[:1].islower():
        return False
    first = _same(found, expected[:1].upper() + expected[1:])
    if first and opens_sentence(block, mention.start):
        return True
    if not first and not (
        all(part[:1].isupper() for part in _parts(found)) and found.lower() == expected.lower()
    ):
        return False
    return takes_title(block, mention.start, mention.end)


def _is_label(block: Block, mention: Mention) -> bool:
    """Whether nothing else is in the block, the link or the emphasis: `**Html**`, `[url](#url)`.

    Documentation writes names of options, properties and filters so.
    """
    alone = (mention.start, mention.end)
    return alone == (0, len(block.text)) or any(
        (mark.start, mark.end) == alone for mark in block.marks if mark.kind in NAME_MARKS
    )


def _in_slug(text: str, mention: Mention) -> bool:
    """Whether words are part of a name for machines: `github/docs`, `my-npm`, `Test-Json`."""
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end :][:2]
    if mention.text.islower():
        return _JOINED_BEFORE.search(before) is not None or _JOINED_AFTER.match(after) is not None
    return _COMMAND.search(before) is not None


def _same(one: str, other: str) -> bool:
    return one.replace("\u2019", "'").replace("\u2011", "-").replace("\u00a0", " ") == other


def _parts(text: str) -> list[str]:
    return text.replace("-", " ").split()


CHECK = Check(
    id="casing",
    summary="A term is written with other capitals than its own.",
    why="Capitals tell readers what is a name; a name in two spellings looks like two things.",
    document=find,
    examples=(
        Example(
            "Its code is on Github.",
            "Its code is on GitHub.",
            "terms:\n- {id: github, term: GitHub, part-of-speech: proper-noun}",
        ),
    ),
)
