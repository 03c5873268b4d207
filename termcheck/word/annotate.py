"""A Word file with its findings as comments and, if wanted, its safe fixes as tracked changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from termcheck.core.document import Kind
from termcheck.core.finding import Finding, Safety, Severity
from termcheck.core.source import Source, Span
from termcheck.core.visible import plain
from termcheck.readers.docx_parts import Package, Paragraph, W, paragraphs
from termcheck.word.changes import can_replace, replace_runs
from termcheck.word.comments import Comments, mark
from termcheck.word.package import next_change, packed
from termcheck.word.runs import runs_of

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

    With `fix_safe` the first safe fix of a finding is a tracked change, as far as its words stand
    in plain runs. The other parts of the file stay byte for byte. Raises `ReaderError` if the
    source is no Word file.
    """
    package = Package.open(source.path, source.origin)
    package.refuse_strict()
    found = list(paragraphs(package))
    date = (when or datetime.datetime.now(datetime.UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    work = _Review(source, package, found, author, date)
    # From the end to the start, so that what stands before stays where it is.
    for finding in sorted(findings, key=lambda finding: (-finding.span.start, finding.span.end)):
        work.add(finding, fix_safe=fix_safe)
    if work.comments is None:
        return Annotated(source.origin, 0, 0, 0)
    return Annotated(packed(package), work.count, work.changes, work.elsewhere)


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
        self._id = next_change(package)
        self._marked: dict[int, int] = {}
        """Start of what was marked last, by paragraph."""
        self._last: list[Any] = []

    def add(self, finding: Finding, *, fix_safe: bool) -> None:
        number = self.source.line_of(finding.span.start) - 1
        if number >= len(self.found):
            return
        paragraph = self.found[number]
        if paragraph.part != self.package.main or paragraph.kind is Kind.ALT:
            self._note(paragraph, finding)
            return
        fix = finding.best_fix() if fix_safe else None
        if fix is not None and self._columns(number, fix.span)[1] > self._marked.get(number, _END):
            fix = None
        start, end = self._columns(number, fix.span if fix is not None else finding.span)
        if end > self._marked.get(number, _END):
            # It overlaps what is marked already: one comment more on those words.
            mark(self._last, self._comment(_told(finding)))
            return
        runs = runs_of(paragraph, start, end)
        if not runs:
            return
        self._marked[number] = start
        if fix is not None and can_replace(runs):
            name = str(self._id)
            runs = replace_runs(runs, fix.text, name=name, author=self.author, date=self.date)
            self._id += 2
            self.changes += 1
        self._last = runs
        mark(runs, self._comment(_told(finding)))

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
