"""What is recorded of models and other things that terms are said of, for people to see."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.core.errors import UsageError, did_you_mean, nearest
from termcheck.facts.facts import Facts
from termcheck.glossary.model import Glossary

if TYPE_CHECKING:
    from termcheck.claims.names.index import NameIndex
    from termcheck.exchange.held import HeldFacts
    from termcheck.facts.lint import FactsFinding
    from termcheck.facts.stale import StaleFact


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
        names = {subject.name: None for subject in self.facts.subjects.values()}
        known = (*names, *self.facts.subjects)
        raise UsageError(f"no subject `{name}`{did_you_mean(name, known)}")

    def nearest(self, name: str) -> str:
        """Return the name of the subject that a misspelled name may mean, or an empty string."""
        names = {subject.name.casefold(): subject.name for subject in self.facts.subjects.values()}
        return names.get(nearest(name.casefold(), names), "")

    def compare(
        self,
        names: Iterable[str],
        definitions: Sequence[str] = (),
        form: str = "table",
        *,
        reasons: bool = False,
    ) -> str:
        """Return who meets what, and with `reasons` why, as `table`, `markdown`, `json` or `html`.

        `html` is a page of its own, `fragment` its table alone. Without `definitions` all that
        judge one of the subjects count. Raises `UsageError`.
        """
        from termcheck.facts.compare import compare

        table = compare(self.facts, [self.find(name) for name in names], definitions)
        if form == "html":
            from termcheck.reporters.compare_page import compare_page

            return compare_page(table, reasons)
        from termcheck.reporters.compare import COMPARE

        return COMPARE["html" if form == "fragment" else form](table, reasons)

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

    def lint(self, rules: Collection[str] = (), names: Iterable[str] = ()) -> list[FactsFinding]:
        """Return the facts that do not say where they were read, or say it falsely.

        With `rules` only what those find, with `names` only those of some subjects. Raises
        `UsageError` for a rule or a subject that is not known.
        """
        from termcheck.facts.lint import RULES, lint_facts

        for rule in rules:
            if rule not in RULES:
                raise UsageError(f"no rule `{rule}`{did_you_mean(rule, RULES)}")
        wanted = {self.find(name) for name in names}
        return [
            finding
            for finding in lint_facts(self.facts)
            if (not rules or finding.rule in rules) and (not wanted or finding.subject in wanted)
        ]

    def starting(self, typed: str) -> list[str]:
        """Return the names of subjects that begin as what was typed, in any capitals."""
        wanted = typed.casefold()
        names = {subject.name for subject in self.facts.subjects.values()}
        return sorted(name for name in names if name.casefold().startswith(wanted))

    def hold(self, paths: Iterable[str], form: str) -> HeldFacts:
        """Return what files of others tell of subjects, and what they tell otherwise.

        `form` is `hf-card`, `mot`, `cyclonedx` or `spdx`. Raises `FactsError` for a file that is
        none, `PluginError` where SPDX cannot be read.
        """
        from termcheck.exchange.held import hold_files

        index = self._index()

        def find(names: Iterable[str]) -> str:
            for name in names:
                found = self.facts.find(name)
                known = found.id if found is not None else self._in_prose(name.strip(), index)
                if known:
                    return known
            return ""

        files = [Path(path) for path in paths]
        return hold_files(files, form, self.facts, find, datetime.date.today())

    def export(self, name: str, form: str) -> str:
        """Return a subject for other programs, as `mot`, `cyclonedx` or `spdx`.

        Raises `UsageError` for a name nobody recorded or a format that is only read, `PluginError`
        where SPDX cannot be written.
        """
        from termcheck.exchange.read import FORMATS

        write = FORMATS[form].write
        if write is None:
            raise UsageError(f"`{form}` is only read")
        subject = self.facts.subject(self.find(name))
        kind = self.facts.kind(subject.kind)
        if form not in kind.called and form not in kind.told_by:
            raise UsageError(f"`{form}` has no place for {kind.plural}, and `{name}` is one")
        return write(subject, self.facts)

    def entry(self, name: str, kind: str, **told: Any) -> str:
        """Return an entry of a file of subjects for one nobody recorded.

        `told` are `producer`, `licence`, `page`, `quote`, `parts` (component to who can get it) and
        `own`. Raises `UsageError` for a word that is not known.
        """
        from termcheck.exchange.held import entry_of

        return entry_of(self.facts, name, kind, day=datetime.date.today(), **told)

    @staticmethod
    def file_with(entries: Iterable[str], path: str = "") -> str:
        """Return a file of subjects, new or that at `path`, with entries at its end.

        Raises `FactsError` for a file that is there and no list of subjects.
        """
        from termcheck.exchange.held import with_entries

        return with_entries(Path(path) if path else None, entries)

    def parts(self, kind: str) -> dict[str, str]:
        """Return the components of a kind of subject with how prose names each."""
        return {
            component: self.facts.component(component).label
            for component in self.facts.kind(kind).components
        }

    def stale(self, days: int, weight: Mapping[str, int] | None = None) -> list[StaleFact]:
        """Return facts to read again: never read, or more than `days` ago; the weightiest first.

        `weight` says how many findings rest on each subject, by id.
        """
        from termcheck.facts.stale import stale_facts

        return stale_facts(self.facts, datetime.date.today(), days, weight or {})

    def pages(self, url: str = "", *, own: bool = False) -> Iterator[tuple[str, str]]:
        """Yield path and text of each file of the registry as a site; `own` keeps to your own."""
        from termcheck.publish.registry.site import registry_files

        return registry_files(self.facts, self.glossary, url, own=own)

    @staticmethod
    def schema(*, names: bool = False) -> str:
        """Return the JSON Schema of files of facts, or of those that say how names are written."""
        from termcheck.claims.names.grammar import names_schema_text
        from termcheck.facts.schema import facts_schema_text

        return names_schema_text() if names else facts_schema_text()

    def _index(self) -> NameIndex:
        from termcheck.claims.reader import make_reader

        return make_reader(self.glossary, self.facts).index

    def _in_prose(self, name: str, index: NameIndex | None = None) -> str:
        """Return the id of what a name with a size, variant or maker names, empty if nothing."""
        for known_name in (index or self._index()).find(name):
            whole = (known_name.start, known_name.end) == (0, len(name))
            if whole and known_name.subject_ids and not known_name.comparison:
                return known_name.subject_ids[0]
        return ""
