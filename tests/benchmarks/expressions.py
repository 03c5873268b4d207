"""Which regular expressions of termcheck take more than linear time on a text made against them.

    python tests/benchmarks/expressions.py [--limit EXPONENT] [--size BYTES]

Every compiled expression in the modules is taken apart; what it looks for, in whole and up to each
of its parts, is repeated without what would end it. The time of a search through such a text is
measured at growing lengths. An expression is listed where it grows faster than `--limit`, with the
worst text. That it is listed does not yet make it slow: many only ever see a short text.
"""

from __future__ import annotations

import argparse
import importlib
import math
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from re import _constants as names
from re import _parser as parser
from typing import Any

import termcheck
from termcheck.core.patterns import LazyPattern

PATIENCE = 2.0
"""Seconds after which a search is given up."""


class _TooLongError(Exception):
    pass


def _give_up(*_: object) -> None:
    raise _TooLongError


def expressions() -> dict[str, re.Pattern[Any]]:
    """Return every expression that is a module's or a class's, by where it stands."""
    found: dict[str, re.Pattern[Any]] = {}
    seen: set[int] = set()
    for info in pkgutil.walk_packages(termcheck.__path__, "termcheck."):
        if "__main__" in info.name:
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for inner, one in _inside(name, value):
                if id(one) not in seen:
                    seen.add(id(one))
                    found[f"{info.name}.{inner}"] = one
    return found


def _inside(name: str, value: object) -> Iterator[tuple[str, re.Pattern[Any]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, LazyPattern):
        yield name, re.compile(value.pattern, value.flags)
    elif isinstance(value, (tuple, list)):
        for index, one in enumerate(value):
            yield from _inside(f"{name}[{index}]", one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _inside(f"{name}[{key!r}]", one)


def _char(items: Any) -> str:
    """Return a character of a set, a rare one rather than a common one."""
    negated = bool(items) and items[0][0] is names.NEGATE
    taken = [chr(code) for code in range(1, 128)]
    order = "ax1 \t-_:'\".,;(){}[]<>*`/&|=#$\n"
    ordered = [c for c in order if c in taken] + [c for c in taken if c not in order]
    for char in ordered:
        if _in_set(char, items) != negated:
            return char
    first = next((value for op, value in items if op is names.LITERAL), None)
    if first is None:
        first = next((value[0] for op, value in items if op is names.RANGE), 97)
    return chr(first)


def _in_set(char: str, items: Any) -> bool:
    for op, value in items:
        if op is names.LITERAL and ord(char) == value:
            return True
        if op is names.RANGE and value[0] <= ord(char) <= value[1]:
            return True
        if op is names.CATEGORY:
            hit = {
                names.CATEGORY_DIGIT: char.isdigit(),
                names.CATEGORY_NOT_DIGIT: not char.isdigit(),
                names.CATEGORY_SPACE: char.isspace(),
                names.CATEGORY_NOT_SPACE: not char.isspace(),
                names.CATEGORY_WORD: char.isalnum() or char == "_",
                names.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
            }[value]
            if hit:
                return True
    return False


def _sample(nodes: Any, groups: dict[int, str]) -> str:
    return "".join(_one(op, value, groups) for op, value in nodes)


def _one(op: Any, value: Any, groups: dict[int, str]) -> str:  # noqa: PLR0911
    if op is names.LITERAL:
        return chr(value)
    if op is names.NOT_LITERAL:
        return "a" if value != 97 else "b"
    if op is names.ANY:
        return "a"
    if op is names.IN:
        return _char(value)
    if op is names.BRANCH:
        return _sample(value[1][0], groups)
    if op is names.SUBPATTERN:
        text = _sample(value[3], groups)
        if value[0] is not None:
            groups[value[0]] = text
        return text
    if op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
        low, high, inner = value
        return _sample(inner, groups) * max(low, 1 if high else 0)
    if op is names.ATOMIC_GROUP:
        return _sample(value, groups)
    if op is names.GROUPREF:
        return groups.get(value, "")
    if op is names.ASSERT and value[0] > 0:
        return ""
    return ""


def _pieces(nodes: Any) -> Iterator[str]:
    """Yield texts worth repeating: every run of parts of a sequence, and of what is inside."""
    items = list(nodes)
    for first in range(len(items)):
        text = ""
        groups: dict[int, str] = {}
        for op, value in items[first : first + 12]:
            text += _one(op, value, groups)
            if text:
                yield text
        op, value = items[first]
        if op is names.BRANCH:
            for branch in value[1]:
                if _repeats(branch):
                    yield from _pieces(branch)
        elif op is names.SUBPATTERN:
            yield from _pieces(value[3])
        elif op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            yield from _pieces(value[2])
        elif op is names.ATOMIC_GROUP:
            yield from _pieces(value)
        elif op in (names.ASSERT, names.ASSERT_NOT):
            yield from _pieces(value[1])


def _repeats(nodes: Any) -> bool:
    """Return whether a sequence holds a repetition of many."""
    return any(
        (op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT) and value[1] > 20)
        or (op is names.BRANCH and any(map(_repeats, value[1])))
        or (op is names.SUBPATTERN and _repeats(value[3]))
        or (op is names.ATOMIC_GROUP and _repeats(value))
        or (
            op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT)
            and _repeats(value[2])
        )
        or (op in (names.ASSERT, names.ASSERT_NOT) and _repeats(value[1]))
        for op, value in nodes
    )


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield texts against an expression: beginning, what is repeated, end."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(source, bytes) else 0)
    if not _repeats(tree):
        return
    pieces = list(dict.fromkeys(_pieces(tree)))
    for piece in pieces:
        yield "", piece, "\x00"
        if len(piece) == 1:
            # One character repeated: after each way the expression can begin.
            for head in pieces:
                yield head, piece, "\x00"


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Return the processor time of going through a text, `PATIENCE` if it takes longer."""
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    start = time.process_time()
    try:
        for _ in pattern.finditer(given):
            pass
    except _TooLongError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - start


def worst(pattern: re.Pattern[Any], size: int) -> tuple[float, float, str]:
    """Return exponent, seconds and text of the slowest attack on an expression."""
    slowest = (0.0, 0.0, "")
    for head, piece, end in attacks(pattern):

        def made(length: int, head: str = head, piece: str = piece, end: str = end) -> str:
            return head + piece * (length // len(piece) + 1) + end

        first = seconds(pattern, made(size // 4))
        if first < 0.0015:
            continue
        last = seconds(pattern, made(size))
        slope = math.log(max(last, 1e-7) / max(first, 1e-7)) / math.log(4)
        if last > slowest[1] and slope > 1.3:
            slowest = (slope, last, f"{head!r} + {piece!r} * n + {end!r}")
    return slowest


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", help="parts of names; all if none is given")
    options.add_argument("--limit", type=float, default=1.3)
    options.add_argument("--size", type=int, default=8000)
    given = options.parse_args()
    signal.signal(signal.SIGALRM, _give_up)
    found = expressions()
    for name, pattern in found.items():
        if given.names and not any(part in name for part in given.names):
            continue
        slope, taken, text = worst(pattern, given.size)
        if slope > given.limit:
            print(f"{name:55} {slope:5.2f} {taken:7.3f} s  {text}", flush=True)
    print(f"{len(found)} expressions")


if __name__ == "__main__":
    main()
