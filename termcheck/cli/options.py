"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from termcheck.cli import complete
from termcheck.cli.output import COLORS

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(readable=False)
"""A path; what cannot be read or written is told when that is tried, and the rest is still done."""

PATHS = click.argument("paths", nargs=-1, type=PATH, metavar="[PATHS]…")


def _trust(context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        from termcheck import Project

        context.with_resource(Project.trust_all())


_CONFIG = click.option(
    "--config", type=PATH, help="Configuration file; else the nearest termcheck.toml."
)
TRUST = click.option(
    "--trust",
    is_flag=True,
    # Before what is read on the way, such as completions.
    is_eager=True,
    expose_value=False,
    callback=_trust,
    help="Let the project start programs, load models, open connections and reach other folders.",
)


def CONFIG(command: Command) -> Command:
    """Add the options that say which configuration counts, and how far it reaches."""
    return _CONFIG(TRUST(command))


GLOSSARY = click.option(
    "-g",
    "--glossary",
    multiple=True,
    metavar="NAME",
    shell_complete=complete.glossaries,
    help="Glossary to use instead of the configured ones: a shipped name, a file or "
    "a folder; several with commas.",
)
COLOR = click.option(
    "--color",
    type=click.Choice(COLORS),
    default="auto",
    show_default=True,
    help="Colours; NO_COLOR and FORCE_COLOR are heeded.",
)
OUTPUT = click.option("-o", "--output", type=PATH, default="", help="Write to a file instead.")


def FOLDER(usual: str) -> Callable[[Command], Command]:
    """Return the option for the folder that files are written into; `usual` is its default."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False),
        default=usual,
        show_default=True,
        metavar="FOLDER",
        help="Folder to write into; made where there is none.",
    )


def PAGE(usual: str) -> Callable[[Command], Command]:
    """Return the option for the file that a page is written to; `usual` is its default."""
    return click.option(
        "-o",
        "--output",
        type=PATH,
        default=usual,
        show_default=True,
        help="File it is written to; - for standard output.",
    )


SELECT = click.option(
    "--select",
    multiple=True,
    metavar="ID",
    shell_complete=complete.ids,
    help="Report only these check or term ids.",
)
IGNORE = click.option(
    "--ignore",
    multiple=True,
    metavar="ID",
    shell_complete=complete.ids,
    help="Do not report these check or term ids.",
)
READ_AS = click.option(
    "--as",
    "read_as",
    metavar="FORMAT",
    help="Read all files as one format; docs/formats.md lists them.",
)
FORCE_EXCLUDE = click.option(
    "--force-exclude", is_flag=True, help="Heed `exclude` for files named by path too."
)
JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0),
    help="Processes; 0 for as many as pay, 1 to keep to one processor. [default: 0]",
)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Neither read nor keep results.")
CONFIDENCE = click.option(
    "--confidence",
    type=click.FloatRange(0, 1),
    help="How sure a reading of a claim has to be to be reported. [default: that of the model]",
)
NO_CLAIMS = click.option(
    "--no-claims", is_flag=True, help="Check forms only; no language model is loaded."
)
PROGRESS = click.option(
    "--progress/--no-progress", default=None, help="Progress of long runs. [default: on terminals]"
)
