"""`termcheck glossary publish`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.output import emit


@click.command("publish")
@click.option(
    "-f", "--format", "form", type=click.Choice(("html", "md")), default="html", show_default=True
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    default="glossary",
    show_default=True,
    metavar="FOLDER",
    help="Folder to write into; made where there is none.",
)
@click.option("--url", default="", help="Address the page will have, for links to terms.")
@options.CONFIG
@options.GLOSSARY
def command(form: str, output: str, url: str, config: str | None, glossary: tuple[str, ...]) -> int:
    """Write the glossary as a page for people, and as JSON, SKOS and TBX for programs."""
    from termcheck.cli.recorded import load_words
    from termcheck.core.errors import UsageError
    from termcheck.match.compiled_glossary import facts_of
    from termcheck.publish.site import site_files

    words = load_words(config, glossary)
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"`{output}` cannot be made: {error.strerror}") from None
    for name, text in site_files(words, facts_of(words), form, url).items():
        path = folder / name
        emit(text, str(path))
        emit(f"wrote {path.as_posix()}\n")
    return 0
