"""`termcheck glossary publish`."""

from __future__ import annotations

import click

from termcheck import Checker
from termcheck.cli import options
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_files

FORMATS = Checker().words.page_formats


@click.command("publish")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="html",
    show_default=True,
    help="A page by itself, or for a site generator, with front matter.",
)
@options.FOLDER("glossary")
@click.option("--url", default="", help="Address the page will have, for links to terms.")
@options.CONFIG
@options.GLOSSARY
def command(form: str, output: str, url: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Write the glossary as a page for people, and as JSON, SKOS and TBX for programs.

    For a site generator it is the page alone.
    """
    words = Checker(configured(config, (), glossary=glossary)).words
    emit_files(words.pages(form, url), output)
    return 0
