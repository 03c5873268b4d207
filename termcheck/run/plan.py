"""Which settings each file of a run is held to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from termcheck.config.grammar import GrammarConfig
from termcheck.config.options import Options
from termcheck.config.project import Config
from termcheck.core.boundary import CONFIGURATIONS
from termcheck.run.glossaries import Glossaries, Names, answers_folder
from termcheck.run.glossary_card import Card
from termcheck.run.result_key import result_key

if TYPE_CHECKING:
    from termcheck.match.compiled_glossary import Engine


@dataclass(frozen=True, slots=True)
class FileSettings:
    """All that one kind of file is held to."""

    glossary: Names
    options: Options
    grammar: GrammarConfig | None
    """How LanguageTool is asked, also where it only guards fixes; None if it is not."""

    @classmethod
    def of(cls, config: Config, today: datetime.date) -> FileSettings:
        """Return the settings of a configuration, the overrides of a file applied."""
        return cls(config.glossary, options_of(config, today), config.grammar_config)


class Plan:
    """The settings of the files of a run; files refer to them by index.

    Nothing is read and nobody asked before a key or an engine is wanted.
    """

    def __init__(
        self,
        config: Config,
        today: datetime.date | None = None,
        load: Callable[..., Engine] | None = None,
    ) -> None:
        self.config = config
        self.today = today or datetime.date.today()
        self.glossaries = Glossaries(config, load)
        self._settings: dict[FileSettings, int] = {}
        self._keys: list[str] = []
        self._by_folder: dict[str, Config] = {}
        self._by_config: dict[int, int] = {}
        """Index of the settings of each configuration that is the same for all its files."""

    @property
    def all(self) -> tuple[FileSettings, ...]:
        """Every kind of settings there was a file for, by index."""
        return tuple(self._settings)

    def index(self, path: str) -> int:
        """Return the index of the settings of a file, given by its absolute path; "" for none."""
        config = self._nearest(os.path.dirname(path)) if path else self.config  # noqa: PTH120
        if config.overrides or config.readers:
            return self._index(config.for_path(config.relative(path)))
        if id(config) not in self._by_config:
            self._by_config[id(config)] = self._index(config)
        return self._by_config[id(config)]

    def _index(self, config: Config) -> int:
        return self._settings.setdefault(FileSettings.of(config, self.today), len(self._settings))

    @property
    def notices(self) -> tuple[str, ...]:
        """What was not taken of the files of configuration."""
        configs = self.configurations(())
        return tuple(dict.fromkeys(told for config in configs for told in config.notices))

    def configurations(self, paths: Iterable[str]) -> list[Config]:
        """Return the configurations that hold for files, the run's own first."""
        if self.config.nearest is not None:
            for folder in {os.path.dirname(path) for path in paths}:  # noqa: PTH120
                self._nearest(folder)
        found = {id(config): config for config in (self.config, *self._by_folder.values())}
        return list(found.values())

    def _nearest(self, folder: str) -> Config:
        """Return the configuration of a folder's files: the nearest one at it or above."""
        config = self.config
        if config.nearest is None or folder == config.root:
            return config
        if folder not in self._by_folder:
            above = os.path.dirname(folder)  # noqa: PTH120
            files = (os.path.join(folder, name) for name in CONFIGURATIONS)  # noqa: PTH118
            if any(map(os.path.lexists, files)):
                self._by_folder[folder] = config.nearest(folder)
            else:
                self._by_folder[folder] = config if above == folder else self._nearest(above)
        return self._by_folder[folder]

    def settings(self, path: str) -> FileSettings:
        """Return the settings of a file, given by its absolute path; "" for none."""
        index = self.index(path)
        return self.all[index]

    @property
    def keys(self) -> list[str]:
        """What results depend on besides the file, by index. Raises `GlossaryError`."""
        for settings in self.all[len(self._keys) :]:
            card, grammar = self.glossaries.card(settings.glossary), self._grammar(settings)
            self._keys.append(result_key(settings.options, card, grammar))
        return self._keys

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engine of each kind of settings, loaded if need be. Raises `GlossaryError`."""
        return tuple(self.engine(settings) for settings in self.all)

    def engine(self, settings: FileSettings) -> Engine:
        """Return the engine that files of some settings are held to. Raises `GlossaryError`."""
        return self.glossaries.engine(settings.glossary)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is known of the glossaries of the run, the configured one where files may differ."""
        if not self.config.overrides and not self.config.readers:
            self.glossaries.card(self.config.glossary)
        return self.glossaries.cards

    def known_ids(self) -> set[str]:
        """Return every check and term id that files of this configuration may speak of."""
        names = [
            names
            for config in self.configurations(())
            for names in (config.glossary, *(override.glossary for override in config.overrides))
            if names
        ]
        cards = [self.glossaries.card(name) for name in dict.fromkeys(names)]
        return {name for card in cards for name in card.ids}

    def _grammar(self, settings: FileSettings) -> str:
        """Return which LanguageTool findings depend on and how it is asked, empty if on none."""
        if not settings.options.grammar or settings.grammar is None:
            return ""
        from termcheck.grammar.identity import identity

        known = identity(settings.grammar, answers_folder(self.config))
        return f"{known} {settings.grammar}"


_CHANGED = {"severity", "grammar", "not_prose"}
"""Fields whose values are others in `Options`."""


def options_of(config: Config, today: datetime.date) -> Options:
    """Return the options of a file's configuration, overrides applied.

    Fields of the same name are the same; the others are worked out here.
    """
    chosen = {field.name for field in fields(Config)} & {field.name for field in fields(Options)}
    grammar = config.grammar_config
    return replace(
        Options(**{name: getattr(config, name) for name in chosen - _CHANGED}),
        severity=tuple(sorted(config.severity.items())),
        not_prose=tuple(sorted(config.not_prose.items())),
        grammar=grammar is not None and config.reports("grammar"),
        language=grammar.language if grammar else "",
        page_language=config.language,
        today=today,
    )
