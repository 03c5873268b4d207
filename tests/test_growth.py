"""Work in a paragraph grows with its length and not with its square: counted, not timed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from termcheck import Checker, Config, Source

GROWTH = Path(__file__).parent / "benchmarks" / "growth.py"
_spec = importlib.util.spec_from_file_location("growth", GROWTH)
assert _spec is not None
assert _spec.loader is not None
growth: Any = importlib.util.module_from_spec(_spec)
sys.modules["growth"] = growth
_spec.loader.exec_module(growth)

SIZE = 6000
COUNTED = (
    "adoc strong", "adoc links that do not end", "md code spans", "md comments on their lines",
    "md comments that switch off", "md comments that switch off and on", "md double dollars",
    "md footnotes", "md sentences on one line", "md strong", "mdx strings in braces",
    "quotations", "rst backticks", "rst pipes", "soft hyphens", "zero-width spaces",
)  # fmt: skip
ENDLESS = (
    "adoc links that do not end", "adoc references that do not end", "adoc anchors that do not end",
    "adoc addresses that do not end", "mdx attributes in attributes", "rst roles",
    "rst roles alone",
)  # fmt: skip
"""Texts in which something begins again and again and never ends."""


@pytest.fixture(scope="module")
def checker() -> Checker:
    made = Checker(Config(glossary=("tech-writing",), claims=False, cache=False))
    made.check(Source("warm.md", b"Put it on the whitelist."))
    return made


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of termcheck run."""
    count = 0

    def local(_frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, _event: str, _arg: object) -> Any:
        return local if "termcheck" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("name", COUNTED)
def test_twice_the_text_is_twice_the_work(checker: Checker, name: str) -> None:
    shape = growth.SHAPES[name]
    unit = (len(shape.make(64).encode()) - len(shape.make(32).encode())) / 32
    counts = []
    for size in (SIZE, 2 * SIZE):
        source = Source(shape.path, shape.make(int(size / unit)).encode())
        checker.check(source)
        counts.append(lines_run(lambda source=source: checker.check(source)))
    assert counts[1] < 2.3 * counts[0]


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_read(checker: Checker, name: str) -> None:
    """Fifty kilobytes of which an expression that looks to the end each time never gets through."""
    shape = growth.SHAPES[name]
    text = shape.make(50_000 // len(shape.make(1))) + "\n\nThe whitelist at the end.\n"
    found = checker.check(Source(shape.path, text.encode()))
    assert found[-1].actual == "whitelist"
