"""The configuration of a command line: a file's, changed by options."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.cli.output import tell

if TYPE_CHECKING:
    from termcheck import Config


@dataclass(frozen=True, kw_only=True)
class Given:
    """The options that commands about findings share, as they are given."""

    config: str | None
    glossary: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    jobs: int | None
    no_cache: bool
    no_claims: bool
    progress: bool | None
    grammar: bool | None = None


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
    baseline: str | None = None,
    fail_on: str | None = None,
    **changes: Any,
) -> Config:
    """Return the configuration of a command line: the file's, changed by options that are given.

    `changes` are fields by name; None leaves a field as it is. What was not taken of the file is
    told, unless it is `reported` by a run.
    """
    from termcheck import load_config

    def changed(found: Config) -> Config:
        if glossary:
            found = found.with_glossary(
                [
                    name
                    for value in glossary
                    for name in ((value,) if Path(value).exists() else split((value,)))
                ]
            )
        if read_as:
            found = found.reading_all_as(read_as)
        if baseline:
            found = found.with_baseline(baseline)
        if fail_on:
            found = found.failing_on(fail_on)
        new = dict(changes)
        if select:
            new["select"] = split(select)
        if ignore:
            new["ignore"] = (*found.ignore, *split(ignore))
        wanted = {name: value for name, value in new.items() if value is not None}
        return dataclasses.replace(found, **wanted)

    given = [path for path in start if path != "-"]
    found = _common(config, given)
    result = changed(found)
    if config is None:
        result = dataclasses.replace(
            result, nearest=lambda folder: changed(load_config(start=folder).from_anywhere())
        )
    if result.jobs == 1:
        # As clusters say it: who asks for one process means one processor.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    if not reported:
        for notice in result.notices:
            tell(f"note: {notice}")
    return result


def configured_by(
    given: Given, start: tuple[str, ...], *, reported: bool = True, **more: Any
) -> Config:
    """Return the configuration by the options that commands about findings share, and `more`."""
    config = configured(
        given.config,
        start,
        glossary=given.glossary,
        select=given.select,
        ignore=given.ignore,
        reported=reported,
        jobs=given.jobs,
        cache=False if given.no_cache else None,
        claims=False if given.no_claims else None,
        **more,
    )
    grammar = given.grammar
    if grammar is None:
        return config
    return everywhere(config, lambda found: found.with_grammar(grammar))


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
