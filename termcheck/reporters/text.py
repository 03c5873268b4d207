"""Text made safe to show: what stands in documents is never trusted.

A document, a file name or a message may hold control characters, terminal escapes, lone
surrogates or directional overrides. Each reporter passes what it shows through one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcheck.core.visible import REPLACEMENT, UNSEEN, clean, one_line, plural, visible

__all__ = [
    "clean",
    "clip",
    "code_parts",
    "is_web_address",
    "one_line",
    "plural",
    "visible",
    "xml_attribute",
    "xml_text",
]
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"`([^`]+)`")


def xml_text(text: str) -> str:
    """Return `text` as XML character data; characters XML 1.0 cannot hold are replaced.

    Those that nobody would see are written as references.
    """
    text = _NOT_XML.sub(REPLACEMENT, text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return UNSEEN.sub(lambda found: f"&#{ord(found[0])};", text)


def xml_attribute(text: str) -> str:
    """Return `text` as a double-quoted XML attribute value, line breaks and tabs kept."""
    text = xml_text(text).replace('"', "&quot;")
    return '"' + text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'


def code_parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a message: (True, words) for what stands in backticks, else (False, …)."""
    end = 0
    for match in _CODE.finditer(text):
        if match.start() > end:
            yield False, text[end : match.start()]
        yield True, match[1]
        end = match.end()
    if end < len(text):
        yield False, text[end:]


def is_web_address(url: str) -> bool:
    """Whether `url` may become a link: `http` or `https`, nothing that runs."""
    return re.match(r"https?://[^\s<>\"'`\\]+\Z", url, re.IGNORECASE) is not None


def clip(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """Return a long line cut to `room` characters around `start:end`, and where those are then.

    What is left out is marked by `…`. A span too long for the room is cut at its end.
    """
    if len(line) <= room:
        return line, start, min(end, len(line))
    end = min(end, start + room - 2)
    low = max(0, min(start - (room - (end - start)) // 3, len(line) - room))
    high = low + room
    if end > high - (high < len(line)):
        high = end + 1
        low = max(0, high - room)
    before, after = ("…" if low else ""), ("…" if high < len(line) else "")
    cut = before + line[low + len(before) : high - len(after)] + after
    return cut, max(start - low, len(before)), max(end - low, len(before))
