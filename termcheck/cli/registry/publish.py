"""`termcheck facts publish`."""

from __future__ import annotations

from pathlib import Path

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit
from termcheck.cli.recorded import recorded
from termcheck.core.visible import is_web_address

EXAMPLES = {
    "termcheck facts publish -o site/": "a page for every subject",
    "termcheck facts publish -o site/ --own": "the organisation's own only",
}


@click.command("publish", cls=ExampledCommand, examples=EXAMPLES)
@options.FOLDER("site")
@click.option(
    "--url", default="", help="Address the site will have, for snippets that embed labels."
)
@click.option("--own", is_flag=True, help="Only subjects of the organisation's own.")
@options.CONFIG
@options.GLOSSARY
def command(output: str, url: str, own: bool, config: str | None, glossary: tuple[str, ...]) -> int:
    """Write the recorded facts as a site for everybody: pages, labels, comparison, data.

    It needs no server, and no page of it asks another site for anything.
    """
    from termcheck import UsageError

    if url and not is_web_address(url):
        raise UsageError(f"expected the address of a site, got `{url}`")
    known = recorded(config, glossary).subjects
    folder = Path(output)
    count = 0
    try:
        for name, text in known.pages(url, own=own):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            count += name.startswith("subjects/")
    except OSError as error:
        raise UsageError(f"`{output}` cannot be written: {error.strerror}") from None
    emit(f"wrote {count:,} subjects to {(folder / 'index.html').as_posix()}\n")
    return 0
