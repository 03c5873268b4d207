"""The case files of the readers: pages as people write them, and the prose that is in them.

A case is a heading, a fenced block with the page (its info string: a file name, then a flavour)
and one, `blocks`, with a line for each block of prose: `kind level (name) @scope: text`, marks in
braces, `{}` for what is not text. `TERMCHECK_UPDATE_GOLDEN=1 pytest tests/readers` rewrites the
latter: read the diff.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termcheck.core.document import OPAQUE, Block, Document, Scope

_CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<fence>`{4,})(?P<name>\S+)(?: (?P<flavour>\S+))?\n"
    r"(?P<page>.*?)^(?P=fence)\n\n````blocks\n(?P<blocks>.*?)^````$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Case:
    """One case: a page and its prose."""

    path: Path
    title: str
    name: str
    flavour: str
    page: str
    blocks: str


def cases_of(path: Path) -> Iterator[Case]:
    """Yield the cases of a file. Raises `AssertionError` if a heading has none."""
    text = path.read_text("utf-8")
    found = list(_CASE.finditer(text))
    assert len(found) == len(re.findall(r"^````blocks$", text, re.MULTILINE)), path.name
    for case in found:
        flavour = case["flavour"] or "auto"
        yield Case(path, case["title"], case["name"], flavour, case["page"], case["blocks"])


def shown(document: Document) -> str:
    """Return the prose of a document, a line for each block."""
    return "".join(f"{_line(block)}\n" for block in document.blocks)


def update(case: Case, blocks: str) -> None:
    """Put the blocks a reader finds into the file of a case."""
    text = case.path.read_text("utf-8")
    found = next(one for one in _CASE.finditer(text) if one["title"] == case.title)
    start, end = found.span("blocks")
    case.path.write_text(text[:start] + blocks + text[end:], "utf-8")


def _line(block: Block) -> str:
    head = block.kind.value
    head += f" {block.level}" if block.level else ""
    head += f" ({block.name})" if block.name else ""
    scopes = block.scopes - {Scope.BODY}
    head += "".join(f" @{scope}" for scope in sorted(scopes))
    return f"{head}: {_marked(block)}"


def _marked(block: Block) -> str:
    out: list[str] = []
    for at in range(len(block.text) + 1):
        out += ["}" for mark in block.marks if mark.end == at]
        opened = sorted((m for m in block.marks if m.start == at), key=lambda m: -m.end)
        out += [f"{{{mark.kind} " for mark in opened if mark.kind != "opaque"]
        out += ["{" for mark in opened if mark.kind == "opaque"]
        out.append(block.text[at : at + 1].replace(OPAQUE, ""))
    return "".join(out)
