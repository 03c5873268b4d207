"""`termcheck facts import`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded

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

    Nothing recorded is overwritten. Exit code 1 if a file tells a fact otherwise.
    """
    held = recorded(config, glossary).subjects.hold(files, form)
    if held.text:
        emit(held.text, output)
    for line in held.told:
        click.echo(line, err=True)
    counts = f"{held.read:,} read, {len(held.entries):,} entries"
    click.echo(f"{counts}, {len(held.told):,} facts told otherwise", err=True)
    return 1 if held.told else 0
