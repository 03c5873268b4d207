"""`termcheck facts`: a group of its own."""

from __future__ import annotations

import click

from termcheck.cli.lazy import LazyGroup

COMMANDS = {
    "lint": "Find facts that do not say where they were read.",
}


@click.command(cls=LazyGroup, package="termcheck.cli.registry", summaries=COMMANDS)
def command() -> None:
    """Keep the recorded facts true: review, read from cards and registers, write for others."""
