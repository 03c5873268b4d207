"""What an audit has done so far, in one file: killed at any moment, it goes on where it was.

A record is kept under all it depends on: settings, path and content. So nothing is done twice, not
after a kill, not in the next audit of documents that did not change, not for a revision that holds
the same file as the one before.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.audit.record import Record, look_at
from termcheck.cache.sqlite import open_base
from termcheck.core.errors import UsageError

if TYPE_CHECKING:
    from termcheck.run.workers import Task, Workshop

FILE = "journal.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inputs
(place TEXT PRIMARY KEY, key TEXT NOT NULL, input TEXT NOT NULL) WITHOUT ROWID;
"""
_CACHE = 8_000
"""KiB of the file that SQLite keeps in memory."""
_PIECE = 100_000
"""Bytes of a record that are unpacked at once."""


class Journal:
    """The records of documents by what they depend on, and the documents of this run in order."""

    def __init__(self, folder: Path) -> None:
        """Open the journal of a folder; raises `UsageError` if that cannot be."""
        self._path = path = folder / FILE
        try:
            self._base = open_base(path, _SCHEMA)
            self._base.execute(f"PRAGMA cache_size=-{_CACHE}")
            # Another audit into the same folder would mix up the two.
            self._base.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._base.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise UsageError("another audit writes here", path=str(folder)) from None
            raise UsageError(f"cannot be written: {error}", path=str(path)) from None
        except sqlite3.DatabaseError:
            raise UsageError("not the journal of an audit; remove it", path=str(path)) from None
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot be written: {told}", path=str(path)) from None

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        with contextlib.suppress(sqlite3.Error):
            self.save()
            self._base.execute("COMMIT")
        self._base.close()
        if isinstance(error, sqlite3.Error):
            raise UsageError(f"cannot be written: {error}", path=str(self._path)) from None

    def save(self) -> None:
        """Keep what was entered so far, whatever happens next."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN EXCLUSIVE")

    def begin(self) -> None:
        """Forget which documents the run before had; what is known of them stays."""
        self._base.execute("DELETE FROM inputs")

    def knows(self, key: str) -> bool:
        """Return whether there is a record of a key."""
        return bool(self._base.execute("SELECT 1 FROM records WHERE key=?", (key,)).fetchone())

    def enter(self, place: str, key: str, source: dict[str, Any]) -> None:
        """Add a document to this run; `place` is where it stands in the order of the tables."""
        row = (place, key, json.dumps(source))
        self._base.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?)", row)

    def entered(self, place: str) -> dict[str, Any] | None:
        """Return what was entered at a place in this run, None for nothing."""
        found = self._base.execute("SELECT input FROM inputs WHERE place=?", (place,)).fetchone()
        return None if found is None else json.loads(found[0])

    def keep(self, key: str, record: bytes) -> None:
        """Keep a record that was packed."""
        self._base.execute("INSERT OR REPLACE INTO records VALUES (?, ?)", (key, record))

    def all(self) -> Iterator[tuple[dict[str, Any], Record]]:
        """Yield the documents of this run with their records, in order of the tables.

        Claims and findings are there to be read once, in this order.
        """
        rows = self._base.execute(
            "SELECT input, record FROM inputs LEFT JOIN records USING (key) ORDER BY place"
        )
        for source, data in rows:
            yield json.loads(source), Record({}) if data is None else unpacked(data)

    def clean(self) -> None:
        """Forget the records that no document of this run has."""
        self._base.execute("DELETE FROM records WHERE key NOT IN (SELECT key FROM inputs)")


def packed(record: Record) -> bytes:
    """Return a record as it is kept: a line a row, as those of one document may be a great many."""
    packer = zlib.compressobj(6)
    claims = list(record.claims)
    rows = chain([[record.document, len(claims)]], claims, record.findings)
    parts = [
        packer.compress(json.dumps(row, separators=(",", ":")).encode() + b"\n") for row in rows
    ]
    return b"".join([*parts, packer.flush()])


def unpacked(data: bytes) -> Record:
    """Return a record that was packed; its claims and findings are made when they are asked for."""
    rows = map(json.loads, _lines(data))
    document, claims = next(rows)
    return Record(document, islice(rows, claims), rows)


def _lines(data: bytes) -> Iterator[bytes]:
    opened = zlib.decompressobj()
    begun = b""
    while data:
        *lines, begun = (begun + opened.decompress(data, _PIECE)).split(b"\n")
        yield from lines
        data = opened.unconsumed_tail


def look_at_packed(task: Task, workshop: Workshop) -> bytes:
    """Return the record of one task as it is kept, so that it is small where it is sent."""
    return packed(look_at(task, workshop))
