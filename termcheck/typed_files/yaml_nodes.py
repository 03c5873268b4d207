"""YAML as `Node`s: every value and key with its place, nothing that can do harm."""

from __future__ import annotations

from typing import Any, cast

import yaml

from termcheck.core.errors import TermcheckError
from termcheck.typed_files.node import Node

MAX_NODES = 500_000
"""Values a YAML file may hold, aliases expanded: more is refused (alias bombs)."""
MAX_DEPTH = 60

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_BIG = 2**63
"""Numbers from which on a whole number is none that anybody wrote."""


def constructed(loader: Any, node: yaml.ScalarNode) -> Any:
    """Return what a scalar stands for by its tag.

    Raises `ValueError` for a text that its tag cannot have, and for a number of more than 64 bits
    (YAML 1.1 reads `59:59:59` as one).
    """
    try:
        value = loader.construct_object(node)
    except (yaml.YAMLError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
        # What the constructors of PyYAML let through for a tag whose text is of another kind.
        raise ValueError(f"no value of its tag: {error}") from None
    if isinstance(value, int) and not -_BIG <= value < _BIG:
        raise ValueError("a number of more than 64 bits")
    return value


def parse(text: str, path: str, error_type: type[TermcheckError]) -> Node:
    """Return the one document of a YAML text.

    Raises `error_type` with file, line and column for bad syntax, duplicate keys, more than one
    document, custom tags, or values that expand beyond `MAX_NODES` or `MAX_DEPTH`.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Node({}, path, 1, 1, error_type)
        return _Builder(path, error_type, loader).build(root, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise error_type(
            f"not valid YAML: {error.problem or error.context}",
            path=path,
            line=mark.line + 1 if mark else 0,
            column=mark.column + 1 if mark else 0,
        ) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = str(error).splitlines()[0] if str(error) else "it cannot be read"
        raise error_type(f"not valid YAML: {what}", path=path) from None
    finally:
        loader.dispose()


class _Builder:
    def __init__(self, path: str, error_type: type[TermcheckError], loader: Any) -> None:
        self.path = path
        self.error_type = error_type
        self.loader = loader
        self.count = 0
        self.deepest = 0
        self.built: dict[int, tuple[Node, int, int]] = {}

    def build(self, node: yaml.Node, depth: int) -> Node:
        """Return a node and all below it; what an alias stands for is built once, counted often."""
        known = self.built.get(id(node))
        if known is not None:
            made, size, height = known
            self.count += size
            self.deepest = max(self.deepest, depth + height)
            self.check(node, depth + height)
            return made
        count, deepest = self.count, self.deepest
        self.deepest = depth
        made = self.make(node, depth)
        self.built[id(node)] = made, self.count - count, self.deepest - depth
        self.deepest = max(self.deepest, deepest)
        return made

    def check(self, node: yaml.Node, depth: int) -> None:
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            limit = f"{MAX_NODES:,} values" if depth <= MAX_DEPTH else f"{MAX_DEPTH} levels"
            mark = node.start_mark
            raise self.error_type(
                f"more than {limit}", path=self.path, line=mark.line + 1, column=mark.column + 1
            )

    def make(self, node: yaml.Node, depth: int) -> Node:
        mark = node.start_mark
        at = (mark.line + 1, mark.column + 1)
        self.count += 1
        self.check(node, depth)
        if not node.tag.startswith("tag:yaml.org,2002:"):
            raise self.error_type(
                f"unknown tag `{node.tag}`", path=self.path, line=at[0], column=at[1]
            )
        if isinstance(node, yaml.ScalarNode):
            return Node(self.scalar(node, at), self.path, *at, self.error_type)
        if isinstance(node, yaml.SequenceNode):
            items = [self.build(item, depth + 1) for item in node.value]
            return Node(items, self.path, *at, self.error_type)
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        for name_node, value_node in cast(yaml.MappingNode, node).value:
            place = (name_node.start_mark.line + 1, name_node.start_mark.column + 1)
            if not isinstance(name_node, yaml.ScalarNode):
                raise self.error_type(
                    "a key must be a plain string", path=self.path, line=place[0], column=place[1]
                )
            name = name_node.value
            if name in values:
                first = keys[name]
                raise self.error_type(
                    f"duplicate key `{name}`, first at line {first[0]}",
                    path=self.path,
                    line=place[0],
                    column=place[1],
                )
            keys[name] = place
            values[name] = self.build(value_node, depth + 1)
        return Node(values, self.path, *at, self.error_type, keys)

    def scalar(self, node: yaml.ScalarNode, at: tuple[int, int]) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        try:
            return constructed(self.loader, node)
        except ValueError:
            raise self.error_type(
                f"cannot read `{node.value}`", path=self.path, line=at[0], column=at[1]
            ) from None
