"""Everything termcheck can do, ready for one configuration: what every adapter is built on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from termcheck.config import Config

if TYPE_CHECKING:
    from termcheck.engine import Engine
    from termcheck.facts.facts import Facts
    from termcheck.finding import Finding
    from termcheck.glossary.model import Glossary
    from termcheck.pipeline import Examined
    from termcheck.plan import Plan
    from termcheck.report import Report
    from termcheck.source import Source


@dataclass(frozen=True)
class Checker:
    """A configuration made ready: glossary, facts and engine are loaded on first use, and once.

    Build a new one after the configuration or a glossary file changed; unchanged glossaries come
    from the user's cache in a few milliseconds.
    """

    config: Config = field(default_factory=Config)

    @cached_property
    def _plan(self) -> Plan:
        from termcheck.plan import Plan

        return Plan(self.config)

    @cached_property
    def engine(self) -> Engine:
        """The compiled glossary of files without overrides. Raises `GlossaryError`."""
        plan = self._plan
        return plan.engines[plan.engine_of[plan.settings("")]]

    @property
    def glossary(self) -> Glossary:
        """The terms, settings and exemptions in force. Raises `GlossaryError`."""
        return self.engine.glossary

    @cached_property
    def facts(self) -> Facts:
        """The subjects, licences and definitions behind the glossary. Raises `FactsError`."""
        from termcheck.facts.load import load_facts

        paths = self.glossary.facts
        return load_facts(
            kinds=paths.kinds,
            licences=paths.licences,
            definitions=paths.definitions,
            subjects=paths.subjects,
        )

    def examine(self, source: Source) -> Examined:
        """Return all that one document gives: findings, usages to compare across a run, problems.

        The path of the source is taken relative to the working directory to find its overrides.
        """
        from termcheck.paths import absolute_path
        from termcheck.pipeline import examine

        plan = self._plan
        index = plan.settings(self.config.relative(absolute_path(source.path)))
        return examine(source, plan.engines[plan.engine_of[index]], plan.options[index])

    def check(self, source: Source) -> tuple[Finding, ...]:
        """Return the findings of one document, in order of the text."""
        return self.examine(source).findings

    def run(self, paths: Iterable[str] = ()) -> Report:
        """Return the report of files and folders, the working directory when none are given."""
        from termcheck.run import run

        return run(paths, self.config)
