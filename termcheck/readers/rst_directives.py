"""What the directives of reStructuredText hold: which argument is a title, which body is prose.

Those of docutils, of Sphinx and of extensions that documentation uses; of any other, the argument
is taken for a signature or a path, and the body for prose.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple


class Body(Enum):
    """How the body of a directive is read."""

    PROSE = auto()
    NONE = auto()
    CSV = auto()
    ROWS = auto()
    """A list of lists, which is a table."""
    TOC = auto()
    """Titles before paths."""
    GRID = auto()
    SIMPLE = auto()


class RstDirective(NamedTuple):
    """What one directive holds."""

    body: Body = Body.PROSE
    argument: bool = False
    """Whether the argument is prose."""
    title: bool = False
    """Whether that prose is a title of its own, not the first line of the body."""
    version: bool = False
    """Whether a version stands before it."""
    tag: str = ""
    """`quote` for somebody's words."""


_TITLED = (
    "admonition topic sidebar rubric table dropdown card tab tab-item grid-item-card centered "
    "collapse details tabbed panels group-tab toggle header footer title caption legend"
)
_BODIED = (
    "note tip important warning caution danger error hint attention seealso todo replace "
    "versionremoved acks hlist centered"
)
_VERSIONS = (
    "versionadded versionchanged deprecated deprecated-removed version-added version-changed"
)
_QUOTES = "epigraph pull-quote highlights"
_CODE = re.compile(
    r"(?:code|code-block|code-cell|code-tab|sourcecode|literalinclude|include|raw|math|mermaid"
    r"|graphviz|graph|digraph|plantuml|uml|eval-rst|bibliography|plot|altair-plot|doctest|testcode"
    r"|testoutput|testsetup|testcleanup|prompt|program-output|command-output|index|highlight"
    r"|autosummary|auto\w+|automod\S*|currentmodule|module|parsed-literal|productionlist|iframe"
    r"|exec\w*|console|kroki|ipython|jupyter-execute|jupyter-input|bokeh-plot|blockdiag|seqdiag"
    r"|actdiag|nwdiag|tabularcolumns|role|default-role|class|cssclass|rst-class|meta|unicode|date"
    r"|sectnum|codeauthor|sectionauthor|moduleauthor|highlightlang|image|youtube|video|asciinema"
    r"|terminal|shell|typer|click|argparse|program|cpp|c|js|bash|sh|python|py|yaml|json|toml|html"
    r"|contents|d2|tikz|svgbob|runblock|nbplot|cards)$"
)

_KNOWN: dict[str, RstDirective] = {
    **dict.fromkeys(_TITLED.split(), RstDirective(argument=True, title=True)),
    **dict.fromkeys(_BODIED.split(), RstDirective(argument=True)),
    **dict.fromkeys(_VERSIONS.split(), RstDirective(argument=True, version=True)),
    **dict.fromkeys(_QUOTES.split(), RstDirective(argument=True, tag="quote")),
    "csv-table": RstDirective(Body.CSV, argument=True, title=True),
    "list-table": RstDirective(Body.ROWS, argument=True, title=True),
    "flat-table": RstDirective(Body.ROWS, argument=True, title=True),
    "toctree": RstDirective(Body.TOC),
    "contents": RstDirective(Body.NONE, argument=True, title=True),
}
_NOTHING = RstDirective(Body.NONE)
_OTHER = RstDirective()


def directive_of(name: str) -> RstDirective:
    """Return what a directive holds, by its name, in whatever domain it is."""
    known = _KNOWN.get(name.lower())
    if known is not None:
        return known
    return _NOTHING if ":" not in name and _CODE.match(name.lower()) else _OTHER
