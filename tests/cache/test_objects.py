"""Values kept between runs."""

import gc
import os
import pickle
import stat
import sys
from pathlib import Path

import pytest

from termcheck.cache import objects
from termcheck.cache.objects import cached, digest
from termcheck.core.user_folders import cache_home, config_home


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "deep" / "cache"
    monkeypatch.setenv(objects.FOLDER_VARIABLE, str(path))
    return path


class Maker:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> list[int]:
        self.calls += 1
        return [self.calls]


def test_made_once_for_each_key(folder: Path) -> None:
    make = Maker()
    assert [cached("a", "1", make), cached("a", "1", make), cached("a", "2", make)] == [
        [1],
        [1],
        [2],
    ]
    assert cached("b", "1", make) == [3]


def test_the_folder_is_private(folder: Path) -> None:
    cached("a", "1", Maker())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_others_can_write_to_is_not_trusted(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    make = Maker()
    cached("a", "1", make)
    assert cached("a", "1", make) == [2]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a pickle", pickle.dumps([1])[:-1]])
def test_a_broken_entry_is_made_again(folder: Path, content: bytes) -> None:
    make = Maker()
    cached("a", "1", make)
    (entry,) = folder.iterdir()
    entry.write_bytes(content)
    assert cached("a", "1", make) == [2]
    assert cached("a", "1", make) == [2]


def test_what_cannot_be_pickled_is_returned_all_the_same(folder: Path) -> None:
    value = cached("a", "1", lambda: lambda: 7)
    assert value() == 7
    assert list(folder.iterdir()) == []


def test_an_error_of_the_maker_is_raised_and_not_kept(folder: Path) -> None:
    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        cached("a", "1", fail)
    assert cached("a", "1", lambda: 1) == 1


def test_old_entries_go(folder: Path) -> None:
    for number in range(objects.KEPT + 3):
        cached("a", str(number), Maker())
        (newest,) = [one for one in folder.iterdir() if one.stat().st_mtime > 1_000_000_000]
        os.utime(newest, (number, number))
    assert len(list(folder.iterdir())) <= objects.KEPT + 1


def test_what_is_used_stays(folder: Path) -> None:
    make = Maker()
    cached("a", "used", make)
    (entry,) = folder.iterdir()
    for number in range(objects.KEPT + 3):
        os.utime(entry, (0, 0))
        cached("a", "used", make)
        cached("a", str(number), Maker())
    assert make.calls == 1


def test_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(objects.FOLDER_VARIABLE, "")
    make = Maker()
    cached("a", "1", make)
    assert cached("a", "1", make) == [2]


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(objects.FOLDER_VARIABLE, str(tmp_path / "file" / "cache"))
    assert cached("a", "1", Maker()) == [1]


def test_borders_count_in_a_digest() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
    assert digest([b"ab"]) == digest([b"ab"])


def stamp_of(package: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the stamp that termcheck would have if it lay there."""
    monkeypatch.setattr(objects, "_PACKAGE", package)
    for kept in (objects.code_stamp, objects._record):
        kept.cache_clear()
    made = objects.code_stamp()
    monkeypatch.undo()
    for kept in (objects.code_stamp, objects._record):
        kept.cache_clear()
    return made


def test_the_stamp_changes_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "termcheck"
    package.mkdir()
    stamps = []
    for text in ("a = 1\n", "a = 12\n"):
        (package / "other.py").write_text(text)
        stamps.append(stamp_of(package, monkeypatch))
    assert stamps[0] != stamps[1]


def test_of_what_is_installed_the_record_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = []
    for folder, code, name in (
        ("a", "1", "termcheck-1.0"),
        ("b", "1", "termcheck-1.0"),
        ("c", "2", "termcheck-1.0"),
        ("d", "1", "termcheck_core-1.0"),
    ):
        package = tmp_path / folder / "termcheck"
        package.mkdir(parents=True)
        (package / "code.py").write_text(f"a = {code}\n")
        info = package.parent / f"{name}.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(f"termcheck/__init__.py,a,1\ntermcheck/code.py,{code},6\n")
        stamps.append(stamp_of(package, monkeypatch))
    # Installed again elsewhere or later, it is the same.
    assert stamps[0] == stamps[1] == stamps[3] != stamps[2]
    # Of two that share a folder neither says what lies there, nor does that of another package.
    for other in ("termcheck_core-1.1", "termcheck_rules-1.0"):
        info = tmp_path / "a" / f"{other}.dist-info"
        info.mkdir()
        whole = "termcheck/__init__.py,a,1\n" if "core" in other else "termcheck_rules/a.py,a,1\n"
        (info / "RECORD").write_text(whole)
        alone = stamp_of(tmp_path / "a" / "termcheck", monkeypatch)
        assert (alone == stamps[0]) == ("core" not in other)
        (info / "RECORD").unlink()
        info.rmdir()


def test_no_garbage_is_looked_for_while_values_are_made(folder: Path) -> None:
    sweeps: list[str] = []

    def make() -> int:
        values = [{"n": [n]} for n in range(20_000)]
        return len(values) * len(sweeps)

    gc.callbacks.append(lambda phase, info: sweeps.append(phase))
    try:
        assert cached("test", "many", make) == 0
    finally:
        gc.callbacks.pop()
    assert gc.isenabled()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is asked itself")
@pytest.mark.parametrize("given", [None, "", " ", "/x/cache", "~/cache", "rel/cache"])
def test_the_users_folders_are_those_platformdirs_says(
    given: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import platformdirs

    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if given is not None:
            monkeypatch.setenv(variable, given)
    for told, said in (
        (cache_home(), platformdirs.user_cache_dir("termcheck", appauthor=False)),
        (config_home(), platformdirs.user_config_dir("termcheck", appauthor=False)),
    ):
        assert Path(told) == Path(said)
