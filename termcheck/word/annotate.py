"""A Word file with its findings as comments and, if wanted, its safe fixes as tracked changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from termcheck.core.document import Kind
from termcheck.core.finding import Finding, Safety, Severity
from termcheck.core.source import Source, Span
from termcheck.core.visible import plain
from termcheck.readers.docx_parts import Package, Paragraph, W, paragraphs
from termcheck.word.changes import Tracker, can_change, can_replace
from termcheck.word.comments import Comments, mark
from termcheck.word.package import next_change, packed
from termcheck.word.runs import runs_of, split_at

AUTHOR = "termcheck"
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_END = 1 << 60


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of a reviewed file, and what is in it."""

    data: bytes
    comments: int
    changes: int
    elsewhere: int
    """Comments on notes, headers, footers and descriptions of pictures, which stand at the place
    that leads there."""


def annotate(
    source: Source,
    findings: Iterable[Finding],
    *,
    fix_safe: bool = False,
    author: str = AUTHOR,
    when: datetime.datetime | None = None,
) -> Annotated:
    """Return a Word file (`source.origin`) with a comment for each finding on its exact words.

    With `fix_safe` the first safe fix of a finding is a tracked change, where changes can be
    tracked; one of no check (`check` is empty) needs no comment then. The other parts of the file
    stay byte for byte. Raises `ReaderError` if the source is no Word file.
    """
    package = Package.open(source.path, source.origin)
    package.refuse_strict()
    found = list(paragraphs(package))
    date = (when or datetime.datetime.now(datetime.UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    work = _Review(source, package, found, author, date)
    # From the end to the start, so that what stands before stays where it is.
    for finding in sorted(findings, key=lambda finding: (-finding.span.start, finding.span.end)):
        work.add(finding, fix_safe=fix_safe)
    if work.comments is None and not work.changes:
        return Annotated(source.origin, 0, 0, 0)
    return Annotated(packed(package, work.parts), work.count, work.changes, work.elsewhere)


class _Review:
    def __init__(
        self,
        source: Source,
        package: Package,
        found: Sequence[Paragraph],
        author: str,
        date: str,
    ) -> None:
        self.source = source
        self.package = package
        self.found = found
        self.author = author
        self.date = date
        self.comments: Comments | None = None
        self.count = self.changes = self.elsewhere = 0
        self.parts: set[str] = set()
        """Those that were changed, besides the main one."""
        self._tracker = Tracker(author, date, count(next_change(package)))
        self._marked: dict[int, int] = {}
        """Start of what was marked last, by paragraph."""
        self._last: list[Any] = []

    def add(self, finding: Finding, *, fix_safe: bool) -> None:
        number = self.source.line_of(finding.span.start) - 1
        if number >= len(self.found):
            return
        paragraph = self.found[number]
        fix = finding.best_fix() if fix_safe else None
        if fix is not None and self._columns(number, fix.span)[1] > self._marked.get(number, _END):
            fix = None
        start, end = self._columns(number, fix.span if fix is not None else finding.span)
        if paragraph.kind is Kind.ALT:
            if fix is not None:
                self._describe(paragraph, start, end, fix.text)
            self._note(paragraph, finding)
            return
        main = paragraph.part == self.package.main
        if end > self._marked.get(number, _END) or (not main and fix is None):
            # It overlaps what is marked already: one comment more on those words.
            if main:
                mark(self._last, self._comment(_told(finding)))
            else:
                self._note(paragraph, finding)
            return
        self._marked[number] = start
        made, runs = self._change(paragraph, start, end, fix.text if fix is not None else None)
        if made:
            self.changes += 1
            self.parts.add(paragraph.part)
            if not finding.check:
                self._last = runs or self._last
                return
        if not main:
            self._note(paragraph, finding)
        elif runs:
            self._last = runs
            mark(runs, self._comment(_told(finding)))

    def _change(
        self, paragraph: Paragraph, start: int, end: int, text: str | None
    ) -> tuple[bool, list[Any]]:
        """Put a text, if there is one, in the place of characters.

        Returns whether that was done, and what stands there.
        """
        if start < end:
            runs = runs_of(paragraph, start, end)
            if text is None or not runs or not can_replace(runs):
                return False, runs
            return True, self._tracker.replace(runs, text)
        before = split_at(paragraph, start)
        beside = before
        if beside is None:
            beside = next((piece.element.getparent() for piece in paragraph.pieces), None)
        if beside is None or text is None:
            return False, []
        like = beside
        if beside.getparent().tag == f"{W}del":
            # What stood there was changed before.
            beside = beside.getparent()
        if not can_change([beside]):
            return False, [beside]
        return True, [self._tracker.insert(beside, like, text, before=before is None)]

    def _describe(self, paragraph: Paragraph, start: int, end: int, text: str) -> None:
        """Change what describes a picture; that cannot be tracked."""
        told = paragraph.text
        paragraph.element.set("descr", told[:start] + text + told[end:])
        self.parts.add(paragraph.part)
        self.changes += 1

    def _columns(self, number: int, span: Span) -> tuple[int, int]:
        """Return code points into the text of a paragraph."""
        start = self.source.line_starts[number]
        before = self.source.data[start : span.start].decode("utf-8")
        return len(before), len(before) + len(self.source.slice(span))

    def _comment(self, lines: Sequence[str]) -> str:
        if self.comments is None:
            self.comments = Comments(self.package, self.author, self.date)
        self.count += 1
        return self.comments.add(lines)

    def _note(self, paragraph: Paragraph, finding: Finding) -> None:
        """Comment on what stands elsewhere: where the text leads to it, or at the start."""
        anchor = self._anchor(paragraph)
        if anchor is None:
            return
        if paragraph.kind is Kind.ALT:
            where = "In the description of a picture"
        else:
            where = "In a note" if "notes" in paragraph.part else "In a header or footer"
        self.elsewhere += 1
        mark([anchor], self._comment([plain(f"{where}, `{finding.actual}`:"), *_told(finding)]))

    def _anchor(self, paragraph: Paragraph) -> Any:
        main = self.package.tree(self.package.main)
        if paragraph.kind is Kind.ALT and paragraph.part == self.package.main:
            return next(paragraph.element.iterancestors(f"{W}r"), None)
        kind = _NOTES.get(paragraph.part)
        if kind is not None:
            note = next(paragraph.element.iterancestors(f"{W}{kind}"), None)
            name = note.get(f"{W}id") if note is not None else None
            for element in main.iter(f"{W}{kind}Reference"):
                if element.get(f"{W}id") == name:
                    return element.getparent()
        return next(main.iter(f"{W}r"), None)


def _told(finding: Finding) -> list[str]:
    """Return the paragraphs of a comment: what, why, the sentence to write, the source."""
    level = "" if finding.severity is not Severity.INFO else "Hint: "
    lines = [f"{level}{finding.headline}"] if finding.check else [plain(finding.message)]
    if finding.note:
        lines.append(plain(finding.note))
    lines += [plain(fix.title) for fix in finding.fixes if fix.safety is Safety.SHOWN]
    if finding.url:
        lines.append(finding.url)
    return lines
