"""Sites whose configuration names the plugin while the generator that is installed runs none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from termcheck.cache.versions import installed
from termcheck.core.boundary import boundary, is_inside
from termcheck.core.files import read_regular

_YAML = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
_TOML = "zensical.toml"
_NAME = "termcheck"
_INHERIT = "INHERIT"
_MOST = 10
"""Configurations that may inherit from each other in a row."""
_DEEPEST = 60
"""Levels of a configuration that is looked into."""


def unchecked_site(folders: Iterable[str]) -> str:
    """Return the first configuration in folders that names the plugin where none is run.

    The generator is Zensical, or MkDocs from version 2 on, when neither MkDocs 1 nor ProperDocs is
    beside it; empty if there is none. Only this environment's packages are known of.
    """
    for there in map(Path, dict.fromkeys(folders)):
        if _NAME in _plugins_of_toml(there / _TOML):
            return _TOML
        maybe = [name for name in _YAML if _text(there / name, _NAME, _INHERIT)]
        if maybe and _runs_plugins():
            continue
        for name in maybe:
            if _NAME in _plugins_of_yaml(there / name):
                return name
    return ""


def _text(file: Path, *words: str) -> str:
    """Return the text of a file in which one of some words stands, else nothing."""
    try:
        text = read_regular(file).decode("utf-8-sig", "replace")
    except OSError:
        return ""
    return text if any(word in text for word in words) else ""


def _plugins_of_toml(file: Path) -> list[str]:
    text = _text(file, _NAME)
    if not text:
        return []
    import tomllib

    try:
        table = tomllib.loads(text)
    except (ValueError, RecursionError):
        # Whoever reads it tells what is wrong with it.
        return []
    return list(_names_in(table.get("project", table)))


def _plugins_of_yaml(file: Path, depth: int = 0) -> list[str]:
    text = _text(file, _NAME, _INHERIT)
    if not text or depth == _MOST:
        return []
    root = _plain(text)
    found = list(_names_in(root))
    inherited = root.get(_INHERIT) if isinstance(root, dict) else None
    if isinstance(inherited, str):
        parent = file.parent / inherited
        if is_inside(str(parent), boundary(str(file.parent))):
            found += _plugins_of_yaml(parent, depth + 1)
    return found


def _plain(text: str) -> object:
    """Return a YAML document as dictionaries, lists and texts, None if it is none.

    Tags of MkDocs and of Python stand for nothing, nor do aliases.
    """
    import yaml

    open_: list[list[object]] = [[]]
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append([])
                if len(open_) > _DEEPEST:
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                values = open_.pop()
                if isinstance(event, yaml.MappingEndEvent):
                    keys = map(str, values[::2])
                    open_[-1].append(dict(zip(keys, values[1::2], strict=True)))
                else:
                    open_[-1].append(values)
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
                open_[-1].append(getattr(event, "value", ""))
    except (yaml.YAMLError, ValueError):
        return None
    return open_[0][0] if open_[0] else None


def _names_in(table: object) -> Iterator[str]:
    """Yield the names of the plugins in a table, those in groups of plugins too."""
    plugins = table.get("plugins") if isinstance(table, dict) else None
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, dict):
            for name, options in entry.items():
                yield name
                yield from _names_in(options)


def _runs_plugins() -> bool:
    """Whether no generator is installed, or one that runs plugins is."""
    found = installed(("mkdocs", "properdocs", "zensical"))
    major = found.get("mkdocs", "").partition(".")[0]
    return "properdocs" in found or major == "1" or not found
