"""SQLite files of ours: private, and with nothing in them that runs."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path


def open_base(path: Path, schema: str) -> sqlite3.Connection:
    """Return a connection to a file with the tables of a schema; the file is made if need be.

    Raises `sqlite3.DatabaseError` for a file with other tables, triggers or views.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600))
    base = sqlite3.connect(path, timeout=1.0, isolation_level=None)
    try:
        # Functions and tables that do something are for statements of ours alone.
        base.execute("PRAGMA trusted_schema=OFF")
        base.execute("PRAGMA synchronous=OFF")
        known = {sql for (sql,) in base.execute("SELECT sql FROM sqlite_master")}
        wanted = [part.strip() for part in schema.split(";") if part.strip()]
        if not known <= {_kept(table) for table in wanted}:
            raise sqlite3.DatabaseError("other tables than ours")
        if len(known) < len(wanted):
            base.executescript(schema)
    except BaseException:
        base.close()
        raise
    return base


def _kept(statement: str) -> str:
    """Return a statement as SQLite keeps it."""
    return re.sub(r"^CREATE TABLE IF NOT EXISTS", "CREATE TABLE", statement)
