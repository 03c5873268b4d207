"""A glossary as a thing of its own: its faults, its examples, its forms for others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.shipped import shipped_names

if TYPE_CHECKING:
    from termcheck.evaluation.glossary_examples import Failure
    from termcheck.exchange.terms.draft_yaml import GlossaryDraft
    from termcheck.glossary.lint import LintFinding
    from termcheck.match.compiled_glossary import Engine


@dataclass(frozen=True, slots=True)
class Words:
    """A glossary as its authors work on it, made ready when something of it is asked for."""

    prepare: Callable[[], Engine]
    """Gives the compiled glossary. Raises `GlossaryError`."""

    @property
    def meanings(self) -> tuple[str, ...]:
        """The ids of the definitions that entries mean, in the order of the entries."""
        from termcheck.glossary.redefine import meanings

        return meanings(self.prepare().glossary)

    def lint(
        self, rules: Collection[str] = (), *, everything: bool = False
    ) -> tuple[LintFinding, ...]:
        """Return the entries that cannot work, or contradict or repeat each other, worst first.

        Only of some `rules` if they are given; with `everything`, of those that are off too. Raises
        `UsageError` for a rule that is none.
        """
        from termcheck.checks.registry import BY_ID
        from termcheck.glossary.lint import lint

        engine = self.prepare()
        return lint(
            engine.glossary, engine.lexicon, known=BY_ID, rules=rules, everything=everything
        )

    def test(self, ids: Collection[str] = ()) -> tuple[int, tuple[Failure, ...]]:
        """Return how many examples of the entries, or of some, were run, and those that failed.

        Raises `UsageError` for an id that no term has.
        """
        from termcheck.evaluation.glossary_examples import examples, run_examples

        engine = self.prepare()
        terms = engine.glossary.terms
        for name in ids:
            if name not in terms:
                raise UsageError(f"no term `{name}`{did_you_mean(name, terms)}")
        failures = run_examples(engine.glossary, engine, ids)
        return sum(1 for _ in examples(engine.glossary, ids)), failures

    def export(self, form: str, url: str = "") -> str:
        """Return the glossary in a format of other programs; `url` is where it is published."""
        from termcheck.exchange.terms.write import export
        from termcheck.glossary.address import Address
        from termcheck.match.compiled_glossary import facts_of

        glossary = self.prepare().glossary
        definitions = facts_of(glossary).definitions.values()
        standards = {
            definition.id: next(iter(definition.sources), "") for definition in definitions
        }
        return export(glossary, form, Address(url, standards))

    def pages(self, form: str = "html", url: str = "") -> Mapping[str, str]:
        """Return the glossary as files to publish, by name; `form` is one of `page_formats`."""
        from termcheck.match.compiled_glossary import facts_of
        from termcheck.publish.site import site_files

        glossary = self.prepare().glossary
        return site_files(glossary, facts_of(glossary), form, url)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of other programs that `export` writes."""
        from termcheck.exchange.terms.write import FORMS

        return FORMS

    @property
    def sources(self) -> tuple[str, ...]:
        """The formats of other programs that `take` reads."""
        from termcheck.exchange.terms.read import FORMATS

        return tuple(FORMATS)

    @staticmethod
    def take(paths: Iterable[str | PathLike[str]], form: str) -> GlossaryDraft:
        """Return what files of another program say, and those in folders, as a glossary to review.

        Raises `GlossaryError` with file, line and column, and `PluginError` for a format that needs
        a package which is not there.
        """
        from termcheck.exchange.terms.draft_yaml import draft
        from termcheck.exchange.terms.read import read_glossaries

        return draft(read_glossaries(map(Path, paths), form))

    @property
    def page_formats(self) -> tuple[str, ...]:
        """What `pages` writes: pages by themselves, or for a site generator."""
        from termcheck.publish.site import FORMATS

        return FORMATS

    @property
    def shipped(self) -> tuple[str, ...]:
        """The names of the glossaries that come with termcheck."""
        return shipped_names()

    @staticmethod
    def schema() -> str:
        """Return the JSON Schema of glossary files."""
        from termcheck.glossary.schema import schema_text

        return schema_text()

    @property
    def purposes(self) -> Mapping[str, str]:
        """What a glossary that `start` writes can be for, and what that is."""
        from termcheck.glossary.starter import PURPOSES

        return PURPOSES

    @staticmethod
    def start(
        folder: str | PathLike[str], purpose: str = "words", name: str = ""
    ) -> tuple[Path, ...]:
        """Write a small commented glossary into a folder, which is made; return its files.

        `purpose` is one of `purposes`, `name` what the organisation is called. Raises `UsageError`
        if one of them is there already or cannot be written.
        """
        from termcheck.glossary.starter import write_starter

        return write_starter(Path(folder), purpose, name)
