"""What is known of each of many files: a mapping on disk, so that its size is no matter."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, MutableMapping
from typing import TypeVar

Value = TypeVar("Value")

_CACHE = 2_000
"""KiB that SQLite keeps in memory."""


class Shelf(MutableMapping[str, Value]):
    """Values that JSON can hold by names of files, in the order of their bytes."""

    def __init__(self) -> None:
        # A base without a name lies in a file that is gone with its connection.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute(f"PRAGMA cache_size=-{_CACHE}")
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("CREATE TABLE shelf (key BLOB PRIMARY KEY, value TEXT) WITHOUT ROWID")

    def __setitem__(self, key: str, value: Value) -> None:
        row = (os.fsencode(key), json.dumps(value))
        self._base.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?)", row)

    def __getitem__(self, key: str) -> Value:
        query = "SELECT value FROM shelf WHERE key=?"
        found = self._base.execute(query, (os.fsencode(key),)).fetchone()
        if found is None:
            raise KeyError(key)
        value: Value = json.loads(found[0])
        return value

    def __delitem__(self, key: str) -> None:
        self._base.execute("DELETE FROM shelf WHERE key=?", (os.fsencode(key),))

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._base.execute("SELECT key FROM shelf ORDER BY key"):
            yield os.fsdecode(key)

    def __len__(self) -> int:
        (count,) = self._base.execute("SELECT count(*) FROM shelf").fetchone()
        return int(count)
