"""`termcheck glossary export`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.output import emit
from termcheck.glossary.interchange import EXPORTS


@click.command("export")
@click.option(
    "-f", "--format", "form", type=click.Choice(tuple(EXPORTS)), default="json", show_default=True
)
@click.option("--url", default="", help="Address of the published glossary, for links to terms.")
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(form: str, url: str, output: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Write the glossary in a format of other programs."""
    from termcheck.cli.recorded import load_words
    from termcheck.glossary.address import Address
    from termcheck.glossary.interchange import export
    from termcheck.match.compiled_glossary import facts_of

    words = load_words(config, glossary)
    definitions = facts_of(words).definitions.values()
    standards = {one.id: next(iter(one.sources), "") for one in definitions}
    emit(export(words, form, Address(url, standards)), output)
    return 0
