"""Which model reads claims: the shipped one, or that of a folder, or none with one clear notice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.claims.encoding import Encoded
from termcheck.claims.model_files import SHIPPED
from termcheck.claims.network import CARD, NETWORK, VOCABULARY, Network
from termcheck.config.load import load_config
from termcheck.core.report import Report

PAGE = {"page.md": b"Llama 3.1 is open source."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project that is trusted, with a copy of the shipped model in it."""
    monkeypatch.setenv("TERMCHECK_TRUST", "*")
    shutil.copytree(SHIPPED, tmp_path / "model")
    return tmp_path


def checked(folder: Path, model: str) -> Report:
    (folder / "termcheck.toml").write_text(f"claims-model = '{model}'\n", "utf-8")
    config = load_config(folder / "termcheck.toml")
    return Checker(config).run(texts=PAGE, remember=False)


def change(folder: Path, **keys: object) -> None:
    path = folder / "model" / CARD
    card = json.loads(path.read_text("utf-8")) | keys
    path.write_text(json.dumps({key: one for key, one in card.items() if one is not None}))


def test_the_folder_of_a_model_is_found_beside_the_configuration(folder: Path) -> None:
    report = checked(folder, "model")
    assert [one.check for one in report.findings] == ["contradicted-claim"]
    assert not report.notices


def test_a_model_says_from_which_confidence_on_it_is_heard(folder: Path) -> None:
    change(folder, threshold=1.0)
    assert not list(checked(folder, "model").findings)


def test_what_is_no_model_gives_one_notice(folder: Path) -> None:
    report = checked(folder, "gone")
    assert not list(report.findings)
    assert not report.problems
    [notice] = report.notices
    assert "there is no model that reads claims in `" in notice


@pytest.mark.parametrize("name", [NETWORK, VOCABULARY])
def test_a_file_that_was_changed_is_not_read(folder: Path, name: str) -> None:
    with (folder / "model" / name).open("ab") as file:
        file.write(b"x")
    [notice] = checked(folder, "model").notices
    assert f"{name}` is not the file `{CARD}` speaks of" in notice


@pytest.mark.parametrize("key", ["threshold", "stances", "sha256"])
def test_a_card_has_to_be_whole(folder: Path, key: str) -> None:
    change(folder, **{key: None})
    [notice] = checked(folder, "model").notices
    assert f"{CARD}` has no `{key}`" in notice


def test_what_ships_is_small_and_is_what_its_card_says() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) < 30_000_000
    assert Network(SHIPPED).language == "en"


def test_the_runtime_of_the_model_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(PAGE["page.md"])
    # Where CI is set, or tests of its own run, the runtime counts nothing of itself.
    unset = {"CI", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS"}
    home = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "termcheck", "check", "page.md"],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if key not in unset} | home,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "contradicted-claim" in done.stdout
    left = [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert not [file for file in left if "termcheck" not in file.parts]


def test_how_many_threads_answer_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = [
        Encoded((101, *range(1996, 1996 + size), 102), (None,) * (size + 2), 1, size)
        for size in (1, 30, 117, 254)
    ]
    together = [Network(SHIPPED).ask(window) for window in windows]
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    for one, window in zip(together, windows, strict=True):
        alone = Network(SHIPPED).ask(window)
        assert (alone.stance, alone.about) == (one.stance, one.about)
        assert alone.tokens.tobytes() == one.tokens.tobytes()
