"""The configuration of a command line: a file's, changed by options."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.cli.output import tell

if TYPE_CHECKING:
    from termcheck import Config


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

    def changed(found: Config) -> Config:
        new = dict(changes)
        if glossary:
            # Paths on the command line are relative to where it was typed.
            new["glossary"] = tuple(
                one if is_shipped(one) else absolute_path(one) for one in glossary
            )
        if read_as:
            new["readers"] = {"**": _format(read_as)}
        if select:
            new["select"] = split(select)
        if ignore:
            new["ignore"] = (*found.ignore, *split(ignore))
        wanted = {name: value for name, value in new.items() if value is not None}
        return dataclasses.replace(found, **wanted)

    given = [one for one in start if one != "-"]
    found = _common(config, given)
    result = changed(found)
    if config is None:
        result = dataclasses.replace(
            result, nearest=lambda folder: changed(_from_anywhere(load_config(start=folder)))
        )
    if not reported:
        for notice in result.notices:
            tell(f"note: {notice}")
    return result


def everywhere(config: Config, change: Callable[[Config], Config]) -> Config:
    """Return a configuration changed, and so those of folders with files of their own."""
    inner = config.nearest
    nearest = None if inner is None else lambda folder: change(inner(folder))
    return dataclasses.replace(change(config), nearest=nearest)


def _common(config: str | None, paths: list[str]) -> Config:
    """Return the configuration of all paths, or of the working directory where they differ."""
    from termcheck import load_config

    if config is not None or not paths:
        return load_config(config)
    found = load_config(start=paths[0])
    for path in paths[1:]:
        if (
            Path(path).parent != Path(paths[0]).parent
            and load_config(start=path).root != found.root
        ):
            return load_config()
    return found


def _from_anywhere(config: Config) -> Config:
    """Return a configuration with glossaries that are found from another folder than its own."""
    from termcheck.run.glossaries import is_shipped

    def placed(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one if is_shipped(one) else str(Path(config.root, one)) for one in names)

    overrides = tuple(
        dataclasses.replace(one, glossary=placed(one.glossary)) for one in config.overrides
    )
    return dataclasses.replace(config, glossary=placed(config.glossary), overrides=overrides)


def _format(name: str) -> Any:
    """Return a format by its name. Raises `UsageError` if there is none."""
    from termcheck import UsageError, did_you_mean
    from termcheck.readers.reading import FileFormat

    known = [str(one) for one in FileFormat]
    if name not in known:
        hint = did_you_mean(name, known) or f"; known: {', '.join(known)}"
        raise UsageError(f"unknown format `{name}` in `--as`{hint}")
    return FileFormat(name)
