"""Whether a spelling found in the text is the form the glossary means."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from termcheck.checks.word_class import word_class
from termcheck.claims.sentences import sentences
from termcheck.document import Block, Document, Kind, MarkKind, Scope
from termcheck.glossary.lexicon import normal
from termcheck.glossary.model import Context as Near
from termcheck.glossary.model import PartOfSpeech, Status, Window
from termcheck.mention import Mention

_NOUNS = {PartOfSpeech.NOUN, PartOfSpeech.PROPER_NOUN, PartOfSpeech.ADJECTIVE}
_TALKED_OF = re.compile(
    r"(?:\b(?:terms?|words?|wording|phrases?|expressions?|spellings?|formerly|previously|"
    r"(?:instead|in place) of|rather than|not|never|called|a\.?k\.?a\.?|known as|deprecated|avoid)"
    r"(?: (?:write|say|use|using|writing|the (?:term|word|phrase)))?"
    r"|(?:don't|do not|never|avoid) (?:write|say|use|using|writing|saying))[ :,]*[\"'“‘*_(]*$",
    re.IGNORECASE,
)
_MARKED = (MarkKind.EMPHASIS, MarkKind.STRONG)


def applicable(document: Document, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions whose conditions hold: scope, word class, words near and not near."""
    windows = functools.cache(lambda block, within: _window(document, block, within))
    kept: list[Mention] = []
    for mention in mentions:
        block = document.blocks[mention.block]
        form = mention.surface.form
        if form.scopes and not _in_scope(block, mention, form.scopes):
            continue
        if form.only_as is not None and not _used_as(form.only_as, block, mention):
            continue
        if form.near is not None and not _stands(form.near, mention, block, windows):
            continue
        if form.not_near is not None and _stands(form.not_near, mention, block, windows):
            continue
        if mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED) and _talked_of(
            block, mention
        ):
            continue
        kept.append(mention)
    return tuple(kept)


def _in_scope(block: Block, mention: Mention, scopes: tuple[Scope, ...]) -> bool:
    if any(scope in block.scopes for scope in scopes):
        return True
    return Scope.LINK in scopes and block.marked(mention.start, mention.end, MarkKind.LINK)


def _used_as(part: PartOfSpeech, block: Block, mention: Mention) -> bool:
    found = word_class(block.text, mention.start, mention.end)
    if found is None:
        return False
    return (
        found is PartOfSpeech.VERB
        if part is PartOfSpeech.VERB
        else part in _NOUNS and (found is PartOfSpeech.NOUN)
    )


def _talked_of(block: Block, mention: Mention) -> bool:
    """Whether the words before say that the form is mentioned, not used: `formerly`, `the term`."""
    if _TALKED_OF.search(block.text[max(0, mention.start - 40) : mention.start]) is None:
        return False
    # "not" also stands before words that are used: only a marked word is a mention there.
    before = block.text[: mention.start].rstrip(" \"'“‘(*_:,").lower()
    if before.endswith(("not", "never", "avoid", "called", "deprecated")):
        return block.marked(mention.start, mention.end, *_MARKED) or mention.quoted
    return True


def _stands(
    near: Near, mention: Mention, block: Block, windows: Callable[[int, Window], str]
) -> bool:
    pattern = _words(near.words)
    if near.within is not Window.SENTENCE:
        text = windows(mention.block, near.within)
        if near.within is Window.PARAGRAPH:
            # The mention itself is no context of itself.
            text = text[: mention.start] + "\n" + text[mention.end :]
        return pattern.search(text) is not None
    for start, end in sentences(block.text):
        if start <= mention.start < end:
            text = normal(block.text)
            around = text[start : mention.start] + "\n" + text[mention.end : max(end, mention.end)]
            return pattern.search(around) is not None
    return False


@functools.cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(normal(word)) for word in words)
    return re.compile(rf"(?<!\w)(?:{each})(?:'?s|es)?(?!\w)")


def _window(document: Document, index: int, within: Window) -> str:
    block = document.blocks[index]
    if within is Window.PARAGRAPH:
        return normal(block.text)
    return normal("\n".join(_section(document, index, block)))


def _section(document: Document, index: int, block: Block) -> Iterator[str]:
    section = index if block.kind is Kind.HEADING else block.section
    if section >= 0:
        yield document.blocks[section].text
    for other in document.blocks:
        if other.section == section:
            yield other.text
