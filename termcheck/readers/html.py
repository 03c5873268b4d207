"""HTML pages and fragments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.core.document import Document
from termcheck.core.source import Source
from termcheck.readers.builder import Builder
from termcheck.readers.directives import Directives
from termcheck.readers.frontmatter import page_directives, read_front_matter
from termcheck.readers.markup import Markup
from termcheck.readers.masks import TEMPLATES, find_masks
from termcheck.readers.reading import Reading
from termcheck.readers.tags import read_tag
from termcheck.readers.view import View
from termcheck.readers.views import masked_view

TEXT, START, END, COMMENT, DOCTYPE, REFERENCE = range(6)
"""Token types of turbohtml that matter here."""
_BREAK = re.compile(r"\r\n?|\n")
_NOSCRIPT = re.compile(r"(?i)(?<=<)(/?noscrip)t(?![\w-])")
"""To a browser that runs scripts its content is text; readers without see the elements in it."""


def read(source: Source, reading: Reading) -> Document:
    """Return an HTML source as a document."""
    front = read_front_matter(source, reading.front_matter_keys)
    masks = find_masks(source.data, front.end, TEMPLATES, code=False)
    view = masked_view(source.data, front.end, masks)
    builder = Builder()
    front.place(builder)
    markup = Markup(builder, view)
    directives = Directives(source)
    read_html(view, markup, directives)
    markup.unwind(0)
    blocks = builder.finish()
    return Document(
        source,
        tuple(blocks),
        (*page_directives(front, source), *directives.finish()),
        front.values,
        markup.language,
        (*front.problems, *directives.problems),
    )


def read_html(view: View, markup: Markup, directives: Directives) -> None:
    """Take a whole view of HTML, tag by tag, into the builder of `markup`."""
    builder = markup.builder
    data = view.data
    outer, markup.view = markup.view, view
    for kind, start, end, text in tokens(view):
        if kind == TEXT:
            if not builder.skip:
                run = markup.sync()
                # In Markdown, each line can come from elsewhere: quotes, lists, line breaks.
                for first, last in view.runs(start, end):
                    view.add(run, data[first:last].decode("utf-8", "replace"), first, last)
        elif kind == REFERENCE:
            if not builder.skip:
                first, last = view.range(start, end)
                markup.sync().add(text, first, last, text == data[start:end].decode())
        elif kind in (START, END):
            tag = read_tag(data, start, end)
            if tag is not None:
                markup.tag(tag, start, end)
        elif kind == COMMENT and directives.wanted:
            directives.comment(*view.range(start, end))
    markup.view = outer


def tokens(view: View) -> Iterator[tuple[int, int, int, str]]:
    """Yield type, start and end in the view's bytes, and text of each token."""
    import turbohtml

    text = view.text
    # The tokenizer normalises line breaks; with these of the same length, columns stay true.
    even = (
        _BREAK.sub(lambda m: " \n" if len(m.group()) == 2 else "\n", text) if "\r" in text else text
    )
    even = _NOSCRIPT.sub(r"\1x", even)
    lines = [0]
    at = even.find("\n")
    while at != -1:
        lines.append(at + 1)
        at = even.find("\n", at + 1)
    ascii_only = text.isascii()
    seen = seen_bytes = 0
    for token in turbohtml.tokenize(even, resolve_references=False, capture_source=True):
        kind = int(token.type)
        start = lines[token.line - 1] + token.col
        written = token.data if kind == TEXT else token.source
        if not written:
            continue
        end = start + len(written)
        if ascii_only:
            first, last = start, end
        else:
            first = seen_bytes + len(text[seen:start].encode())
            last = first + len(text[start:end].encode())
            seen, seen_bytes = end, last
        if kind == TEXT:
            if even[start:end] != written:
                continue
            yield kind, first, last, text[start:end]
        else:
            yield kind, first, last, token.data or ""
