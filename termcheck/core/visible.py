"""Text made safe to show: what stands in documents, names and configuration is never trusted.

It may hold control characters, terminal escapes, lone surrogates or directional overrides. Whoever
writes a line for a person passes what it shows through one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CODE = re.compile(r"`([^`]+)`")
_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile(r"[\t ]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[\t ]*")
_OVERRIDES = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BEYOND_ASCII = f"\x7f-\x9f\u2028\u2029{_OVERRIDES}"
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f{_BEYOND_ASCII}]")
UNSEEN = re.compile(f"[{_BEYOND_ASCII}]")
"""What no format forbids in a text, and what nobody sees there: controls beyond ASCII's, line
breaks that are none to most programs, directional overrides. A format that has a way to spell them
spells them."""

REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return `text` with lone surrogates replaced, so that it can be written as UTF-8."""
    return _SURROGATES.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return `text` on one line, clean."""
    return _BREAKS.sub(" ", clean(text)).strip()


def plain(text: str) -> str:
    """Return a message for readers: clean, with quotation marks for backticks."""
    parts = clean(text).split("`")
    return "".join(
        part + ("" if at == len(parts) - 1 else "“" if at % 2 == 0 else "”")
        for at, part in enumerate(parts)
    )


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
    return _WEB.fullmatch(url) is not None


def visible(text: str) -> str:
    """Return `text` as a terminal may show it: controls and directional overrides as symbols.

    Every character stays one character, so columns hold. Line feeds and tabs are kept; nothing else
    ends a line then, whatever splits it.
    """
    return _HIDDEN.sub(_symbol, clean(text))


def plural(count: int, noun: str) -> str:
    """Return ``1 error`` or ``2 errors``, with a comma for thousands."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def indented(value: object) -> str:
    """Return a value as JSON to be read by people, lone surrogates replaced; ends its line."""
    # Every start imports this module.
    import json

    return spelled_json(clean(json.dumps(value, ensure_ascii=False, indent=2))) + "\n"


def spelled_json(text: str) -> str:
    """Return JSON with what nobody would see in its strings written as escapes."""
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shown_line(text: str) -> str:
    """Return `text` as one line of a terminal, the spaces before it kept."""
    told = one_line(text)
    return text[: len(text) - len(text.lstrip(" "))] + visible(told) if told else ""


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else REPLACEMENT
