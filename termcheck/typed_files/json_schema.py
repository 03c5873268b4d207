"""The JSON Schema of a file format, from the dataclasses that are the format."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import types
import typing
from collections.abc import Mapping
from typing import Any, Union, cast

from termcheck.typed_files.structure import file_fields, key_name, type_hints

_MISSING = dataclasses.MISSING


def json_schema(kind: type, *, title: str = "", url: str = "") -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of files that `build(kind, …)` accepts."""
    definitions: dict[str, Any] = {}
    root = _schema_of(kind, definitions)
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if url:
        schema["$id"] = url
    if title:
        schema["title"] = title
    schema.update(root)
    schema["$defs"] = definitions
    return schema


def _schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        choices = [
            _schema_of(arg, definitions) for arg in typing.get_args(hint) if arg is not type(None)
        ]
        if len(choices) == len(typing.get_args(hint)):
            return {"anyOf": choices}
        return {"anyOf": [*choices, {"type": "null"}]}
    if origin in (tuple, frozenset):
        item = _schema_of(typing.get_args(hint)[0], definitions)
        return {"anyOf": [{"type": "array", "items": item}, item]}
    if origin in (Mapping, dict) or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return {
            "type": "object",
            "additionalProperties": _schema_of(typing.get_args(hint)[1], definitions),
        }
    if dataclasses.is_dataclass(hint):
        return _schema_of_dataclass(cast(type, hint), definitions)
    if isinstance(hint, type) and issubclass(hint, enum.StrEnum):
        return {"enum": [member.value for member in hint]}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"enum": [member.name.lower() for member in hint]}
    simple: dict[Any, dict[str, Any]] = {
        str: {"type": ["string", "number"]},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        datetime.date: {"type": "string", "format": "date"},
    }
    return dict(simple.get(hint, {}))


def _schema_of_dataclass(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        hints = type_hints(cast(Any, kind))
        properties = {}
        required = []
        for field in file_fields(kind):
            property_ = _schema_of(hints[field.name], definitions)
            properties[key_name(field)] = {
                "description": field.metadata["doc"],
                **property_,
                **field.metadata["schema"],
            }
            if field.default is _MISSING and field.default_factory is _MISSING:
                required.append(key_name(field))
        definitions[name] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
    reference = {"$ref": f"#/$defs/{name}"}
    if hasattr(kind, "from_scalar"):
        return {"anyOf": [{"type": "string"}, reference]}
    return reference
