"""Line-based containers of Markdown dialects, unfolded into plain CommonMark.

Admonitions and tabs of Python-Markdown (`!!! note`, `??? tip`, `=== "Tab"`), PyMdown blocks
(`/// note`), colon fences (`:::note`, `:::{note}`) and MyST directives (```` ```{note} ````).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from termcheck.document import Kind


class Caption(NamedTuple):
    """A paragraph of the view that is no paragraph of the page."""

    kind: Kind
    name: str


@dataclass(slots=True)
class Unfolded:
    """Bytes to parse, with the distance to the source from each of `starts` on."""

    data: bytearray = field(default_factory=bytearray)
    starts: list[int] = field(default_factory=list)
    deltas: list[int] = field(default_factory=list)
    captions: dict[int, Caption] = field(default_factory=dict)


CODE_LIKE = re.compile(
    rb"(?:code|code-block|code-cell|sourcecode|literalinclude|include|raw|math|mermaid|graphviz|dot"
    rb"|digraph|plantuml|uml|toctree|eval-rst|bibliography|plot|altair-plot|doctest|testcode"
    rb"|testoutput|testsetup|prompt|program-output|command-output|contents|index|highlight"
    rb"|autosummary|auto\w+|automod\S*|currentmodule|module|parsed-literal|csv-table|productionlist"
    rb"|iframe|exec|console|kroki-\w+|r|python|py|julia|bash|sh|shell|ojs|sql|js|javascript|html"
    rb"|css|yaml|json|toml|rust|c|cpp|java|stan|d2|tikz|svgbob|vega\S*)$"
)
"""Directives whose body is not Markdown prose, and languages of executable cells."""
_PATHS = re.compile(rb"(?:figure|image|figure-md|video|audio|glossary|grid|card-carousel|youtube)$")
"""Directives whose argument is a path or a name."""

_LINE = re.compile(rb"([ \t]*)([^\r\n]*)(\r\n|\n|\r|\Z)")
_FENCE = re.compile(rb"(?:[-*+][ \t]+|\d+[.)][ \t]+|>[ \t]?)*(`{3,}(?=[^`]*$)|~{3,})")
_LIST = re.compile(rb"(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_ADMONITION = re.compile(
    rb"(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)?(?:[ \t]+[\w-]+)*[ \t]*(?:\"(.*)\")?[ \t]*$"
)
_TAB = re.compile(rb"===[!+]{0,2}[ \t]+(?:\"(.*)\"|'(.*)')[ \t]*$")
_SLASHES = re.compile(rb"(/{3,})(?:[ \t]*$|[ \t]+([a-z][\w-]*)[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$)")
_COLONS = re.compile(rb"(:{3,})[ \t]*(?:\{([\w:.+-]+)\}|([\w.:/-]*))(.*)$")
_DIRECTIVE = re.compile(rb"(`{3,}|~{3,})\{([\w:.+-]+)\}[ \t]*([^`]*)$")
_OPTION = re.compile(rb":([\w-]+):[ \t]*(.*)$")
_SNIPPET = re.compile(rb";?-+8<-+(?:[ \t]+(.*))?$")
_TOC = re.compile(
    rb"(?:\[TOC\]|\[\[_?TOC_?\]\]|\{:?toc\}|\$\{toc\}|<!--[ ]*toc[ ]*-->)[ \t]*$", re.I
)
_ABBREVIATION = re.compile(rb"\*\[([^\]]+)\]:[ \t]*(.+?)[ \t]*$")
_MARKDOWN_TAG = re.compile(
    rb"<[a-zA-Z][\w-]*(?=[\s>])[^<>]*?\smarkdown(?:=[\"']?\w*[\"']?)?(?=[\s>])[^<>]*>[ \t]*$"
)
_TAG_LINE = re.compile(rb"<(/?)[A-Za-z]?[\w.]*(?:[ \t][^<>]*?)?(/?)>[ \t]*$")
_MODULE = re.compile(rb"(?:import|export)\b")
_ALT_TEXT = re.compile(rb"\balt-text=\"([^\"]*)\"")

_TRIGGERS = {
    "indented": rb"!!!|\?\?\?|===[!+]{0,2}[ \t]+[\"']",
    "slashes": rb"/{3,}",
    "colons": rb":{3,}",
    "directives": rb"(?:`{3,}|~{3,})\{",
    "snippets": rb";?-+8<-",
    "toc": rb"\[TOC\]|\[\[_?TOC|\{:?toc\}|\[toc\]|\[\[toc",
    "abbreviations": rb"\*\[",
    "md_in_html": rb"<[^<>\n]*\smarkdown[\s=>]",
    "mdx": rb"import\b|export\b|</?[A-Z>]",
}
_compiled: dict[frozenset[str], re.Pattern[bytes] | None] = {}


def has_containers(data: bytes, start: int, features: frozenset[str]) -> bool:
    """Return whether any line from `start` on could need unfolding."""
    if features not in _compiled:
        parts = [_TRIGGERS[name] for name in sorted(features) if name in _TRIGGERS]
        # A literal line break in front is found much faster than the start of a line.
        pattern = rb"\n[ \t]*(?:" + rb"|".join(parts) + rb")"
        _compiled[features] = re.compile(pattern) if parts else None
    trigger = _compiled[features]
    if trigger is None:
        return False
    first = b"\n" + data[start : start + 200]
    if b"\r" in data:
        data = data.replace(b"\r", b"\n")
    return trigger.search(data, start) is not None or trigger.match(first) is not None


def unfold(data: bytes, start: int, features: frozenset[str]) -> Unfolded:
    """Return the source from `start` on with its containers unfolded."""
    unfolder = _Unfolder(data, features)
    at, size = start, len(data)
    while at < size:
        line = _LINE.match(data, at)
        if line is None:
            break
        unfolder.line(line)
        at = line.end()
    return unfolder.out


class _Unfolder:
    def __init__(self, data: bytes, features: frozenset[str]) -> None:
        self.data = data
        self.features = features
        self.out = Unfolded()
        self.bodies: list[int] = []
        """Column each open indented container's opener stands at."""
        self.fences: list[bytes] = []
        """Open fenced containers, by what opened them."""
        self.code = b""
        """The fence of the code block that is open."""
        self.in_list = False
        self.options = ""
        """Which kind of directive options the next lines may be: `fields`, `yaml` or none."""
        self.snippet = False
        self.jsx: list[int] = []
        self.module = False

    # Output

    def copy(self, start: int, end: int) -> None:
        """Show source bytes."""
        out = self.out
        delta = start - len(out.data)
        if not out.deltas or out.deltas[-1] != delta:
            out.starts.append(len(out.data))
            out.deltas.append(delta)
        out.data += self.data[start:end]

    def insert(self, text: bytes, at: int) -> None:
        """Show bytes that are not in the source, as if they stood at `at`."""
        out = self.out
        out.starts.append(len(out.data))
        out.deltas.append(at - len(out.data))
        out.data += text

    def caption(self, start: int, end: int, indent: bytes, kind: Kind, name: str) -> None:
        """Show a title as a paragraph of its own."""
        self.insert(b"\n" + indent, start)
        if self.data[start:end].strip():
            while self.data[start : start + 1] in (b" ", b"\t"):
                start += 1
            self.out.captions[len(self.out.data)] = Caption(kind, name)
            self.copy(start, end)
            self.insert(b"\n\n", end)

    # Lines

    def line(self, line: re.Match[bytes]) -> None:
        """Take the next line."""
        start, end = line.span()
        body = line[2]
        width = len(line[1].expandtabs(4)) if line[1] else 0
        if body and self.bodies:
            while self.bodies and width < self.bodies[-1] + 4:
                self.bodies.pop()
                self.code = b""
                self.in_list = width > 0 and self.in_list
        shift = self.skip_columns(start, line.end(1), 4 * len(self.bodies) or self.jsx_shift(width))
        relative = width - 4 * len(self.bodies)
        if self.code:
            self.in_code(body)
            self.copy(shift, end)
            return
        if not body:
            self.options = ""
            self.module = False
            self.copy(shift, end)
            return
        if self.special(line, body, self.data[shift : line.start(2)], relative):
            return
        self.options = ""
        fence = _FENCE.match(body)
        if fence is not None and (relative < 4 or self.in_list):
            self.code = fence[1]
        elif _LIST.match(body):
            self.in_list = True
        elif relative <= 0:
            self.in_list = False
        self.copy(shift, end)

    def skip_columns(self, start: int, end: int, columns: int) -> int:
        """Return where a line starts once so many columns of white space are taken off."""
        column = 0
        while start < end and column < columns:
            column += 4 - column % 4 if self.data[start] == 9 else 1
            start += 1
        return start

    def in_code(self, body: bytes) -> None:
        text = body.rstrip()
        if text.startswith(self.code) and not text.strip(self.code[:1]):
            self.code = b""

    def special(self, line: re.Match[bytes], body: bytes, indent: bytes, relative: int) -> bool:
        """Take a line that is not Markdown; return whether it was one."""
        if len(body) > 2000:
            return False
        first = body[:1]
        features = self.features
        snippet = self.snippet or (first in b"-;" and "snippets" in features)
        if snippet and self.snippets(line, body):
            return True
        if self.options and self.option(line, body, indent):
            return True
        if relative >= 4 and not self.in_list and not self.jsx:
            return False
        if first in b"!?=" and "indented" in features:
            return self.indented(line, body, indent)
        if first == b":" and "colons" in features:
            return self.colons(line, body, indent)
        if first in b"`~" and "directives" in features:
            return self.directive(line, body, indent)
        if first == b"/" and "slashes" in features:
            return self.slashes(line, body, indent)
        if first in b"[{$<" and "toc" in features and _TOC.match(body):
            self.insert(b"\n", line.start())
            return True
        if first == b"*" and "abbreviations" in features:
            return self.abbreviation(line, body, indent)
        if first == b"<" and "md_in_html" in features and _MARKDOWN_TAG.match(body):
            self.copy(line.start(2), line.end())
            self.insert(b"\n", line.end())
            return True
        return "mdx" in features and self.mdx(line, body)

    def snippets(self, line: re.Match[bytes], body: bytes) -> bool:
        found = _SNIPPET.match(body)
        if found is not None and not found[1]:
            self.snippet = not self.snippet
        if found is None and not self.snippet:
            return False
        self.insert(b"\n", line.start())
        return True

    def indented(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = _ADMONITION.match(body) or _TAB.match(body)
        if found is None:
            return False
        tab = body[:1] == b"="
        group = (1 if found[1] is not None else 2) if tab else 2
        name = "tab" if tab else (found[1] or b"").decode()
        base = line.start(2)
        start, end = found.span(group) if found[group] else (0, 0)
        self.caption(base + start, base + end, indent, Kind.CAPTION, name)
        self.bodies.append(len(line[1].expandtabs(4)))
        self.in_list = self.in_list and len(indent) > 0
        return True

    def slashes(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = _SLASHES.match(body)
        if found is None or (found[2] is None and found[1] not in self.fences):
            return False
        if found[2] is None:
            self.close(found[1])
            self.insert(b"\n", line.start())
            return True
        self.fences.append(found[1])
        base = line.start(2)
        shown = found[3] and found[2] not in (b"html", b"latex", b"define")
        start, end = found.span(3) if shown else (0, 0)
        self.caption(base + start, base + end, indent, Kind.CAPTION, found[2].decode())
        return True

    def close(self, fence: bytes) -> None:
        """Close the innermost container of a fence, and those inside it."""
        while self.fences and self.fences.pop() != fence:
            pass

    def colons(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = _COLONS.match(body)
        if found is None:
            return False
        base = line.start(2)
        fence, directive, name, rest = found.group(1, 2, 3, 4)
        if directive:
            return self.open_directive(line, indent, fence, directive, found.span(4))
        text = rest.strip()
        if text.endswith(b":::"):
            alt = _ALT_TEXT.search(body)
            if alt:
                self.caption(base + alt.start(1), base + alt.end(1), indent, Kind.ALT, "alt-text")
            else:
                self.insert(b"\n", line.start())
            return True
        if not name and not text:
            if fence in self.fences:
                self.close(fence)
            elif self.fences:
                self.fences.pop()
            self.insert(b"\n", line.start())
            return True
        start, end = found.span(4)
        bracket = re.match(rb"\[(.*)\][ \t]*(?:\{.*\})?[ \t]*$", rest)
        if bracket:
            start, end = start + bracket.start(1), start + bracket.end(1)
        elif b"=" in rest or rest.lstrip().startswith(b"{") or b"." in name:
            end = start
        if b"." not in name:
            self.fences.append(fence)
        self.caption(base + start, base + end, indent, Kind.CAPTION, name.decode())
        return True

    def directive(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = _DIRECTIVE.match(body)
        if found is not None:
            return self.open_directive(line, indent, found[1], found[2], found.span(3))
        text = body.strip()
        if not text.strip(text[:1]):
            for fence in reversed(self.fences):
                if fence[:1] == text[:1]:
                    if len(text) >= len(fence):
                        self.close(fence)
                        self.insert(b"\n", line.start())
                        return True
                    break
        return False

    def open_directive(
        self,
        line: re.Match[bytes],
        indent: bytes,
        fence: bytes,
        name: bytes,
        argument: tuple[int, int],
    ) -> bool:
        base = line.start(2)
        start, end = base + argument[0], base + argument[1]
        if CODE_LIKE.match(name):
            self.code = fence
            self.insert(b"\n" + indent + b"```\n" if fence[:1] == b":" else b"\n", line.start())
            if fence[:1] == b":":
                self.code = b""
                self.fences.append(fence)
            else:
                self.copy(line.start(2), line.end())
            return True
        self.fences.append(fence)
        text = self.data[start:end].strip()
        path = _PATHS.match(name) or (b" " not in text and (b"/" in text or b"." in text[:-1]))
        self.caption(start, start if path else end, indent, Kind.CAPTION, name.decode())
        self.options = "fields"
        return True

    def option(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        if self.options == "yaml":
            if body.rstrip() == b"---":
                self.options = ""
            self.insert(b"\n", line.start())
            return True
        if body.rstrip() == b"---":
            self.options = "yaml"
            self.insert(b"\n", line.start())
            return True
        found = _OPTION.match(body)
        if found is None:
            return False
        if found[1] in (b"alt", b"caption", b"title"):
            base = line.start(2)
            kind = Kind.ALT if found[1] == b"alt" else Kind.CAPTION
            self.caption(
                base + found.start(2), base + found.end(2), indent, kind, found[1].decode()
            )
        else:
            self.insert(b"\n", line.start())
        self.options = "fields"
        return True

    def abbreviation(self, line: re.Match[bytes], body: bytes, indent: bytes) -> bool:
        found = _ABBREVIATION.match(body)
        if found is None:
            return False
        base = line.start(2)
        name = found[1].decode("utf-8", "replace")
        self.caption(base + found.start(2), base + found.end(2), indent, Kind.DEFINITION, name)
        return True

    # MDX

    def jsx_shift(self, width: int) -> int:
        """Return the columns to take off a line between JSX tags: MDX has no indented code."""
        if not self.jsx:
            return 0
        if self.jsx[-1] < 0:
            self.jsx[-1] = width
        return min(width, self.jsx[-1])

    def mdx(self, line: re.Match[bytes], body: bytes) -> bool:
        if self.module or (not line[1] and _MODULE.match(body)):
            self.module = True
            self.insert(b"\n", line.start())
            return True
        found = _TAG_LINE.match(body)
        if found is None:
            return False
        if found[1]:
            if self.jsx:
                self.jsx.pop()
        elif not found[2]:
            self.jsx.append(-1)
        self.insert(b"\n", line.start())
        self.copy(line.start(2), line.end())
        self.insert(b"\n", line.end())
        return True
