"""Where words take capitals that are not their own: sentence starts, titles, names."""

from __future__ import annotations

import re
from itertools import takewhile

from termcheck.core.document import Block, Kind, MarkKind
from termcheck.glossary.mention import Surface
from termcheck.glossary.model import PartOfSpeech

NAME_MARKS = (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.LINK)
_LABEL_MARKS = (MarkKind.STRONG, MarkKind.LINK, MarkKind.CODE)
_SENTENCE_END = re.compile(r"[.!?:…•|/]")
_DASH = re.compile(r" +(?:[–—]|-{1,3}) *[\"'“‘(*_]*$")
_VERSIONED = re.compile(r"\b[A-Z]\w+ v?\d+\.\d[\d.]* \Z")
"""Before what has a version: `PowerShell 5.1 Workflow`."""
_SMALL = frozenset(
    "a an and as at but by de for if in is it its la le nor of off on or out per so the to up via"
    " vs".split()
)
"""Short words that titles write small: `How to Set Up a Web Page`; others they do not."""
_LEAD = re.compile(r"\(?\w{1,20}\)|\d+(?:\.\d+)+")
"""A number or a remark that stands before a text: `(optional) Back up the files`."""
ABBREVIATIONS = r"e\.g|i\.e|vs|cf|approx|[Ff]igs?|[Ss]ecs?|Eqs?|Dr|Mrs?|Ms|Prof"
"""A pattern of words whose point ends no sentence."""
_ABBREVIATED = re.compile(rf"(?<![\w.])(?:{ABBREVIATIONS})\.\Z")
_TAG_BEFORE = re.compile(r"<[a-z][\w-]*(?: [^<>]*)?>\Z")
"""Before the text of an element, where tags are kept as they stand."""
_SHORTEST_LABEL = 30
_LONGEST_LABEL = 60
_LONGEST_TITLE = 300
"""Characters; what is longer is no title, and not worth splitting for each of its words."""
_NEAR = 300
"""Characters on either side that are looked at for the words beside a mention."""
_TITLE_KINDS = {
    Kind.HEADING,
    Kind.TITLE,
    Kind.CAPTION,
    Kind.TABLE_HEADER,
    Kind.DEFINITION_TERM,
    Kind.FRONT_MATTER,
}


def opens_sentence(block: Block, start: int) -> bool:
    """Return whether the word at a text offset opens a sentence, a line, a label or the block.

    What stands between it and the end of a sentence may be signs, or a short label and a dash.
    """
    first = max(0, start - _NEAR)
    before = block.text[first:start].rstrip(" \"'“‘([*_—–-")
    if _LEAD.fullmatch(before):
        return True
    tail = _SENTENCE_END.split(before[-_LONGEST_LABEL:])[-1]
    if not any(map(str.isalnum, tail)):
        return not before.endswith(".") or _ABBREVIATED.search(before, len(before) - 8) is None
    if before.endswith(">") and _TAG_BEFORE.search(before) is not None:
        return True
    end = first + len(before)
    return _DASH.match(block.text[end:start]) is not None and _labels(block, end)


def _labels(block: Block, end: int) -> bool:
    """Return whether all that stands before a dash is a label: short, or marked up."""
    opening = takewhile(lambda mark: not mark.start, block.marks)
    if any(mark.end >= end for mark in opening if mark.kind in _LABEL_MARKS):
        return True
    text = block.text[: min(end, _NEAR)]
    return end <= _SHORTEST_LABEL and text.count(" ") < 3 and not set(text) & set(".!?:;,")


def may_rise(surface: Surface) -> bool:
    """Return whether a word may take a capital where a sentence begins.

    A name that begins small never does (`npm`), nor a word with a capital inside (`iPhone`).
    """
    first = surface.text.split(" ")[0]
    if not first[:1].islower():
        return True
    return first.islower() and surface.part_of_speech is not PartOfSpeech.PROPER_NOUN


def is_shouted(text: str, start: int, end: int) -> bool:
    """Return whether the words beside are written in capitals throughout, too."""
    before = text[max(0, start - _NEAR) : start].split()[-1:]
    after = text[end : end + _NEAR].split()[:1]
    return any(len(word) > 3 and word.isupper() for word in (*before, *after))


def takes_title(block: Block, start: int, end: int) -> bool:
    """Return whether the words at text offsets stand in a title, a label or a longer name."""
    return (
        block.kind in _TITLE_KINDS
        or block.marked(start, end, *NAME_MARKS)
        or is_title_case(block.text[: min(_label_end(block.text, end), _LONGEST_TITLE + 1)])
        or stands_in_name(block, start, end)
    )


def _label_end(text: str, at: int) -> int:
    """Where the label ends that opens a text (`Enhanced Dataset: …`), or the text itself."""
    colon = text.find(":", at, _LONGEST_LABEL)
    return colon if colon >= 0 else len(text)


def stands_in_name(block: Block, start: int, end: int) -> bool:
    """Return whether a capitalised word stands beside: `the Open Source Initiative`."""
    after = block.text[end : end + _NEAR].lstrip(" ")[:1]
    before = block.text[max(0, start - _NEAR) : start].rstrip(" ").rpartition(" ")[2]
    spaced = block.text[end : end + 1] == " "
    opens = opens_sentence(block, start - len(before) - 1)
    # `Fig.` is none.
    named = before[:1].isupper() and not before.endswith(".")
    named = named and (not opens or sum(map(str.isupper, before)) > 1)
    versioned = _VERSIONED.search(block.text, max(0, start - 60), start) is not None
    return (spaced and after.isupper()) or named or versioned


def is_title_case(text: str) -> bool:
    """Return whether every longer word of a text, of two or more, has a capital."""
    if len(text) > _LONGEST_TITLE:
        return False
    words = [word for word in text.split() if word[:1].isalpha()]
    longer = [word for word in words if len(word) > 3]
    if len(longer) < 2 or not all(word[0].isupper() for word in longer):
        return False
    return all(
        word[0].isupper() or word.rstrip(".,:;!?") in _SMALL for word in words if len(word) <= 3
    )
