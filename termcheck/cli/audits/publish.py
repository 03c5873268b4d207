"""`termcheck audit publish`."""

from __future__ import annotations

import click

from termcheck.cli import options
from termcheck.cli.audits.run import FOLDER
from termcheck.cli.complete import subjects
from termcheck.cli.configured import configured
from termcheck.cli.output import emit_page


@click.command("publish")
@click.argument("folder", type=options.PATH, default=FOLDER)
@options.PAGE("open-source.html")
@click.option("--name", default="", metavar="NAME", help="Whose page it is: Acme.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="SUBJECT",
    shell_complete=subjects,
    help="A model of yours, shown with its label; may be repeated.",
)
@click.option(
    "--contact", default="", metavar="ADDRESS", help="Page or mailto: where claims are challenged."
)
@options.CONFIG
@options.GLOSSARY
def command(
    folder: str,
    output: str,
    name: str,
    models: tuple[str, ...],
    contact: str,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Write the public page "Open source at …": what you mean, and how you hold to it."""
    from termcheck import Audit, Checker

    labels = {}
    if models:
        recorded = Checker(configured(config, (), glossary=glossary)).subjects
        labels = {model: recorded.label(model, "svg") for model in models}
    with Audit(folder) as audit:
        emit_page(audit.publish(name, labels, contact), output, "page")
    return 0
