"""Whether a file that need not be read may be broken: told whatever words stand in it.

What the filter on raw bytes lets pass is not parsed. That it cannot be understood must not depend
on that: what is usual is recognised here at little cost, and all else is parsed after all.
"""

from __future__ import annotations

import json
import re

_SCALAR = (
    rb"(?:[A-Za-z0-9/(\x80-\xff][^:#\r\n]*+(?:[:#](?=[^\s])[^:#\r\n]*+)*+"
    rb"|\"[^\"\\\r\n]*\"|'[^'\r\n]*'|\[[^\[\]{}:#\"'&*!\r\n]*\])"
)
_END = rb"[ \t]*\r?\n"
_LINE = rb"[ -~]*\r?\n"
_ENTRY = (
    rb"(?:[A-Za-z_][\w. -]*:(?:[ \t]+" + _SCALAR + _END
    + rb"| [>|][+-]?" + _END + rb"( +)(?! )" + _LINE + rb"(?:\1" + _LINE + rb")*|" + _END
    + rb"(?:( *)- " + _SCALAR + _END + rb"(?:\2- " + _SCALAR + _END + rb")*)?)|#[^\r\n]*\r?\n|"
    + _END + rb")"
)  # fmt: skip
_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:" + _ENTRY + rb")*(?:---|\.\.\.)[ \t]*\r?$", re.M
)
_OPENED = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_NEVER = frozenset({"text", "rst", "asciidoc", "latex"})
"""Formats in which whatever stands there can be read."""


def may_be_broken(data: bytes, form: str) -> bool:
    """Return False only if the bytes of a file of a format hold nothing that a reader tells of."""
    if form in _NEVER:
        return False
    if form in ("markdown", "html"):
        return _OPENED.match(data) is not None and _FRONT.match(data) is None
    if form == "notebook":
        try:
            json.loads(data)
        except (ValueError, RecursionError):
            return True
        return False
    return True
