"""What `termcheck fix` tells of a corrected document."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from termcheck import Checker, Finding, Fix, Safety
from termcheck.core.visible import plural, shown_line, visible

if TYPE_CHECKING:
    from termcheck import Fixed

ANNOTATE = "`termcheck annotate --fix-safe` corrects it"
_COLORS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True)
class Output:
    """How it is told."""

    diff: bool
    """Whether nothing is written."""
    color: bool

    def difference(self, fixed: Fixed) -> str:
        """Return a unified diff of a document."""
        before, after = (
            [line.decode("utf-8") for line in source.data.splitlines(keepends=True)]
            for source in (fixed.before, fixed.after)
        )
        path = shown_line(fixed.before.path)
        lines = difflib.unified_diff(before, after, path, path)
        return "".join(self._painted(_ended(line)) for line in lines)

    def _painted(self, line: str) -> str:
        color = _COLORS.get(line[:1])
        shown = visible(line.rstrip("\r\n"))
        if not self.color or color is None:
            return f"{shown}\n"
        return f"{click.style(shown, fg=color)}\n"

    def told(self, fixed: Fixed, checker: Checker) -> Iterator[str]:
        """Yield a line for the document, each fix withheld, anchor changed, sentence to write."""
        path = shown_line(fixed.before.path)
        if fixed.changed:
            done = "would be fixed" if self.diff else "fixed"
            yield f"{path}: {plural(len(fixed.applied), 'finding')} {done}"
        for withheld in fixed.withheld:
            place = f"{path}:{withheld.finding.line}:{withheld.finding.column}"
            told = f"{place}: withheld: {_action(withheld.fix)}; {withheld.reason}"
            yield shown_line(told)
        if fixed.changed:
            for line, was, now in checker.anchors(fixed):
                told = f"the anchor of the heading changes: `{was}` is now `{now}`"
                yield shown_line(f"{path}:{line}: note: {told}")
        yield from self.by_hand(fixed.left)

    @staticmethod
    def by_hand(findings: Iterable[Finding]) -> Iterator[str]:
        """Yield a line for each finding whose sentence a person has to write, with the words."""
        for finding in findings:
            if finding.fixes and all(fix.safety is Safety.SHOWN for fix in finding.fixes):
                wording = "; ".join(map(_action, finding.fixes))
                told = f"{finding.path}:{finding.line}:{finding.column}: by hand: {wording}"
                yield shown_line(told)

    @staticmethod
    def in_word(path: str) -> str:
        """Return what is told of a Word file, whose text is not all there is in it."""
        return shown_line(f"{path}: note: a Word file; {ANNOTATE}")

    @staticmethod
    def more(left: Iterable[Finding]) -> str:
        """Return what could be fixed beside what is safe, empty if nothing."""
        count = sum(
            finding.best_fix(unsafe=True) is not None
            for finding in left
            if Checker.corrects(finding.path)
        )
        if not count:
            return ""
        return (
            f"{plural(count, 'more finding')} can be fixed with --unsafe, "
            "or one by one with --interactive"
        )

    def summary(self, count: int, files: int, withheld: int, left: Sequence[Finding]) -> str:
        """Return the line at the end of a run."""
        done = "would be fixed" if self.diff else "fixed"
        text = f"{plural(count, 'finding')} {done} in {plural(files, 'file')}"
        if withheld:
            text += f", {withheld:,} withheld"
        return f"{text}, {plural(len(left), 'finding')} left"


def _action(fix: Fix) -> str:
    title = fix.action
    return title[:1].lower() + title[1:]


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"
