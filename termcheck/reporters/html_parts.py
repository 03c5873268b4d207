"""The parts of the HTML report that are made of numbers and places."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from termcheck.core.finding import Finding, Severity
from termcheck.core.html import shown
from termcheck.core.visible import visible
from termcheck.reporters.clip import clip
from termcheck.reporters.place import place

if TYPE_CHECKING:
    from markupsafe import Markup

EXCERPT = 220
"""Characters of a source line shown around the words found."""


def anchor(kind: str, name: str) -> str:
    """Return an id for a term that no other has, whatever its characters."""
    if name and name.isascii() and name.replace("-", "").isalnum():
        return f"{kind}-{name}"
    return f"{kind}_{blake2b(visible(name).encode(), digest_size=6).hexdigest()}"


def breakable(path: str) -> Markup:
    """Return a path that may break after each slash."""
    from markupsafe import Markup

    return Markup("/<wbr>").join(shown(path).split("/"))


def bar(counts: Mapping[Severity, int], most: int) -> Markup:
    """Return a bar of the counts, as long as they are of `most`; numbers are beside it."""
    from markupsafe import Markup

    parts, at = [], 0.0
    for severity, number in counts.items():
        if number:
            size = 100 * number / most
            parts.append(f'<rect class="{severity.label}" x="{at:.2f}" width="{size:.2f}"/>')
            at += size
    shapes = Markup("".join(parts))
    frame = Markup('<svg class="bar" viewBox="0 0 100 8" aria-hidden="true">{}</svg>')
    return frame.format(shapes)


def tally(counts: Mapping[Severity, int]) -> Markup:
    """Return the total, and the counts by severity for those who cannot see the bar's colours."""
    from markupsafe import Markup

    told = ", ".join(f"{number} {severity.label}" for severity, number in counts.items() if number)
    frame = Markup('<span class="tally">{:,}</span><span class="unseen"> ({})</span>')
    return frame.format(sum(counts.values()), told)


class SourceLine(NamedTuple):
    """The source line of a finding around the words found, and where they are."""

    line: int
    column: int
    before: str
    words: str
    after: str
    end_line: int
    """The line they end on, 0 where that is the same one."""


def excerpt(finding: Finding) -> SourceLine:
    """Return the source line with the words found apart, cut to what can be read."""
    where = place(finding)
    line, start = where.source_line, where.column - 1
    more = where.end_line > where.line
    end = len(line) if more else max(start, where.end_column - 1)
    line, start, end = clip(line, start, end, EXCERPT)
    before, words, after = (
        visible(part.replace("\n", " ")) for part in (line[:start], line[start:end], line[end:])
    )
    at = where.end_line if more else 0
    return SourceLine(where.line, where.column, before.lstrip(), words, after, at)
