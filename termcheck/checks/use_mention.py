"""Whether a form is used, or talked of: `the term X`, `formerly X`, `write Y instead of X`.

Words in quotation marks and in code are no use either; the matcher sees those.
"""

from __future__ import annotations

import re

from termcheck.core.document import Block, MarkKind
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention

_REACH = 60
_OPENING = r"[ :,]*[\"'“‘*_(]*$"
_NAMED = re.compile(
    r"\b(?:the|this|a|an|of|as|deprecated|old|older|legacy|former|these|those|following) "
    r"(?:terms?|words?|wording|phrases?|expressions?|spellings?|names?)" + _OPENING
    + r"|\b(?:also|formerly|previously|once|sometimes|often|originally) "
    r"(?:called|known as|named|spelled|written|termed)" + _OPENING
    + r"|\((?:formerly|previously|originally|aka|a\.k\.a\.|not|née)" + _OPENING
    + r"|\b(?:don't|don’t|do not|never|avoid|not) (?:write|say|writing|saying)"
    r"(?: the (?:terms?|words?|phrases?))?" + _OPENING,
    re.IGNORECASE,
)  # fmt: skip
"""Before words that are named, whatever they are."""
_CONTRASTED = re.compile(
    r"\b(?:instead of|in place of|rather than|not|never|avoid|use of|from|over|"
    r"(?:replac|chang|renam)(?:e|es|ed|ing))(?: (?:the|a|an|using|writing|saying|use))*" + _OPENING,
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"^[\"'”’*_)]*(?: (?:branch|term|name|spelling))? "
    r"(?:(?:is|are|was|were|has been|have been|been|being) (?:now )?"
    r"(?:called|renamed|replaced|deprecated|superseded|known as)|→|->)",
    re.IGNORECASE,
)
"""Beside words that are named if what replaces them stands in the same block."""
_MARKED = (MarkKind.EMPHASIS, MarkKind.STRONG)


def is_talked_of(block: Block, mention: Mention) -> bool:
    """Return whether the words around say that a form is mentioned, not used."""
    before = block.text[max(0, mention.start - _REACH) : mention.start]
    if _NAMED.search(before) is not None:
        return True
    after = block.text[mention.end : mention.end + _REACH]
    if _CONTRASTED.search(before) is None and _REPLACED.search(after) is None:
        return False
    return block.marked(mention.start, mention.end, *_MARKED) or _replacement_stands(block, mention)


def _replacement_stands(block: Block, mention: Mention) -> bool:
    """Whether the words to write instead stand in the block, outside the mention."""
    rest = normal(block.text[: mention.start] + "\n" + block.text[mention.end :])
    return any(normal(words) in rest for words in mention.surface.form.instead)
