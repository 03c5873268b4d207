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
        self._ranges: dict[tuple[str, str], _Ranges] = {}
        """By check or term, and by what is spoken of: empty for anything."""
        covered = sorted(
            (span, name, about)
            for directive in directives
            for about, span in _covered(directive)
            for name in directive.ids or ("",)
        )
        for span, name, about in covered:
            self._ranges.setdefault((name, about), _Ranges()).add(span)

    def hides(self, finding: Finding) -> bool:
        """Return whether a finding is hidden, and remember by what."""
        hidden = False
        for name in {"", finding.check, finding.term}:
            for about in {"", key_of(finding.subject), key_of(finding.about)}:
                ranges = self._ranges.get((name, about))
                if ranges is not None and ranges.hides(finding.span.start):
                    hidden = True
        self.hidden += hidden
        return hidden

    @property
    def unused(self) -> Iterator[tuple[Directive, str]]:
        """The ids that hid nothing, each with its directive; empty for one that names none."""
        for directive in self.directives:
            for name in directive.ids or ("",):
                if not any(
                    self._ranges[name, about].hid(span) for about, span in _covered(directive)
                ):
                    yield directive, name


def key_of(name: str) -> str:
    """Return a name as an id may write it, to compare the two: `Llama 3.1`, `llama-3.1`."""
    return "".join(character for character in name.casefold() if character.isalnum())


def _covered(directive: Directive) -> Iterator[tuple[str, Span]]:
    """Yield what a suppression covers: whom it has to be about (empty for any), and where.

    Each quotation is a passage a finding begins in; one of them may be whom it is about instead.
    """
    quotes = directive.quotes
    if not quotes:
        yield "", directive.span
        return
    for number in range(-1, len(quotes)):
        about = key_of(quotes[number].words) if number >= 0 else ""
        spans: tuple[Span, ...] = (directive.span,)
        for other, quote in enumerate(quotes):
            if other != number:
                spans = tuple(_common(spans, quote.places))
        if about or number < 0:
            for span in spans:
                yield about, span


def _common(left: tuple[Span, ...], right: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the parts that two lists of spans, each in order, have in common."""
    at = 0
    for span in left:
        while at < len(right) and right[at].end <= span.start:
            at += 1
        for other in right[at:]:
            if other.start >= span.end:
                break
            yield Span(max(span.start, other.start), min(span.end, other.end))
