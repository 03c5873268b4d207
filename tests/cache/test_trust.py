"""A cache is believed where only its user can write, and nothing in it runs."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.cache.objects import cache_folder, own_secret
from termcheck.cache.results import SCHEMA, Results, content_digest
from termcheck.cache.sqlite import open_base
from termcheck.cache.stat import Stat
from termcheck.config.project import Config
from termcheck.run.glossaries import results_folder, salt

posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
OLD = Stat(10, 1, 1, 7)


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "own"
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(folder))
    return folder


def kept(folder: Path) -> Path:
    """Keep a result, and return the file it is in."""
    one = Results(folder, "/project", ("s",))
    one.keep_stat("/project/a.md", OLD, "d")
    one.keep("s", "a.md", "d", "v")
    one.close()
    (file,) = folder.glob("results-*.sqlite")
    return file


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON results BEGIN INSERT INTO files (path) VALUES (1); END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON results (value)",
        "CREATE TABLE other (x)",
        "ALTER TABLE files ADD COLUMN x GENERATED ALWAYS AS (hex(path))",
    ],
)
def test_a_file_with_more_than_our_tables_is_made_anew(tmp_path: Path, statement: str) -> None:
    file = kept(tmp_path / "cache")
    with sqlite3.connect(file) as store:
        store.execute(statement)
    store.close()
    one = Results(tmp_path / "cache", "/project", ("s",))
    assert one.usable
    assert one.value("s", "a.md", "d") is None
    one.close()
    with sqlite3.connect(file) as store:
        names = {name for (name,) in store.execute("SELECT name FROM sqlite_master")}
    store.close()
    assert names == {"files", "results"}


def test_a_file_of_ours_is_kept(tmp_path: Path) -> None:
    kept(tmp_path / "cache")
    one = Results(tmp_path / "cache", "/project", ("s",))
    assert one.value("s", "a.md", "d") == "v"
    one.close()
    base = open_base(next((tmp_path / "cache").iterdir()), SCHEMA)
    assert base.execute("PRAGMA trusted_schema").fetchone() == (0,)
    base.close()


@posix
def test_what_is_kept_is_for_the_user_alone(tmp_path: Path) -> None:
    file = kept(tmp_path / "cache")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_nobody_can_foresee_where_results_are_in_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Config(root=str(tmp_path), cache_dir=".c")
    assert results_folder(config) == tmp_path / ".c"
    assert len(own_secret()) == 32
    assert salt(config) == salt(config) == own_secret()
    assert salt(Config(root=str(tmp_path))) == ""
    first = salt(config)
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path / "somebody else's"))
    assert salt(config) != first
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", "")
    assert results_folder(config) is None


def test_results_in_a_repository_are_not_believed(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("terms: [{id: a, term: a1, deprecated: [whitelist]}]\n")
    page = tmp_path / "a.md"
    page.write_text("A whitelist.\n")
    config = Config(root=str(tmp_path), glossary=("words.yml",), cache_dir=".c")
    assert len(list(Checker(config).run([str(page)]).findings)) == 1
    (file,) = (tmp_path / ".c").glob("results-*.sqlite")
    with sqlite3.connect(file) as store:
        (kept,) = store.execute("SELECT count(*) FROM results").fetchone()
        store.execute("UPDATE results SET value = ''")
        row = (str(page), *Stat.of(page), content_digest(page.read_bytes()))
        store.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
    store.close()
    assert kept == 1
    # As somebody else would have committed it.
    assert not list(Checker(config).run([str(page)]).findings)
    (tmp_path / "own/secret").write_text("another user's")
    assert len(list(Checker(config).run([str(page)]).findings)) == 1


@posix
def test_a_folder_that_was_checked_out_is_not_believed(own: Path, tmp_path: Path) -> None:
    own.mkdir(mode=0o755)
    own.chmod(0o755)
    assert cache_folder() == own
    (tmp_path / ".git").mkdir()
    assert cache_folder() is None
    own.chmod(0o700)
    assert cache_folder() == own
    own.chmod(0o720)
    assert cache_folder() is None
