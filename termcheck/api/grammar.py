"""LanguageTool as those who set it up see it: what is there of it, and how to get it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.config.project import Config

if TYPE_CHECKING:
    from termcheck.grammar.doctor import Diagnosis


@dataclass(frozen=True, slots=True)
class Grammar:
    """The checker of grammar that a configuration asks for, or would ask for if it were on."""

    config: Config

    def diagnose(self, url: str = "") -> Iterator[Diagnosis]:
        """Yield what is found of LanguageTool, in the order in which it matters.

        Ends with a check of a sentence, by the server at `url` if one is given.
        """
        from termcheck.grammar.doctor import examine

        used = self.config.with_grammar(True).grammar_config
        assert used is not None
        return examine(dataclasses.replace(used, url=url) if url else used)

    @staticmethod
    def download() -> Path:
        """Return the folder of a LanguageTool release, fetched unless it is there.

        Raises `PluginError` if language-tool-python is not installed or fails.
        """
        from termcheck.grammar.download import download

        return download()
