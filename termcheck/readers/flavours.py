"""The view of a Markdown source: what MkDocs, Hugo, MDX and MyST add, made plain CommonMark.

The bodies of indented containers are shown dedented, directives without their fences, titles as
paragraphs of their own; template tags and attribute lists are masked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from termcheck.core.source import Source
from termcheck.readers import masks as m
from termcheck.readers.container_lines import has_containers
from termcheck.readers.containers import unfold
from termcheck.readers.flattened import Caption
from termcheck.readers.mdx import is_mdx
from termcheck.readers.sections import wanted_sections
from termcheck.readers.view import View
from termcheck.readers.views import cover, excerpt

_PYTHON = frozenset({"indented", "slashes", "snippets", "toc", "abbreviations", "md_in_html"})
_MYST = frozenset({"directives", "colons", "targets"})
_MDX = frozenset({"mdx", "colons"})

FLAVOURS: Mapping[str, frozenset[str]] = {
    "auto": m.TEMPLATES | m.EXTENSIONS | m.MYST | m.LEARN | _PYTHON | _MYST,
    "commonmark": frozenset(),
    "gfm": frozenset(),
    "mkdocs": m.TEMPLATES | m.EXTENSIONS | _PYTHON | {"colons"},
    "hugo": m.TEMPLATES | {"attributes", "emoji", "callout", "wiki"},
    "jekyll": m.TEMPLATES | {"attributes", "emoji", "toc"},
    "mdx": m.MDX | _MDX | {"emoji"},
    "myst": m.TEMPLATES | m.MYST | _MYST | {"attributes", "math"},
}
"""What is looked for in each flavour; `auto` is everything but MDX, or MDX if `is_mdx` says so."""

_MATH = re.compile(rb"\$\$|\$[^\s$\d`][^$\n]{0,150}[\\^_=][^$\n]{0,150}\$|\$[a-zA-Z]\$")


@dataclass(frozen=True, slots=True)
class MarkdownView:
    """What the parser reads, and what it cannot know."""

    view: View
    captions: Mapping[int, Caption] = field(default_factory=dict)
    """Paragraphs that are titles, by view offset."""
    comments: Sequence[tuple[int, int]] = ()
    """MDX comments (source bytes)."""
    math: bool = False
    callouts: frozenset[int] = frozenset()
    """Source offsets of callout marks (`[!info]`), which make a quote an admonition."""

    ordered: bool = False
    """Whether it shows the source in its order, apart from what is left out."""

    def is_callout(self, start: int) -> bool:
        """Return whether the block quote at a view offset starts with a callout mark."""
        if not self.callouts:
            return False
        found = _QUOTE.match(self.view.data, start)
        return found is not None and self.view.at(found.end()) in self.callouts


_QUOTE = re.compile(rb"[> \t]*")


def markdown_view(
    source: Source, start: int, flavour: str, only: Sequence[int] | None = None
) -> MarkdownView:
    """Return the view of a source's Markdown from `start` on.

    Where `only` some bytes matter, it may leave out sections that hold none of them.
    """
    features = FLAVOURS[flavour]
    if flavour == "auto" and is_mdx(source):
        features = FLAVOURS["mdx"]
    data = source.data
    found = m.find_masks(data, start, features)
    math = bool(features) and b"$" in data and _MATH.search(data, start) is not None
    callouts: frozenset[int] = frozenset()
    comments: list[tuple[int, int]] = []
    if found:
        callouts = frozenset(k.start for k in found if data.startswith(b"[!", k.start))
        comments = [(k.start, k.end) for k in found if data.startswith(b"{/*", k.start)]
    shown = cover(data, found)
    if not has_containers(shown, start, features):
        ranges = None if only is None else wanted_sections(shown, start, only)
        view = excerpt(shown, [(start, len(shown))] if ranges is None else ranges, found, data)
        return MarkdownView(view, {}, comments, math, callouts, ordered=True)
    unfolded = unfold(shown, start, features)
    view = View(bytes(unfolded.data), unfolded.starts, unfolded.deltas, found, data)
    return MarkdownView(view, unfolded.captions, comments, math, callouts)
