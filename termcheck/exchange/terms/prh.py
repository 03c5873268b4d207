"""Rules of prh, the proofreading helper: what is expected, and the patterns it stands for.

Format: https://github.com/prh/prh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from termcheck.core.errors import GlossaryError
from termcheck.exchange.terms.found import LeftOut, TermsFound
from termcheck.exchange.terms.swaps import Swap, terms_of
from termcheck.glossary.entries import items
from termcheck.glossary.model import Example
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

_REGEXP = re.compile(r"/(?P<body>.*)/(?P<flags>[a-z]*)\Z", re.DOTALL)


def read_prh(text: str, path: str) -> TermsFound:
    """Return what a file of rules says.

    Files it imports are told, to be given too. Raises `GlossaryError` with file, line and column
    for another format.
    """
    root = parse_yaml(text, path, GlossaryError)
    if not isinstance(root.value, dict) or not root.value.keys() & {"rules", "imports"}:
        raise root.error("no file of prh: it has no `rules`")
    swaps = [swap for rule in items(root.value.get("rules")) for swap in _swaps(rule)]
    found = terms_of(swaps)
    imports = (
        LeftOut(path, node.line, str(node.plain()), "imported, give the file too")
        for node in items(root.value.get("imports"))
    )
    return replace(found, left_out=(*imports, *found.left_out))


def _swaps(rule: Node) -> Iterator[Swap]:
    if isinstance(rule.value, str):
        yield Swap(rule.value, (rule.value,), rule.path, rule.line, is_pattern=False)
        return
    if not isinstance(rule.value, dict) or "expected" not in rule.value:
        raise rule.error("a rule of prh is a mapping with `expected`")
    values = rule.value
    expected = str(values["expected"].value)
    why = str(values["prh"].value) if "prh" in values else ""
    empty = str(values["regexpMustEmpty"].value) if "regexpMustEmpty" in values else ""
    without = tuple(map(int, re.findall(r"\$(\d)", empty)))
    patterns = [*items(values.get("pattern")), *items(values.get("patterns"))]
    examples = tuple(_examples(values.get("specs")))
    if not patterns:
        yield Swap(expected, (expected,), rule.path, rule.line, is_pattern=False, why=why)
    for number, node in enumerate(patterns):
        written = str(node.value)
        regexp = _REGEXP.match(written)
        yield Swap(
            regexp["body"] if regexp else written,
            (expected,),
            node.path,
            node.line,
            is_pattern=regexp is not None,
            any_case=regexp is None or "i" in regexp["flags"],
            why=why,
            examples=examples if number == 0 else (),
            without=without,
        )


def _examples(specs: Node | None) -> Iterator[Example]:
    for node in items(specs):
        if isinstance(node.value, dict) and node.value.keys() >= {"from", "to"}:
            before, after = (str(node.value[name].value) for name in ("from", "to"))
            yield Example(ok=before) if before == after else Example(bad=before, good=after)
