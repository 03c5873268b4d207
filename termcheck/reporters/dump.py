"""JSON with one row a line: quick to write, and to compare and search line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from termcheck.core.visible import spelled_json


def compact(value: object) -> str:
    """Return a value as JSON on one line; what nobody would see in it is escaped."""
    return spelled_json(json.dumps(value, ensure_ascii=False, allow_nan=False))


def rows(items: Iterable[object]) -> str:
    """Return an array with one item a line."""
    lines = ",\n".join(f"  {compact(item)}" for item in items)
    return f"[\n{lines}\n]" if lines else "[]"


def members(values: Mapping[str, object]) -> str:
    """Return an object with one member a line, and lists of objects with one item a line."""
    lines = []
    for name, value in values.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            told = rows(value)
        else:
            told = compact(value)
        lines.append(f"{compact(name)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}"
