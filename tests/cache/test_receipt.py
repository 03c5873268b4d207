"""A receipt holds as long as nothing has changed that a run rested on."""

from __future__ import annotations

import datetime
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from termcheck.cache import receipt as receipts
from termcheck.cache.receipt import Receipt, RestsOn, RunPages, leave

TODAY = datetime.date.today()


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Receipt]:
    """Leave a receipt of a run over two pages, and return it as the next run finds it."""
    monkeypatch.setattr("termcheck.cache.stat.RACE", -(10**12))
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    for name in ("words.yml", "a.md", "b.md", "folder/x.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n")
    (tmp_path / ".git").mkdir()

    def leave_and_find(days: tuple[str, ...] = ()) -> Receipt:
        found = Receipt.of(str(tmp_path), "glossary=x")
        assert found is not None
        assert not found.holds
        rests_on = RestsOn(
            files=[str(tmp_path / "words.yml"), str(tmp_path / "folder")],
            there=[str(tmp_path / ".git")],
            missing=[str(tmp_path / "termcheck.toml")],
            days=days,
        )
        pages = RunPages(
            files=[str(tmp_path / "a.md"), str(tmp_path / "b.md")],
            texts={str(tmp_path / "made.md"): b"made"},
            left_out=[str(tmp_path / "out.md")],
        )
        leave(found.place, rests_on, pages, {"known": 2}, time.time_ns())
        return again(tmp_path)

    return leave_and_find


def again(root: Path, *names: str) -> Receipt:
    found = Receipt.of(str(root), *(names or ("glossary=x",)))
    assert found is not None
    return found


def test_nothing_changed(left: Callable[..., Receipt], tmp_path: Path) -> None:
    found = left()
    assert found.holds
    pages = [str(tmp_path / name) for name in ("a.md", "b.md")]
    assert found.taken == {*pages, str(tmp_path / "made.md")}
    assert all(map(found.is_same, pages))
    assert found.is_same(str(tmp_path / "made.md"), b"made")
    assert found.leaves_out(str(tmp_path / "out.md"))
    assert found.counts == {"known": 2}
    # Touched, or checked out anew: the same content is the same.
    for name in ("words.yml", "a.md", "folder"):
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / "folder" / "page.md").write_text("no file of a glossary\n")
    found = again(tmp_path)
    assert found.holds
    assert all(map(found.is_same, pages))


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "words.yml").write_text("other\n"),
        lambda root: (root / "words.yml").unlink(),
        lambda root: (root / "folder" / "y.yml").write_text("new\n"),
        lambda root: (root / ".git").rmdir(),
        lambda root: (root / "termcheck.toml").write_text(""),
        lambda root: (root / "termcheck.toml").symlink_to("nowhere"),
    ],
    ids=["changed", "gone", "added to a folder", "no repository", "configured", "linked"],
)
def test_what_it_rested_on_changed(
    left: Callable[..., Receipt], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    assert left().holds
    change(tmp_path)
    found = again(tmp_path)
    assert not found.holds
    assert not found.is_same(str(tmp_path / "a.md"))
    assert not found.leaves_out(str(tmp_path / "out.md"))
    assert found.counts == {}


@pytest.mark.parametrize("name", receipts._ENVIRONMENT)
def test_it_is_of_one_environment(
    left: Callable[..., Receipt], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert left().holds
    assert not again(tmp_path, "glossary=y").holds
    monkeypatch.setenv(name, "/elsewhere")
    assert not again(tmp_path).holds


@pytest.mark.parametrize(("left_on", "holds"), [(-2, True), (-1, True), (-3, False), (1, False)])
def test_a_day_has_come(
    left: Callable[..., Receipt], tmp_path: Path, left_on: int, holds: bool
) -> None:
    found = left((str(TODAY - datetime.timedelta(days=2)),))
    path = Path(found.place.path)
    told = json.loads(path.read_text())
    told["day"] = str(TODAY + datetime.timedelta(days=left_on))
    path.write_text(json.dumps(told))
    assert again(tmp_path).holds == holds


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "a.md").write_text("other\n"),
        lambda root: (root / "a.md").unlink(),
        lambda root: (root / "a.md").rename(root / "c.md") and (root / "a.md").symlink_to("c.md"),
    ],
    ids=["changed", "gone", "a link"],
)
def test_a_page_that_changed(
    left: Callable[..., Receipt], tmp_path: Path, change: Callable[[Path], object]
) -> None:
    found = left()
    change(tmp_path)
    assert not found.is_same(str(tmp_path / "a.md"))
    assert found.is_same(str(tmp_path / "b.md"))
    assert not found.is_same(str(tmp_path / "made.md"), b"made otherwise")
    assert not found.is_same(str(tmp_path / "new.md"))


@pytest.mark.parametrize("junk", ["", "[]", "{}", '{"day": 1}', '{"files": 3}'])
def test_junk_is_no_receipt(left: Callable[..., Receipt], tmp_path: Path, junk: str) -> None:
    Path(left().place.path).write_text(junk)
    assert not again(tmp_path).holds


def test_what_was_changed_a_moment_ago_may_change_again(
    left: Callable[..., Receipt], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("termcheck.cache.stat.RACE", 10**12)
    assert not left().holds


def test_without_a_cache_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMCHECK_CACHE_DIR", "")
    assert Receipt.of(str(tmp_path)) is None
