"""The suppressions in a text, and which of them were of use."""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.document import Directive
from termcheck.core.finding import Finding


class Suppressions:
    """The suppressions of a document, and which of their ids hid something."""

    def __init__(self, directives: tuple[Directive, ...]) -> None:
        self.directives = directives
        self.hidden = 0
        """Findings hidden so far."""
        self._used: set[tuple[int, str]] = set()

    def hides(self, finding: Finding) -> bool:
        """Return whether a finding is hidden, and remember by what."""
        hidden = False
        for index, directive in enumerate(self.directives):
            if not directive.span.start <= finding.span.start < directive.span.end:
                continue
            for name in directive.ids or ("",):
                if name in ("", finding.check, finding.term):
                    self._used.add((index, name))
                    hidden = True
        self.hidden += hidden
        return hidden

    @property
    def unused(self) -> Iterator[tuple[Directive, str]]:
        """The ids that hid nothing, each with its directive; empty for one that names none."""
        for index, directive in enumerate(self.directives):
            for name in directive.ids or ("",):
                if (index, name) not in self._used:
                    yield directive, name
