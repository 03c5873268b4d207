"""Sites whose configuration names the plugin while the generator that is installed runs none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from termcheck.cache.versions import installed

_YAML = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
_TOML = "zensical.toml"
_PLUGINS = re.compile(r"^plugins[ \t]*:(?P<block>.*(?:\n(?:[ \t#-].*)?)*)", re.MULTILINE)
_NAMED = re.compile(
    r"""(?:^[ \t]*(?:-[ \t]+)?|[\[{,][ \t]*)["']?termcheck["']?[ \t]*(?:[:,\]}]|$)""", re.MULTILINE
)
_NAMED_TOML = re.compile(
    r"""^[ \t]*\[+[ \t]*(?:project\.)?plugins\.["']?termcheck["']?""", re.MULTILINE
)


def unchecked_site(folder: str) -> str:
    """Return the configuration in a folder that names the plugin for a generator without plugins.

    That is Zensical, or MkDocs from version 2 on, when neither MkDocs 1 nor ProperDocs is beside
    it; empty if there is none. Only this environment's packages are known of.
    """
    there = Path(folder)
    if _names(there / _TOML, _NAMED_TOML.search):
        return _TOML
    for name in _YAML:
        if _names(there / name, _plugin_of_yaml):
            return "" if _runs_plugins() else name
    return ""


def _plugin_of_yaml(text: str) -> object:
    found = _PLUGINS.search(text)
    return found and _NAMED.search(found["block"])


def _names(file: Path, names: Callable[[str], object]) -> bool:
    try:
        text = file.read_text("utf-8", errors="replace")
    except OSError:
        return False
    return bool(names(text))


def _runs_plugins() -> bool:
    """Whether no generator is installed, or one that runs plugins is."""
    found = installed(("mkdocs", "properdocs", "zensical"))
    major = found.get("mkdocs", "").partition(".")[0]
    return "properdocs" in found or major == "1" or not found
