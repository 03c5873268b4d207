"""Paragraphs that come into a Word file, go out of it, or get another text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

from termcheck.core.document import Kind
from termcheck.core.finding import Fix
from termcheck.core.source import Source
from termcheck.readers.docx_parts import WP, Package, Paragraph, W, paragraphs
from termcheck.word.changes import Tracker
from termcheck.word.package import next_change, packed
from termcheck.word.runs import SPACE

_DRAWN = ("drawing", "pict", "object")
_FONT = ("rFonts", "sz", "szCs", "lang", "color")
"""What a new paragraph takes over from the letters of the one it stands after."""


WantedParagraph = tuple[int | None, str, Sequence[Fix]]
"""A paragraph that is wanted: which of the file it was, or None and its text; what to change."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The bytes of a file with other paragraphs, and which line each of them is now."""

    data: bytes
    order: tuple[int, ...]
    """For each paragraph with text, in the order of the file: the number of its line."""


def rewrite(source: Source, lines: Sequence[WantedParagraph], *, author: str = "") -> Rewritten:
    """Return a Word file (`source.origin`) in which the paragraphs with text are `lines`.

    Those that no line names are taken out, new ones stand after the one before them. With an
    `author` both are tracked changes, else plain. Raises `ReaderError`.
    """
    package = Package.open(source.path, source.origin)
    package.refuse_strict()
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    work = _Rewriting(package, source, author, now)
    work.remove({old for old, _, _ in lines if old is not None})
    for number, (old, text, fixes) in enumerate(lines):
        if old is None:
            last = all(line is None for line, _, _ in lines[number:])
            work.add(number, text, last=last)
        else:
            work.keep(number, old, fixes)
    order = tuple(
        work.numbers[paragraph.element]
        for paragraph in paragraphs(package)
        if paragraph.element in work.numbers
    )
    return Rewritten(packed(package, work.parts), order)


class _Rewriting:
    def __init__(self, package: Package, source: Source, author: str, date: str) -> None:
        self.package = package
        self.source = source
        self.author = author
        self._tracker = Tracker(author, date, count(next_change(package)))
        self.found = list(paragraphs(package))
        self.told = [
            number for number, paragraph in enumerate(self.found) if paragraph.text.strip()
        ]
        self.numbers: dict[Any, int] = {}
        self.parts: set[str] = set()
        """Those that were changed."""
        self._last: Paragraph | None = None
        """Where the next new paragraph goes: after this one."""
        self._added: Any = None
        """The new paragraph after it, if there is one already."""

    def remove(self, kept: set[int]) -> None:
        for number in self.told:
            if number not in kept:
                self.parts.add(self.found[number].part)
                self._take_out(self.found[number].element)

    def keep(self, number: int, old: int, fixes: Sequence[Fix]) -> None:
        paragraph = self.found[old]
        if paragraph.kind is not Kind.ALT:
            self._last, self._added = paragraph, None
        self.numbers[paragraph.element] = number
        start = self.source.line_starts[old]
        for fix in reversed(fixes):
            self.parts.add(paragraph.part)
            first, last = (len(self.source.data[start:at].decode("utf-8")) for at in fix.span)
            _replace(paragraph, first, last, fix.text)

    def add(self, number: int, text: str, *, last: bool) -> None:
        self.numbers[self._add(text, last=last)] = number

    def _add(self, text: str, *, last: bool) -> Any:
        after = self._last
        if after is not None and last and after.part != self.package.main:
            # What is written at the end belongs to the text, not to a note or a footer.
            main = [
                paragraph
                for paragraph in self.found
                if paragraph.part == self.package.main and paragraph.kind is not Kind.ALT
            ]
            after = main[-1] if main else after
            if self._last is not after:
                self._last, self._added = after, None
        model = after or self.found[0]
        made = self._paragraph(model, text)
        self.parts.add(model.part)
        if self._added is not None:
            self._added.addnext(made)
        elif after is None:
            model.element.addprevious(made)
            self._last = None
        else:
            after.element.addnext(made)
        self._added = made
        return made

    def _paragraph(self, model: Paragraph, text: str) -> Any:
        made = model.element.makeelement(f"{W}p")
        properties = model.element.find(f"{W}pPr")
        if properties is not None and not model.level:
            kept = deepcopy(properties)
            for name in ("sectPr", "rPr", "pPrChange"):
                for element in kept.findall(f"{W}{name}"):
                    kept.remove(element)
            made.append(kept)
        run = made.makeelement(f"{W}r")
        letters = model.element.find(f"{W}r/{W}rPr")
        if letters is not None and not model.level:
            kept = made.makeelement(f"{W}rPr")
            kept.extend(
                deepcopy(letter) for letter in letters if letter.tag in {f"{W}{f}" for f in _FONT}
            )
            run.append(kept)
        written = made.makeelement(f"{W}t")
        written.text = text
        written.set(SPACE, "preserve")
        run.append(written)
        if self.author:
            inserted = self._change(made, "ins")
            inserted.append(run)
            made.append(inserted)
            self._mark(made, "ins")
        else:
            made.append(run)
        return made

    def _take_out(self, element: Any) -> None:
        if element.tag == f"{WP}docPr":
            # No change of it can be tracked.
            element.attrib.pop("descr", None)
            return
        if not self.author:
            for child in list(element):
                if child.tag != f"{W}pPr" and not _is_drawn(child):
                    element.remove(child)
            return
        for run in list(element.iter(f"{W}r")):
            if (
                next(run.iterancestors(f"{W}p"), None) is not element
                or _is_drawn(run)
                or any(
                    ancestor.tag in (f"{W}del", f"{W}moveFrom") for ancestor in run.iterancestors()
                )
            ):
                continue
            deleted = self._change(run, "del")
            run.addprevious(deleted)
            deleted.append(run)
            for name in ("t", "instrText"):
                for mark in run.findall(f"{W}{name}"):
                    mark.tag = f"{W}delText" if name == "t" else f"{W}delInstrText"
                    mark.set(SPACE, "preserve")
        # A cell and the text keep their last paragraph.
        following = element.getnext()
        if following is not None and following.tag == f"{W}p" and not _is_drawn(element):
            self._mark(element, "del")

    def _mark(self, element: Any, tag: str) -> None:
        """Say that the end of a paragraph was inserted or deleted too."""
        properties = element.find(f"{W}pPr")
        if properties is None:
            properties = element.makeelement(f"{W}pPr")
            element.insert(0, properties)
        letters = properties.find(f"{W}rPr")
        if letters is None:
            letters = element.makeelement(f"{W}rPr")
            later = [
                property_
                for property_ in properties
                if property_.tag in (f"{W}sectPr", f"{W}pPrChange")
            ]
            if later:
                later[0].addprevious(letters)
            else:
                properties.append(letters)
        letters.insert(0, self._change(element, tag))

    def _change(self, near: Any, tag: str) -> Any:
        return self._tracker.change(near, tag)


def _is_drawn(element: Any) -> bool:
    """Return whether a picture or a box stands in an element: words around it go without it."""
    return next(element.iter(*(f"{W}{name}" for name in _DRAWN)), None) is not None


def _replace(paragraph: Paragraph, first: int, last: int, words: str) -> None:
    """Put words in the place of characters, in the first element that holds one of them."""
    at = 0
    left: str | None = words
    for piece in paragraph.pieces:
        end = at + len(piece.text)
        start, stop = max(first, at) - at, min(last, end) - at
        touched = start < stop or (first == last and at <= first <= end)
        if touched and piece.element.tag == f"{W}t" and (left is not None or start < stop):
            text = piece.element.text or ""
            piece.element.text = text[:start] + (left or "") + text[max(start, stop) :]
            piece.element.set(SPACE, "preserve")
            left = None
        elif touched and paragraph.kind is Kind.ALT:
            text = " ".join(piece.element.get("descr", "").split())
            piece.element.set("descr", text[:start] + words + text[max(start, stop) :])
        elif start < stop and piece.element.getparent() is not None:
            piece.element.getparent().remove(piece.element)
        at = end
