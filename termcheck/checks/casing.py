"""The right words in the wrong capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from termcheck.checks.base import Check, Context
from termcheck.checks.replacement import opens_sentence, replacements
from termcheck.document import Block, Kind
from termcheck.finding import Finding
from termcheck.glossary.model import Case, FixPolicy, Status
from termcheck.mention import Mention

CHECK = Check(
    id="casing",
    summary="A term is written with other capitals than its own.",
    why="Capitals tell readers what is a name; a name in two spellings looks like two things.",
)
_JOINED_BEFORE = re.compile(r"[\w*][-/.:]$")
_JOINED_AFTER = re.compile(r"[-/.:][\w*]")
_TITLE_KINDS = {
    Kind.HEADING,
    Kind.TITLE,
    Kind.CAPTION,
    Kind.TABLE_HEADER,
    Kind.DEFINITION_TERM,
    Kind.FRONT_MATTER,
}


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each right form in wrong capitals."""
    for mention in context.mentions:
        surface = mention.surface
        if surface.status not in (Status.PREFERRED, Status.ADMITTED) or surface.variant:
            continue
        block = context.block(mention)
        expected = surface.text
        if mention.quoted or _right(mention, block, expected, surface.case):
            continue
        message = f"Unexpected capitals in `{mention.text}`, expected `{expected}`"
        finding = context.finding(
            CHECK,
            mention,
            message,
            severity=surface.form.severity,
            note=surface.form.why,
            expected=(expected,),
        )
        fixes = replacements(mention, block, (expected,), surface.form.fix or FixPolicy.AUTO)
        yield replace(finding, fixes=fixes)


def _right(mention: Mention, block: Block, expected: str, case: Case) -> bool:
    found = mention.text
    if case is Case.FREE or _same(found, expected):
        return True
    if found.islower() and _in_slug(block.text, mention):
        return True
    if case is Case.EXACT:
        return False
    if found.isupper() and (block.text.isupper() or len(found) > 3):
        return True
    lower_initial = expected[:1].islower()
    if lower_initial and _same(found, expected[:1].upper() + expected[1:]):
        return opens_sentence(block, mention.start) or _in_name(block, mention)
    capitalised = all(part[:1].isupper() for part in _parts(found))
    if capitalised and _same(found.lower(), expected.lower()) and lower_initial:
        return block.kind in _TITLE_KINDS or _title_case(block.text) or _in_name(block, mention)
    return False


def _in_slug(text: str, mention: Mention) -> bool:
    """Whether words without capitals are part of a name for machines: `github/docs`, `my-npm`."""
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end :][:2]
    return _JOINED_BEFORE.search(before) is not None or _JOINED_AFTER.match(after) is not None


def _same(one: str, other: str) -> bool:
    return one.replace("\u2019", "'").replace("\u2011", "-").replace("\u00a0", " ") == other


def _parts(text: str) -> list[str]:
    return text.replace("-", " ").split()


def _in_name(block: Block, mention: Mention) -> bool:
    """Whether a capitalised word stands right beside: `the Open Source Initiative`."""
    after = block.text[mention.end :].lstrip(" ")[:1]
    before = block.text[: mention.start].rstrip(" ").rpartition(" ")[2]
    spaced = block.text[mention.end : mention.end + 1] == " "
    opens = opens_sentence(block, mention.start - len(before) - 1)
    return (spaced and after.isupper()) or (before[:1].isupper() and not opens)


def _title_case(text: str) -> bool:
    words = [word for word in text.split() if word[:1].isalpha() and len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)
