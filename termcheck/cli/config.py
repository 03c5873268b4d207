"""`termcheck config`."""

from __future__ import annotations

import dataclasses
import enum
import json
from typing import Any

import click

from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines
from termcheck.cli.task import Task
from termcheck.core.visible import spelled_json
from termcheck.typed_files.structure import file_fields, key_name

EXAMPLES = {
    "termcheck config": "",
    "termcheck config docs/legal/terms.md": "",
}


@click.command("config", cls=Task, examples=EXAMPLES)
@click.argument("path", required=False, type=options.PATH)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of termcheck.toml instead.")
@options.CONFIG
def command(path: str | None, schema: bool, config: str | None) -> int:
    """Show the configuration that holds here, or for a file, and where it comes from."""
    from termcheck import Config
    from termcheck.core.paths import absolute_path

    if schema:
        emit(Config.schema())
        return 0

    used: Config = configured(config, (path,) if path else ())
    here = used.for_path(used.relative(absolute_path(path))) if path else used
    emit_lines((f"# {here.path or 'no configuration file, the defaults hold'}",))
    for field in file_fields(Config):
        value = getattr(here, field.name)
        if value is None:
            emit_lines((f"# {key_name(field)} is not set",))
        elif field.name != "overrides":
            emit_lines((f"{key_name(field)} = {_toml(value)}",))
    return 0


def _toml(value: Any) -> str:
    if isinstance(value, enum.IntEnum):
        return json.dumps(value.name.lower())
    if dataclasses.is_dataclass(value):
        inner = ((key_name(one), getattr(value, one.name)) for one in file_fields(type(value)))
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in inner) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(name)} = {_toml(one)}" for name, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return spelled_json(json.dumps(value, ensure_ascii=False))
