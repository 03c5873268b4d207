"""What HTML elements mean for prose: which end a paragraph, which hide text, which mark it."""

from __future__ import annotations

import re
from typing import NamedTuple

from termcheck.core.document import Kind, MarkKind, Scope
from termcheck.readers.builder import Builder
from termcheck.readers.runs import Run
from termcheck.readers.tags import Tag
from termcheck.readers.view import View

MARKS = {
    **dict.fromkeys(("code", "kbd", "samp", "var", "tt"), MarkKind.CODE),
    **dict.fromkeys(("em", "i", "dfn"), MarkKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), MarkKind.STRONG),
    **dict.fromkeys(("q", "cite"), MarkKind.QUOTE),
    **dict.fromkeys(("del", "s", "strike"), MarkKind.DELETED),
    "a": MarkKind.LINK,
}
INLINE = frozenset(MARKS) | frozenset(
    "abbr acronym bdi bdo big br data font img input ins label mark meter nobr output picture "
    "progress rb rp rt ruby small source span sub sup textpath time track tspan u wbr".split()
)
DROPPED = frozenset(
    "script style template svg math iframe object canvas audio video textarea pre listing xmp "
    "plaintext".split()
)
"""Elements whose text is not prose."""
BLOCK = frozenset(
    "address article aside blockquote body button caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html legend li link main menu meta nav noscript ol optgroup option p search section select "
    "summary table tbody td tfoot th thead title tr ul".split()
)
"""Elements that end a paragraph even in the middle of Markdown text."""
EMPTY = frozenset(
    "area base br col embed hr img input link meta param source track wbr command frame".split()
)
_KINDS: dict[str, tuple[Kind, int, str]] = {
    **{f"h{level}": (Kind.HEADING, level, "") for level in range(1, 7)},
    **{name: (Kind.CAPTION, 0, name) for name in ("figcaption", "caption", "summary", "legend")},
    "title": (Kind.FRONT_MATTER, 0, "title"),
    "dt": (Kind.DEFINITION_TERM, 0, ""),
}
"""Elements that say what the text in them is: kind, level and name of its blocks."""
_IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "option": (("option",), ("select",)),
    "thead": (("thead", "tbody", "tfoot"), ("table",)),
    "tbody": (("thead", "tbody", "tfoot"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot"), ("table",)),
}
"""Elements whose end tag may be left out: which start tags end them, and how far up."""
_DRAWN = frozenset({"text", "title", "desc"})
"""Elements of an SVG picture that are shown, or read out, as text."""
_META = {
    "description": "description",
    "og:description": "description",
    "twitter:description": "description",
    "og:title": "title",
    "twitter:title": "title",
}
_NOTE = re.compile(r"\s*[\[(]?\s*(?:\d{1,3}|[*†‡])\s*[\])]?\s*")


def _differs(text: str, other: str) -> bool:
    """Return whether two language tags name different languages; an empty one names none."""
    return bool(text) and text.split("-")[0].lower() != other.split("-")[0].lower()


class _Element(NamedTuple):
    name: str
    inline: bool
    mark: MarkKind | None
    skips: bool
    container: str
    ambient: bool
    begin: int
    """Length of the run where it starts."""
    language: str = ""
    """What the language was before, where it says another."""
    shows: bool = False
    """Whether it is text in a picture, of which the rest is skipped."""


class Markup:
    """Follows the tags of a page, or of the HTML inside Markdown, and tells the builder."""

    def __init__(self, builder: Builder, view: View) -> None:
        self.builder = builder
        self.view = view
        self.language = ""
        self.stack: list[_Element] = []
        """The elements that are open."""
        self._counts: dict[str, int] = {}
        self._marks: list[MarkKind] = []
        self._ambient: list[tuple[Kind, int, str]] = []
        self._run: Run | None = None

    def sync(self) -> Run:
        """Return the current run, with the marks of the open elements."""
        run = self.builder.run
        if run is not self._run:
            self._run = run
            for kind in self._marks:
                run.open(kind)
        return run

    def unwind(self, depth: int) -> None:
        """Close the elements opened since there were `depth`."""
        while len(self.stack) > depth:
            self._pop()

    def tag(self, tag: Tag, start: int, end: int, *, inline: bool = False) -> None:
        """Take a tag that stands at `view.data[start:end]`.

        `inline` says that it stands in Markdown text, where an unknown element ends nothing.
        """
        name = tag.name
        is_inline = name in INLINE or (inline and name not in BLOCK and name not in DROPPED)
        if tag.closing:
            self._end(name, is_inline)
        else:
            self._start(tag, is_inline, start, end)

    def _start(self, tag: Tag, inline: bool, start: int, end: int) -> None:
        name, builder = tag.name, self.builder
        if name == "html":
            self.language = tag.value(self.view.data, "lang")
        if builder.skip:
            if self._shows(name) and not tag.empty:
                builder.skip -= 1
                self._block()
                self._push(
                    _Element(name, False, None, False, "", False, 0, builder.language, shows=True)
                )
            elif name not in EMPTY and not tag.empty:
                self._push(_Element(name, inline, None, False, "", False, 0))
            return
        if not inline:
            self._imply(name)
            if name != "pre":
                self._block()
        self._attributes(tag)
        if name == "br":
            builder.run.space(*self.view.range(start, end))
        elif name == "img":
            builder.run.opaque(*self.view.range(start, end))
        elif name == "hr":
            builder.interrupt()
        if name in EMPTY or (tag.empty and name not in DROPPED - {"svg", "math"} and not inline):
            return
        if tag.empty and name not in BLOCK:
            return
        self._open(tag, inline)

    def _shows(self, name: str) -> bool:
        """Return whether an element is text of a picture, when nothing else is skipped."""
        if name not in _DRAWN or self.builder.skip > 1 or not self._counts.get("svg"):
            return False
        skipping = (element.name for element in reversed(self.stack) if element.skips)
        return next(skipping, "") == "svg"

    def _open(self, tag: Tag, inline: bool) -> None:
        name, builder = tag.name, self.builder
        mark = MARKS.get(name)
        data = self.view.data
        off = (
            tag.value(data, "translate") == "no"
            or tag.value(data, "data-termcheck") == "off"
            or "notranslate" in tag.value(data, "class").split()
        )
        skips = name in DROPPED or (off and not inline)
        language = tag.value(data, "lang") if name not in ("html", "a", "link") else ""
        if inline and (off or _differs(language, self.language or "en")):
            # Words of another language are not ours to spell.
            mark = MarkKind.CODE
        if name in ("pre", "listing", "xmp"):
            builder.interrupt()
        run = self.sync()
        container, ambient = ("", False) if inline or skips else self._contain(tag)
        before = builder.language
        self._push(_Element(name, inline, mark, skips, container, ambient, run.length, before))
        if language and not inline:
            builder.language = language
        if skips:
            builder.skip += 1
        if mark is not None:
            self._marks.append(mark)
            run.open(mark)

    def _contain(self, tag: Tag) -> tuple[str, bool]:
        """Open what a block element contains; return its container and whether it sets a kind."""
        name, builder = tag.name, self.builder
        kind = _KINDS.get(name)
        container = ""
        if name in ("ul", "ol", "menu", "dir"):
            builder.push_list(container := name)
        elif name == "li":
            builder.push_item()
            container = "item"
        elif name == "blockquote":
            builder.push(container := name, Scope.QUOTE)
        elif name == "dl":
            builder.push(container := name).first = None
        elif name == "dd":
            builder.push_definition()
            container = "definition"
        elif name == "table":
            builder.push_table(container := name)
        elif name == "tr":
            builder.next_row(header=self._counts.get("thead", 0) > 0)
        elif name in ("td", "th"):
            container = "cell"
            kind = self._cell(tag)
        if kind is not None:
            builder.begin(*kind)
            self._ambient.append(kind)
        return container, kind is not None

    def _cell(self, tag: Tag) -> tuple[Kind, int, str]:
        table = self.builder.table()
        if table is not None and not self._counts.get("thead"):
            if tag.name == "th" and table.row == 1 and table.start == len(self.builder.blocks):
                table.row = 0
            elif tag.name == "td" and table.row == 0:
                self.builder.lower(table)
        span = tag.value(self.view.data, "colspan")
        self.builder.push_cell(span=int(span) if span.isdecimal() and len(span) < 4 else 1)
        return (Kind.PARAGRAPH, 0, tag.name)

    def _attributes(self, tag: Tag) -> None:
        attributes = tag.attributes
        if not attributes:
            return
        name = tag.name
        if name == "meta":
            data = self.view.data
            what = _META.get((tag.value(data, "name") or tag.value(data, "property")).lower())
            if what and "content" in attributes:
                self.builder.place(Kind.FRONT_MATTER, what, self._value(*attributes["content"]))
            return
        if "alt" in attributes and name in ("img", "area", "input"):
            self.builder.aside(Kind.ALT, "alt", self._value(*attributes["alt"]))
        if "placeholder" in attributes and name in ("input", "textarea"):
            self.builder.aside(Kind.ALT, "placeholder", self._value(*attributes["placeholder"]))
        if "aria-label" in attributes:
            self.builder.aside(Kind.ALT, "aria-label", self._value(*attributes["aria-label"]))
        if "title" in attributes and name not in ("link", "style"):
            self.builder.aside(Kind.TITLE, "title", self._value(*attributes["title"]))

    def _value(self, start: int, end: int) -> Run:
        run = Run()
        self.view.add_value(run, start, end)
        return run

    def _block(self) -> None:
        self.builder.boundary()
        if self._ambient:
            self.builder.begin(*self._ambient[-1])

    def _imply(self, name: str) -> None:
        """Close what a start tag ends without an end tag."""
        if name in BLOCK:
            while self.stack and self.stack[-1].inline and self._counts.get("p"):
                self._pop()
            if self.stack and self.stack[-1].name == "p":
                self._pop()
        rule = _IMPLIED.get(name)
        if rule is None or not any(self._counts.get(other) for other in rule[0]):
            return
        for index in range(len(self.stack) - 1, -1, -1):
            found = self.stack[index].name
            if found in rule[1]:
                return
            if found in rule[0]:
                self.unwind(index)
                return

    def _end(self, name: str, inline: bool) -> None:
        if not inline and not self.builder.skip:
            self._block()
        if not self._counts.get(name):
            return
        for index in range(len(self.stack) - 1, -1, -1):
            element = self.stack[index]
            if element.name == name:
                self.unwind(index)
                return
            if inline and not element.inline:
                return

    def _push(self, element: _Element) -> None:
        self.stack.append(element)
        self._counts[element.name] = self._counts.get(element.name, 0) + 1

    def _pop(self) -> None:
        element = self.stack.pop()
        self._counts[element.name] -= 1
        builder = self.builder
        if element.shows:
            self._block()
            builder.skip += 1
            return
        if element.skips:
            builder.skip -= 1
        if builder.skip:
            return
        if element.mark is not None:
            self._marks.remove(element.mark)
            if builder.run is self._run:
                builder.run.close(element.mark)
        if element.name == "sup" and builder.run is self._run:
            run = builder.run
            if 0 < element.begin < run.length and _NOTE.fullmatch(run.tail(element.begin)):
                run.collapse(element.begin)
        if element.container:
            builder.pop(element.container)
        if element.ambient:
            builder.boundary()
            self._ambient.pop()
        if not element.inline:
            self._block()
            builder.language = element.language
