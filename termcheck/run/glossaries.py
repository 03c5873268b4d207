"""The glossaries of a run: named by the configuration, each loaded once, when it is needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.cache.cards import card_path
from termcheck.cache.objects import cache_folder, own_secret
from termcheck.config.project import Config
from termcheck.core.paths import shown_path
from termcheck.core.shipped import is_shipped, shipped_folder
from termcheck.run.glossary_card import Card, card_of

if TYPE_CHECKING:
    from termcheck.match.compiled_glossary import Engine

Names = tuple[str, ...]
"""Glossaries that are read as one, as a configuration names them."""


class Glossaries:
    """The cards and engines of the glossaries that files of a run are held to.

    All that a run over unchanged files needs of a glossary is its card.
    """

    def __init__(self, config: Config, load: Callable[..., Engine] | None = None) -> None:
        """Take where glossaries are called from, and what loads them instead of the files."""
        self._config = config
        self._load = load
        self._cards: dict[Names, Card] = {}
        self._engines: dict[Names, Engine] = {}
        self._kept: list[str] = []

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that were asked for."""
        return tuple(self._cards.values())

    @property
    def kept_cards(self) -> tuple[str, ...]:
        """Where these cards are kept."""
        return tuple(self._kept)

    def _card_path(self, called: list[str]) -> Path | None:
        folder = results_folder(self._config) if self._load is None else None
        return None if folder is None else card_path(folder, (salt(self._config), *called))

    def card(self, names: Names) -> Card:
        """Return what is known of a glossary without loading it. Raises `GlossaryError`."""
        if names not in self._cards:
            called = [glossary_name(name, self._config) for name in names]
            path = self._card_path(called)
            card, engine = card_of(path, lambda: self._loaded(called))
            self._cards[names] = card
            if path is not None:
                self._kept.append(str(path))
            if engine is not None:
                self._engines[names] = engine
        return self._cards[names]

    def engine(self, names: Names) -> Engine:
        """Return the engine of a glossary. Raises `GlossaryError`."""
        self.card(names)
        if names not in self._engines:
            called = [glossary_name(name, self._config) for name in names]
            self._engines[names] = self._loaded(called)
        return self._engines[names]

    def _loaded(self, called: list[str]) -> Engine:
        if self._load is not None:
            return self._load(*called)
        from termcheck.match.compiled_glossary import load_engine

        return load_engine(*called)


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
    from termcheck.glossary.references import files_of

    names = [
        *config.glossary,
        *(name for override in config.overrides for name in override.glossary),
    ]
    files = files_of(*(glossary_name(name, config) for name in names))
    shipped = shipped_folder().resolve()
    own = [file for file in files if not file.is_relative_to(shipped)]
    own += [Path(config.path)] if config.path else []
    own += map(Path, config.extended.files if config.extended else ())
    own += [config.baseline_path] if config.baseline_path.is_file() else []
    return tuple(dict.fromkeys(str(file.resolve()) for file in own))
