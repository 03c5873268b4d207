"""Whether words are a name for machines: an option, a package, a repository, a module."""

from __future__ import annotations

import re

from termcheck.checks.capitals import NAME_MARKS
from termcheck.core.document import Block
from termcheck.glossary.mention import Mention

_JOINED_BEFORE = re.compile(r"[\w*][-/.:]$")
_JOINED_AFTER = re.compile(r"[-/.:+][\w*]|/(?!\w)")
_COMMAND = re.compile(r"\b[A-Z]\w+-$")
_LABEL_END = re.compile(r"(?: [\w.-]+){0,2}(?::(?!//)| [-–—]{1,2}) ")
_LISTED = re.compile(r"[a-z][\w.+#-]*(?:, [a-z][\w.+#-]*){3,},? (?:and |or )?[a-z][\w.+#-]*")
_LONGEST_LABEL = 40


def is_label(block: Block, mention: Mention) -> bool:
    """Return whether nothing else is in the block, the link or the emphasis: `**Html**`.

    Documentation writes names of options, properties and filters so, and in lower case before a
    colon or a dash (`- json: …`) and in long lists (`css, diff, http, ini, json`).
    """
    alone = (mention.start, mention.end)
    if alone == (0, len(block.text)) or block.marked_whole(*alone, *NAME_MARKS):
        return True
    if not mention.text.islower():
        return False
    if mention.start < _LONGEST_LABEL and _LABEL_END.match(block.text, mention.end):
        before = block.text[: mention.start]
        return not before or (before.islower() and before.count(" ") < 3)
    return _is_listed(block.text, mention)


def _is_listed(text: str, mention: Mention) -> bool:
    if text[mention.end : mention.end + 1] not in (",", "") and text[mention.start - 2] != ",":
        return False
    first = max(0, mention.start - 200)
    return any(
        found.start() <= mention.start and mention.end <= found.end()
        for found in _LISTED.finditer(text, first, mention.end + 200)
    )


def in_slug(text: str, mention: Mention) -> bool:
    """Return whether words are part of a name: `github/docs`, `my-npm`, `Test-Json`."""
    before, after = text[max(0, mention.start - 40) : mention.start], text[mention.end :][:2]
    if mention.text.islower():
        return _JOINED_BEFORE.search(before) is not None or _JOINED_AFTER.match(after) is not None
    return _COMMAND.search(before) is not None


def is_joined(text: str, mention: Mention) -> bool:
    """Return whether a hyphen or slash joins the words to others: `opensource-portal`."""
    before, after = text[max(0, mention.start - 2) : mention.start], text[mention.end :][:2]
    return bool(re.match(r"[-/]\w", after) or re.search(r"\w[-/]$", before))
