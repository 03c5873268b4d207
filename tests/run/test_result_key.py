"""A kept result is forgotten as soon as anything it depends on changes."""

from __future__ import annotations

import ast
import dataclasses
import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import termcheck
from termcheck.cache import objects
from termcheck.cache.versions import PACKAGES, versions
from termcheck.config.options import Options
from termcheck.config.project import Config
from termcheck.core.finding import Severity
from termcheck.run import result_key as keys
from termcheck.run.glossary_card import Card
from termcheck.run.plan import Plan
from termcheck.run.result_key import result_key

TODAY = datetime.date(2026, 11, 22)
OPTIONS = Options(today=TODAY)
CARD = Card("digest", "Title", "1", ["2026-12-01"], daily=False, terms={})
NO_READERS = {
    *("click", "mkdocs", "pygls", "lsprotocol", "starlette", "uvicorn", "anyio", "platformdirs"),
    *("docx", "pymdownx", "markdown", "watchfiles", "spacy"),
    *("onnx", "safetensors", "torch", "spdx_python_model"),
    *(
        "duckdb",
        "openpyxl",
        "pyarrow",
        "rdflib",
        "xlsxwriter",
        "vl_convert",
        "jinja2",
        "markupsafe",
    ),
    *("fsspec", "ray", "warcio", "docutils", "sphinx", "mcp", "mcp_types", "pydantic"),
}
"""Packages that show, serve, start, train or export; no finding comes of them."""
DISTRIBUTIONS = {"yaml": "pyyaml", "ahocorasick_rs": "ahocorasick-rs", "re2": "google-re2"}


def key(options: Options = OPTIONS, card: Card = CARD, grammar: str = "") -> str:
    keys._model_stamp.cache_clear()
    return result_key(options, card, grammar)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Ask anew what is installed."""
    for one in (versions, objects.code_stamp, keys._model_stamp):
        one.cache_clear()
    yield
    for one in (versions, objects.code_stamp, keys._model_stamp):
        one.cache_clear()


def other(value: object) -> object:
    """Return another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, datetime.date):
        return datetime.date(2026, 12, 2)
    if isinstance(value, int | float):
        return value + 1
    if value is None:
        return 0.5
    assert isinstance(value, tuple)
    return (*value, ("casing", Severity.INFO)) if value == () else (*value, "x")


@pytest.mark.parametrize("name", [one.name for one in dataclasses.fields(Options)])
def test_every_option_counts(name: str) -> None:
    changed = dataclasses.replace(OPTIONS, **{name: other(getattr(OPTIONS, name))})
    assert key(changed) != key()


def test_the_glossary_and_its_days_count() -> None:
    assert key(card=dataclasses.replace(CARD, digest="other")) != key()
    day = dataclasses.replace(OPTIONS, today=datetime.date(2026, 11, 30))
    assert key(day) == key()
    daily = dataclasses.replace(CARD, daily=True)
    assert key(day, daily) != key(OPTIONS, daily)


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_every_package_that_reads_counts(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    found = set()
    for version in ("1.0", "1.1"):
        info = tmp_path / f"{package.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        versions.cache_clear()
        objects.code_stamp.cache_clear()
        assert f"{package} {version}" in versions()
        found.add(key())
        info.rmdir()
    assert len(found) == 2


def test_the_versions_are_those_that_are_installed() -> None:
    from importlib.metadata import version

    told = dict(one.split(" ") for one in versions())
    assert told["numpy"] == version("numpy")
    assert told["pyyaml"] == version("PyYAML")
    assert {"pyromark", "turbohtml", "ahocorasick-rs"} <= set(told)


def test_no_package_that_reads_is_forgotten() -> None:
    folder = Path(termcheck.__file__).parent
    used: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                used |= {one.name.split(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.split(".")[0])
    strangers = used - set(sys.stdlib_module_names) - NO_READERS - {"termcheck"}
    names = {DISTRIBUTIONS.get(one, re.sub("[-_.]+", "-", one)) for one in strangers}
    assert names <= PACKAGES


def test_the_files_of_a_model_count(tmp_path: Path) -> None:
    model = tmp_path / "model"
    options = dataclasses.replace(OPTIONS, claims_model=str(model))
    found = [key(options)]
    model.mkdir()
    (model / "config.json").write_text("{}\n")
    found.append(key(options))
    (model / "weights").write_bytes(b"1")
    found.append(key(options))
    (model / "weights").write_bytes(b"22")
    found.append(key(options))
    (model / "weights").unlink()
    (model / "config.json").unlink()
    model.rmdir()
    assert key(options) == found[0]
    assert len(set(found)) == 4
    without = dataclasses.replace(options, claims=False)
    assert key(without) == key(without)


def test_which_languagetool_answers_counts(tmp_path: Path) -> None:
    def keys_of(**grammar: object) -> str:
        from termcheck.config.grammar import GrammarConfig

        config = Config(
            glossary=("tech-writing",),
            cache=False,
            grammar=GrammarConfig(jars=str(tmp_path), **grammar),  # type: ignore[arg-type]
        )
        plan = Plan(config, TODAY)
        plan.index("")
        return plan.keys[0]

    off = Plan(Config(glossary=("tech-writing",), cache=False), TODAY)
    off.index("")
    plain = keys_of()
    assert plain != off.keys[0]
    assert keys_of(rules=("A_RULE",)) != plain
    assert keys_of(categories=("STYLE",)) != plain
    (tmp_path / "languagetool-server.jar").write_bytes(b"jar")
    (tmp_path / "languagetool-core-6.5.jar").write_bytes(b"jar")
    assert keys_of() != plain


def test_a_plan_asks_nobody_before_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("a constructor reads nothing and asks nobody")

    for name in ("open", "stat", "listdir", "scandir"):
        monkeypatch.setattr(f"os.{name}", asked)
    monkeypatch.setattr("socket.socket", asked)
    Plan(Config(glossary=("nowhere.yml",), grammar=True, root="/nowhere"), TODAY)
