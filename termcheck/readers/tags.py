"""One HTML tag as written, and where its attribute values stand."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = re.compile(rb"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    rb"[\s/]*([^\s/>=\"'][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*))?)?"
)


class Tag(NamedTuple):
    """A start or end tag; attribute values are ranges of the bytes it was read from."""

    name: str
    closing: bool
    empty: bool
    """Whether it is written `<x/>`."""
    attributes: dict[str, tuple[int, int]]

    def value(self, data: bytes, name: str) -> str:
        """Return an attribute's value as written, an empty string when it has none."""
        start, end = self.attributes.get(name, (0, 0))
        return data[start:end].decode("utf-8", "replace").strip()


def read_tag(data: bytes, start: int, end: int) -> Tag | None:
    """Return the tag at `data[start:end]`, which begins with `<`; None if it is none."""
    head = _NAME.match(data, start, end)
    if head is None:
        return None
    name = head[2].decode("utf-8", "replace").lower()
    if head[1]:
        return Tag(name, True, False, {})
    attributes: dict[str, tuple[int, int]] = {}
    at = head.end()
    stop = end - 1 if data[end - 1 : end] == b">" else end
    while at < stop:
        match = _ATTRIBUTE.match(data, at, stop)
        if match is None:
            at += 1
            while at < stop and data[at] in b" \t\r\n\f/":
                at += 1
            continue
        at = match.end()
        key = match[1].decode("utf-8", "replace").lower()
        group = next((g for g in (2, 3, 4) if match[g] is not None), 0)
        if key not in attributes:
            attributes[key] = match.span(group) if group else (at, at)
    empty = data[stop - 1 : stop] == b"/"
    return Tag(name, False, empty, attributes)
