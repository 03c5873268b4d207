"""`termcheck glossary export`."""

from __future__ import annotations

import click

from termcheck import Checker
from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit

FORMATS = Checker().words.formats


@click.command("export")
@click.option(
    "-f",
    "--format",
    "--to",
    "form",
    type=click.Choice(FORMATS),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option("--url", default="", help="Address of the published glossary, for links to terms.")
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(form: str, url: str, output: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Write the glossary in a format of other programs."""
    words = Checker(configured(config, (), glossary=glossary)).words
    emit(words.export(form, url), output)
    return 0
