"""Typed values from YAML: one dataclass says what a file may hold.

From the same dataclass come the parsed value, every error with its file, line and column, and
the JSON Schema that editors complete with (`schema`). Fields are declared with `key`, which
carries their documentation.

Not msgspec's or pydantic's: they tell the path of the first error (`$.subjects[3].licence`), not
its line and column, nor what a wrong key was meant to be, so that what finds the place would stay;
their imports cost each start 18 and 66 ms of processor time.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import enum
import functools
import math
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, Union, cast

from termcheck.core.errors import TermcheckError, did_you_mean
from termcheck.typed_files.node import Node

_MISSING = dataclasses.MISSING
T = typing.TypeVar("T")


def key(doc: str, default: Any = _MISSING, *, name: str = "", **schema: Any) -> Any:
    """Declare a field read from a file.

    `doc` says in one sentence what it means, `name` is the key in the file when it differs from
    the field's (hyphens), `schema` are extra JSON Schema keywords, of which `minimum` and `maximum`
    are held to. Without a default the key is required.
    """
    metadata = {"doc": doc, "name": name, "schema": schema}
    if isinstance(default, dict):
        return dataclasses.field(default_factory=lambda: dict(default), metadata=metadata)
    if default is _MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def parse_yaml(text: str, path: str, error_type: type[TermcheckError]) -> Node:
    """Return the one document of a YAML text.

    Raises `error_type` with file, line and column for bad syntax, duplicate keys, more than one
    document, custom tags, or values that expand beyond the limits of `yaml_nodes`.
    """
    # What is kept compiled needs no YAML, and so no time to import it.
    from termcheck.typed_files.yaml_nodes import parse

    return parse(text, path, error_type)


def key_name(field: dataclasses.Field[Any]) -> str:
    """Return the name a field has in files."""
    return cast(str, field.metadata.get("name") or field.name.replace("_", "-"))


def file_fields(kind: type) -> Iterator[dataclasses.Field[Any]]:
    """Yield the fields of a dataclass that are read from files."""
    return (f for f in dataclasses.fields(kind) if "doc" in f.metadata)


@functools.cache
def type_hints(kind: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields, by name."""
    return typing.get_type_hints(kind)


ReadNode = Callable[[Node, str], Any]
"""Returns the value of a node; takes how it is called in messages."""


class _Field(NamedTuple):
    """How a field of a dataclass is read."""

    name: str
    read: ReadNode
    required: bool
    schema: Mapping[str, Any]
    bounded: bool
    """Whether the schema has limits that values are held to."""


@functools.cache
def _fields(kind: type) -> dict[str, _Field]:
    """The fields of a dataclass that are read from files, by their key there."""
    hints = type_hints(kind)
    fields = {}
    for field in file_fields(kind):
        schema = field.metadata["schema"]
        required = field.default is _MISSING and field.default_factory is _MISSING
        bounded = "minimum" in schema or "maximum" in schema
        read = _reading(hints[field.name])
        fields[key_name(field)] = _Field(field.name, read, required, schema, bounded)
    return fields


@functools.cache
def _places(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that hold the place it was read from."""
    own = {f.name for f in dataclasses.fields(kind) if "doc" not in f.metadata}
    return tuple(name for name in ("path", "line", "column") if name in own)


def build(kind: type[T], node: Node, what: str, **extra: Any) -> T:
    """Return a dataclass read from a mapping node.

    `what` names the value in messages (``term `open-source-ai` ``); `extra` fills fields that are
    not read from files. Fields `path`, `line` and `column` that are not read from files are filled
    with the place of the node. Raises the node's error type, at the place that is wrong.
    """
    if not isinstance(node.value, dict):
        from_scalar = getattr(kind, "from_scalar", None)
        if from_scalar is not None and not isinstance(node.value, list):
            try:
                made = cast(T, from_scalar(_convert_text(node, what)))
            except ValueError as error:
                raise node.error(f"{error} in {what}") from None
            places = {name: getattr(node, name) for name in _places(cast(type, kind))}
            return dataclasses.replace(cast(Any, made), **places) if places else made
        raise node.error(f"expected a mapping in {what}, got {_describe(node)}")
    fields = _fields(cast(Any, kind))
    values = {name: getattr(node, name) for name in _places(cast(type, kind))} | extra
    for name in node.value:
        if name not in fields:
            raise node.key_error(
                name, f"unknown key `{name}` in {what}{did_you_mean(name, fields)}"
            )
    for name, field in fields.items():
        if name in node.value:
            value = node.value[name]
            values[field.name] = made = field.read(value, f"`{name}` of {what}")
            if field.bounded:
                _check_range(field.schema, made, name, value)
        elif field.required:
            raise node.error(f"missing key `{name}` in {what}")
    return kind(**values)


def _check_range(schema: Mapping[str, Any], value: Any, name: str, node: Node) -> None:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and value < low:
        told = "cannot be negative" if low == 0 else f"cannot be less than {low:,}"
        raise node.error(f"`{name}` {told}")
    if high is not None and value > high:
        raise node.error(f"`{name}` cannot be more than {high:,}")


def convert(hint: Any, node: Node, what: str) -> Any:
    """Return a node's value as the type `hint`; raises the node's error type if it is not one."""
    return _reading(hint)(node, what)


@functools.cache
def _reading(hint: Any) -> ReadNode:
    """Return what reads values of a type; of a registry of thousands, it is asked for once."""
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return functools.partial(_convert_union, typing.get_args(hint))
    if origin in (tuple, frozenset):
        return functools.partial(_convert_list, origin, _reading(typing.get_args(hint)[0]))
    if origin in (Mapping, dict) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return functools.partial(_convert_mapping, _reading(typing.get_args(hint)[1]))
    if dataclasses.is_dataclass(hint):
        return functools.partial(build, cast(type, hint))
    if hint is str:
        return _convert_text
    if hint is datetime.date:
        return _convert_date
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return functools.partial(_convert_enum, hint)
    return functools.partial(_convert_scalar, hint)


def _convert_list(kind: type[Any], item: ReadNode, node: Node, what: str) -> Any:
    """Return a list as a tuple or a set; a value by itself is a list of one."""
    if node.value is None:
        return kind()
    nodes = node.value if isinstance(node.value, list) else [node]
    return kind([item(node, what) for node in nodes])


def _convert_mapping(item: ReadNode, node: Node, what: str) -> dict[str, Any]:
    if not isinstance(node.value, dict):
        raise node.error(f"expected a mapping in {what}, got {_describe(node)}")
    return {name: item(value, f"`{name}` in {what}") for name, value in node.value.items()}


def _convert_union(hints: tuple[Any, ...], node: Node, what: str) -> Any:
    if node.value is None and type(None) in hints:
        return None
    rest = [hint for hint in hints if hint is not type(None)]
    for hint in rest[:-1]:
        try:
            return convert(hint, node, what)
        except TermcheckError:
            continue
    return convert(rest[-1], node, what)


def _convert_scalar(hint: Any, node: Node, what: str) -> Any:
    value = node.value
    if hint is Any:
        return node.plain()
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        if not math.isfinite(value):
            raise node.error(f"expected a number in {what}, got {_describe(node)}")
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    expected = {bool: "`true` or `false`", int: "a whole number", float: "a number"}
    raise node.error(f"expected {expected.get(hint, hint)} in {what}, got {_describe(node)}")


def _convert_enum(hint: type[enum.Enum], node: Node, what: str) -> enum.Enum:
    members, former = _members(hint)
    text = _bool_word(node.value)
    text = former.get(text, text)
    if text in members:
        return members[text]
    listed = ", ".join(f"`{name}`" for name in members)
    raise node.error(
        f"unknown value `{text}` for {what}{did_you_mean(text, members) or f'; known: {listed}'}"
    )


@functools.cache
def _members(hint: type[enum.Enum]) -> tuple[Mapping[str, enum.Enum], Mapping[str, str]]:
    """The members of an enumeration as they are written, and what was written for one before."""
    former: Mapping[str, str] = hint.former() if hasattr(hint, "former") else {}
    if issubclass(hint, enum.StrEnum):
        return {str(member.value): member for member in hint}, former
    return {member.name.lower(): member for member in hint}, former


def _convert_date(node: Node, what: str) -> datetime.date:
    value = node.value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        # JSON has no dates of its own.
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    raise node.error(f"expected a date (YYYY-MM-DD) in {what}, got {_describe(node)}")


def _convert_text(node: Node, what: str) -> str:
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    quotes = "; put it in quotes" if isinstance(value, bool) or value is None else ""
    raise node.error(f"expected text in {what}, got {_describe(node)}{quotes}")


def _bool_word(value: Any) -> str:
    """Undo YAML 1.1's reading of `on`, `off`, `yes`, `no` where a word is expected."""
    if value is True:
        return "on"
    if value is False:
        return "off"
    return str(value)


def _describe(node: Node) -> str:
    value = node.value
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value}`"
