"""The folder of an audit: its Parquet tables, and `audit.json`, which says what they are of."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.audit.record import Row
from termcheck.audit.schema import (
    ANSWERS,
    COUNT,
    DAY,
    FLAG,
    SHARE,
    TABLES,
    TEXT,
    TEXTS,
    VERSION,
    Table,
)
from termcheck.core.errors import PluginError, UsageError
from termcheck.core.extras import adding

if TYPE_CHECKING:
    import pyarrow

MANIFEST = "audit.json"
_ROWS = 200
"""Rows that are held as Python has them, before they are written and as they are read."""
_GROUP = 8_000_000
"""Bytes of rows, as Arrow has them, that are written as one group: of each group the file and its
readers keep a note to the end."""
_NEEDED = ("pyarrow", "duckdb")


def check_installed(*packages: str) -> None:
    """Raise `PluginError` unless the packages that audits need are there; none is imported."""
    for name in packages or _NEEDED:
        if find_spec(name) is None:
            extra = name if name == "ray" else "audit"
            raise PluginError(f"an audit needs {name}; {adding(extra)}")


def arrow_schema(table: Table) -> pyarrow.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow as pa

    types = {
        TEXT: pa.string(),
        COUNT: pa.int64(),
        SHARE: pa.float64(),
        DAY: pa.date32(),
        FLAG: pa.bool_(),
        TEXTS: pa.list_(pa.string()),
        ANSWERS: pa.map_(pa.string(), pa.string()),
    }
    fields = [pa.field(column.name, types[column.type]) for column in table.columns]
    told = {"termcheck": json.dumps({"table": table.name, "schema": VERSION})}
    return pa.schema(fields, metadata=told)


def arrow_table(table: Table, rows: Iterable[Row]) -> pyarrow.Table:
    """Return rows as an Arrow table; what a row leaves out is empty."""
    import pyarrow as pa

    rows = list(rows)
    columns = []
    schema = arrow_schema(table)
    for column, field in zip(table.columns, schema, strict=True):
        values = [row.get(column.name) for row in rows]
        if column.type == TEXT:
            columns.append(_texts(values))
            continue
        if column.type == TEXTS:
            values = [[_clean(part) for part in value or ()] for value in values]
        elif column.type == ANSWERS:
            values = [list((value or {}).items()) for value in values]
        elif column.type == DAY:
            columns.append(pa.array(values, pa.string()).cast(pa.date32()))
            continue
        columns.append(pa.array(values, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _texts(values: Iterable[object]) -> pyarrow.Array:
    import pyarrow as pa

    texts = [str(value) if value else "" for value in values]
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([_clean(text) for text in texts], pa.string())


def _clean(text: object) -> str:
    """Return a text that can be written as UTF-8: names of files may hold what cannot."""
    if not text:
        return ""
    return str(text).encode("utf-8", "replace").decode()


class Writer:
    """Writes the tables of an audit; they are in place all at once, or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: dict[str, list[Row]] = {name: [] for name in TABLES}
        self._groups: dict[str, list[pyarrow.Table]] = {name: [] for name in TABLES}
        self._files: dict[str, Any] = {}

    def __enter__(self) -> Writer:
        import pyarrow.parquet as pq

        with self._told():
            for name, table in TABLES.items():
                self._files[name] = pq.ParquetWriter(
                    self._partial(table),
                    arrow_schema(table),
                    compression="zstd",
                    # Of texts they are long, and stay in memory.
                    write_statistics=False,
                )
        return self

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell of a disk that is full, or of a folder that is not ours."""
        try:
            yield
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise UsageError(f"cannot be written: {told}", path=str(self.folder)) from None

    def add(self, table: str, row: Row) -> None:
        """Add a row to a table; rows come in order."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _ROWS:
            self._pack(table)

    def _pack(self, name: str) -> None:
        self._groups[name].append(arrow_table(TABLES[name], self._waiting[name]))
        self._waiting[name].clear()
        if sum(rows.nbytes for rows in self._groups[name]) >= _GROUP:
            self._flush(name)

    def _flush(self, name: str) -> None:
        import pyarrow as pa

        with self._told():
            self._files[name].write_table(pa.concat_tables(self._groups[name]))
        self._groups[name].clear()

    def _partial(self, table: Table) -> Path:
        return self.folder / f".{table.file}.partial"

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Put the tables in place, and then what they are of."""
        for name in self._files:
            if self._waiting[name]:
                self._pack(name)
            if self._groups[name]:
                self._flush(name)
        with self._told():
            self._put(manifest)

    def _put(self, manifest: Mapping[str, Any]) -> None:
        for file in self._files.values():
            file.close()
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        partial = self.folder / f".{MANIFEST}.partial"
        partial.write_text(text, "utf-8")
        # Without it the folder is no audit: it goes first and comes last.
        (self.folder / MANIFEST).unlink(missing_ok=True)
        for table in TABLES.values():
            os.replace(self._partial(table), self.folder / table.file)  # noqa: PTH105
        os.replace(partial, self.folder / MANIFEST)  # noqa: PTH105

    def __exit__(self, *error: object) -> None:
        for name, file in self._files.items():
            with contextlib.suppress(Exception):
                file.close()
            self._partial(TABLES[name]).unlink(missing_ok=True)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return `audit.json` of the folder of an audit.

    Raises `UsageError` for a folder that is none, or of a version that is not known.
    """
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text("utf-8"))
        version = found["schema"]
    except OSError:
        told = "no finished audit is here; `termcheck audit PATH… -o FOLDER` makes one"
        raise UsageError(told, path=str(folder)) from None
    except (ValueError, TypeError, LookupError):
        raise UsageError("not what an audit writes", path=str(path)) from None
    if version != VERSION:
        told = f"tables of version {version}, this termcheck reads version {VERSION}"
        raise UsageError(told, path=str(path))
    manifest: dict[str, Any] = found
    return manifest


def read_rows(folder: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table, in order, some at a time."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(folder / TABLES[table].file) as file:
        for batch in file.iter_batches(_ROWS):
            yield from batch.to_pylist(maps_as_pydicts="strict")
