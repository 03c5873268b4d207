"""Audits on engines of others: an Arrow table of documents in, an Arrow table of claims out.

>>> from termcheck.batch import Auditor
>>> auditor = Auditor("ai-openness")
>>> dataset.map_batches(auditor, batch_format="pyarrow")                     # Ray Data
>>> frame.mapInArrow(auditor.batches, auditor.columns)                       # Spark
>>> frame.map_partitions(auditor.frame, meta=auditor.frame(frame._meta))     # Dask

What goes in has the columns `path`, whose ending says how a document is read, and `content`, text
or bytes. `repository`, `site`, `url`, `owner`, `date` (ISO 8601) and `revision` may be there too,
and are kept. What comes out is a table of an audit, as docs/audit.md describes it; each document
gives the same rows whatever stands beside it, so that a batch that is done twice changes nothing.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from termcheck import Checker, Config

if TYPE_CHECKING:
    import pyarrow

TableName = Literal["documents", "claims", "findings"]


class Auditor:
    """Takes Arrow tables of documents and gives one table of an audit; it can be sent anywhere.

    The glossary is loaded where it is used, once a process: its files have to be there.
    """

    def __init__(
        self,
        held_to: Config | str | PathLike[str] | None = None,
        table: TableName = "claims",
    ) -> None:
        """Take what documents are held to, as `Checker` does, and which table is wanted."""
        self.held_to = held_to
        self.table: TableName = table

    def __call__(self, documents: pyarrow.Table | pyarrow.RecordBatch) -> pyarrow.Table:
        """Return the rows of a table for some documents.

        Raises `UsageError` without the columns `path` and `content`.
        """
        checker = _checker(pickle.dumps(self.held_to))
        return checker.audits.table(documents.to_pylist(), self.table)

    def batches(self, batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        """Yield the rows of some batches of documents, batch by batch, as `mapInArrow` asks."""
        for batch in batches:
            yield from self(batch).to_batches()

    def frame(self, documents: Any) -> Any:
        """Return the rows for a pandas data frame of documents as one, as Dask asks."""
        import pyarrow as pa

        names = [column for column in documents.columns if documents[column].dtype is not None]
        table = pa.Table.from_pandas(documents[names], preserve_index=False)
        return self(table).to_pandas()

    @property
    def schema(self) -> pyarrow.Schema:
        """The columns that come out, as Arrow has them."""
        return Checker().audits.schema(self.table)

    @property
    def columns(self) -> str:
        """The columns that come out, as SQL declares them: what Spark asks for."""
        types = {"int64": "bigint", "bool": "boolean", "date32[day]": "date", "double": "double"}
        found = []
        for field in self.schema:
            kind = str(field.type)
            if kind.startswith("list"):
                kind = "array<string>"
            elif kind.startswith("map"):
                kind = "map<string, string>"
            found.append(f"`{field.name}` {types.get(kind, kind)}")
        return ", ".join(found)


@lru_cache(maxsize=4)
def _checker(held_to: bytes) -> Checker:
    """Return the checker of what documents are held to: a process makes it once."""
    return Checker(pickle.loads(held_to))
