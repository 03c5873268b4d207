"""`termcheck claims`."""

from __future__ import annotations

import sys

import click

from termcheck.cli import options
from termcheck.cli.command import ExampledCommand
from termcheck.cli.configured import configured
from termcheck.cli.output import emit

EXAMPLES = {
    "termcheck claims post.md": "",
    "termcheck claims post.md -f json": "",
    "termcheck claims - < draft.md": "",
}


@click.command("claims", cls=ExampledCommand, examples=EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILES…", type=options.PATH)
@click.option("-f", "--format", "form", type=click.Choice(("table", "json")), default="table")
@click.option("--stdin-filename", default="stdin.md", help="Name that `-` is read as.")
@options.OUTPUT
@options.CONFIDENCE
@options.CONFIG
@options.GLOSSARY
def command(
    files: tuple[str, ...],
    form: str,
    stdin_filename: str,
    output: str,
    confidence: float | None,
    config: str | None,
    glossary: tuple[str, ...],
) -> int:
    """Show every claim of files: of whom, in which stance, what comes of it, and what decided."""
    from termcheck import Checker

    checker = Checker(configured(config, (), glossary=glossary, confidence=confidence))
    sources = [
        checker.read(stdin_filename, sys.stdin.buffer.read()) if file == "-" else checker.read(file)
        for file in files
    ]
    emit(checker.claims_text(sources, form), output)
    return 0
