"""What is recorded of models and other things that terms are said of, for people to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.facts.facts import Facts
from termcheck.glossary.model import Glossary

if TYPE_CHECKING:
    from termcheck.facts.lint import FactsFinding


@dataclass(frozen=True, slots=True)
class Subjects:
    """The recorded subjects of a glossary: found by any name, compared, drawn and listed."""

    glossary: Glossary
    facts: Facts

    def __len__(self) -> int:
        return len(self.facts.subjects)

    def find(self, name: str) -> str:
        """Return the id of a subject from its id, a name, or any way prose writes that name.

        Raises `UsageError`, with a near name, if there is none.
        """
        found = self.facts.find(name)
        if found is not None:
            return found.id
        written = self._in_prose(name.strip())
        if written:
            return written
        names = {one.name: None for one in self.facts.subjects.values()}
        known = (*names, *self.facts.subjects)
        raise UsageError(f"no subject `{name}`{did_you_mean(name, known)}")

    def compare(
        self,
        names: Iterable[str],
        definitions: Sequence[str] = (),
        form: str = "table",
        *,
        reasons: bool = False,
    ) -> str:
        """Return who meets what, and with `reasons` why, as `table`, `markdown`, `json` or `html`.

        Without `definitions` all that judge one of the subjects count. Raises `UsageError`.
        """
        from termcheck.facts.compare import compare

        table = compare(self.facts, [self.find(name) for name in names], definitions)
        if form == "html":
            from termcheck.reporters.compare_page import compare_page

            return compare_page(table, reasons)
        from termcheck.reporters.compare import COMPARE

        return COMPARE[form](table, reasons)

    def label(self, name: str, form: str = "svg") -> str:
        """Return the label of a subject as `svg`, `html`, `markdown` or `json`.

        Raises `UsageError` for a name nobody recorded.
        """
        from termcheck.label import LABELS, make_label

        return LABELS[form](make_label(self.facts, self.find(name), self.glossary))

    def sheet(self, name: str, form: str = "table") -> str:
        """Return what is recorded of a subject as `table` or `json`. Raises `UsageError`."""
        from termcheck.facts.sheet import sheet
        from termcheck.reporters.sheet import SHEET

        return SHEET[form](sheet(self.facts, self.find(name)))

    def lint(self) -> list[FactsFinding]:
        """Return the facts that do not say where they were read, or say it falsely."""
        from termcheck.facts.lint import lint_facts

        return list(lint_facts(self.facts))

    def _in_prose(self, name: str) -> str:
        """Return the id of what a name with a size, variant or maker names, empty if nothing."""
        from termcheck.claims.reader import make_reader

        for one in make_reader(self.glossary, self.facts).index.find(name):
            whole = (one.start, one.end) == (0, len(name))
            if whole and one.subject_ids and not one.comparison:
                return one.subject_ids[0]
        return ""
