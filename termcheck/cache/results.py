"""What earlier runs found, so that unchanged files cost nothing.

Results are kept by content: for the same bytes under the same name, glossary, configuration and
version, the same result. Size, times and inode of a file say, without reading it, that its bytes
are the same. One SQLite file a project, in the user's cache folder; whatever is wrong with it, it
is made anew or done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from termcheck.cache.sqlite import open_base
from termcheck.cache.stat import Stat

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, digest TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
  settings TEXT, name TEXT, digest TEXT, value TEXT, used INTEGER,
  PRIMARY KEY (settings, name, digest)
) WITHOUT ROWID;
"""
KEPT_DAYS = 30
KEPT_RESULTS = 100_000
KEPT_PROJECTS = 50
KEPT_BYTES = 300_000_000
"""A file of results larger than this is started anew."""
KEPT_VALUE = 2_000_000
"""Characters of the longest result kept."""
_MANY = 100
"""Files from which on everything is loaded at once."""


def content_digest(data: bytes) -> str:
    """Return the hash that stands for a file's bytes."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _is_text(path: str) -> bool:
    """Whether a path can be written as UTF-8, as SQLite must."""
    return path.isascii() or not any("\ud800" <= char <= "\udfff" for char in path)


class Results:
    """The kept results of one project. Every method does nothing when there is no folder."""

    def __init__(self, folder: Path | None, project: str, settings: Sequence[str] = ()) -> None:
        """Open the results of the project at a folder, for some digests of settings."""
        self._path: Path | None = None
        self._base: sqlite3.Connection | None = None
        self._files: dict[str, tuple[Stat, str]] | None = None
        self._values: dict[tuple[str, str, str], tuple[str, int]] | None = None
        self._new_files: dict[str, tuple[Stat, str]] = {}
        self._new_values: dict[tuple[str, str, str], str] = {}
        self._old: list[tuple[str, str, str]] = []
        self._settings = tuple(settings)
        self._today = int(time.time()) // 86_400
        self._started = time.time_ns()
        if folder is not None:
            name = hashlib.blake2b(project.encode("utf-8", "surrogateescape"), digest_size=12)
            self._path = folder / f"results-{name.hexdigest()}.sqlite"
            self._open()

    @property
    def usable(self) -> bool:
        """Whether anything is kept at all."""
        return self._base is not None

    def _open(self, *, again: bool = True) -> None:
        assert self._path is not None
        try:
            fresh = not self._path.exists()
            if not fresh and self._path.stat().st_size > KEPT_BYTES:
                self._path.unlink()
            self._base = open_base(self._path, SCHEMA)
            if fresh:
                self._forget_projects()
        except (sqlite3.Error, OSError) as error:
            self._fail(error)
            if again and self._path is not None and not self._path.exists():
                self._open(again=False)

    def _fail(self, error: Exception) -> None:
        """Do without; a file that is broken, rather than locked or out of reach, is deleted."""
        with contextlib.suppress(sqlite3.Error):
            if self._base is not None:
                self._base.close()
        self._base = None
        locked = "locked" in str(error) or "readonly" in str(error) or "open" in str(error)
        if self._path is not None and isinstance(error, sqlite3.DatabaseError) and not locked:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def expect(self, count: int) -> None:
        """Say how many files will be asked for, so that many are loaded at once."""
        if count < _MANY or self._base is None:
            return
        marks = ",".join("?" * len(self._settings))
        try:
            rows = self._base.execute("SELECT path, size, mtime, ctime, inode, digest FROM files")
            files = {path: (Stat(*stat), digest) for path, *stat, digest in rows}
            values = {
                (settings, name, digest): (value, used)
                for settings, name, digest, value, used in self._base.execute(
                    f"SELECT settings, name, digest, value, used FROM results "
                    f"WHERE settings IN ({marks})",
                    self._settings,
                )
            }
        except (sqlite3.Error, TypeError) as error:
            self._fail(error)
        else:
            self._files, self._values = files, values

    def digest(self, path: str, stat: Stat) -> str:
        """Return the content digest of a file that was not touched since, else an empty string."""
        known = self._file(path)
        return known[1] if known and known[0] == stat else ""

    def knows(self, path: str) -> bool:
        """Return whether a file was looked at before, whatever it held then."""
        return self._file(path) is not None

    def _file(self, path: str) -> tuple[Stat, str] | None:
        if self._files is not None:
            return self._files.get(path)
        row = self._row(
            "SELECT size, mtime, ctime, inode, digest FROM files WHERE path = ?", (path,)
        )
        return (Stat(*row[:4]), str(row[4])) if row else None  # type: ignore[arg-type]

    def value(self, settings: str, name: str, digest: str) -> str | None:
        """Return the kept result for some content under a name, None if there is none."""
        key = (settings, name, digest)
        row: Sequence[object] | None = None
        if self._values is not None:
            row = self._values.get(key)
        elif self._base is not None:
            row = self._row(
                "SELECT value, used FROM results WHERE settings = ? AND name = ? AND digest = ?",
                key,
            )
        if row is None:
            return None
        if isinstance(row[1], int) and row[1] < self._today - KEPT_DAYS // 4:
            self._old.append(key)
        return row[0] if isinstance(row[0], str) else None

    def _row(self, query: str, values: tuple[str, ...]) -> Sequence[object] | None:
        if self._base is None:
            return None
        try:
            row: Sequence[object] | None = self._base.execute(query, values).fetchone()
        except (sqlite3.Error, UnicodeError) as error:
            if isinstance(error, sqlite3.Error):
                self._fail(error)
            return None
        return row

    def keep_stat(self, path: str, stat: Stat, digest: str) -> None:
        """Remember the content digest of a file, unless it was changed a moment ago."""
        if self._base is not None and stat.is_settled(self._started) and _is_text(path):
            self._new_files[path] = (stat, digest)

    def keep(self, settings: str, name: str, digest: str, value: str) -> None:
        """Remember a result."""
        if self._base is not None and len(value) <= KEPT_VALUE and _is_text(name):
            self._new_values[(settings, name, digest)] = value

    def close(self) -> None:
        """Write what is new, forget what is old, and let go of the file."""
        if self._base is None:
            return
        try:
            if self._new_files or self._new_values or self._old:
                self._write(self._base)
            self._base.close()
        except (sqlite3.Error, UnicodeError) as error:
            self._fail(error)
        self._base = None

    def _write(self, base: sqlite3.Connection) -> None:
        base.execute("BEGIN IMMEDIATE")
        base.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [(path, *stat, digest) for path, (stat, digest) in self._new_files.items()],
        )
        base.executemany(
            "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?)",
            [(*key, value, self._today) for key, value in self._new_values.items()],
        )
        base.executemany(
            "UPDATE results SET used = ? WHERE settings = ? AND name = ? AND digest = ?",
            [(self._today, *key) for key in self._old],
        )
        if self._new_values:
            base.execute("DELETE FROM results WHERE used < ?", (self._today - KEPT_DAYS,))
            (count,) = base.execute("SELECT COUNT(*) FROM results").fetchone()
            if count > KEPT_RESULTS:
                base.execute(
                    "DELETE FROM results WHERE (settings, name, digest) IN "
                    "(SELECT settings, name, digest FROM results ORDER BY used LIMIT ?)",
                    (count - KEPT_RESULTS * 3 // 4,),
                )
                base.execute("DELETE FROM files WHERE digest NOT IN (SELECT digest FROM results)")
        base.execute("COMMIT")

    def _forget_projects(self) -> None:
        """Delete the results of the projects that were not looked at for longest."""
        assert self._path is not None
        others = sorted(
            self._path.parent.glob("results-*.sqlite"), key=lambda path: path.stat().st_mtime
        )
        for old in others[:-KEPT_PROJECTS]:
            old.unlink(missing_ok=True)
