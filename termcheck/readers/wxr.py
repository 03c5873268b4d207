"""Exports of WordPress (WXR): the posts and pages of a site in one file of XML.

Each `item` has a `title`, and HTML in `content:encoded` and `excerpt:encoded`, in character data or
escaped (https://developer.wordpress.org/advanced-administration/wordpress/import/). Attachments,
revisions, menus, styles and what is in the bin are not read.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import html
from termcheck.readers.pieces import Part, enclosed, read_pieces
from termcheck.readers.reading import Reading
from termcheck.readers.xliff import TOKEN

_REFERENCE = re.compile(rb"&#?\w{1,32};")
_UNREAD_TYPES = (b"attachment", b"revision", b"nav_menu_item", b"custom_css", b"oembed_cache")
_UNREAD_STATES = (b"trash", b"auto-draft")
_ELEMENTS = {b"title": "h1", b"encoded": "div"}
_BLANK = re.compile(rb"\n[ \t]*\n|\r\n[ \t]*\r\n")
_MARKED_UP = re.compile(rb"<p[\s>]|<!-- wp:", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """What one post says, as stretches of bytes: element, bytes, where, whether escaped."""

    parts: list[tuple[str, list[tuple[Span, bool]]]] = field(default_factory=list)
    about: dict[bytes, bytes] = field(default_factory=dict)
    """Its `post_type` and `status`."""

    @property
    def is_read(self) -> bool:
        return (
            not self.about.get(b"post_type", b"").startswith((*_UNREAD_TYPES, b"wp_"))
            and self.about.get(b"status", b"") not in _UNREAD_STATES
        )


def read(source: Source, reading: Reading) -> Document:
    """Return the prose of all posts, as of one page."""
    items = _items(source.data)
    if not items:
        at = Span(0, min(1, len(source.data)))
        told = "no export of WordPress: it has no `item` with `content:encoded`"
        return Document(source, (), problems=((at, told),))
    pieces = [
        enclosed(tag, [part for text in texts for part in _parts(source.data, *text)])
        for item in items
        for tag, texts in (item.parts if item.is_read else ())
    ]
    return read_pieces(pieces, source, reading, html.read, "html")


def _items(data: bytes) -> list[_Item]:
    """Return the posts of a file, none if it is no export."""
    found: list[_Item] = []
    item: _Item | None = None
    name = b""
    has_content = False
    for token in TOKEN.finditer(data):
        tag = token["name"]
        if tag == b"item":
            item, name = None if token["close"] else _Item(), b""
            found += [item] if item is not None else []
        elif tag is not None:
            name = b"" if token["close"] or token["rest"].endswith(b"/") else tag
            if item is not None and name in _ELEMENTS:
                item.parts.append((_ELEMENTS[name], []))
                has_content = has_content or name == b"encoded"
        elif item is not None and name:
            kind = "data" if token["data"] is not None else "text"
            text = token[kind]
            if text is None:
                continue
            if name in _ELEMENTS:
                item.parts[-1][1].append((Span(*token.span(kind)), kind == "text"))
            elif text.strip():
                item.about[name] = text.strip()
    for post in found:
        post.parts = [(tag, texts) for tag, texts in post.parts if texts]
    return found if has_content else []


def _parts(raw: bytes, span: Span, escaped: bool) -> Iterator[Part]:
    """Yield the text of a part, with paragraphs where blank lines stand for them."""
    text = raw[slice(*span)]
    breaks = () if _MARKED_UP.search(text) else _BLANK.finditer(text)
    marks = [(found.span(), b"<p>") for found in breaks]
    if escaped:
        marks = [
            (found.span(), entities.unescape(found[0].decode("utf-8", "replace")).encode())
            for found in _REFERENCE.finditer(text)
        ]
    at = 0
    for (start, end), stands_for in marks:
        yield Part(text[at:start], span.start + at, span.start + start, True)
        yield Part(stands_for, span.start + start, span.start + end, False)
        at = end
    yield Part(text[at:], span.start + at, span.end, True)
