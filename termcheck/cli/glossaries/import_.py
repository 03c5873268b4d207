"""`termcheck glossary import`."""

from __future__ import annotations

import click

from termcheck import Checker
from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.output import emit_new, tell
from termcheck.core.visible import plural

WORDS = Checker().words
EXAMPLES = {
    "termcheck glossary import --from vale styles/House/Terms.yml": "",
    "termcheck glossary import --from tbx terms.tbx -o glossary.yml": "into a new file",
}


@click.command("import", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, type=options.PATH)
@click.option(
    "--from", "form", required=True, type=click.Choice(WORDS.sources), help="What the files are."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@options.OUTPUT
def command(files: tuple[str, ...], form: str, force: bool, output: str) -> int:
    """Write the terms of other programs as a glossary, to be reviewed.

    What cannot be taken over is listed at its end, and on standard error; then the exit code is 1.
    """
    draft = WORDS.take(files, form)
    emit_new(draft.text, output, force=force)
    for entry in draft.left_out:
        tell(entry)
    tell(f"{plural(draft.count, 'term')}, {len(draft.left_out):,} not taken over")
    return 1 if draft.left_out else 0
