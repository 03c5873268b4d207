"""`termcheck config`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit, emit_lines

EXAMPLES = {
    "termcheck config": "",
    "termcheck config docs/legal/terms.md": "",
}


@click.command("config", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("path", required=False, type=options.PATH)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of termcheck.toml instead.")
@options.CONFIG
def command(path: str | None, schema: bool, config: str | None) -> int:
    """Show the configuration that holds here, or for a file, and where it comes from."""
    from termcheck import Config

    if schema:
        emit(Config.schema())
        return 0

    used: Config = configured(config, (path,) if path else ())
    here = used.for_file(path) if path else used
    emit_lines((f"# {here.path or 'no configuration file, the defaults hold'}",))
    for name, value in here.entries():
        emit_lines((f"# {name} is not set" if value is None else f"{name} = {value}",))
    return 0
