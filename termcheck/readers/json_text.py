"""The strings of JSON, each with its path and place, and the text that one stands for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from termcheck.core.source import Source, Span
from termcheck.readers.pieces import Part

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}:,]', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")
_DEEPEST = 200
Path = tuple[str | int, ...]


class JsonString(NamedTuple):
    """A value that is a string."""

    path: Path
    """Keys and indexes that lead to it."""
    inside: Span
    """Its bytes, without the quotation marks."""


def strings_of(source: Source, what: str) -> tuple[list[JsonString], tuple[tuple[Span, str], ...]]:
    """Return the strings of a file, and what is wrong with it if it is not JSON: `not a WHAT`."""
    try:
        json.loads(source.data.decode("utf-8-sig"))
        return list(json_strings(source.data)), ()
    except (ValueError, RecursionError) as error:
        at = getattr(error, "pos", 0)
        start = len(source.data.decode("utf-8-sig")[:at].encode()) + source.text_start
        start = max(0, min(start, len(source.data) - 1))
        told = f"not {what}: {getattr(error, 'msg', str(error)).lower()}"
        return [], ((Span(start, start), told),)


def json_strings(data: bytes) -> Iterator[JsonString]:
    """Yield the values of JSON that are strings, in order; the bytes are known to be JSON.

    Raises `ValueError` for what is nested in more than 200 levels.
    """
    path: list[str | int] = []
    lists: list[bool] = []
    """Of each level that is open, whether it is a list."""
    is_key = False
    for token in _TOKEN.finditer(data):
        sign = data[token.start() : token.start() + 1]
        if sign in b"{[":
            if len(path) >= _DEEPEST:
                raise ValueError("nested too deeply")
            lists.append(sign == b"[")
            path.append(0 if sign == b"[" else "")
            is_key = sign == b"{"
        elif sign in b"}]":
            lists.pop()
            path.pop()
        elif sign == b":":
            is_key = False
        elif sign == b",":
            last = path[-1]
            if isinstance(last, int):
                path[-1] = last + 1
            is_key = not lists[-1]
        else:
            inside = Span(token.start() + 1, token.end() - 1)
            if is_key:
                path[-1] = json.loads(data[token.start() : token.end()].decode("utf-8", "replace"))
            else:
                yield JsonString(tuple(path), inside)


def json_parts(raw: bytes, string: Span) -> Iterator[Part]:
    """Yield the characters of a JSON string as parts of a text, escapes each as a whole."""
    at = string.start
    for escape in _ESCAPE.finditer(raw, string.start, string.end):
        if at < escape.start():
            yield Part(raw[at : escape.start()], at, escape.start(), True)
        text = json.loads(b'"' + escape[0] + b'"').encode("utf-8", "replace")
        yield Part(text, *escape.span(), False)
        at = escape.end()
    if at < string.end:
        yield Part(raw[at : string.end], at, string.end, True)
