"""Which glossary and options each file of a run is held to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.cache import code_stamp, digest
from termcheck.config import Config
from termcheck.engine import Engine, load_engine
from termcheck.glossary.load import shipped_names
from termcheck.glossary.model import Glossary
from termcheck.paths import shown_path
from termcheck.pipeline import Options

if TYPE_CHECKING:
    from termcheck.facts.facts import Facts


class Plan:
    """Engines and options of a run, each made once; files refer to them by index."""

    def __init__(
        self,
        config: Config,
        today: datetime.date | None = None,
        load: Callable[..., Engine] = load_engine,
    ) -> None:
        self.config = config
        self.today = today or datetime.date.today()
        self.engines: list[Engine] = []
        self.options: list[Options] = []
        self.digests: list[str] = []
        """Of the settings: what results depend on besides the file. In step with `options`."""
        self.engine_of: list[int] = []
        """Index of the engine, in step with `options`."""
        self._load = load
        self._by_glossary: dict[tuple[str, ...], int] = {}
        self._by_settings: dict[tuple[int, Options], int] = {}
        self._all = -1 if config.overrides else self._index(config)

    def known_ids(self) -> set[str]:
        """Return every check and term id that files of this configuration may speak of."""
        from termcheck.help import EVERY_CHECK

        for one in self.config.overrides:
            if one.glossary:
                self._engine(replace(self.config, glossary=one.glossary))
        self._engine(self.config)
        terms = (engine.glossary.terms for engine in self.engines)
        return {*EVERY_CHECK, *(name for one in terms for name in one)}

    def settings(self, relative: str) -> int:
        """Return the index of the options for a file, given relative to the configuration."""
        if self._all >= 0:
            return self._all
        return self._index(self.config.for_path(relative))

    def _index(self, config: Config) -> int:
        engine = self._engine(config)
        options = options_of(config, self.today)
        key = (engine, options)
        if key not in self._by_settings:
            self._by_settings[key] = len(self.options)
            self.options.append(options)
            self.engine_of.append(engine)
            loaded = self.engines[engine]
            parts = (
                code_stamp(),
                loaded.digest,
                repr(replace(options, today=datetime.date.min)),
                epoch(loaded.glossary, self.today),
            )
            self.digests.append(digest(part.encode() for part in parts))
        return self._by_settings[key]

    def _engine(self, config: Config) -> int:
        if config.glossary not in self._by_glossary:
            names = [glossary_name(name, config) for name in config.glossary]
            self._by_glossary[config.glossary] = len(self.engines)
            self.engines.append(self._load(*names))
        return self._by_glossary[config.glossary]


def options_of(config: Config, today: datetime.date) -> Options:
    """Return the options of a file's configuration, overrides applied."""
    return Options(
        flavour=config.flavour,
        front_matter=config.front_matter,
        select=config.select,
        ignore=config.ignore,
        claims=config.claims,
        spacy_model=config.spacy_model,
        own_subject=config.own_subject,
        severity=tuple(sorted(config.severity.items())),
        require_reason=config.require_suppression_reason,
        today=today,
    )


def is_shipped(name: str) -> bool:
    """Return whether a glossary comes with termcheck under this name."""
    return name in shipped_names()


def facts_of(glossary: Glossary) -> Facts:
    """Return the facts a glossary rests on; of a glossary without any, none."""
    from termcheck.facts.load import load_facts

    paths = glossary.facts
    return load_facts(
        subjects=paths.subjects,
        definitions=paths.definitions,
        licences=paths.licences,
        kinds=paths.kinds,
    )


def glossary_name(name: str, config: Config) -> str:
    """Return a glossary of the configuration as it is called from the working directory."""
    if is_shipped(name):
        return name
    path = os.path.normpath(Path(config.root, name))
    return shown_path(path) if config.root else name


def input_files(config: Config) -> tuple[str, ...]:
    """Return the files of a project that results depend on besides the documents, absolute.

    Raises `GlossaryError` if a glossary file is missing or no YAML.
    """
    from termcheck.glossary.load import shipped_folder
    from termcheck.glossary.references import files_of

    names = [*config.glossary, *(name for one in config.overrides for name in one.glossary)]
    files = files_of(*(glossary_name(name, config) for name in names))
    shipped = shipped_folder().resolve()
    own = [file for file in files if not file.is_relative_to(shipped)]
    own += [Path(config.path)] if config.path else []
    own += [config.baseline_path] if config.baseline_path.is_file() else []
    return tuple(dict.fromkeys(str(file.resolve()) for file in own))


def epoch(glossary: Glossary, today: datetime.date) -> str:
    """Return what changes on the days on which the same text may get other findings."""
    if glossary.settings.stale_after:
        return today.isoformat()
    return str(sum(day <= today for day in _dates(glossary)))


def _dates(glossary: Glossary) -> Iterator[datetime.date]:
    for term in glossary.terms.values():
        for form in (*term.admitted, *term.deprecated, *term.superseded):
            yield from (day for day in (form.since, form.error_from) if day)
    for exemption in glossary.exemptions:
        if exemption.until:
            # The last day still counts.
            yield exemption.until + datetime.timedelta(days=1)
