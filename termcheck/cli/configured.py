"""The configuration of a command line: a file's, changed by options."""

from __future__ import annotations

import dataclasses
from typing import Any

from termcheck.cli.output import tell


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
    reported: bool = False,
    read_as: str | None = None,
    **changes: Any,
) -> Any:
    """Return the configuration of a command line: the file's, changed by options that are given.

    `changes` are fields by name; None leaves a field as it is. What was not taken of the file is
    told, unless it is `reported` by a run.
    """
    from termcheck import load_config
    from termcheck.core.paths import absolute_path
    from termcheck.run.glossaries import is_shipped

    first = next((one for one in start if one != "-"), "")
    result = load_config(config, start=first)
    if glossary:
        # Paths on the command line are relative to where it was typed.
        names = (one if is_shipped(one) else absolute_path(one) for one in glossary)
        changes["glossary"] = tuple(names)
    if read_as:
        changes["readers"] = {"**": _format(read_as)}
    if select:
        changes["select"] = split(select)
    if ignore:
        changes["ignore"] = (*result.ignore, *split(ignore))
    result = dataclasses.replace(
        result, **{name: value for name, value in changes.items() if value is not None}
    )
    if not reported:
        for notice in result.notices:
            tell(f"note: {notice}")
    return result


def _format(name: str) -> Any:
    """Return a format by its name. Raises `UsageError` if there is none."""
    from termcheck import UsageError, did_you_mean
    from termcheck.readers.reading import FileFormat

    known = [str(one) for one in FileFormat]
    if name not in known:
        hint = did_you_mean(name, known) or f"; known: {', '.join(known)}"
        raise UsageError(f"unknown format `{name}` in `--as`{hint}")
    return FileFormat(name)
