"""The folders in which a user's programs keep their own files."""

# Strings, not `Path`: every start looks here.
# ruff: noqa: PTH111, PTH118

from __future__ import annotations

import os
import sys


def cache_home() -> str:
    """Return where termcheck keeps what it can make again."""
    return _of_linux("XDG_CACHE_HOME", ".cache") or _of_others("user_cache_dir")


def config_home() -> str:
    """Return where a user's own configuration of termcheck lies."""
    return _of_linux("XDG_CONFIG_HOME", ".config") or _of_others("user_config_dir")


def _of_linux(variable: str, usual: str) -> str:
    """Return what `platformdirs` says; its import takes longer than all else there."""
    if sys.platform != "linux" or "ANDROID_ROOT" in os.environ:
        return ""
    given = os.environ.get(variable, "")
    base = given if given.startswith("/") else os.path.join(os.path.expanduser("~"), usual)
    return os.path.join(base, "termcheck")


def _of_others(kind: str) -> str:
    import platformdirs

    return str(getattr(platformdirs, kind)("termcheck", appauthor=False))
