"""Small values made of some files, told by the files' stats alone: no file is opened."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from termcheck.cache.objects import code_stamp, digest
from termcheck.cache.stat import Stat

KEPT = 50
"""Cards of a kind that stay; the least recently written go first."""


def card_path(folder: Path, names: Iterable[str], kind: str = "card") -> Path:
    """Return where the card of some names, as they are called from the working directory, is."""
    parts = (code_stamp(), str(Path.cwd()), *names)
    return folder / f"{kind}-{digest(part.encode('utf-8', 'replace') for part in parts)}.json"


def recall(path: Path) -> dict[str, Any] | None:
    """Return what was kept, None if there is nothing, or one of its files was touched."""
    with contextlib.suppress(
        OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError
    ):
        kept = json.loads(path.read_bytes())
        for file, *stat in kept["files"]:
            if Stat.of(file) != Stat(*stat):
                return None
        card = kept["card"]
        return card if isinstance(card, dict) else None
    return None


def keep(path: Path, card: dict[str, Any], files: Iterable[str], started: int) -> None:
    """Keep what was made of some files, unless one was changed since `started` (nanoseconds).

    Their folders count too, so that a file that is added is noticed.
    """
    files = list(files)
    folders = sorted({os.path.dirname(file) for file in files})  # noqa: PTH120
    stats = [(file, Stat.of(file)) for file in (*files, *folders)]
    if not all(stat.is_settled(started) for _file, stat in stats):
        return
    write(path, {"files": [[file, *stat] for file, stat in stats], "card": card})


def write(path: Path, data: object) -> None:
    """Write what is kept at a path of `card_path`, if that can be, and forget what is oldest."""
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        beside.write_text(json.dumps(data))
        beside.replace(path)
        alike = path.parent.glob(f"{path.name.partition('-')[0]}-*.json")
        others = sorted(alike, key=lambda path: path.stat().st_mtime)
        for old in others[:-KEPT]:
            old.unlink(missing_ok=True)


def files_of(path: Path) -> list[str]:
    """Return the files and folders that a card was made of, none if it is not there."""
    with contextlib.suppress(OSError, ValueError, TypeError, LookupError):
        return [file for file, *_stat in json.loads(path.read_bytes())["files"]]
    return []
