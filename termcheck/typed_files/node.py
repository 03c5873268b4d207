"""A value of a file, and where it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from termcheck.core.errors import TermcheckError

_NONE: Mapping[str, tuple[int, int]] = {}
"""Never written to. A dict, since configurations are sent to other processes with their nodes."""


class Node(NamedTuple):
    """A value of a YAML or TOML file that remembers where it stands.

    `value` is a dict of `Node`s, a list of `Node`s, or a plain scalar.
    """

    value: Any
    path: str
    line: int
    column: int
    error_type: type[TermcheckError] = TermcheckError
    keys: Mapping[str, tuple[int, int]] = _NONE
    """Line and column of each key of a mapping."""

    def error(self, message: str) -> TermcheckError:
        """Return (not raise) an error at this value."""
        return self.error_type(message, path=self.path, line=self.line, column=self.column)

    def key_error(self, name: str, message: str) -> TermcheckError:
        """Return (not raise) an error at a key of this mapping."""
        line, column = self.keys.get(name, (self.line, self.column))
        return self.error_type(message, path=self.path, line=line, column=column)

    def plain(self) -> Any:
        """Return the value without positions."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value
