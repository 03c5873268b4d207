"""A replacement as a tracked change: the old words deleted, the new ones inserted beside them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from termcheck.readers.docx_parts import W
from termcheck.word.runs import SPACE


def can_replace(runs: Sequence[Any]) -> bool:
    """Return whether runs can be replaced: side by side in a paragraph, with text only."""
    parent = runs[0].getparent()
    return parent.tag == f"{W}p" and all(
        run.getparent() is parent and {child.tag for child in run} <= {f"{W}t", f"{W}rPr"}
        for run in runs
    )


def replace_runs(runs: Sequence[Any], text: str, *, name: str, author: str, date: str) -> list[Any]:
    """Mark runs as deleted and text as inserted after them; return both marks.

    `name` is the id of the deletion, the next number that of the insertion.
    """
    deleted = change(runs[0], "del", name, author, date)
    runs[0].addprevious(deleted)
    for run in runs:
        deleted.append(run)
        for element in run.findall(f"{W}t"):
            element.tag = f"{W}delText"
            element.set(SPACE, "preserve")
    inserted = change(runs[0], "ins", str(int(name) + 1), author, date)
    deleted.addnext(inserted)
    run = deepcopy(runs[0])
    for child in list(run):
        if child.tag != f"{W}rPr":
            run.remove(child)
    written = run.makeelement(f"{W}t")
    written.text = text
    written.set(SPACE, "preserve")
    run.append(written)
    inserted.append(run)
    return [deleted, inserted]


def change(near: Any, tag: str, name: str, author: str, date: str) -> Any:
    """Return the mark of a tracked change, empty and nowhere yet."""
    made = near.makeelement(f"{W}{tag}")
    made.set(f"{W}id", name)
    made.set(f"{W}author", author)
    made.set(f"{W}date", date)
    return made
