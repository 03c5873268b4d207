"""Checks again whenever something changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from termcheck import Checker, Project, TermcheckError, UsageError
from termcheck.cli.output import tell
from termcheck.core.paths import shown_path
from termcheck.core.visible import plural

if TYPE_CHECKING:
    from termcheck import Config

INTERVAL = 0.4
"""Seconds between two looks at the files."""
DEBOUNCE = 0.15
"""Seconds without a change after which a change counts as finished."""

Stamps = dict[str, tuple[int, ...]]
CheckPaths = Callable[[tuple[str, ...], "Config"], int]
"""Checks some paths, prints what was found and returns the exit code."""


def watch(
    paths: tuple[str, ...],
    configure: Callable[[], Config],
    check: CheckPaths,
    *,
    rounds: int = -1,
) -> int:
    """Check all files, then those that change; all of them when configuration or glossary do.

    Ends with Ctrl-C, or after some `rounds` of looking for changes. Returns the last exit code.
    """
    if "-" in paths:
        raise UsageError("`--watch` cannot watch standard input")
    config = configure()
    code = _told(check, paths, config)
    files, common = _files(paths, config), _common(config, ())
    tell(f"watching {plural(len(files), 'file')}; Ctrl-C ends")
    try:
        while rounds:
            rounds -= 1
            time.sleep(INTERVAL)
            now, common_now = _settled(paths, config), _common(config, common)
            if common_now != common:
                tell(_what(common, common_now))
                try:
                    config = configure()
                except TermcheckError as error:
                    # Until it is right again, what held before decides which files are watched.
                    tell(str(error))
                    code = error.exit_code
                else:
                    code = _told(check, paths, config)
                    now, common_now = _files(paths, config), _common(config, common_now)
            elif now != files:
                tell(_what(files, now))
                if changed := tuple(path for path in now if now[path] != files.get(path)):
                    code = _told(check, changed, config)
            files, common = now, common_now
    except KeyboardInterrupt:
        tell("")
    return code


def _told(check: CheckPaths, paths: tuple[str, ...], config: Config) -> int:
    """Check; what is wrong now may be right after the next change."""
    try:
        return check(paths, config)
    except TermcheckError as error:
        tell(str(error))
        return error.exit_code


def _what(before: Stamps, now: Stamps) -> str:
    """Return the line that says what has changed."""
    gone = [path for path in before if before[path] and not now.get(path)]
    changed = [path for path in now if now[path] and now[path] != before.get(path)]
    parts = []
    for names, done in ((changed, "changed"), (gone, "gone")):
        if names:
            what = shown_path(names[0]) if len(names) == 1 else plural(len(names), "file")
            parts.append(f"{what} {done}")
    return f"--- {', '.join(parts)}"


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
    checker = Checker(config)
    try:
        found = checker.stamps(checker.files(paths))
    except UsageError:
        return {}
    return {path: stamp for path, stamp in found.items() if stamp}


def _common(config: Config, known: Iterable[str]) -> Stamps:
    """Return what every file depends on: configuration, glossary and baseline.

    `known` are files it was made of before: a glossary that is broken does not tell its own.
    """
    checker = Checker(config)
    try:
        found = checker.inputs
    except TermcheckError:
        found = ()
    return checker.stamps((*found, *known, *Project(config.root).configurations))
