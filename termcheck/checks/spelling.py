"""A term with other hyphens or spaces than the approved ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from termcheck.checks.base import Check, Context
from termcheck.checks.replacement import match_capitals, replacements
from termcheck.core.document import Block
from termcheck.core.finding import Finding
from termcheck.glossary.lexicon import hyphen_policy, normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, Hyphen, PartOfSpeech, Status

CHECK = Check(
    id="spelling",
    summary="A term is joined, split or hyphenated otherwise than approved.",
    why="One spelling can be searched for, linked and translated; three cannot.",
)
_GAP = re.compile(r"[\s-]")
_SERIES = re.compile(r"[\"'”’)*]*(?:,|/| (?:and|or|&) )")
_NEXT_WORD = re.compile(r" +([a-z][\w'-]*)", re.IGNORECASE)
_NO_NOUN = frozenset(
    "a about after all also although an and any are as at because been before being both "
    "but by can could did do does for from had has have he her his how i if in into is it "
    "its just may might more most must my no nor not now of on only or our over said says "
    "shall she should since so some such than that the their them then there these they "
    "this those though through to too under until up was we were what when where which "
    "while who why will with within without would yet you your here again today "
    "everywhere".split()
)
"""Words that are never the noun a compound adjective stands before."""


def run(context: Context) -> Iterator[Finding]:
    """Yield a finding for each mention whose hyphens or spaces are not the approved ones."""
    for mention in context.mentions:
        surface = mention.surface
        if surface.status is not Status.PREFERRED or mention.quoted:
            continue
        term = context.term(mention)
        block = context.block(mention)
        policy = hyphen_policy(term, context.glossary)
        expected = _expected(mention, block, policy, surface.form.form)
        if expected is None:
            continue
        expected = match_capitals(mention.text, surface.text, expected)
        finding = context.finding(
            CHECK,
            mention,
            f"Unexpected `{mention.text}`, expected `{expected}`",
            severity=surface.form.severity,
            note=surface.form.why,
            expected=(expected,),
        )
        fixes = replacements(
            mention, block, context.document.source, (expected,), surface.form.fix or FixPolicy.AUTO
        )
        yield replace(finding, fixes=fixes)


def _expected(mention: Mention, block: Block, policy: Hyphen, form: str) -> str | None:
    """Return the approved spelling, or None if the mention has it."""
    surface = mention.surface
    found = mention.text.replace("\u2011", "-").replace("\u2010", "-")
    plain = _inflected_like(surface.text, form)
    closed = len(_GAP.findall(found)) != len(_GAP.findall(plain))
    hyphened = "-" in found
    if policy is Hyphen.BEFORE_NOUN:
        attributive = stands_before_noun(block.text, mention.end)
        if surface.part_of_speech is PartOfSpeech.ADJECTIVE:
            if closed or hyphened != attributive:
                return plain.replace(" ", "-") if attributive else plain.replace("-", " ")
            return None
        # `third-party, open source and own code`: the noun may come later.
        alone = hyphened and not attributive and not _SERIES.match(block.text, mention.end)
        return plain if closed or alone else None
    if policy is Hyphen.FREE and not closed:
        return None
    if policy is Hyphen.ALWAYS:
        joined = plain.replace(" ", "-")
        return joined if normal(found) != normal(joined) else None
    return plain if surface.variant else None


def _inflected_like(found: str, form: str) -> str:
    """Return the form with the ending that a variant of it was given (`opensources`)."""
    bare = re.sub(r"[ -]", "", found)
    base = re.sub(r"[ -]", "", form)
    shared = 0
    while shared < min(len(bare), len(base)) and bare[shared].lower() == base[shared].lower():
        shared += 1
    return form[: len(form) - (len(base) - shared)] + bare[shared:]


def stands_before_noun(text: str, end: int) -> bool:
    """Return whether the words that end at `end` stand right before a word that may be a noun."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1].lower() not in _NO_NOUN
