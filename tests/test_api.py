"""The public API stays small, sorted, documented and cheap to import."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import termcheck

ROOT = Path(__file__).resolve().parent.parent
MOST = 26
"""Names there may be besides the version; a new one replaces an old one, or has a good reason."""


def test_all_is_sorted_and_small() -> None:
    names = list(termcheck.__all__)
    assert names == sorted(set(names), key=lambda name: (not name.isupper(), name))
    assert 0 < len(names) - 1 <= MOST


@pytest.mark.parametrize("name", termcheck.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    thing = getattr(termcheck, name)
    if name.startswith("__"):
        return
    if isinstance(thing, Mapping):
        assert thing
        return
    assert inspect.isclass(thing) or callable(thing)
    doc = inspect.getdoc(thing) or ""
    assert doc.split("\n")[0].endswith((".", ":")), f"{name}: the first line is a sentence"


@pytest.mark.parametrize("name", termcheck.__all__)
def test_public_functions_say_what_they_take_and_give(name: str) -> None:
    thing = getattr(termcheck, name)
    if not inspect.isfunction(thing):
        return
    signature = inspect.signature(thing)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(
        one.annotation is not inspect.Parameter.empty for one in signature.parameters.values()
    )


def test_dir_lists_every_name() -> None:
    assert set(termcheck.__all__) <= set(dir(termcheck))


def test_unknown_names_fail_as_usual() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = termcheck.no_such_name  # type: ignore[attr-defined]


def test_import_alone_loads_nothing() -> None:
    code = "import sys, termcheck; print(*sorted(m for m in sys.modules if 'termcheck' in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [one for one in done.stdout.split() if not one.startswith("_")]
    assert set(loaded) <= {"termcheck", "termcheck._version"}


def test_version_is_one() -> None:
    text = (ROOT / "termcheck" / "_version.py").read_text("utf-8")
    match = re.search(r'"(\d+\.\d+\.\d+[^"]*)"', text)
    assert match is not None
    assert termcheck.__version__ == match[1]


def test_package_is_typed() -> None:
    assert (ROOT / "termcheck" / "py.typed").exists()
