"""Which glossary and options each file of a run is held to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.cache.objects import cache_folder, code_stamp, digest, own_secret
from termcheck.config.project import Config
from termcheck.core.finding import Severity
from termcheck.core.paths import shown_path
from termcheck.run.glossary_card import Card, card_of

if TYPE_CHECKING:
    from termcheck.config.options import Options
    from termcheck.facts.facts import Facts
    from termcheck.glossary.model import Glossary
    from termcheck.match.compiled_glossary import Engine


class Plan:
    """Glossaries and options of a run, each made once; files refer to them by index.

    Engines are loaded when a file has to be looked at: all a run over unchanged files needs of a
    glossary is its card.
    """

    def __init__(
        self,
        config: Config,
        today: datetime.date | None = None,
        load: Callable[..., Engine] | None = None,
    ) -> None:
        self.config = config
        self.today = today or datetime.date.today()
        self.cards: list[Card] = []
        """What is known of every glossary without loading it."""
        self.digests: list[str] = []
        """Of the settings: what results depend on besides the file; by index of the settings."""
        self.engine_of: list[int] = []
        """Index of the engine, by index of the settings."""
        self._load = load
        self._configs: list[Config] = []
        self._names: list[list[str]] = []
        self._engines: dict[int, Engine] = {}
        self._by_glossary: dict[tuple[str, ...], int] = {}
        self._by_settings: dict[tuple[object, ...], int] = {}
        self._all = -1 if config.overrides or config.readers else self._index(config)

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engine of every glossary, loaded if need be. Raises `GlossaryError`."""
        for index in range(len(self.cards)):
            if index not in self._engines:
                self._engines[index] = self._loaded(self._names[index])
        return tuple(self._engines[index] for index in range(len(self.cards)))

    @cached_property
    def _options(self) -> dict[int, Options]:
        return {}

    @property
    def options(self) -> tuple[Options, ...]:
        """The options of every kind of settings."""
        for index, config in enumerate(self._configs):
            if index not in self._options:
                self._options[index] = options_of(config, self.today)
        return tuple(self._options[index] for index in range(len(self._configs)))

    def checks_grammar(self, index: int) -> bool:
        """Return whether grammar is on for a kind of settings, reported or only to guard fixes."""
        return self._configs[index].grammar_config is not None

    def known_ids(self) -> set[str]:
        """Return every check and term id that files of this configuration may speak of."""
        for one in self.config.overrides:
            if one.glossary:
                self._glossary(replace(self.config, glossary=one.glossary))
        self._glossary(self.config)
        return {name for card in self.cards for name in card.ids}

    def settings(self, path: str) -> int:
        """Return the index of the settings of a file, given by its absolute path; "" for none."""
        if self._all >= 0:
            return self._all
        return self._index(self.config.for_path(self.config.relative(path)))

    def _index(self, config: Config) -> int:
        glossary = self._glossary(config)
        key = (glossary, *settings_of(config))
        if key not in self._by_settings:
            self._by_settings[key] = len(self._configs)
            self._configs.append(config)
            self.engine_of.append(glossary)
            card = self.cards[glossary]
            parts = (
                *(code_stamp(), card.digest, card.epoch(self.today), repr(key[1:])),
                _grammar_of(config),
            )
            self.digests.append(digest(part.encode() for part in parts))
        return self._by_settings[key]

    def _glossary(self, config: Config) -> int:
        if config.glossary not in self._by_glossary:
            names = [glossary_name(name, config) for name in config.glossary]
            folder = results_folder(config) if self._load is None else None
            card, engine = card_of(names, folder, lambda: self._loaded(names), salt(config))
            index = len(self.cards)
            self._by_glossary[config.glossary] = index
            self._names.append(names)
            self.cards.append(card)
            if engine is not None:
                self._engines[index] = engine
        return self._by_glossary[config.glossary]

    def _loaded(self, names: list[str]) -> Engine:
        if self._load is not None:
            return self._load(*names)
        from termcheck.match.compiled_glossary import load_engine

        return load_engine(*names)


def results_folder(config: Config) -> Path | None:
    """Return the folder results are kept in, None for no folder."""
    if not config.cache:
        return None
    if not config.cache_dir:
        return cache_folder()
    return Path(config.root, config.cache_dir) if own_secret() else None


def answers_folder(config: Config) -> Path | None:
    """Return the folder where LanguageTool's answers are kept, None for no folder."""
    return cache_folder() if config.cache else None


def salt(config: Config) -> str:
    """Return what goes into the names of files in the folder of results.

    In a folder of the project nobody else can foresee them, so that nothing a repository brings
    along is taken for a result.
    """
    return own_secret() if config.cache_dir else ""


def settings_of(config: Config) -> tuple[object, ...]:
    """Return all that the findings of a file depend on in its configuration."""
    return (
        config.format,
        config.flavour,
        config.front_matter,
        config.select,
        config.ignore,
        config.claims,
        config.spacy_model,
        config.own_subject,
        tuple(sorted(config.severity.items())),
        config.require_suppression_reason,
        config.grammar_config,
    )


def options_of(config: Config, today: datetime.date) -> Options:
    """Return the options of a file's configuration, overrides applied."""
    from termcheck.config.options import Options

    return Options(
        format=config.format,
        flavour=config.flavour,
        front_matter=config.front_matter,
        select=config.select,
        ignore=config.ignore,
        claims=config.claims,
        spacy_model=config.spacy_model,
        own_subject=config.own_subject,
        severity=tuple(sorted(config.severity.items())),
        require_reason=config.require_suppression_reason,
        grammar=_wants_grammar(config),
        language=config.grammar_config.language if config.grammar_config else "",
        today=today,
    )


def _wants_grammar(config: Config) -> bool:
    """Whether LanguageTool is to be asked: not where nothing it says would be reported."""
    name = "grammar"
    silent = name in config.ignore or config.severity.get(name) is Severity.OFF
    wanted = not config.select or name in config.select
    return config.grammar_config is not None and wanted and not silent


def _grammar_of(config: Config) -> str:
    """Return which LanguageTool the findings depend on, empty if on none."""
    if not _wants_grammar(config):
        return ""
    from termcheck.grammar.identity import identity

    assert config.grammar_config is not None
    return identity(config.grammar_config, answers_folder(config))


def is_shipped(name: str) -> bool:
    """Return whether a glossary comes with termcheck under this name."""
    if not name.isidentifier() and not name.replace("-", "").isalnum():
        return False
    package = Path(__file__).resolve().parent.parent
    folders = (package / "glossary_data", package.parent / "glossary")
    return any((folder / f"{name}.yml").is_file() for folder in folders)


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
    """Return a glossary of the configuration as it is called from the working directory.

    Raises `ConfigError`, at its place in the file, if there is none.
    """
    if is_shipped(name):
        return name
    path = os.path.normpath(Path(config.root, name))
    shown = shown_path(path) if config.root else name
    if not os.path.exists(shown):  # noqa: PTH110
        from termcheck.config.places import error_at
        from termcheck.glossary.files import missing

        typed = os.path.isabs(name)  # noqa: PTH117
        told = missing(shown) if typed else missing(name, Path(config.root))
        raise error_at(config, "glossary", name, told)
    return shown


def input_files(config: Config) -> tuple[str, ...]:
    """Return the files of a project that results depend on besides the documents, absolute.

    Raises `GlossaryError` if a glossary file is missing or no YAML.
    """
    from termcheck.glossary.files import shipped_folder
    from termcheck.glossary.references import files_of

    names = [*config.glossary, *(name for one in config.overrides for name in one.glossary)]
    files = files_of(*(glossary_name(name, config) for name in names))
    shipped = shipped_folder().resolve()
    own = [file for file in files if not file.is_relative_to(shipped)]
    own += [Path(config.path)] if config.path else []
    own += [config.baseline_path] if config.baseline_path.is_file() else []
    return tuple(dict.fromkeys(str(file.resolve()) for file in own))
