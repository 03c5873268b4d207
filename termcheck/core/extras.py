"""How what is missing is installed: an extra of the distribution that is there."""

from __future__ import annotations

_WHOLE, _LIGHT = "termcheck", "termcheck-core"
"""Distributions of this package; the light one lacks some extras."""


def adding(extra: str) -> str:
    """Return what installs an extra: a command, with backticks.

    An extra of a distribution that is not installed would be looked for on a package index, and be
    laid over the one that is.
    """
    from importlib import metadata

    for name in (_WHOLE, _LIGHT):
        try:
            told = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        if name == _WHOLE or extra in (told.get_all("Provides-Extra") or ()):
            return f"`pip install '{name}[{extra}]'`"
        return f"install `{_WHOLE}[{extra}]` in place of `{name}`"
    return f"`pip install '{_WHOLE}[{extra}]'`"
