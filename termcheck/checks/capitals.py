"""Where words take capitals that are not their own: sentence starts, titles, names."""

from __future__ import annotations

from termcheck.core.document import Block, Kind, MarkKind

NAME_MARKS = (MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.LINK)
_LONGEST_LABEL = 60
_LONGEST_TITLE = 300
"""Characters; what is longer is no title, and not worth splitting for each of its words."""
_TITLE_KINDS = {
    Kind.HEADING,
    Kind.TITLE,
    Kind.CAPTION,
    Kind.TABLE_HEADER,
    Kind.DEFINITION_TERM,
    Kind.FRONT_MATTER,
}


def opens_sentence(block: Block, start: int) -> bool:
    """Return whether the word at a text offset opens a sentence, a line or the block."""
    before = block.text[:start].rstrip(" \"'“‘([*_—–-")
    return not before or before[-1] in ".!?:;…•|/"


def takes_title(block: Block, start: int, end: int) -> bool:
    """Return whether the words at text offsets stand in a title, a label or a longer name."""
    return (
        block.kind in _TITLE_KINDS
        or block.marked(start, end, *NAME_MARKS)
        or _title_case(block.text[: _label_end(block.text, end)])
        or _in_name(block, start, end)
    )


def _label_end(text: str, at: int) -> int:
    """Where the label ends that opens a text (`Enhanced Dataset: …`), or the text itself."""
    colon = text.find(":", at)
    return colon if 0 <= colon < _LONGEST_LABEL else len(text)


def _in_name(block: Block, start: int, end: int) -> bool:
    """Whether a capitalised word stands right beside: `the Open Source Initiative`."""
    after = block.text[end:].lstrip(" ")[:1]
    before = block.text[:start].rstrip(" ").rpartition(" ")[2]
    spaced = block.text[end : end + 1] == " "
    opens = opens_sentence(block, start - len(before) - 1)
    named = before[:1].isupper() and (not opens or sum(map(str.isupper, before)) > 1)
    return (spaced and after.isupper()) or named


def _title_case(text: str) -> bool:
    if len(text) > _LONGEST_TITLE:
        return False
    words = [word for word in text.split() if word[:1].isalpha() and len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)
