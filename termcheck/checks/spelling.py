"""A term with other hyphens or spaces than the approved ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.checks.capitals import opens_sentence
from termcheck.checks.check import Check, CheckExample, Page
from termcheck.checks.cited_title import in_cited_title
from termcheck.checks.doubt import is_name, weighed
from termcheck.checks.machine_names import in_slug, is_listed
from termcheck.checks.replacement import match_capitals, replacements
from termcheck.checks.word_class import stands_before_noun
from termcheck.core.document import Block, MarkKind
from termcheck.core.finding import Finding
from termcheck.core.patterns import lazy
from termcheck.glossary.lexicon import hyphen_policy, normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import FixPolicy, Hyphen, PartOfSpeech, Status

_MAY_BE_VERB = lazy(
    r" +(?:\w+(?:s|ed|ing)"
    r"|(?P<adverb>first|last|next|later|again|too|well|instead|together|alone))\b"
)
_SURE_NOUN = lazy(
    r" +(?:agreements|apps|applications|arguments|clients|commands|components|dependencies|flags"
    r"|interfaces|libraries|libs|licen[cs]es|modules|options|packages|parameters|plugins|products"
    r"|programs|providers|scripts|services|switches|tools|users|utilities|variables|vendors)\b"
)
_NO_SUBJECT = lazy(
    r"\b(?:add|as|by|for|from|in|into|many|most|new|of|on|other|pass|set|some|supports?|these|those"
    r"|through|to|use[ds]?|using|various|via|with|without) \Z",
    re.IGNORECASE,
)
"""Before words that are the subject of nothing: `with commandline options`."""
_GAP = lazy(r"[\s-]")
_SERIES_BEFORE = lazy(r"\w[-\u2010\u2011]\w+,? (?:and|or|nor) \Z")
_SAID_OF = lazy(
    r"\b(?:is|are|was|were|be|been|being|isn't|aren't|not|nearly|near|almost|more|fully|truly)"
    r"(?: (?:not|always|also|only|nearly|near|almost|more|fully|truly))* \Z"
)
_SERIES = lazy(r"[\"'”’)*]*(?:,|/| (?:and|or|&) )")
_FROM = lazy(r"(?: \([^()]{1,40}\))? to (?:\w+(?:ed|al|ic|ive|ous|less|able|ible)|\w+-\w+)\b")
"""After `from`, between what something was and what it became: `from real-time to batched`."""


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each mention whose hyphens or spaces are not the approved ones."""
    for mention in page.mentions:
        surface = mention.surface
        if surface.status is not Status.PREFERRED or mention.quoted:
            continue
        term = page.term(mention)
        block = page.block(mention)
        named = surface.part_of_speech is PartOfSpeech.PROPER_NOUN
        if named and surface.variant and in_slug(block.text, mention):
            continue
        if " " not in mention.text and is_listed(block.text, mention):
            continue
        if in_cited_title(block, mention, page.document.source.data) or is_name(block, mention):
            continue
        policy = hyphen_policy(term, page.glossary, surface.language)
        expected = _expected(mention, block, policy)
        if term.hyphen is Hyphen.BEFORE_NOUN and _is_said(mention, block):
            continue
        if expected is None:
            continue
        opens = opens_sentence(block, mention.start)
        expected = match_capitals(mention.text, surface.text, expected, opens=opens)
        if normal(expected) == normal(mention.text) or stands_beside(
            expected, mention, block, (", ", *_BESIDE)
        ):
            continue
        severity, fixable = weighed(
            mention, block, surface.form.severity, surface.form.fix or FixPolicy.AUTO
        )
        fixes = replacements(mention, block, page.document.source, (expected,), fixable)
        yield page.finding(
            CHECK,
            mention,
            f"Unexpected `{mention.text}`, expected `{expected}`",
            severity=severity,
            note=surface.form.why,
            expected=(expected,),
            fixes=fixes,
        )


def _expected(mention: Mention, block: Block, policy: Hyphen) -> str | None:
    """Return the approved spelling, or None if the mention has it."""
    surface = mention.surface
    plain = surface.plain or surface.text
    found = mention.text.replace("\u2011", "-").replace("\u2010", "-")
    gaps, own = _GAP.findall(found), _GAP.findall(plain)
    closed = len(gaps) != len(own)
    if policy is Hyphen.BEFORE_NOUN:
        attributive = stands_before_noun(block.text, mention.end) or (
            # `(third-party) content`
            block.text[mention.start - 1 : mention.start] == "("
            and block.text[mention.end : mention.end + 1] == ")"
            and stands_before_noun(block.text, mention.end + 1)
        )
        text = block.text
        # `third-party, open source and own code`: the noun may come later.
        series = _SERIES.match(text, mention.end) or _SERIES_BEFORE.search(
            text[max(0, mention.start - 60) : mention.start]
        )
        if not series and text[max(0, mention.start - 5) : mention.start].lower() == "from ":
            series = _FROM.match(text, mention.end)
        if surface.part_of_speech is PartOfSpeech.ADJECTIVE:
            if not closed and series and "-" in found and not _is_said(mention, block):
                return None
            if closed or ("-" in found) != attributive:
                return plain.replace(" ", "-") if attributive else plain.replace("-", " ")
            return None
        # A hyphen of the term's own is always there, one for a space only before a noun.
        parted = not closed and any(
            sign == "-" and other != "-" for sign, other in zip(own, gaps, strict=True)
        )
        # `the command-line `oc``: the noun may be in code.
        coded = block.marked(mention.end + 1, mention.end + 2, MarkKind.CODE)
        # Alone in a heading or a cell, it may be named as the adjective it is.
        whole = mention.end - mention.start == len(block.text)
        # `end-user-oriented`
        whole = whole or text[mention.end : mention.end + 1] == "-"
        alone = not (attributive or series or coded or whole)
        if closed and attributive and surface.inflection != "plural" and not gaps:
            # `a thirdparty tool`; but `a thirdparty runs it`
            verb = _may_be_verb(text, mention)
            return plain if verb else plain.replace(" ", "-")
        return plain if closed or parted or alone else None
    if policy is Hyphen.FREE and not closed:
        return None
    if policy is Hyphen.ALWAYS:
        joined_up = plain.replace(" ", "-")
        return joined_up if normal(found) != normal(joined_up) else None
    return plain if surface.variant else None


_BESIDE = (" / ", "/", " or ", " (", " (now ", ", now ", " a.k.a. ", " aka ")


def stands_beside(
    expected: str, mention: Mention, block: Block, signs: tuple[str, ...] = _BESIDE
) -> bool:
    """Return whether the approved words are named beside: `macOS / OS X`."""
    before, after = block.text[: mention.start], block.text[mention.end :]
    return any(
        before.endswith(f"{expected}{sign}") or after.startswith(f"{sign}{expected}")
        for sign in signs
    )


def _is_said(mention: Mention, block: Block) -> bool:
    """Whether words with a hyphen are said of something: `the view is real-time`."""
    before = block.text[max(0, mention.start - 40) : mention.start]
    return "-" in mention.text and _SAID_OF.search(before) is not None


def placed(words: str, mention: Mention, page: Page) -> str:
    """Return a term's words with the hyphens that their place asks for.

    A form in one word becomes a compound that is joined before a noun: `the realtime API`.
    """
    term = page.term(mention)
    if words != term.term or " " not in words or _GAP.search(mention.text):
        return words
    if hyphen_policy(term, page.glossary, mention.surface.language) is not Hyphen.BEFORE_NOUN:
        return words
    text = page.block(mention).text
    same = re.sub(r"[ -]", "", words).lower() == mention.surface.form.form.lower()
    if not same or mention.surface.inflection == "plural":
        return words
    # `a webpage loads`: unless the glossary asks for it, only before what is surely no verb.
    asked = term.hyphen is Hyphen.BEFORE_NOUN or term.part_of_speech is PartOfSpeech.ADJECTIVE
    sure = asked or not _may_be_verb(text, mention)
    return words.replace(" ", "-") if sure and stands_before_noun(text, mention.end) else words


def _may_be_verb(text: str, mention: Mention) -> bool:
    """Whether what follows words may say what they do: `a webpage loads`."""
    found = _MAY_BE_VERB.match(text, mention.end)
    if found is None or _SURE_NOUN.match(text, mention.end):
        return False
    before = text[max(0, mention.start - 20) : mention.start]
    return bool(found["adverb"]) or _NO_SUBJECT.search(before) is None


CHECK = Check(
    id="spelling",
    summary="A term is joined, split or hyphenated otherwise than approved.",
    why="One spelling can be searched for, linked and translated; three cannot.",
    document=find,
    examples=(
        CheckExample(
            "Use the command-line.",
            "Use the command line.",
            "terms:\n- {id: command-line, term: command line}",
        ),
    ),
)

CHECKS = (CHECK,)
