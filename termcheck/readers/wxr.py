"""Exports of WordPress (WXR): the posts and pages of a site in one file of XML.

Each `item` has a `title`, and HTML in `content:encoded` and `excerpt:encoded`, in character data or
escaped (https://developer.wordpress.org/advanced-administration/wordpress/import/). Attachments,
revisions, menus, styles and what is in the bin are not read.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field, replace

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import html
from termcheck.readers.embedded import Embedding, Stretch, embed
from termcheck.readers.json_text import add_stretch
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
    data = bytearray()
    stretches: list[Stretch] = []
    known = False
    for item in _items(source.data):
        known = True
        for tag, texts in item.parts if item.is_read else ():
            _made(f"<{tag}>", texts[0][0].start, data, stretches)
            for span, escaped in texts:
                _add(source.data, span, escaped, data, stretches)
            _made(f"</{tag}>", texts[-1][0].end, data, stretches)
    if not known:
        at = Span(0, min(1, len(source.data)))
        told = "no export of WordPress: it has no `item` with `content:encoded`"
        return Document(source, (), problems=((at, told),))
    inner = Source(f"{source.path}.html", bytes(data))
    return embed(html.read(inner, replace(reading, only=None)), source, Embedding(stretches))


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


def _add(raw: bytes, span: Span, escaped: bool, data: bytearray, stretches: list[Stretch]) -> None:
    """Add the text of a part, with paragraphs where blank lines stand for them."""
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
        add_stretch(text[at:start], span.start + at, span.start + start, True, data, stretches)
        add_stretch(stands_for, span.start + start, span.start + end, False, data, stretches)
        at = end
    add_stretch(text[at:], span.start + at, span.end, True, data, stretches)


def _made(text: str, at: int, data: bytearray, stretches: list[Stretch]) -> None:
    """Add markup that stands nowhere in the file."""
    stretches.append(Stretch(len(data), len(data) + len(text), at, at, False))
    data += text.encode()
