import os
import sqlite3
from dataclasses import fields

import pytest

from termcheck.cache import codec, results
from termcheck.cache.results import Results
from termcheck.cache.stat import Stat
from termcheck.core.finding import (
    Evidence,
    Finding,
    Fix,
    Location,
    Related,
    Safety,
    Severity,
    Usage,
)
from termcheck.core.report import Examined, Problem
from termcheck.core.source import Span

OLD = Stat(10, 1, 1, 7)


def open_results(folder, *settings):
    return Results(folder, "/project", settings or ("s",))


@pytest.fixture(params=[1, 1000], ids=["few", "many"])
def again(request, tmp_path):
    """Opens the results of one folder, for few files (asked one by one) or many."""

    def make(*settings):
        found = open_results(tmp_path, *settings)
        found.expect(request.param)
        return found

    return make


def test_what_is_kept_comes_back(again):
    one = again()
    one.keep_stat("/project/a.md", OLD, "d1")
    one.keep("s", "a.md", "d1", "value")
    one.close()
    two = again()
    assert two.digest("/project/a.md", OLD) == "d1"
    assert two.value("s", "a.md", "d1") == "value"
    assert two.digest("/project/a.md", OLD._replace(mtime=2)) == ""
    assert two.knows("/project/a.md")
    assert not two.knows("/project/b.md")
    for other in (("t", "a.md", "d1"), ("s", "b.md", "d1"), ("s", "a.md", "d2")):
        assert two.value(*other) is None
    two.close()


def test_a_file_changed_a_moment_ago_is_read_again(again):
    import time

    one = again()
    now = time.time_ns()
    one.keep_stat("/project/a.md", Stat(10, now, 1, 7), "d1")
    one.keep_stat("/project/b.md", Stat(10, 1, now, 7), "d1")
    one.close()
    two = again()
    assert not two.knows("/project/a.md")
    assert not two.knows("/project/b.md")
    two.close()


@pytest.mark.parametrize("junk", [b"", b"junk" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_made_anew(tmp_path, junk):
    open_results(tmp_path).close()
    (file,) = tmp_path.iterdir()
    file.write_bytes(junk)
    for attempt in range(2):
        one = open_results(tmp_path)
        assert (one.value("s", "a.md", "d") == "v") == (attempt == 1)
        one.keep("s", "a.md", "d", "v")
        one.close()


def test_an_older_layout_is_made_anew(tmp_path):
    open_results(tmp_path).close()
    (file,) = tmp_path.iterdir()
    file.unlink()
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE files (x)")
        base.execute("CREATE TABLE results (y)")
    base.close()
    for _ in range(2):
        one = open_results(tmp_path)
        one.keep("s", "a.md", "d", "v")
        one.close()
    one = open_results(tmp_path)
    assert one.value("s", "a.md", "d") == "v"
    one.close()


def test_a_locked_file_is_done_without(tmp_path):
    one = open_results(tmp_path)
    one.keep("s", "a.md", "d", "v")
    one.close()
    (file,) = tmp_path.iterdir()
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    two = open_results(tmp_path)
    assert two.value("s", "a.md", "d") is None
    two.keep("s", "b.md", "d", "v")
    two.close()
    lock.execute("ROLLBACK")
    lock.close()
    three = open_results(tmp_path)
    assert three.value("s", "a.md", "d") == "v"
    three.close()


def test_two_runs_at_once_both_keep(tmp_path):
    one, two = open_results(tmp_path), open_results(tmp_path)
    one.keep("s", "a.md", "d", "1")
    two.keep("s", "b.md", "d", "2")
    one.close()
    two.close()
    three = open_results(tmp_path)
    assert (three.value("s", "a.md", "d"), three.value("s", "b.md", "d")) == ("1", "2")
    three.close()


def test_no_folder_keeps_nothing(tmp_path):
    for folder in (None, tmp_path / "file"):
        (tmp_path / "file").write_text("")
        one = open_results(folder)
        one.expect(1000)
        one.keep("s", "a.md", "d", "v")
        one.keep_stat("/a.md", OLD, "d")
        assert one.value("s", "a.md", "d") is None
        assert one.digest("/a.md", OLD) == ""
        one.close()


def test_old_results_are_forgotten(tmp_path, monkeypatch):
    one = open_results(tmp_path)
    one._today -= results.KEPT_DAYS + 1
    one.keep("s", "old.md", "d", "v")
    one.close()
    two = open_results(tmp_path)
    two.keep("s", "new.md", "d", "v")
    two.close()
    three = open_results(tmp_path)
    assert three.value("s", "old.md", "d") is None
    assert three.value("s", "new.md", "d") == "v"
    three.close()


def test_what_is_used_is_not_forgotten(tmp_path):
    one = open_results(tmp_path)
    one._today -= results.KEPT_DAYS - 1
    one.keep("s", "old.md", "d", "v")
    one.close()
    two = open_results(tmp_path)
    assert two.value("s", "old.md", "d") == "v"
    two.close()
    three = open_results(tmp_path)
    three._today += results.KEPT_DAYS - 1
    three.keep("s", "new.md", "d", "v")
    three.close()
    four = open_results(tmp_path)
    assert four.value("s", "old.md", "d") == "v"
    four.close()


def test_size_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "KEPT_RESULTS", 20)
    monkeypatch.setattr(results, "KEPT_VALUE", 10)
    one = open_results(tmp_path)
    for number in range(50):
        one.keep("s", f"{number}.md", f"d{number}", "v")
        one.keep_stat(f"/{number}.md", OLD, f"d{number}")
    one.keep("s", "long.md", "d", "v" * 11)
    one.close()
    (file,) = tmp_path.iterdir()
    with sqlite3.connect(file) as base:
        assert base.execute("SELECT COUNT(*) FROM results").fetchone() == (15,)
        assert base.execute("SELECT COUNT(*) FROM files").fetchone() == (15,)
    base.close()
    monkeypatch.setattr(results, "KEPT_BYTES", 10)
    two = open_results(tmp_path)
    assert all(two.value("s", f"{number}.md", f"d{number}") is None for number in range(50))
    two.close()


def test_projects_not_seen_for_long_are_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "KEPT_PROJECTS", 2)
    for number in range(4):
        Results(tmp_path, f"/{number}").close()
        for age, file in enumerate(sorted(tmp_path.iterdir(), key=os.path.getmtime)):
            os.utime(file, (age + 1, age + 1))
    assert len(list(tmp_path.iterdir())) == 2


def test_paths_that_are_no_text_are_not_kept(tmp_path):
    one = open_results(tmp_path)
    one.keep("s", "\udcff.md", "d", "v")
    one.keep_stat("/\udcff.md", OLD, "d")
    one.keep("s", "a.md", "d", "v")
    one.close()
    two = open_results(tmp_path)
    assert two.value("s", "a.md", "d") == "v"
    assert two.value("s", "\udcff.md", "d") is None
    two.close()


FULL = Finding(
    "check", "term", Span(3, 9), "actüal", "message", Severity.ERROR, "note", "url",
    (Fix(Span(3, 9), "text", "title", Safety.UNSAFE),), (Evidence("fact", "url"),),
    (Related("a.md", 1, 2, "here"), Related("b.md", 3, 4, "there")), "subject", ("one", "two"),
    False, "a.md", Location(1, 2, 3, 4, 5, 6, "line\u2028"), "print", "topic", "about",
)  # fmt: skip


def test_everything_is_kept_exactly():
    default = {field.name: field.default for field in fields(Finding)}
    assert [name for name in default if getattr(FULL, name) == default[name]] == []
    examined = Examined(
        (FULL, Finding("c", "", Span(0, 1), "x", "m", Severity.INFO, path="a.md")),
        (Usage("check", "group", "value", FULL, ("other",)),),
        3,
        (Problem("a.md", "message", 1, 2),),
    )
    assert codec.read(codec.write(examined), "a.md") == examined
    assert [field.name for field in fields(Examined)] == [
        "findings", "usages", "suppressed", "problems", "notices",
    ]  # fmt: skip


def test_nothing_is_kept_as_nothing():
    assert codec.write(Examined(())) == ""
    assert codec.read("", "a.md") == Examined(())
    with pytest.raises((ValueError, TypeError, KeyError)):
        codec.read("[[[1]], [], 0, [], []]", "a.md")
