"""Whether a form is used, or talked of: `the term X`, `formerly X`, `write Y instead of X`.

Words in quotation marks and in code are no use either; the matcher sees those.
"""

from __future__ import annotations

import re

from termcheck.checks.capitals import opens_sentence
from termcheck.core.document import Block, MarkKind
from termcheck.core.patterns import lazy
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import Status

_REACH = 60
_LIST = 300
_OPENING = r"[ :,]*[\"'“‘*_(]*$"
_NAMED = lazy(
    r"\b(?:the|this|a|an|of|as|deprecated|old|older|legacy|former|these|those|following) "
    r"(?:(?:hyphenated|unhyphenated|closed|one-word|two-word) )?"
    r"(?:terms?|words?|wording|phrases?|expressions?|spellings?|names?)" + _OPENING
    + r"|\b(?:also|formerly|previously|once|sometimes|often|originally) "
    r"(?:called|known as|named|spelled|written|termed)" + _OPENING
    + r"|\((?:formerly|previously|originally|aka|a\.k\.a\.|not|née)" + _OPENING
    + r"|\b(?:the|use) (?:un)?hyphenated [\"'“‘*_(]*$"
    + r"|\b(?:don't|don’t|do not|never|avoid|not) (?:write|say|writing|saying)"
    r"(?: the (?:terms?|words?|phrases?))?" + _OPENING,
    re.IGNORECASE,
)  # fmt: skip
"""Before words that are named, whatever they are."""
_CONTRASTED = lazy(
    r"\b(?:instead of|in place of|rather than|not|never|avoid|use of|from|over|"
    r"(?:replac|chang|renam)(?:e|es|ed|ing)(?: (?:references? to|mentions? of))?)"
    r"(?: (?:the|a|an|using|writing|saying|use))*" + _OPENING,
    re.IGNORECASE,
)
_FORBIDDEN = lazy(
    r"\b(?:don['’]t|do not|never|avoid) (?:say|write|saying|writing|(?P<use>use|using)) "
    r"(?:[\w'’.-]+(?: [\w'’.-]+)?(?:, (?:or |and )?| or | and )){0,9}[\"'“‘*_(]*$",
    re.IGNORECASE,
)
_FORBIDDEN_END = lazy(r"[\"'”’*_)]*(?:[.;]|, | or | and |$)")
"""Around words that are not to be written: `Do not use whitelist.`"""
_REPLACED = lazy(
    r"^[\"'”’*_)]*(?: (?:branch|term|name|spelling))? "
    r"(?:(?:is|are|was|were|has been|have been|been|being) (?:now )?"
    r"(?:called|renamed|replaced|deprecated|superseded|known as)|→|->)",
    re.IGNORECASE,
)
"""Beside words that are named if what replaces them stands in the same block."""
_LISTED = lazy(
    r"\b(?:terms|words|phrases|expressions|spellings|names|keywords|tags)"
    r"(?: such as| like| are| to avoid| to replace| not to use| we avoid)?:?,? "
    r"(?:[\"'“‘*_]*[\w'’-]+(?: [\w'’-]+)?[\"'”’*_]*(?:, (?:and |or )?| and | or )){1,20}"
    r"[\"'“‘*_(]*$",
    re.IGNORECASE,
)
"""Before words that stand in a list of words."""
_LIST_BEGINS = lazy(
    r"\b(?:terms|words|phrases|expressions|spellings|keywords|tags)"
    r"(?: (?:to avoid|to replace|not to use|we avoid))?:? [\"'“‘*_(]*$",
    re.IGNORECASE,
)
_LIST_GOES_ON = lazy(r"^[\"'”’*_)]*(?:, | and | or )[\"'“‘*_(]*\w")
"""Around the first of such words."""
_WRONG = lazy(
    r"\W*(?:wrong|incorrect|bad|avoid|don['’]t|do not|discouraged) ?:|\W*[❌✗✘✖🚫👎]", re.IGNORECASE
)
_ARROW = lazy(r" (?:→|->|=>) ")
"""After words at the start of a block, before what becomes of them."""
_DEFINED = lazy(r"^[\"'”’*_)]* (?:means|stands for|is short for|is an abbreviation of)\b")
_MARKED = (MarkKind.EMPHASIS, MarkKind.STRONG)


def is_talked_of(block: Block, mention: Mention) -> bool:
    """Return whether the words around say that a form is mentioned, not used."""
    before = block.text[max(0, mention.start - _REACH) : mention.start]
    if is_named(block, mention):
        return True
    after = block.text[mention.end : mention.end + _REACH]
    if _LIST_BEGINS.search(before) is not None and _LIST_GOES_ON.search(after) is not None:
        return True
    if _WRONG.match(block.text) is not None:
        return True
    if _is_forbidden(block, mention):
        return True
    if not before.strip() and _ARROW.match(block.text, mention.end):
        return True
    if _DEFINED.search(after) is not None and opens_sentence(block, mention.start):
        return True
    if _CONTRASTED.search(before) is None and _REPLACED.search(after) is None:
        return False
    return block.marked(mention.start, mention.end, *_MARKED) or _replacement_stands(block, mention)


def is_named(block: Block, mention: Mention) -> bool:
    """Return whether a form is introduced as a word: `the term X`, `the words X and Y`."""
    before = block.text[max(0, mention.start - _REACH) : mention.start]
    return (
        _NAMED.search(before) is not None or _LISTED.search(_sentence(block, mention)) is not None
    )


def _is_forbidden(block: Block, mention: Mention) -> bool:
    """Whether a sentence says only not to write a form: `Do not use whitelist`."""
    found = _FORBIDDEN.search(_sentence(block, mention))
    if found is None or _FORBIDDEN_END.match(block.text, mention.end) is None:
        return False
    return found["use"] is None or mention.surface.status in (Status.DEPRECATED, Status.SUPERSEDED)


def _sentence(block: Block, mention: Mention) -> str:
    """Return what stands before a mention in its sentence, where that is not long."""
    before = block.text[max(0, mention.start - _LIST) : mention.start]
    return before[before.rfind(". ") + 1 :]


_BESIDE = 2000
"""Characters on either side in which the words to write instead are looked for."""


def _replacement_stands(block: Block, mention: Mention) -> bool:
    """Whether the words to write instead stand in the block near the mention, outside it."""
    before = block.text[max(0, mention.start - _BESIDE) : mention.start]
    rest = normal(f"{before}\n{block.text[mention.end : mention.end + _BESIDE]}")
    return any(normal(words) in rest for words in mention.surface.form.instead)
