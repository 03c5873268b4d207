"""Exports of Ghost: the posts and pages of a blog in one file of JSON, each with its title.

`db[].data.posts[]` holds them (https://ghost.org/docs/migration/custom/); `html` is what readers
see, `lexical` and `mobiledoc` are the same for the editor and not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import html
from termcheck.readers.embedded import Embedding, Stretch, embed
from termcheck.readers.json_text import JsonString, add_json_string, strings_of
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
    data = bytearray()
    stretches: list[Stretch] = []
    found = False
    for tag, string in _prose(strings):
        found = True
        for opening in (f"<{tag}>", ""):
            made = (opening or f"</{tag}>").encode()
            if not opening:
                add_json_string(source.data, string, data, stretches)
            at = string.start if opening else string.end
            stretches.append(Stretch(len(data), len(data) + len(made), at, at, False))
            data += made
    if not found:
        start = Span(0, min(1, len(source.data)))
        return Document(
            source, (), problems=((start, "no export of Ghost: there is no post in it"),)
        )
    inner = Source(f"{source.path}.html", bytes(data))
    return embed(html.read(inner, replace(reading, only=None)), source, Embedding(stretches))


def _prose(strings: list[JsonString]) -> Iterator[tuple[str, Span]]:
    """Yield the element and the place of each prose of each post."""
    for path, inside in strings:
        if path[:1] == ("db",) and path[2:4] == ("data", "posts") and len(path) == 6:
            tag = _PARTS.get(str(path[-1]), "")
            if tag and inside.end > inside.start:
                yield tag, inside
