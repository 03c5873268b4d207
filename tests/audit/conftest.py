"""Two repositories that mean different things, audited once for all tests that only ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers_audit import APP, BLOG, repository, write

from termcheck import Audit, Checker

PROMISES = Path(__file__).resolve().parents[2] / "glossary" / "examples" / "promises.yml"


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(PROMISES)


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("organisation")
    remote = "https://token:secret@github.com/acme/app.git"
    return repository(folder / "app", APP, remote), write(folder / "blog", BLOG)


@pytest.fixture(scope="session")
def audit(two: tuple[Path, Path], checker: Checker, tmp_path_factory) -> Audit:
    return checker.audit(map(str, two), tmp_path_factory.mktemp("audit"))
