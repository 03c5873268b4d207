"""Markdown: CommonMark and GFM, and the dialects of documentation sites on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyromark

from termcheck.core.document import Document, Kind, MarkKind, Scope
from termcheck.core.panic import told_of_markdown
from termcheck.core.source import Source
from termcheck.readers.block_filter import Wanted
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives
from termcheck.readers.flavours import MarkdownView, markdown_view
from termcheck.readers.frontmatter import page_directives, read_front_matter
from termcheck.readers.markup import Markup
from termcheck.readers.reading import Reading
from termcheck.readers.tags import read_tag
from termcheck.readers.titles import place_defined_titles, title_in
from termcheck.readers.view import View
from termcheck.readers.views import joined

_O = pyromark.Options
_OPTIONS = (
    _O.ENABLE_TABLES
    | _O.ENABLE_FOOTNOTES
    | _O.ENABLE_STRIKETHROUGH
    | _O.ENABLE_TASKLISTS
    | _O.ENABLE_HEADING_ATTRIBUTES
    | _O.ENABLE_DEFINITION_LIST
    | _O.ENABLE_GFM
)
_NAMED = ("Shortcut", "Collapsed")
"""Links whose text is also the name of what they lead to."""
_MARKS = {
    "Emphasis": MarkKind.EMPHASIS,
    "Strong": MarkKind.STRONG,
    "Strikethrough": MarkKind.DELETED,
}


def read(source: Source, reading: Reading) -> Document:
    """Return a Markdown source as a document.

    Raises `ReaderError` for one that the parser fails on.
    """
    with told_of_markdown(source.path):
        return _read(source, reading)


def _read(source: Source, reading: Reading) -> Document:
    front = read_front_matter(source, reading.front_matter_keys)
    directives = Directives(source)
    found = markdown_view(source, front.end, reading.flavour, reading.only)
    for start, end in found.comments:
        directives.comment(start, end)
    reader = _Reader(found, directives)
    front.place(reader.builder)
    reader.read(Wanted(found, reading.only))
    return Document(
        source,
        tuple(reader.builder.finish()),
        (*page_directives(front, source), *directives.finish()),
        front.values,
        "",
        (*front.problems, *directives.problems),
    )


class _Reader:
    """Turns the parser's events into calls of the builder."""

    def __init__(self, found: MarkdownView, directives: Directives) -> None:
        self.found = found
        self.view: View = found.view
        self.builder = Builder()
        self.markup = Markup(self.builder, self.view)
        self.directives = directives
        self.captions = found.captions
        self.links: list[tuple[str, str]] = []
        self.html: list[tuple[int, int]] = []
        self.code = False
        self.inner = 0
        """View offset after the last text inside a link, where its title can begin."""
        self.depth = 0

    def read(self, wanted: Wanted) -> None:
        view, builder = self.view, self.builder
        everything, passed = wanted.everything, 0
        options = _OPTIONS | _O.ENABLE_MATH if self.found.math else _OPTIONS
        events: Any = pyromark.events_with_range(view.text, options=options)
        for event, where in events:
            start, end = where["start"], where["end"]
            if start < passed:
                continue
            if type(event) is str:
                if event == "Rule":
                    builder.interrupt()
                elif not builder.skip:
                    builder.run.space(*view.range(start, end))
                continue
            ((name, value),) = event.items()
            if name == "Text":
                if not builder.skip and not self.code:
                    self.text(value, start, end)
            elif name == "Start":
                tag, detail = (value, None) if type(value) is str else next(iter(value.items()))
                if not everything and not builder.inside and wanted.leaves_out(tag, start, end):
                    builder.frame.previous = -1
                    passed = end
                else:
                    self.start(tag, detail, start)
            elif name == "End":
                self.end(value if type(value) is str else next(iter(value)), start, end)
            elif not builder.skip or name in ("Html", "InlineHtml"):
                self.leaf(name, value, start, end)
        self.markup.unwind(0)
        place_defined_titles(builder, view, _OPTIONS)

    def text(self, value: str, start: int, end: int) -> None:
        view, run = self.view, self.builder.run
        self.inner = end
        delta = None if view.masks else view.delta
        if delta is None:
            view.add(run, value, start, end)
        else:
            verbatim = view.data[start:end] == value.encode()
            run.add(value, start + delta, end + delta, verbatim)

    def start(self, tag: str, detail: Any, start: int) -> None:
        builder = self.builder
        if tag == "Paragraph":
            self.close()
            self.depth = len(self.markup.stack)
            if self.captions:
                self.caption(start)
        elif tag in _MARKS:
            builder.run.open(_MARKS[tag])
        elif tag == "Link":
            kind = detail["link_type"]
            mark = MarkKind.URL if kind in ("Autolink", "Email") else MarkKind.LINK
            builder.run.open(mark)
            if kind in _NAMED:
                builder.run.open(MarkKind.NAME)
            self.links.append((mark, detail["title"] if kind == "Inline" else ""))
            self.inner = start
        elif tag == "Image":
            self.links.append(("", detail["title"] if detail["link_type"] == "Inline" else ""))
            builder.enter()
            if detail["link_type"] in _NAMED:
                builder.run.open(MarkKind.NAME)
            self.inner = start
        elif tag == "HtmlBlock":
            builder.boundary()
            self.html = []
        elif tag == "CodeBlock":
            builder.interrupt()
            self.code = True
        else:
            self.close()
            self.depth = len(self.markup.stack)
            self.block(tag, detail, start)

    def caption(self, start: int) -> bool:
        """Begin a title, if the paragraph at a view offset is one."""
        caption = self.captions.get(start)
        if caption:
            self.builder.begin(caption.kind, 0, caption.name)
        return caption is not None

    def block(self, tag: str, detail: Any, start: int) -> None:
        builder = self.builder
        if tag == "Heading":
            if not self.caption(start):
                builder.begin(Kind.HEADING, int(detail["level"][1]))
        elif tag == "List":
            builder.push_list()
        elif tag == "Item":
            builder.push_item()
        elif tag == "BlockQuote":
            alert = detail is not None or self.found.is_callout(start)
            builder.push("quote", None if alert else Scope.QUOTE)
        elif tag in ("TableHead", "TableRow"):
            builder.next_row(header=tag == "TableHead")
        elif tag in ("DefinitionList", "FootnoteDefinition"):
            builder.push("definitions" if tag == "DefinitionList" else "note").first = None
        elif tag == "DefinitionListTitle":
            builder.begin(Kind.DEFINITION_TERM)
        elif tag == "DefinitionListDefinition":
            builder.push_definition()
        elif tag in ("Table", "TableCell"):
            builder.push_table() if tag == "Table" else builder.push_cell()

    def end(self, tag: str, start: int, end: int) -> None:
        builder = self.builder
        if tag == "Paragraph":
            self.close()
        elif tag in _MARKS:
            builder.run.close(_MARKS[tag])
        elif tag == "Link":
            mark, title = self.links.pop()
            builder.run.close(MarkKind.NAME)
            builder.run.close(MarkKind(mark))
            self.inner = max(self.inner, start)
            if title:
                self.title(start, end)
        elif tag == "Image":
            _, title = self.links.pop()
            builder.run.close(MarkKind.NAME)
            if builder.leave(Kind.ALT, "alt") and not builder.skip:
                builder.run.opaque(*self.view.range(start, end))
            if title:
                self.title(start, end)
            self.inner = end
        elif tag == "CodeBlock":
            self.code = False
        elif tag == "HtmlBlock":
            self.html_block()
        elif tag in _POPS:
            self.close()
            builder.pop(_POPS[tag])
        elif tag not in ("TableHead", "TableRow"):
            self.close()

    def close(self) -> None:
        """End a block, and the inline HTML that was left open in it."""
        if len(self.markup.stack) > self.depth:
            self.markup.unwind(self.depth)
        self.builder.boundary()

    def leaf(self, name: str, value: Any, start: int, end: int) -> None:
        builder, view = self.builder, self.view
        if name == "Code":
            self.inline_code(value, start, end)
        elif name == "InlineHtml":
            self.inline_html(start, end)
        elif name == "Html":
            self.html.append((start, end))
        elif name in ("InlineMath", "DisplayMath"):
            first, last = view.range(start, end)
            builder.run.code(value, first, last, False)
        elif name == "FootnoteReference":
            builder.run.opaque(*view.range(start, end))

    def inline_code(self, text: str, start: int, end: int) -> None:
        data = self.view.data
        first = start
        while first < end and data[first] == 96:
            first += 1
        last = end - (first - start)
        self.inner = end
        raw = data[first:last]
        plain = text.encode()
        if raw != plain and raw[1:-1] == plain:
            first, last, raw = first + 1, last - 1, plain
        if first < last:
            where = self.view.range(first, last)
            verbatim = raw == plain and not self.view.masked(*where)
            self.builder.run.code(text, *where, verbatim)

    def inline_html(self, start: int, end: int) -> None:
        view = self.view
        if view.data.startswith(b"<!--", start):
            if self.directives.wanted:
                self.directives.comment(*view.range(start, end))
            return
        tag = read_tag(view.data, start, end)
        if tag is not None:
            self.markup.tag(tag, start, end, inline=True)

    def html_block(self) -> None:
        """Read the lines of an HTML block, which may each come from elsewhere."""
        lines, self.html = self.html, []
        view = self.view
        if not lines:
            return
        first, last = lines[0][0], lines[-1][1]
        raw = view.data[first:last].strip()
        if raw.startswith(b"<!--") and raw.find(b"-->") == len(raw) - 3:
            if self.directives.wanted:
                at = view.data.index(b"<!--", first)
                self.directives.comment(*view.range(at, at + len(raw)))
            return
        from termcheck.readers.html import read_html

        self.builder.frame.previous = -1
        lines = list(_outside_fences(view.data, lines))
        read_html(joined(view, lines), self.markup, self.directives)
        self.builder.boundary()
        self.depth = len(self.markup.stack)

    def title(self, start: int, end: int) -> None:
        """Add the title of the link or image at `start:end`."""
        run = title_in(self.view, max(self.inner, start), end)
        if run is not None:
            self.builder.aside(Kind.TITLE, "title", run)


def _outside_fences(data: bytes, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines of an HTML block without fenced code, which other parsers would see in it."""
    fence = b""
    for start, end in lines:
        text = data[start:end].strip()
        if fence:
            if text.startswith(fence) and not text.strip(fence[:1]):
                fence = b""
        elif text.startswith((b"```", b"~~~")) and b"`" not in text.lstrip(b"`"):
            fence = text[:3]
        else:
            yield start, end


_POPS = {
    "List": "list",
    "Item": "item",
    "BlockQuote": "quote",
    "Table": "table",
    "TableCell": "cell",
    "DefinitionList": "definitions",
    "DefinitionListDefinition": "definition",
    "FootnoteDefinition": "note",
}
