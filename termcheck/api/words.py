"""A glossary as a thing of its own: its faults, its examples, its forms for others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.match.compiled_glossary import Engine, facts_of

if TYPE_CHECKING:
    from termcheck.evaluation.glossary_examples import Failure
    from termcheck.glossary.lint import LintFinding


@dataclass(frozen=True, slots=True)
class Words:
    """A compiled glossary, as its authors work on it."""

    engine: Engine

    def lint(self) -> tuple[LintFinding, ...]:
        """Return the entries that cannot work, or contradict or repeat each other."""
        from termcheck.checks.registry import BY_ID
        from termcheck.glossary.lint import lint

        return lint(self.engine.glossary, self.engine.lexicon, known=BY_ID)

    def test(self, ids: Collection[str] = ()) -> tuple[int, tuple[Failure, ...]]:
        """Return how many examples of the entries, or of some, were run, and those that failed.

        Raises `UsageError` for an id that no term has.
        """
        from termcheck.evaluation.glossary_examples import examples, run_examples

        terms = self.engine.glossary.terms
        for name in ids:
            if name not in terms:
                raise UsageError(f"no term `{name}`{did_you_mean(name, terms)}")
        failures = run_examples(self.engine.glossary, self.engine, ids)
        return sum(1 for _ in examples(self.engine.glossary, ids)), failures

    def export(self, form: str, url: str = "") -> str:
        """Return the glossary in a format of other programs; `url` is where it is published."""
        from termcheck.glossary.address import Address
        from termcheck.glossary.interchange import export

        definitions = facts_of(self.engine.glossary).definitions.values()
        standards = {one.id: next(iter(one.sources), "") for one in definitions}
        return export(self.engine.glossary, form, Address(url, standards))

    def pages(self, form: str = "html", url: str = "") -> Mapping[str, str]:
        """Return the glossary as files to publish, by name; `form` is `html` or `md`."""
        from termcheck.publish.site import site_files

        return site_files(self.engine.glossary, facts_of(self.engine.glossary), form, url)
