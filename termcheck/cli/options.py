"""Options that several commands share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

import click

from termcheck.cli import complete
from termcheck.cli.output import COLORS

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(readable=False)
"""A path; what cannot be read or written is told when that is tried, and the rest is still done."""

PATHS = click.argument("paths", nargs=-1, type=PATH, metavar="[PATHS]…")

CONFIG = click.option(
    "--config", type=PATH, help="Configuration file; else the nearest termcheck.toml."
)
GLOSSARY = click.option(
    "-g",
    "--glossary",
    multiple=True,
    metavar="NAME",
    shell_complete=complete.glossaries,
    help="Glossary to use instead of the configured ones: a shipped name, a file or a folder.",
)
COLOR = click.option(
    "--color",
    type=click.Choice(COLORS),
    default="auto",
    show_default=True,
    help="Colours; NO_COLOR and FORCE_COLOR are heeded.",
)
OUTPUT = click.option("-o", "--output", type=PATH, default="", help="Write to a file instead.")
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
FORCE_EXCLUDE = click.option(
    "--force-exclude", is_flag=True, help="Heed `exclude` for files named by path too."
)
JOBS = click.option(
    "-j", "--jobs", type=click.IntRange(0), help="Processes; 0 for as many as pay. [default: 0]"
)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Neither read nor keep results.")
NO_CLAIMS = click.option(
    "--no-claims", is_flag=True, help="Check forms only; no language model is loaded."
)
PROGRESS = click.option(
    "--progress/--no-progress", default=None, help="Progress of long runs. [default: on terminals]"
)


def split(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of an option that may be given often, or once with commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def configured(
    config: str | None,
    start: tuple[str, ...],
    *,
    glossary: tuple[str, ...] = (),
    select: tuple[str, ...] = (),
    ignore: tuple[str, ...] = (),
    **changes: Any,
) -> Any:
    """Return the configuration of a command line: the file's, changed by options that are given.

    `changes` are fields by name; None leaves a field as it is.
    """
    from termcheck.config import load_config
    from termcheck.paths import absolute_path
    from termcheck.plan import is_shipped

    first = next((one for one in start if one != "-"), "")
    result = load_config(config, start=first)
    if glossary:
        # Paths on the command line are relative to where it was typed.
        names = (one if is_shipped(one) else absolute_path(one) for one in glossary)
        changes["glossary"] = tuple(names)
    if select:
        changes["select"] = split(select)
    if ignore:
        changes["ignore"] = (*result.ignore, *split(ignore))
    return dataclasses.replace(
        result, **{name: value for name, value in changes.items() if value is not None}
    )
