"""Names as keys: what is left of a name when case and separators are free."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*|[+&]|(?<=[^\W\d_])\.(?=[^\W\d_])")
_SEPARATORS = frozenset(
    (
        "",
        " ",
        "-",
        "_",
        "\u00a0",
        "\u2010",
        "\u2011",
        "\u2013",
        "\u00b7",
        "'",
        "\u2019",
        " [",
        "-[",
        "[",
    )
)
_POINT = re.compile(r"(?<=[^\W\d_]\d|-\d)_(?=\d(?!\w))")
"""An underscore in place of the point of a version: `InternVL2_5`, `Llama-3_3`."""
_EXACT_SEPARATORS = re.compile(r"[-_\u00a0\u2010\u2011\u00b7\u2019\[\]' ]+")


class Token(NamedTuple):
    """A run of letters, a number, or one of `+ & .` within a name."""

    start: int
    end: int
    key: str


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, lower-cased, with their code points."""
    return [Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(_lower(text))]


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(
            character.lower() if len(character.lower()) == 1 else character for character in text
        )
    return _POINT.sub(".", lower) if "_" in lower else lower


def name_key(name: str) -> str:
    """Return the key under which a name is looked up: `Llama-3.1`, `Llama3.1` -> `llama 3.1`."""
    return " ".join(_TOKEN.findall(_lower(name)))


def joined_key(name: str) -> str:
    """Return the key of a name of several words written as one, or an empty string."""
    parts = _TOKEN.findall(_lower(name))
    if len(parts) < 2 or not all(part.isalpha() for part in parts):
        return ""
    whole = "".join(parts)
    return whole if len(whole) > 5 else ""


def exact_form(text: str) -> str:
    """Return a name with its separators made one kind, case kept."""
    return _EXACT_SEPARATORS.sub("-", text).strip("-")


def may_join(text: str, before: Token, after: Token) -> bool:
    """Return whether two tokens of a text can be parts of one name."""
    gap = text[before.end : after.start]
    if after.key == "+" or after.key == "." or before.key == ".":
        return gap == ""
    if after.key == "&" or before.key == "&":
        return gap in ("", " ")
    if gap == ".":
        # "Qwen.2", "01.AI"
        return before.key.isalpha() is after.key[0].isdigit()
    return gap in _SEPARATORS
