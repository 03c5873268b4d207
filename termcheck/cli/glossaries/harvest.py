"""`termcheck glossary harvest`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_new, tell
from termcheck.core.visible import plural

EXAMPLES = {
    "termcheck glossary harvest docs -o draft.yml": "",
    "termcheck glossary harvest --most 20": "what would change the most places",
}


@click.command("harvest", cls=ExampledCommand, examples=EXAMPLES)
@options.PATHS
@click.option(
    "--most", type=click.IntRange(1), default=200, show_default=True, help="Proposals, at most."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@options.OUTPUT
@options.CONFIG
@options.GLOSSARY
def command(
    paths: tuple[str, ...],
    most: int,
    force: bool,
    output: str,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Propose a glossary: what pages write in more than one way, and initialisms they explain.

    The most frequent way is proposed, with the others to avoid, how often each is found and where;
    what would change the most places comes first. Terms that are decided already are left out.
    """
    from termcheck import Checker

    draft = Checker(configured(config, paths, glossary=glossary)).harvest(paths, most)
    emit_new(draft.text, output, force=force)
    for phrase in draft.left_out:
        tell(phrase)
    tell(plural(draft.count, "proposal"))
    return 0
