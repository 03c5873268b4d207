"""The suppressions in a text, and which of them were of use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

from termcheck.core.document import Directive
from termcheck.core.finding import Finding
from termcheck.core.source import Span


class _Ranges:
    """What the suppressions of one id cover, and where in it findings were hidden."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._hidden: list[int] = []

    def add(self, span: Span) -> None:
        """Add what one suppression covers; they come in order of where they start."""
        if self._ends and span.start <= self._ends[-1]:
            self._ends[-1] = max(self._ends[-1], span.end)
        else:
            self._starts.append(span.start)
            self._ends.append(span.end)

    def hides(self, at: int) -> bool:
        """Return whether a place is covered, and remember it."""
        before = bisect_right(self._starts, at)
        if not before or at >= self._ends[before - 1]:
            return False
        insort(self._hidden, at)
        return True

    def hid(self, span: Span) -> bool:
        """Return whether anything was hidden in a span."""
        first = bisect_left(self._hidden, span.start)
        return first < len(self._hidden) and self._hidden[first] < span.end


class Suppressions:
    """The suppressions of a document, and which of their ids hid something."""

    def __init__(self, directives: tuple[Directive, ...]) -> None:
        self.directives = directives
        self.hidden = 0
        """Findings hidden so far."""
        self._ranges: dict[str, _Ranges] = {}
        for directive in sorted(directives, key=lambda one: one.span):
            for name in directive.ids or ("",):
                self._ranges.setdefault(name, _Ranges()).add(directive.span)

    def hides(self, finding: Finding) -> bool:
        """Return whether a finding is hidden, and remember by what."""
        hidden = False
        for name in {"", finding.check, finding.term}:
            ranges = self._ranges.get(name)
            if ranges is not None and ranges.hides(finding.span.start):
                hidden = True
        self.hidden += hidden
        return hidden

    @property
    def unused(self) -> Iterator[tuple[Directive, str]]:
        """The ids that hid nothing, each with its directive; empty for one that names none."""
        for directive in self.directives:
            for name in directive.ids or ("",):
                if not self._ranges[name].hid(directive.span):
                    yield directive, name
