"""`termcheck facts check`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded
from termcheck.core.visible import plural

EXAMPLES = {
    "termcheck facts check cards/": "in a nightly job: exit code 1 when a card and the facts part",
}


@click.command("check", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("folders", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--from",
    "form",
    default="hf-card",
    show_default=True,
    type=click.Choice(("hf-card", "mot", "cyclonedx", "spdx")),
    help="What the files are.",
)
@click.option("--unknown", is_flag=True, help="List files of subjects nobody recorded too.")
@options.CONFIG
@options.GLOSSARY
def command(
    folders: tuple[str, ...],
    form: str,
    unknown: bool,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Hold the recorded facts against model cards and other files on disk.

    Exit code 1 if one of them tells a fact otherwise or cannot be read.
    """
    held = recorded(config, glossary).subjects.hold(folders, form)
    for line in (*(held.unknown if unknown else ()), *held.told, *held.unread):
        emit(f"{line}\n")
    emit(f"{held.read:,} read, {held.matched:,} of recorded subjects, ")
    emit(f"{plural(len(held.told), 'fact')} told otherwise")
    emit(f", {plural(len(held.unread), 'file')} not read\n" if held.unread else "\n")
    return 1 if held.told or held.unread else 0
