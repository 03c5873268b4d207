"""Titles of links, images and link reference definitions, which the parser tells no place of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyromark

from termcheck.core.document import Kind
from termcheck.core.patterns import lazy
from termcheck.readers.builder import Builder
from termcheck.readers.runs import Run
from termcheck.readers.view import View

_DEFINITION = lazy(rb"^[ \t>]*\[[^\]\n]+\]:", re.MULTILINE)
_COMMENT = lazy(rb"[ \t>]*\[[^\]\n]+\]:\s*(?:#|<>|<#>)(?=\s)")
"""A definition that leads nowhere: `[//]: # (…)`, by which people write comments."""
_TITLE = lazy(
    rb"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))\s*(?:\)\s*)?\Z",
    re.DOTALL,
)
_DESTINATION = lazy(rb"\]\(\s*(?:<[^<>\n]*>|[^\s<][^\s]*)?(?=\s)|\]:\s*(?:<[^<>\n]*>|\S+)")


def title_in(view: View, start: int, end: int) -> Run | None:
    """Return the title that ends a link, image or definition at `start:end` of a view."""
    target = _DESTINATION.search(view.data, start, end)
    match = _TITLE.match(view.data, target.end(), end) if target else None
    if match is None or not match.lastindex:
        return None
    run = Run()
    view.add_value(run, *match.span(match.lastindex), escapes=True)
    return run


def place_defined_titles(builder: Builder, view: View, options: Any) -> None:
    """Add the titles of link reference definitions to a page, after everything else.

    `options` are those the view is parsed with.
    """
    builder.boundary()
    headings = [
        (block.segments[0].source_start, index)
        for index, block in enumerate(builder.blocks)
        if block.kind is Kind.HEADING
    ]
    for at, run in _defined_titles(view, options):
        section = max((index for start, index in headings if start < at), default=-1)
        builder.place(Kind.TITLE, "title", run, section)


def _defined_titles(view: View, options: Any) -> Iterator[tuple[int, Run]]:
    """Yield the title of every link reference definition, and where that stands in the source."""
    if b"]:" not in view.data or not _DEFINITION.search(view.data):
        return
    defined: Any = pyromark.reference_definitions(view.text, options=options)
    for definition in sorted(defined.values(), key=lambda d: d["span"]["start"]):
        start, end = definition["span"]["start"], definition["span"]["end"]
        if _COMMENT.match(view.data, start, end):
            continue
        run = title_in(view, start, end) if definition["title"] else None
        if run is not None:
            yield view.at(start), run
