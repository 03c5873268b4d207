"""Audits of parts as one: of teams that look at their own, of machines that share the work."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from pathlib import Path

from termcheck.audit.answers import Answers
from termcheck.audit.record import Row
from termcheck.audit.schema import TABLES
from termcheck.audit.tables import Writer, read_rows
from termcheck.core.errors import UsageError


def merge(audits: Sequence[Answers], folder: Path) -> None:
    """Write several audits into a folder as one; a document that several have is there once.

    Rows are read and written in order, some at a time. Raises `UsageError` for audits that were
    held to different glossaries, whose verdicts cannot stand side by side.
    """
    first = audits[0]
    for other in audits[1:]:
        if other.manifest["glossary"]["digest"] != first.manifest["glossary"]["digest"]:
            told = f"held to another glossary than {first.folder}; audit both by the same"
            raise UsageError(told, path=str(other.folder))
    if any(answers.folder.resolve() == folder.resolve() for answers in audits):
        told = "one of the audits to merge is here; take another folder"
        raise UsageError(told, path=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        raise UsageError(f"cannot be written: {told}", path=str(folder)) from None
    with Writer(folder) as writer:
        for table in TABLES:
            for row in _merged(audits, table):
                writer.add(table, _written(row))
        manifest = {
            **first.manifest,
            "created": max(answers.manifest["created"] for answers in audits),
            "inputs": [path for answers in audits for path in answers.manifest["inputs"]],
            "notices": list(
                dict.fromkeys(
                    notice for answers in audits for notice in answers.manifest.get("notices", ())
                )
            ),
        }
        writer.finish(manifest)


def _merged(audits: Sequence[Answers], table: str) -> Iterator[Row]:
    order = TABLES[table].order
    rows = heapq.merge(*(_numbered(answers, at, table) for at, answers in enumerate(audits)))
    document: object = None
    taken = 0
    for _key, at, _number, row in rows:
        # The audit that comes first has a document; in the history it stands once a month.
        here = [*(row[name] for name in order[:3]), row["document"]]
        if here != document:
            document, taken = here, at
        if at == taken:
            yield row


_Numbered = tuple[tuple[object, ...], int, int, Row]
"""A row after what it is ordered by: the columns of its table, which audit, which row of that."""


def _numbered(audit: Answers, at: int, table: str) -> Iterator[_Numbered]:
    for number, row in enumerate(read_rows(audit.folder, table)):
        yield tuple(row[name] for name in TABLES[table].order), at, number, row


def _written(row: Row) -> Row:
    """Return a row that was read as it is written: days as text."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }
