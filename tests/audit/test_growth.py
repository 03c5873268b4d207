"""What an audit holds in memory does not grow with the number of its pages: counted in bytes."""

from __future__ import annotations

import shutil
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers_audit import repository

from termcheck import Audit, Checker, Config
from termcheck.audit.schema import TABLES

SMALL, LARGE = 250, 850
"""Pages: rows are held by the hundred, whatever the audit."""
HELD = 100
"""Bytes for each page that are still called nothing: a name in a set takes more."""
PROMISES = Path(__file__).resolve().parents[2] / "glossary" / "examples" / "promises.yml"


def held(work: Callable[[], object]) -> int:
    """Return the bytes that Python's objects took at most meanwhile."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


@pytest.mark.posix
def test_a_repository_and_its_past(tmp_path: Path) -> None:
    checker = Checker(Config(glossary=(str(PROMISES),), jobs=1))

    def audit(count: int) -> None:
        checker.audit(
            [str(tmp_path / f"{count}")], tmp_path / f"audit{count}", history=True
        ).close()

    for count in (1, SMALL, LARGE):
        pages = {f"docs/{number % 20}/{number}.md": f"Page {number}.\n" for number in range(count)}
        repository(tmp_path / f"{count}", pages)
    audit(1)
    small, large = (held(lambda count=count: audit(count)) for count in (SMALL, LARGE))
    assert large - small < HELD * (LARGE - SMALL)


def test_what_is_told_of_many_claims(audit: Audit, tmp_path: Path) -> None:
    found = []
    for times in (20, 200, 2_000):
        folder = tmp_path / f"{times}"
        folder.mkdir()
        shutil.copy(audit.folder / "audit.json", folder)
        for table in TABLES.values():
            audit.connection.execute(
                "COPY (SELECT f.* REPLACE (document || n AS document, path || n AS path) "
                f"FROM read_parquet('{audit.folder / table.file}') f, range({times}) r(n)) "
                f"TO '{folder / table.file}' (FORMAT parquet)"
            )
        with Audit(folder) as many:
            found.append(held(lambda many=many: (many.summary(), many.problems())))
            assert max(problem.claims for problem in many.problems()) >= times
    _warm, small, large = found
    # Nothing at all: there is only more of the same.
    assert large < 1.2 * small
