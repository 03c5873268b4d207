"""What LanguageTool said before: by passage, in memory and on disk.

One SQLite file, shared by all projects of the user; whatever is wrong with it, it is done without.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from termcheck.cache.sqlite import open_base

FILE = "grammar.sqlite"
KEPT_DAYS = 60
KEPT_PASSAGES = 200_000
RECENT = 20_000
"""Passages remembered in memory."""
_AT_ONCE = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (key TEXT PRIMARY KEY, value TEXT, used INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS servers (url TEXT PRIMARY KEY, version TEXT) WITHOUT ROWID;
"""
_recent: dict[str, str] = {}


def forget() -> None:
    """Empty the memory of this process."""
    _recent.clear()


def recall(keys: Sequence[str], folder: Path | None) -> dict[str, str]:
    """Return what is known of the passages with these keys."""
    known = {key: _recent[key] for key in keys if key in _recent}
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if folder is None or not missing or not (folder / FILE).exists():
        return known
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(_open(folder)) as base:
        for at in range(0, len(missing), _AT_ONCE):
            some = missing[at : at + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value FROM passages WHERE key IN ({marks})"
            for key, value in base.execute(query, some):
                known[key] = str(value)
    return known


def keep(found: Mapping[str, str], folder: Path | None) -> None:
    """Remember what was found in passages, by key."""
    _recent.update(found)
    while len(_recent) > RECENT:
        del _recent[next(iter(_recent))]
    if folder is None or not found:
        return
    today = int(time.time()) // 86_400
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        contextlib.closing(_open(folder)) as base,
        base,
    ):
        base.executemany(
            "INSERT OR REPLACE INTO passages VALUES (?, ?, ?)",
            [(key, value, today) for key, value in found.items()],
        )
        base.execute("DELETE FROM passages WHERE used < ?", (today - KEPT_DAYS,))
        (count,) = base.execute("SELECT COUNT(*) FROM passages").fetchone()
        if count > KEPT_PASSAGES:
            base.execute(
                "DELETE FROM passages WHERE key IN "
                "(SELECT key FROM passages ORDER BY used LIMIT ?)",
                (count - KEPT_PASSAGES * 3 // 4,),
            )


def version(url: str, folder: Path | None) -> str:
    """Return the version a server had when it was last asked, empty if nobody knows."""
    if folder is None or not (folder / FILE).exists():
        return ""
    with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(_open(folder)) as base:
        row = base.execute("SELECT version FROM servers WHERE url = ?", (url,)).fetchone()
        return str(row[0]) if row else ""
    return ""


def keep_version(url: str, told: str, folder: Path | None) -> None:
    """Remember the version of a server."""
    if folder is None:
        return
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        contextlib.closing(_open(folder)) as base,
        base,
    ):
        base.execute("INSERT OR REPLACE INTO servers VALUES (?, ?)", (url, told))


def _open(folder: Path) -> sqlite3.Connection:
    path = folder / FILE
    try:
        base = open_base(path, _SCHEMA)
        base.isolation_level = "DEFERRED"
    except sqlite3.DatabaseError as error:
        if "locked" not in str(error):
            path.unlink(missing_ok=True)
        raise
    return base
