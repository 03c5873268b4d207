"""Which LanguageTool answers, so that another one's answers are not taken for its own."""

from __future__ import annotations

import time
from pathlib import Path

from termcheck.cache import answers
from termcheck.config.grammar import GrammarConfig
from termcheck.grammar.client import Client, Unusable
from termcheck.grammar.places import find_jars

PATIENCE = 2.0
"""Seconds to wait for a server to say which version it is."""
FRESH = 300.0
"""Seconds after which a process asks a server again."""
_told: dict[str, tuple[float, str]] = {}


def forget() -> None:
    """Empty the memory of this process."""
    _told.clear()


def identity(config: GrammarConfig, folder: Path | None) -> str:
    """Return what tells the LanguageTool of a configuration from others, versions included.

    A server at a URL is asked; when it does not answer, it counts as what it was when it last did,
    as kept in `folder`. Never fails.
    """
    if not config.url:
        jars = find_jars(config)
        return f"{jars.folder} {jars.version} {jars.stamp}" if jars else ""
    at, version = _told.get(config.url, (0.0, ""))
    if not at or time.monotonic() - at > FRESH:
        known = answers.version(config.url, folder)
        try:
            version = Client(config.url, min(PATIENCE, config.timeout)).software()
        except Unusable:
            version = known
        else:
            if version != known:
                answers.keep_version(config.url, version, folder)
        _told[config.url] = (time.monotonic(), version)
    return f"{config.url} {version}"
