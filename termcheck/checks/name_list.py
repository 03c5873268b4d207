"""A list of names as it stands in a sentence, taken apart so that it can be written in parts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from termcheck.checks.through_markup import around, is_whole
from termcheck.claims.claim import SubjectRef
from termcheck.core.document import Block
from termcheck.core.source import Source

_NOTE = (
    r"(?:\s(?:series|family|suite|line|range))?(?:\s?\([^()]*\))?"
    r"(?:\s(?:by|from)\s[A-Z][\w&-]*(?:\.\w+)?(?:\s[A-Z][\w&-]*){0,2})?"
)
"""What stands behind a name and belongs to it: a noun, brackets, whose it is."""
_BETWEEN = re.compile(
    rf"(?P<note>{_NOTE})(?P<joint>,\s(?:(?:and|or|&|as well as)\s)?|\s(?:and|or|&|as well as)\s)"
    r"(?P<lead>(?:[\w.’'-]+\s){0,3})"
)
_AFTER = re.compile(_NOTE)
_MAKER = re.compile(r"(?:(?!Both\s)[A-Z][\w.-]*\s)?[A-Z][\w.-]*['’]s?\s$")
_LONGEST_MAKER = 60
"""Characters before a name in which its maker is looked for."""
_BREAK = re.compile(r"\s*\n[\s>]*")
_LINKED = re.compile(r"\]\([^()\s]*\)$")


@dataclass(frozen=True, slots=True)
class NameList:
    """Names joined by commas and a conjunction, as a person reads them."""

    start: int
    """Code points into the block's text, of the first item."""
    end: int
    items: tuple[str, ...]
    """The names with their makers and brackets (`Meta's Llama 3 (8B)`), in order of the text."""
    names: tuple[SubjectRef, ...]
    """What each item names."""
    conjunction: str
    """`and` or `or`."""
    serial: bool
    """Whether a comma stands before the conjunction, where there are more than two."""
    flat: bool
    """Whether there are commas alone."""

    def part(self, wanted: Sequence[SubjectRef], note: str = "", *, bare: bool = False) -> str:
        """Return the items of some names as a list of their own, each with a note in brackets.

        If `bare`, without a conjunction where this list has none.
        """
        items = [
            _noted(item, note)
            for item, name in zip(self.items, self.names, strict=True)
            if name in wanted
        ]
        return ", ".join(items) if bare and self.flat else self.joined(items)

    def joined(self, items: Sequence[str]) -> str:
        """Return items as a list in the manner of this one."""
        if len(items) < 3:
            return f" {self.conjunction} ".join(items)
        comma = "," if self.serial else ""
        return f"{', '.join(items[:-1])}{comma} {self.conjunction} {items[-1]}"


def name_list(block: Block, source: Source, names: Sequence[SubjectRef]) -> NameList | None:
    """Return the list that holds these names of a block and no others, None if they are none."""
    ordered = sorted(names, key=lambda subject: subject.start)
    text = block.text
    joints = []
    for candidate, other in itertools.pairwise(ordered):
        found = _BETWEEN.fullmatch(text, candidate.end, other.start)
        if found is None:
            return None
        joints.append(found)
    first, last = ordered[0], ordered[-1]
    maker = _MAKER.search(text, max(0, first.start - _LONGEST_MAKER), first.start)
    starts = [maker.start() if maker else first.start, *(match.start("lead") for match in joints)]
    after = _AFTER.match(text, last.end)
    ends = [*(match.end("note") for match in joints), after.end() if after else last.end]
    items = [_written(block, source, *place) for place in zip(starts, ends, strict=True)]
    joint = joints[-1]["joint"] if joints else ""
    return NameList(
        starts[0],
        ends[-1],
        tuple(items),
        tuple(ordered),
        "or" if "or" in joint.split() else "and",
        joint.startswith(",") and len(joint) > 2,
        joint.strip() == ",",
    )


def _noted(item: str, note: str) -> str:
    if not note:
        return item
    bracketed = item.endswith(")") and not _LINKED.search(item)
    return f"{item[:-1]}, {note})" if bracketed else f"{item} ({note})"


def _written(block: Block, source: Source, start: int, end: int) -> str:
    """Return an item as its source has it, markup and all, or as it reads if that is torn."""
    written = _BREAK.sub(" ", source.slice(around(block, source, start, end)))
    return written if is_whole(written) else block.text[start:end]
