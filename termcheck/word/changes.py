"""A replacement as a tracked change: the old words deleted, the new ones inserted beside them.

Runs are changed where they are: in links, fields, content controls, and in what others inserted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from termcheck.readers.docx_parts import W
from termcheck.word.runs import SPACE

_INSERTED = frozenset(f"{W}{name}" for name in ("ins", "moveTo"))
_PLACES = _INSERTED | {
    f"{W}{name}" for name in ("p", "hyperlink", "smartTag", "sdtContent", "customXml", "fldSimple")
}
"""Elements in which changes can be tracked."""
_LETTERS = frozenset(
    f"{W}{name}"
    for name in "t rPr tab br cr noBreakHyphen softHyphen lastRenderedPageBreak".split()
)


def can_change(runs: Sequence[Any]) -> bool:
    """Return whether runs stand where changes can be tracked."""
    return all(run.getparent().tag in _PLACES for run in runs)


def can_replace(runs: Sequence[Any]) -> bool:
    """Return whether runs can be replaced: they hold nothing but text."""
    return can_change(runs) and all({child.tag for child in run} <= _LETTERS for run in runs)


@dataclass(frozen=True, slots=True)
class Tracker:
    """Whose changes are tracked, and their numbers."""

    author: str
    date: str
    numbers: Iterator[int]

    def change(self, near: Any, tag: str) -> Any:
        """Return the mark of a tracked change, empty and nowhere yet."""
        made = near.makeelement(f"{W}{tag}")
        made.set(f"{W}id", str(next(self.numbers)))
        made.set(f"{W}author", self.author)
        made.set(f"{W}date", self.date)
        return made

    def replace(self, runs: Sequence[Any], text: str) -> list[Any]:
        """Mark runs as deleted and text as inserted beside the first; return the marks in order."""
        marks: list[Any] = []
        for run in runs:
            if not marks or run.getprevious() is not marks[-1]:
                marks.append(self.change(run, "del"))
                run.addprevious(marks[-1])
            marks[-1].append(run)
            for element in run.findall(f"{W}t"):
                element.tag = f"{W}delText"
                element.set(SPACE, "preserve")
        if text:
            marks.insert(1, self.insert(marks[0], runs[0], text))
        return marks

    def insert(self, beside: Any, like: Any, text: str, *, before: bool = False) -> Any:
        """Mark text that looks like a run as inserted beside an element; return the mark."""
        inserted = self.change(like, "ins")
        run = like.makeelement(f"{W}r")
        run.extend(deepcopy(child) for child in like.findall(f"{W}rPr"))
        written = run.makeelement(f"{W}t")
        written.text = text
        written.set(SPACE, "preserve")
        run.append(written)
        inserted.append(run)
        outer = beside.getparent()
        if outer.tag in _INSERTED:
            # What somebody else inserted goes on behind it.
            rest = outer.makeelement(outer.tag, dict(outer.attrib))
            rest.extend([*([beside] if before else []), *beside.itersiblings()])
            outer.addnext(inserted)
            if len(rest):
                inserted.addnext(rest)
        elif before:
            beside.addprevious(inserted)
        else:
            beside.addnext(inserted)
        return inserted
