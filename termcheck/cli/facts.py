"""`termcheck facts`: a group of its own."""

from __future__ import annotations

import click

from termcheck.cli.lazy import LazyGroup

COMMANDS = {
    "import": "Write entries for what cards, registers and bills tell.",
    "check": "Hold the facts against model cards on disk.",
    "add": "Write the entry of a new subject.",
    "export": "Write a subject for other programs: MOT, CycloneDX, SPDX.",
    "publish": "Write the facts as a site for everybody.",
    "stale": "List the facts to read again.",
    "schema": "Print the JSON Schema of files of facts, for editors.",
    "lint": "Find facts that do not say where they were read.",
}


@click.command(cls=LazyGroup, package="termcheck.cli.registry", summaries=COMMANDS)
def command() -> None:
    """Keep the recorded facts true: review, read from cards and registers, write for others."""
