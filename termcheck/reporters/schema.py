"""The JSON Schema of the JSON report and the page that explains it, from the shapes of `wire`."""

from __future__ import annotations

from typing import Any

from termcheck.reporters.wire import REPORT, SHAPES, VERSION, Shape

_INTRO = f"""\
# The JSON report

`termcheck check --format json` writes one JSON object, version `{VERSION}` of the format below. Its
JSON Schema is [report.schema.json](report.schema.json). A release that adds a key raises the second
number of the version, one that removes or changes a key the first; readers should ignore keys they
do not know.

Lines and columns count from 1 and columns count code points; `start` and `end` count bytes from 0.
Ends are exclusive. Every key is always there: what is unknown is an empty string or list.

This page and the schema are generated: run `python docs/generate_json_schema.py` after a change of
`termcheck/reporters/wire.py`.
"""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the JSON report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"termcheck report {VERSION}",
        **_object(REPORT),
        "$defs": {shape.name: _object(shape) for shape in SHAPES if shape is not REPORT},
    }


def page() -> str:
    """Return the Markdown page that documents the JSON report."""
    return "\n".join([_INTRO, *(_section(shape) for shape in SHAPES)])


def _object(shape: Shape) -> dict[str, Any]:
    return {
        "type": "object",
        "description": shape.about,
        "properties": {
            field.name: {"description": field.about, **field.schema} for field in shape.fields
        },
        "required": [field.name for field in shape.fields],
    }


def _section(shape: Shape) -> str:
    rows = [f"| `{field.name}` | {_type(field.schema)} | {field.about} |" for field in shape.fields]
    head = ["| key | type | meaning |", "| --- | --- | --- |"]
    return "\n".join([f"## {shape.name}", "", shape.about, "", *head, *rows, ""])


def _type(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return f'`"{schema["const"]}"`'
    if "enum" in schema:
        return " or ".join(f'`"{value}"`' for value in schema["enum"])
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if schema["type"] == "array":
        return f"list of {_type(schema['items'])}"
    kind = str(schema["type"])
    return f"{kind} from {schema['minimum']}" if "minimum" in schema else kind
