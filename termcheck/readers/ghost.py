"""Exports of Ghost: the posts and pages of a blog in one file of JSON, each with its title.

`db[].data.posts[]` holds them (https://ghost.org/docs/migration/custom/); `html` is what readers
see, `lexical` and `mobiledoc` are the same for the editor and not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import html
from termcheck.readers.json_text import JsonString, json_parts, strings_of
from termcheck.readers.pieces import enclosed, read_pieces
from termcheck.readers.reading import Reading

_PARTS = {
    "title": "h1",
    "html": "div",
    "custom_excerpt": "p",
    "meta_title": "p",
    "meta_description": "p",
    "og_title": "p",
    "og_description": "p",
    "twitter_title": "p",
    "twitter_description": "p",
    "feature_image_alt": "p",
    "feature_image_caption": "figcaption",
}
"""Keys of a post with prose, and the elements that they are in the page."""


def read(source: Source, reading: Reading) -> Document:
    """Return the prose of all posts, as of one page."""
    strings, problems = strings_of(source, "an export of Ghost")
    if problems:
        return Document(source, (), problems=problems)
    pieces = [
        enclosed(tag, list(json_parts(source.data, string))) for tag, string in _prose(strings)
    ]
    if not pieces:
        start = Span(0, min(1, len(source.data)))
        return Document(
            source, (), problems=((start, "no export of Ghost: there is no post in it"),)
        )
    return read_pieces(pieces, source, reading, html.read, "html")


def _prose(strings: list[JsonString]) -> Iterator[tuple[str, Span]]:
    """Yield the element and the place of each prose of each post."""
    for path, inside in strings:
        if path[:1] == ("db",) and path[2:4] == ("data", "posts") and len(path) == 6:
            tag = _PARTS.get(str(path[-1]), "")
            if tag and inside.end > inside.start:
                yield tag, inside
