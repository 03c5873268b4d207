"""Checks again whenever something changes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from termcheck.cli.output import tell
from termcheck.errors import TermcheckError, UsageError

if TYPE_CHECKING:
    from termcheck.config import Config

INTERVAL = 0.4
"""Seconds between two looks at the files."""
DEBOUNCE = 0.15
"""Seconds without a change after which a change counts as finished."""

Stamps = dict[str, tuple[int, int]]


def watch(
    paths: tuple[str, ...],
    config: Config,
    check: Callable[[tuple[str, ...]], int],
    *,
    rounds: int = -1,
) -> int:
    """Check all files, then those that change; all of them when the glossary does.

    Ends with Ctrl-C, or after some `rounds` of looking for changes. Returns the last exit code.
    """
    if "-" in paths:
        raise UsageError("`--watch` cannot watch standard input")
    code = _checked(check, paths)
    files, common = _files(paths, config), _common(config)
    tell(f"watching {len(files):,} files; Ctrl-C ends")
    try:
        while rounds:
            rounds -= 1
            time.sleep(INTERVAL)
            now = _settled(paths, config)
            common_now = _common(config)
            changed = tuple(one for one in now if now[one] != files.get(one))
            gone = files.keys() - now.keys()
            if common_now != common:
                code = _checked(check, paths)
            elif changed:
                code = _checked(check, changed)
            elif gone:
                tell(f"{len(gone)} gone")
            files, common = now, common_now
    except KeyboardInterrupt:
        tell("")
    return code


def _checked(check: Callable[[tuple[str, ...]], int], paths: tuple[str, ...]) -> int:
    """Check; what is wrong now may be right after the next change."""
    try:
        return check(paths)
    except TermcheckError as error:
        tell(str(error))
        return error.exit_code


def _settled(paths: tuple[str, ...], config: Config) -> Stamps:
    """Return the files once they have stopped changing."""
    before = _files(paths, config)
    while True:
        time.sleep(DEBOUNCE)
        now = _files(paths, config)
        if now == before:
            return now
        before = now


def _files(paths: tuple[str, ...], config: Config) -> Stamps:
    from termcheck.discover import discover

    try:
        return _stamps(file.shown for file in discover(paths, config).files)
    except UsageError:
        return {}


def _common(config: Config) -> Stamps:
    """Return what every file depends on: the glossary's files and the configuration."""
    from termcheck.glossary.references import files_of
    from termcheck.plan import glossary_name

    try:
        names = [glossary_name(name, config) for name in config.glossary]
        found = [str(path) for path in files_of(*names)]
    except (TermcheckError, OSError):
        found = []
    return _stamps([*found, *([str(Path(config.path))] if config.path else [])])


def _stamps(paths: Iterable[str]) -> Stamps:
    stamps: Stamps = {}
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        stamps[path] = (status.st_mtime_ns, status.st_size)
    return stamps
