"""The words to put in place of others, so that the sentence still reads well."""

from __future__ import annotations

import dataclasses
import re

from termcheck.checks.capitals import opens_sentence, takes_title
from termcheck.checks.machine_names import is_joined
from termcheck.checks.ruled_title import with_rules
from termcheck.checks.through_markup import rewritten, shown
from termcheck.core.document import Block, Kind, MarkKind
from termcheck.core.finding import Fix, Safety
from termcheck.core.source import Source, Span
from termcheck.glossary.endings import GENDERED
from termcheck.glossary.inflect import article, inflect
from termcheck.glossary.lexicon import REST, normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Case, FixPolicy, Status, primary_tag

_JOINED = re.compile(r"[\w-]")
"""Before a letter that is no article: `-a`."""
_GUESSED = {"past", "participle", "third", "gerund", "irregular"}
"""Inflections whose spelling or choice follows from rules that exceptions can break."""


def agree(mention: Mention, words: str, block: Block | None = None) -> str:
    """Return `words` in the number, verb form and capitals of a mention in `block`."""
    surface = mention.surface
    inflected = inflect(words, surface.part_of_speech, surface.inflection, surface.language)
    if surface.case is Case.EXACT or not inflected.split(" ")[0].islower():
        # `macOS` keeps its capitals wherever it stands.
        return inflected
    found = mention.text
    if block is None or found.isupper():
        return match_capitals(found, surface.text, inflected)
    if found[:1].isupper() and opens_sentence(block, mention.start):
        agreed = match_capitals(found, surface.text, inflected, opens=True)
        return agreed[:1].upper() + agreed[1:]
    if not takes_title(block, mention.start, mention.end):
        # `our Web site`: capitals that neither sentence nor title asks for are not kept.
        return inflected
    return match_capitals(found, surface.text, inflected)


def match_capitals(found: str, listed: str, words: str, *, opens: bool = False) -> str:
    """Return `words` with the capitals that `found` has beyond those its spelling needs.

    `found` is what stands in the text, `listed` the same words as the glossary spells them. Words
    with capitals of their own keep them. What `opens` a sentence has a capital for that; only a
    second common word with one makes it a title.
    """
    if len(found) > 1 and found.isupper() and not listed.isupper():
        return words.upper() if words.islower() else words
    raised = found[:1].isupper() and listed[:1].islower()
    if not raised or not words.split(" ")[0].islower():
        return words
    parts, own = (text.replace("-", " ").split(" ") for text in (found, listed))
    common = parts
    if opens and len(own) == len(parts):
        common = [part for part, as_listed in zip(parts, own, strict=True) if as_listed.islower()]
    camel = any(part[1:] != part[1:].lower() and not part.isupper() for part in parts)
    if camel:
        return words
    if len(common) > 1 and all(part[:1].isupper() for part in common):
        return re.sub(r"(?:^|(?<=[ -]))\w", lambda match: match.group().upper(), words)
    return words[:1].upper() + words[1:]


def replacements(
    mention: Mention,
    block: Block,
    source: Source,
    choices: tuple[str, ...],
    policy: FixPolicy,
) -> tuple[Fix, ...]:
    """Return the fixes that write each of `choices` (already agreeing) for a mention.

    A preceding `a` or `an` is kept in step, and so is markup inside. A fix is safe when there is
    one choice and neither inflection nor word class was guessed; it is only shown when the words
    cannot be written without touching the markup between them.
    """
    fixes = []
    if mention.surface.inflection == "gerund" and block.text.startswith(" of ", mention.end):
        # A verb's `-ing` used as a noun: its words may be none.
        policy = FixPolicy.SHOWN if policy is not FixPolicy.NONE else policy
    guessed = (
        mention.surface.inflection in _GUESSED
        or mention.surface.form.only_as is not None
        or _may_not_agree(mention)
    )
    for words in choices:
        safety = Safety.UNSAFE if len(choices) > 1 or guessed else Safety.SAFE
        if " " in words and " " not in mention.text and is_joined(block.text, mention):
            # `opensource-portal` may be a name; two words would not join the third.
            safety = Safety.SHOWN
        if _is_part(block.text, mention) or mention.surface.text.endswith(REST):
            # What joins the parts of a longer word depends on them; what it goes on with is lost.
            safety = Safety.SHOWN
        start, text = _with_article(mention, block, words)
        if block.drawn and len(text) != mention.end - start:
            # Longer or shorter words would move the edges of the table.
            safety = Safety.SHOWN
        renames = normal(words) != normal(mention.text) or block.kind is Kind.HEADING
        if renames and block.marked(mention.start, mention.end, MarkKind.NAME):
            # What it names, or what names a heading by its words, would have to change with it.
            safety = Safety.SHOWN
        title = f"Replace with `{words}`"
        fix = None
        if start < mention.start and not block.verbatim(start, mention.end):
            fix = _past_markup(mention, block, source, start, text, title, safety)
        elif block.verbatim(start, mention.end):
            fix = Fix(block.span(start, mention.end), text, title, safety)
        else:
            fix = rewritten(block, source, start, mention.end, text, title, safety)
        if fix is None:
            fix = shown(block, source, mention.start, mention.end, words, title)
        fix = with_rules(fix, block, source)
        allowed = policy.limit(fix.safety)
        if allowed is not None:
            fixes.append(dataclasses.replace(fix, safety=allowed))
    return tuple(fixes)


def _may_not_agree(mention: Mention) -> bool:
    """Whether words around another noun may have to change, as in languages with gender."""
    surface = mention.surface
    right = surface.status in (Status.PREFERRED, Status.ADMITTED)
    return not right and primary_tag(surface.language) in GENDERED


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a mention is a part of a longer word, of those whose words are parted."""
    before, after = text[mention.start - 1 : mention.start], text[mention.end : mention.end + 1]
    return any(character.isalpha() and character < "\u0590" for character in (before, after))


def _past_markup(
    mention: Mention,
    block: Block,
    source: Source,
    start: int,
    text: str,
    title: str,
    safety: Safety,
) -> Fix | None:
    """Return the fix that writes an article and words that markup parts: `a **whitelist**`."""
    article, _, words = text.partition(" ")
    old = block.span(start, mention.start - 1)
    span = block.span(mention.start, mention.end)
    if source.slice(old).isalpha() and block.verbatim(mention.start, mention.end):
        between = source.slice(Span(old.end, span.start))
        return Fix(Span(old.start, span.end), f"{article}{between}{words}", title, safety)
    return rewritten(block, source, start, mention.end, text, title, safety)


def _with_article(mention: Mention, block: Block, words: str) -> tuple[int, str]:
    before = block.text[: mention.start]
    if primary_tag(mention.surface.language) != "en":
        return mention.start, words
    for found in ("a", "an"):
        left = mention.start - len(found) - 1
        if (
            left >= 0
            and before[left:].lower() == found + " "
            and not _JOINED.search(before[max(0, left - 1) : left])
            and not block.marked(left, left + len(found), MarkKind.CODE)
        ):
            right = article(words)
            if right == found:
                break
            old = before[left : left + len(found)]
            new = right.capitalize() if old[0].isupper() else right
            return left, f"{new} {words}"
    return mention.start, words
