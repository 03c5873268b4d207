"""Values as they are written in TOML."""

from __future__ import annotations

import dataclasses
import enum
import json
from typing import Any

from termcheck.core.visible import spelled_json
from termcheck.typed_files.structure import file_fields, key_name


def toml_text(value: Any) -> str:
    """Return a value of a typed file on one line, as TOML; what nobody would see is escaped."""
    if isinstance(value, enum.IntEnum):
        return json.dumps(value.name.lower())
    if dataclasses.is_dataclass(value):
        inner = (
            (key_name(field), getattr(value, field.name)) for field in file_fields(type(value))
        )
        return "{ " + ", ".join(f"{name} = {toml_text(item)}" for name, item in inner) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(toml_text, value)) + "]"
    if isinstance(value, dict):
        inside = ", ".join(
            f"{json.dumps(name)} = {toml_text(item)}" for name, item in value.items()
        )
        return f"{{ {inside} }}" if inside else "{}"
    return spelled_json(json.dumps(value, ensure_ascii=False))
