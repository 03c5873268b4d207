"""Everything termcheck can do, ready for one configuration: what every adapter is built on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from termcheck.config.project import Config

if TYPE_CHECKING:
    from termcheck.cache.memory import Memory
    from termcheck.checks.claim_finding import ClaimContext
    from termcheck.core.document import Document
    from termcheck.core.finding import Finding, Fix
    from termcheck.core.report import Examined, Report
    from termcheck.core.source import Source
    from termcheck.evaluation.reading import Reading
    from termcheck.evaluation.sample import Sample
    from termcheck.facts.facts import Facts
    from termcheck.fixer.fixed import Fixed
    from termcheck.glossary.model import Glossary
    from termcheck.match.compiled_glossary import Engine
    from termcheck.publish.publisher import Publisher
    from termcheck.run.plan import Plan, Settings
    from termcheck.run.workers import Outcome


@dataclass(frozen=True)
class Checker:
    """A configuration made ready: glossary, facts and engine are loaded on first use, and once.

    Build a new one after the configuration or a glossary file changed; unchanged glossaries come
    from the user's cache in a few milliseconds.
    """

    config: Config = field(default_factory=Config)

    @cached_property
    def _plan(self) -> Plan:
        from termcheck.run.plan import Plan

        return Plan(self.config)

    @cached_property
    def engine(self) -> Engine:
        """The compiled glossary of files without overrides. Raises `GlossaryError`."""
        return self._plan.engine(self._plan.settings(""))

    @cached_property
    def _memory(self) -> Memory[Outcome]:
        from termcheck.cache.memory import Memory

        return Memory()

    @property
    def glossary(self) -> Glossary:
        """The terms, settings and exemptions in force. Raises `GlossaryError`."""
        return self.engine.glossary

    @property
    def facts(self) -> Facts:
        """The subjects, licences and definitions behind the glossary. Raises `FactsError`."""
        return self.engine.facts

    @property
    def publisher(self) -> Publisher:
        """What sites show of the glossary and its facts: entries, tooltips, labels, tables."""
        from termcheck.publish.publisher import Publisher

        return Publisher(self.engine)

    def examine(self, source: Source) -> Examined:
        """Return all that one document gives: findings, usages to compare across a run, problems.

        The path of the source is taken relative to the working directory to find its overrides.
        """
        from termcheck.pipeline import examine
        from termcheck.run.grammar_batch import remarks_on

        settings = self._settings(source)
        remarks = remarks_on(source, self._plan, settings)
        return examine(source, self._plan.engine(settings), settings.options, remarks)

    def document(self, source: Source) -> Document:
        """Return one document as the prose that is checked. Raises `ReaderError`."""
        from termcheck.pipeline import document_of

        return document_of(source, self._settings(source).options)

    def _settings(self, source: Source) -> Settings:
        """Return the settings that hold for a document, overrides applied."""
        from termcheck.core.paths import absolute_path

        return self._plan.settings(absolute_path(source.path))

    def check(self, source: Source) -> tuple[Finding, ...]:
        """Return the findings of one document, in order of the text."""
        return self.examine(source).findings

    def fix(
        self, source: Source, *, unsafe: bool = False, only: Collection[str] | None = None
    ) -> Fixed:
        """Return one document with its fixes applied, those that are safe or, if asked, unsafe.

        `only` are fingerprints of the findings that are to be fixed, all if left out.

        Only fixes stay in after which their finding is gone and nothing else is found; with grammar
        on, LanguageTool must not find more in it either.
        """
        from termcheck.fixer.fixed import fix_source
        from termcheck.run.grammar_guard import guard_of

        guard = guard_of(self._plan, self._settings(source))
        return fix_source(source, self.examine, unsafe=unsafe, only=only, guard=guard)

    def apply(self, source: Source, picks: Sequence[tuple[Finding, Fix]]) -> Fixed:
        """Return one document with chosen fixes of its findings applied, see `fix`."""
        from termcheck.fixer.fixed import apply_fixes

        return apply_fixes(source, picks, self.examine)

    def claims(self, sources: Iterable[Source]) -> list[ClaimContext]:
        """Return the claims of each document, weighed, those that nothing is said about too.

        Raises `ReaderError`, and `PluginError` if there is no spaCy model.
        """
        from termcheck.pipeline import claims_of

        return list(claims_of(sources, self.engine, self._plan.settings("").options))

    def readings(self, samples: Sequence[Sample]) -> tuple[Reading, ...]:
        """Return what is read at labelled mentions. Raises `PluginError` without a spaCy model."""
        from termcheck.evaluation.reading import read_samples

        return read_samples(samples, self.engine, self._plan.settings("").options)

    def run(
        self,
        paths: Iterable[str] = (),
        *,
        texts: Mapping[str, bytes] | None = None,
        baseline: bool = False,
        remember: bool = True,
    ) -> Report:
        """Return the report of files and folders, the working directory when there is nothing.

        `texts` are documents that are on no disk, by the path they are shown with; `baseline`
        leaves out the findings that the configured one knows. Documents that did not change since
        an earlier run of this checker are not looked at again, unless that was not to `remember`
        what it found.
        """
        from termcheck.run.baseline import load_baseline
        from termcheck.run.run import run

        known = load_baseline(self.config.baseline_path) if baseline else None
        return run(
            paths,
            self.config,
            texts=texts,
            baseline=known if known is not None and known.files else None,
            plan=self._plan,
            memory=self._memory if remember else None,
        )

    def takes(self, path: str) -> bool:
        """Return whether `include` and `exclude` of the configuration leave a file in."""
        from termcheck.core.globs import any_glob
        from termcheck.core.paths import absolute_path

        config = self.config
        if not config.include and not config.exclude:
            return True
        inside = config.relative(absolute_path(path))
        wanted = not config.include or any_glob(config.include, inside)
        return wanted and not any_glob(config.exclude, inside)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Absolute paths of the files results depend on besides the documents.

        Configuration, baseline, if there is one, and every glossary file; those that come with
        termcheck are left out. Raises `GlossaryError`.
        """
        from termcheck.run.glossaries import input_files

        return input_files(self.config)
