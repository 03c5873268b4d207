"""Names in a configuration file that only those can judge who know checks, terms and glossaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termcheck.config.project import Config
from termcheck.core.errors import ConfigError, UsageError, did_you_mean
from termcheck.typed_files.node import Node


def error_at(config: Config, name: str, value: str, message: str) -> ConfigError:
    """Return (not raise) an error at a value of the key `name`, wherever the file holds it."""
    for table in _tables(config):
        for text, at in _named(table.value[name]) if name in table.value else ():
            if text == value:
                return ConfigError(message, path=at.path, line=at.line, column=at.column)
    return ConfigError(message)


def check_ids(config: Config, ids: Iterable[str]) -> None:
    """Raise `ConfigError`, at its place, if the file names a check or term that is not in `ids`.

    Raises `UsageError` for one that only the command line names.
    """
    known = set(ids)
    for node in _tables(config):
        for name in ("select", "ignore", "severity"):
            value = node.value.get(name)
            for known_name, at in _named(value) if value else ():
                if known_name not in known:
                    hint = did_you_mean(known_name, known)
                    raise at.error(f"unknown check or term `{known_name}` in `{name}`{hint}")
    for other_name in (*config.select, *config.ignore, *config.severity):
        if other_name not in known:
            raise UsageError(
                f"unknown check or term `{other_name}`{did_you_mean(other_name, known)}"
            )


def _tables(config: Config) -> list[Node]:
    """Return the tables a file holds: its own and those of its overrides."""
    if config.node is None:
        return []
    overrides = config.node.value.get("overrides", Node([], "", 0, 0))
    return [config.node, *(overrides.value if isinstance(overrides.value, list) else [overrides])]


def _named(value: Node) -> Iterator[tuple[str, Node]]:
    """Yield the ids in a list or in the keys of a table, with nodes that stand where they do."""
    if isinstance(value.value, dict):
        for name, (line, column) in value.keys.items():
            yield name, Node(name, value.path, line, column, value.error_type)
    else:
        for node in value.value if isinstance(value.value, list) else [value]:
            yield str(node.value), node
