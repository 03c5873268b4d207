"""Fixes as splices of bytes."""

from __future__ import annotations

from termcheck.core.finding import Fix
from termcheck.core.source import Span
from termcheck.fixer.splice import splice


def fix(start: int, end: int, text: str) -> Fix:
    return Fix(Span(start, end), text, "")


def test_fixes_that_touch_are_both_applied() -> None:
    one, two = fix(0, 3, "A"), fix(3, 6, "B")
    done = splice(b"abcdef", [two, one])
    assert (done.data, done.applied, done.left) == (b"AB", (one, two), ())


def test_of_two_that_overlap_the_first_wins() -> None:
    one, two = fix(0, 4, "A"), fix(3, 6, "B")
    done = splice(b"abcdef", [two, one])
    assert (done.data, done.applied, done.left) == (b"Aef", (one,), (two,))


def test_of_two_that_start_together_the_longer_wins() -> None:
    short, long = fix(1, 2, "S"), fix(1, 4, "L")
    done = splice(b"abcdef", [short, long])
    assert (done.data, done.applied, done.left) == (b"aLef", (long,), (short,))


def test_the_same_fix_twice_is_one() -> None:
    done = splice(b"abc", [fix(0, 1, "x"), fix(0, 1, "x")])
    assert (done.data, len(done.applied), done.left) == (b"xbc", 1, ())
