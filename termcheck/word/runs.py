"""Characters of a paragraph as runs of their own, so that a comment covers exactly them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from termcheck.readers.docx_parts import Paragraph, TextPiece, W

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def runs_of(paragraph: Paragraph, start: int, end: int) -> list[Any]:
    """Return the runs that hold `text[start:end]` of a paragraph and nothing else.

    Runs are split where they hold more; each part keeps the formatting. Of one paragraph, places
    are asked for from the end to the start: splitting leaves what stands before as it was.
    """
    runs: list[Any] = []
    at = 0
    for piece in paragraph.pieces:
        first, last = max(start, at), min(end, at + len(piece.text))
        if first < last:
            run = _cut(piece, first - at, last - at)
            if run not in runs:
                runs.append(run)
        at += len(piece.text)
    return runs


def split_at(paragraph: Paragraph, at: int) -> Any:
    """Return the run that ends where `text[at]` of a paragraph begins; None at its start."""
    start = 0
    for piece in paragraph.pieces:
        if start < at <= start + len(piece.text):
            _end(piece, at - start)
            return piece.element.getparent()
        start += len(piece.text)
    return None


def _end(piece: TextPiece, end: int) -> None:
    """Let the run of a piece end with the character before `end` of it; the rest moves."""
    element = piece.element
    run = element.getparent()
    text = (element.text or "") if element.tag == f"{W}t" else piece.text
    rest = list(element.itersiblings())
    if end < len(text) or rest:
        after = _beside(run)
        if end < len(text):
            after.append(_text(element, text[end:]))
            _write(element, text[:end])
        after.extend(rest)
        run.addnext(after)


def _cut(piece: TextPiece, start: int, end: int) -> Any:
    """Return the run with the characters `start:end` of a piece.

    What stands before keeps its elements, so that places there stay good; the rest moves.
    """
    element = piece.element
    run = element.getparent()
    text = (element.text or "") if element.tag == f"{W}t" else piece.text
    children = [child for child in run if child.tag != f"{W}rPr"]
    at = children.index(element)
    _end(piece, end)
    if not start and not children[:at]:
        return run
    made = _beside(run)
    if start:
        made.append(_text(element, text[start:end]))
        _write(element, text[:start])
    else:
        made.append(element)
    run.addnext(made)
    return made


def _beside(run: Any) -> Any:
    """Return an empty run with the formatting of another."""
    made = deepcopy(run)
    for child in list(made):
        if child.tag != f"{W}rPr":
            made.remove(child)
    return made


def _text(like: Any, text: str) -> Any:
    made = deepcopy(like)
    _write(made, text)
    made.tail = None
    return made


def _write(element: Any, text: str) -> None:
    element.text = text
    element.set(SPACE, "preserve")
