"""The texts of YAML and TOML as they are written: which parts are text, escapes or line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.core.patterns import lazy

FOLD = lazy(r"(\s*\n\s*)")
ESCAPED_FOLD = lazy(r"(\s*(?<!\\)(?<!\\\r)\n\s*)")
"""The same where a backslash before the line break takes it away."""
ESCAPE = lazy(r"(\\(?:x..|u.{4}|U.{8}|\r?\n[ \t]*|.))", re.DOTALL)
_SIMPLE = {"n": " ", "t": " ", "r": " ", "0": "", "N": " ", "_": " ", "L": " ", "P": " "}


def scalar_parts(raw: str, style: str) -> Iterator[tuple[str, bool | None]]:
    """Yield the parts of a scalar as written: text, escapes (False), what shows nothing (None)."""
    head = tail = ""
    if style in ("'", '"'):
        head, raw, tail = raw[:1], raw[1:-1], raw[-1:]
    elif style in ("|", ">"):
        cut = raw.find("\n") + 1 or len(raw)
        head, raw = raw[:cut], raw[cut:]
    if head:
        yield head, None
    fold = ESCAPED_FOLD if style == '"' else FOLD
    for index, part in enumerate(fold.split(raw)):
        if index % 2:
            yield part, None
        elif style == '"':
            for turn, bit in enumerate(ESCAPE.split(part)):
                yield bit, not turn % 2
        elif style == "'":
            for turn, bit in enumerate(re.split("('')", part)):
                yield bit, not turn % 2
        else:
            yield part, True
    if tail:
        yield tail, None


def unescape(piece: str) -> str:
    """Return what an escape stands for, line breaks and the like as spaces."""
    if piece == "''":
        return "'"
    if piece[1:2] in ("x", "u", "U"):
        try:
            return chr(int(piece[2:], 16))
        except (ValueError, OverflowError):
            return ""
    return _SIMPLE.get(piece[1:2], "" if piece[1:].isspace() else piece[1:])
