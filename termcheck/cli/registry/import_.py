"""`termcheck facts import`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded
from termcheck.core.visible import plural

EXAMPLES = {
    "termcheck facts import --from hf-card README.md": "",
    "termcheck facts import --from mot models/ -o subjects.yml": "new file of what is not recorded",
}


@click.command("import", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--from",
    "form",
    required=True,
    type=click.Choice(("hf-card", "mot", "cyclonedx", "spdx")),
    help="What the files are: model cards, Model Openness Tool, bills of materials.",
)
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    files: tuple[str, ...], form: str, output: str, config: str | None, glossary: tuple[str, ...]
) -> int:
    """Write entries for what files tell and nobody recorded, and show what they tell otherwise.

    Nothing recorded is overwritten. Exit code 1 if a file tells a fact otherwise or one of a folder
    cannot be read.
    """
    known = recorded(config, glossary).subjects
    held = known.hold(files, form)
    if held.entries:
        emit(known.file_with(held.entries, output), output)
    for line in (*held.told, *held.unread):
        click.echo(line, err=True)
    entries = "1 entry" if len(held.entries) == 1 else f"{len(held.entries):,} entries"
    told = plural(len(held.told), "fact")
    click.echo(f"{held.read:,} read, {entries}, {told} told otherwise", err=True)
    return 1 if held.told or held.unread else 0
