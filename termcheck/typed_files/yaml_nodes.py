"""YAML as `Node`s: every value and key with its place, nothing that can do harm."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, NamedTuple

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
        return _Builder(path, error_type, loader).document()
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


_OWN = "tag:yaml.org,2002:"


class _Anchored(NamedTuple):
    """What an alias stands for."""

    node: Node
    size: int
    """Values in it, its own included."""
    height: int
    """Levels below it."""
    text: str | None
    """As it is written, of a scalar."""


class _Builder:
    """Makes `Node`s of the parser's events: of PyYAML's own nodes few would be looked at."""

    def __init__(self, path: str, error_type: type[TermcheckError], loader: Any) -> None:
        self.path = path
        self.error_type = error_type
        self.loader = loader
        self.next: Callable[[], Any] = loader.get_event
        self.implicit: Container[str | None] = loader.yaml_implicit_resolvers
        """First letters of plain scalars that may be something else than text."""
        self.count = 0
        self.deepest = 0
        self.anchors: dict[str, _Anchored | None] = {}
        """By name; of one that is not read to its end yet, None."""

    def document(self) -> Node:
        """Return the value of the only document."""
        self.next()
        if isinstance(self.next(), yaml.StreamEndEvent):
            return Node({}, self.path, 1, 1, self.error_type)
        root = self.build(self.next(), 0)
        self.next()
        more = self.next()
        if not isinstance(more, yaml.StreamEndEvent):
            raise self.error(more, "not valid YAML: but found another document")
        return root

    def error(self, event: Any, message: str) -> TermcheckError:
        """Return (not raise) an error at an event."""
        mark = event.start_mark
        return self.error_type(message, path=self.path, line=mark.line + 1, column=mark.column + 1)

    def build(self, event: Any, depth: int) -> Node:
        """Return a value and all below it; what an alias stands for is built once, counted often.

        The event is its first; its last is the last that was taken from the parser.
        """
        if isinstance(event, yaml.AliasEvent):
            known = self.anchored(event)
            self.count += known.size
            self.check(event, depth + known.height)
            return known.node
        if event.anchor is None:
            return self.make(event, depth)
        if event.anchor in self.anchors:
            raise self.error(event, "not valid YAML: second occurrence")
        self.anchors[event.anchor] = None
        count, deepest = self.count, self.deepest
        self.deepest = depth
        made = self.make(event, depth)
        text = event.value if isinstance(event, yaml.ScalarEvent) else None
        height = self.deepest - depth
        self.anchors[event.anchor] = _Anchored(made, self.count - count, height, text)
        self.deepest = max(self.deepest, deepest)
        return made

    def anchored(self, event: yaml.AliasEvent) -> _Anchored:
        """Return what an alias stands for."""
        if event.anchor not in self.anchors:
            raise self.error(event, "not valid YAML: found undefined alias")
        known = self.anchors[event.anchor]
        if known is None:
            raise self.error(event, f"more than {MAX_DEPTH} levels")
        return known

    def check(self, event: Any, depth: int) -> None:
        if depth > self.deepest:
            self.deepest = depth
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            limit = f"{MAX_NODES:,} values" if depth <= MAX_DEPTH else f"{MAX_DEPTH} levels"
            raise self.error(event, f"more than {limit}")

    def make(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        self.count += 1
        self.check(event, depth)
        if event.tag not in (None, "!") and not event.tag.startswith(_OWN):
            raise self.error(event, f"unknown tag `{event.tag}`")
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event), self.path, line, column, self.error_type)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := self.next(), yaml.SequenceEndEvent):
                items.append(self.build(event, depth + 1))
            return Node(items, self.path, line, column, self.error_type)
        values: dict[str, Node] = {}
        keys: dict[str, tuple[int, int]] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            name = self.key(event, depth + 1)
            if name in values:
                raise self.error(event, f"duplicate key `{name}`, first at line {keys[name][0]}")
            mark = event.start_mark
            keys[name] = (mark.line + 1, mark.column + 1)
            values[name] = self.build(self.next(), depth + 1)
        return Node(values, self.path, line, column, self.error_type, keys)

    def key(self, event: Any, depth: int) -> str:
        """Return the name of a key as it is written."""
        text: str | None
        if isinstance(event, yaml.AliasEvent):
            text = self.anchored(event).text
        elif isinstance(event, yaml.ScalarEvent):
            text = event.value
            if event.anchor is not None:
                self.build(event, depth)
        else:
            text = None
        if text is None:
            raise self.error(event, "a key must be a plain string")
        return text

    def scalar(self, event: Any) -> Any:
        value = event.value
        tag = event.tag
        if tag is None or tag == "!":
            if not event.implicit[0] or value[:1] not in self.implicit:
                return value
            tag = self.loader.resolve(yaml.ScalarNode, value, event.implicit)
        if tag == _OWN + "str":
            return value
        node = yaml.ScalarNode(tag, value, event.start_mark, event.end_mark)
        try:
            return constructed(self.loader, node)
        except ValueError:
            raise self.error(event, f"cannot read `{value}`") from None
