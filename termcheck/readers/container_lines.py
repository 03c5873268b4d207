"""The lines that open, close and belong to containers of Markdown dialects."""

from __future__ import annotations

import re

from termcheck.core.patterns import lazy

CODE_LIKE = lazy(
    rb"(?:code|code-block|code-cell|sourcecode|literalinclude|include|raw|math|mermaid|graphviz|dot"
    rb"|digraph|plantuml|uml|toctree|eval-rst|bibliography|plot|altair-plot|doctest|testcode"
    rb"|testoutput|testsetup|prompt|program-output|command-output|contents|index|highlight"
    rb"|autosummary|auto\w+|automod\S*|currentmodule|module|parsed-literal|csv-table|productionlist"
    rb"|iframe|exec|console|kroki-\w+|r|python|py|julia|bash|sh|shell|ojs|sql|js|javascript|html"
    rb"|css|yaml|json|toml|rust|c|cpp|java|stan|d2|tikz|svgbob|vega\S*)$"
)
"""Directives whose body is not Markdown prose, and languages of executable cells."""
PATHS = lazy(rb"(?:figure|image|figure-md|video|audio|glossary|grid|card-carousel|youtube)$")
"""Directives whose argument is a path or a name."""

LINE = lazy(rb"([ \t]*)([^\r\n]*)(\r\n|\n|\r|\Z)")
FENCE = lazy(rb"(?:[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?)*(`{3,}(?=[^`]*$)|~{3,})")
LIST = lazy(rb"(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}|$)")
ADMONITION = lazy(rb"(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)?(?:[ \t]+[\w-]+)*[ \t]*(?:\"(.*)\")?[ \t]*$")
TAB = lazy(rb"===[!+]{0,2}[ \t]+(?:\"(.*)\"|'(.*)')[ \t]*$")
SLASHES = lazy(rb"(/{3,})(?:[ \t]*$|[ \t]+([a-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$)")
COLONS = lazy(rb"(:{3,})[ \t]*(?:\{([\w:.+-]+)\}|([\w.:/\x80-\xff-]*))(.*)$")
DIRECTIVE = lazy(rb"(`{3,}|~{3,})\{([\w:.+-]+)\}[ \t]*([^`]*)$")
OPTION = lazy(rb":([\w-]+):[ \t]*(.*)$")
SNIPPET = lazy(rb";?-+8<-+(?:[ \t]+(.*))?$")
TOC = lazy(rb"(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:?toc\}|\$\{toc\}|<!--[ ]*toc[ ]*-->)[ \t]*$", re.I)
TARGET = lazy(rb"\([\w .:/-]{1,200}\)=[ \t]*$|%(?:[ \t]|$)|\+\+\+(?:[ \t]|$)")
"""What MyST does not show: a target of links, a comment, a break between cells."""
ABBREVIATION = lazy(rb"\*\[([^\]]+)\]:[ \t]*(.+?)[ \t]*$")
MARKDOWN_TAG = lazy(
    rb"<[a-zA-Z][\w-]*(?=[\s>])[^<>]*?\smarkdown(?:=[\"']?\w*[\"']?)?(?=[\s>])[^<>]*>[ \t]*$"
)
TAG_LINE = lazy(rb"<(/?)[A-Za-z]?[\w.]*(?:[ \t][^<>]*?)?(/?)>[ \t]*$")
TAG_OPENS = lazy(rb"<[A-Za-z][\w.]*(?:[ \t][^<>]*)?$")
TAG_ENDS = lazy(rb"[^<>]*?(/?)(>?)[ \t]*$")
MODULE = lazy(rb"(?:import|export)\b")
ALT_TEXT = lazy(rb"\balt-text=\"([^\"]*)\"")

_TRIGGERS = {
    "indented": rb"!!!|\?\?\?|===[!+]{0,2}[ \t]+[\"']",
    "slashes": rb"/{3,}",
    "colons": rb":{3,}",
    "directives": rb"(?:`{3,}|~{3,})\{",
    "snippets": rb";?-+8<-",
    "toc": rb"\[TOC\]|\[\[_?TOC|\{:?toc\}|\[toc\]|\[\[toc",
    "targets": rb"\([\w .:/-]{1,200}\)=|%[ \t]|\+{3}[ \t\n]",
    "abbreviations": rb"\*\[",
    "md_in_html": rb"<[^<>\n]*\smarkdown[\s=>]",
    "mdx": rb"import\b|export\b|</?[A-Z>]|`{3}|~{3}",
}
_compiled: dict[frozenset[str], re.Pattern[bytes] | None] = {}


def has_containers(data: bytes, start: int, features: frozenset[str]) -> bool:
    """Return whether any line from `start` on could need unfolding."""
    if features not in _compiled:
        parts = [_TRIGGERS[name] for name in sorted(features) if name in _TRIGGERS]
        # A literal line break in front is found much faster than the start of a line.
        pattern = rb"\n[ \t]*+(?=[^\w\s]|import|export)(?:" + rb"|".join(parts) + rb")"
        _compiled[features] = re.compile(pattern) if parts else None
    trigger = _compiled[features]
    if trigger is None:
        return False
    first = b"\n" + data[start : start + 200]
    if b"\r" in data:
        data = data.replace(b"\r", b"\n")
    return trigger.search(data, start) is not None or trigger.match(first) is not None


def is_mute(body: bytes, features: frozenset[str]) -> bool:
    """Return whether a line stands for something else or for nothing, and shows no words."""
    return ("toc" in features and TOC.match(body) is not None) or (
        "targets" in features and TARGET.match(body) is not None
    )


def skip_columns(data: bytes, start: int, end: int, columns: int) -> int:
    """Return where the line at `start` begins once so many columns of white space are taken off."""
    column = 0
    while start < end and column < columns:
        column += 4 - column % 4 if data[start] == 9 else 1
        start += 1
    return start
