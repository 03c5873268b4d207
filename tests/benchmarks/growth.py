"""How the time of a check grows with a text that is made to be slow: one exponent a shape.

    python tests/benchmarks/growth.py [SHAPE…] [--size BYTES] [--json]

Every shape is one text repeated; it is checked at four sizes, each twice the one before, up to
`--size`, and the exponent is the slope of processor time against length, both as logarithms: 1 is a
time that is proportional to the length, 2 one that is squared with it. Nothing is written.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from termcheck import Checker, Config, Source

STEPS = 4


@dataclass(frozen=True)
class Shape:
    """A text that grows: `make(n)` repeats its unit `n` times."""

    path: str
    make: Callable[[int], str]


def _repeat(path: str, unit: str, end: str = "") -> Shape:
    return Shape(path, lambda n: unit * n + end)


def _letters(n: int) -> str:
    """Return a name no glossary has, another one for each number."""
    return "".join(chr(97 + int(digit)) for digit in str(n)) + "ix"


SHAPES: Mapping[str, Shape] = {
    "adoc links that do not end": _repeat("a.adoc", "link:x[", " whitelist"),
    "adoc references that do not end": _repeat("a.adoc", "xref:a[ ", " whitelist"),
    "adoc addresses that do not end": _repeat("a.adoc", "http://x[", " whitelist"),
    "adoc anchors that do not end": _repeat("a.adoc", "<<a,", " whitelist"),
    "adoc braces that do not end": _repeat("a.adoc", "{a ", " whitelist"),
    "adoc strong": _repeat("a.adoc", "*whitelist "),
    "adoc emphasis": _repeat("a.adoc", "_whitelist "),
    "adoc code": _repeat("a.adoc", "`a` ``b whitelist "),
    "md code spans": _repeat("a.md", "`whitelist ``x  "),
    "md comments on their lines": Shape(
        "a.md", lambda n: "A whitelist here. <!-- termcheck: ignore -->\n" * n
    ),
    "md comments that switch off": Shape(
        "a.md", lambda n: "A whitelist here.\n\n<!-- termcheck: off -->\n\n" * n
    ),
    "md comments that switch off and on": Shape(
        "a.md",
        lambda n: (
            "".join(f"A whitelist.\n\n<!-- termcheck: off a{i} -->\n\n" for i in range(n))
            + "<!-- termcheck: on a1 -->\n\n" * n
        ),
    ),
    "md comments with unknown ids": Shape(
        "a.md",
        lambda n: (
            "A whitelist.\n\n<!-- termcheck: ignore "
            + " ".join(_letters(i) for i in range(n))
            + " -->\n\nText.\n"
        ),
    ),
    "mdx attributes in attributes": _repeat("a.mdx", "<A b={<B c={", "\n\nwhitelist"),
    "mdx strings in braces": _repeat("a.mdx", "{'whitelist \" "),
    "mdx braces": _repeat("a.mdx", "{ whitelist "),
    "md strong": _repeat("a.md", "**whitelist* "),
    "md emphasis": _repeat("a.md", "*whitelist* "),
    "md links": _repeat("a.md", "[whitelist](x) "),
    "md links that do not end": _repeat("a.md", "[whitelist]( "),
    "md images": _repeat("a.md", "![whitelist](x 'y') "),
    "rst backticks": _repeat("a.rst", "`whitelist "),
    "rst double backticks": _repeat("a.rst", "``whitelist` "),
    "rst roles": _repeat("a.rst", ":term:`whitelist <"),
    "rst roles alone": _repeat("a.rst", ":a:`x "),
    "rst pipes": _repeat("a.rst", "|whitelist "),
    "rst strong": _repeat("a.rst", "**whitelist "),
    "rst emphasis": _repeat("a.rst", "*whitelist "),
    "md dollars": _repeat("a.md", "$ whitelist $ "),
    "md double dollars": _repeat("a.md", "$$ whitelist "),
    "qmd dollars": _repeat("a.qmd", "$x$ whitelist $ "),
    "claims of a list": Shape(
        "claims.md",
        lambda n: ", ".join(f"Llama {i}" for i in range(n)) + " and Bloom are open source AI.",
    ),
    "md footnotes": Shape("a.md", lambda n: "A whitelist[^1] here. " * n + "\n\n[^1]: Note.\n"),
    "md footnotes of their own": Shape(
        "a.md",
        lambda n: (
            "".join(f"A whitelist[^{i}] here. " for i in range(n))
            + "\n\n"
            + "".join(f"[^{i}]: A note.\n" for i in range(n))
        ),
    ),
    **{
        f"{suffix} sentences on one line": _repeat(
            f"a.{suffix}", "Put it on the whitelist, and do it at once, please. "
        )
        for suffix in ("md", "txt", "rst", "adoc", "html")
    },
    "html without breaks": _repeat(
        "a.html", "<p>A <b>whitelist</b> of <a href='x' title='whitelist'>it</a> &amp; so on</p>"
    ),
    "html inline": _repeat("a.html", "<b>whitelist</b> &amp; <i title='whitelist'>x</i> "),
    "md inline html": _repeat("a.md", "<b>whitelist</b> <i title='whitelist'>x "),
    "soft hyphens": _repeat("a.md", "The white\u00adlist is a li\u00adst of wo\u00adrds. "),
    "zero-width spaces": _repeat("a.md", "The white\u200blist is a list of wo\u200brds. "),
    "byte order marks": _repeat("a.md", "The white \ufeff list is a list. "),
    "entities": _repeat("a.md", "The white&shy;list &amp; more. "),
    "quotations": _repeat("a.md", 'He said "whitelist it" and "more. '),
    "quotations that do not end": _repeat("a.md", "'whitelist “it «now "),
    "capitals": _repeat("a.md", "WHITELIST Whitelist wHITELIST. "),
    "identifiers": _repeat("a.md", "a/whitelist/b whitelist.py --whitelist "),
    "one long word": _repeat("a.md", "whitelist"),
    "hyphens": _repeat("a.md", "white-list-"),
    "titles": _repeat("a.md", "# Whitelist\n\nText of a whitelist.\n\n"),
    "table cells": Shape("a.md", lambda n: "| a | b |\n|---|---|\n" + "| whitelist | b |\n" * n),
    "one table row": Shape(
        "a.md", lambda n: "| a " * n + "|\n" + "|---" * n + "|\n" + "| whitelist " * n + "|\n"
    ),
    "lists in lists": Shape(
        "a.md", lambda n: "".join("  " * (i % 40) + "- whitelist\n" for i in range(n))
    ),
    "quotes in quotes": Shape("a.md", lambda n: "> " * n + "whitelist\n"),
    "templates": _repeat("a.md", "{{ a }} whitelist {% b %} {{ "),
    "attribute lists": _repeat("a.md", "whitelist {: .a b=c "),
    "emoji": _repeat("a.md", ":a: whitelist :b "),
    "keys": _repeat("a.md", "++a+whitelist "),
    "addresses": _repeat("a.md", "https://a.b/whitelist whitelist a@b.whitelist "),
    "myst roles": _repeat("a.md", "{term}`whitelist <x> "),
    "references": Shape(
        "a.md",
        lambda n: (
            "".join(f"[whitelist][{i}] " for i in range(n))
            + "\n\n"
            + "".join(f"[{i}]: x 'whitelist'\n" for i in range(n))
        ),
    ),
    "abbreviations": Shape("a.md", lambda n: "whitelist (WL) and WL. " * n),
    "containers": _repeat("a.md", "::: note\nwhitelist\n\n"),
    "admonitions": _repeat("a.md", '!!! note "whitelist"\n    whitelist\n\n'),
    "notebook cells": Shape(
        "a.ipynb",
        lambda n: json.dumps(
            {
                "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["A whitelist.\n"]}]
                * n,
                "metadata": {},
                "nbformat": 4,
                "nbformat_minor": 5,
            }
        ),
    ),
    "front matter": Shape("a.md", lambda n: "---\ntitle: a whitelist\n" + "---\n\nwhitelist\n" * n),
}


def seconds(checker: Checker, path: str, text: str) -> float:
    """Return the processor time of one check, the better of two where it is short."""
    source = Source(path, text.encode())
    taken = []
    while not taken or (sum(taken) < 0.2 and len(taken) < 3):
        start = time.process_time()
        checker.check(source)
        taken.append(time.process_time() - start)
    return min(taken)


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the line through the logarithms of some lengths and times."""
    xs = [math.log(length) for length, _ in points]
    ys = [math.log(max(taken, 1e-6)) for _, taken in points]
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - middle) ** 2 for x in xs)
    return sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True)) / over


def measure(checker: Checker, shape: Shape, size: int) -> list[tuple[int, float]]:
    """Return length in bytes and seconds of a shape at four sizes, the last about `size` bytes."""
    unit = max(1, (len(shape.make(64).encode()) - len(shape.make(32).encode())) // 32)
    counts = [max(2, size // unit >> step) for step in reversed(range(STEPS))]
    points = []
    for count in counts:
        text = shape.make(count)
        points.append((len(text.encode()), seconds(checker, shape.path, text)))
    return points


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*", help="parts of names; all if none is given")
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    checker = Checker(Config(glossary=("ai-openness", "tech-writing"), cache=False))
    checker.check(Source("warm.md", b"Llama 3.1 is open source AI, and on the whitelist."))
    for name, shape in SHAPES.items():
        if given.shapes and not any(part in name for part in given.shapes):
            continue
        points = measure(checker, shape, given.size)
        slope = exponent(points)
        if given.json:
            print(json.dumps({"shape": name, "exponent": round(slope, 2), "points": points}))
        else:
            length, taken = points[-1]
            per = 1e6 * taken / length
            print(
                f"{name:40} {slope:5.2f} {length / 1000:8.0f} KB {taken:8.2f} s {per:8.2f} µs/B",
                flush=True,
            )


if __name__ == "__main__":
    main()
