"""The inline markup of AsciiDoc: what macros, quotes and references show of themselves."""

from __future__ import annotations

import html
import re

from termcheck.readers.builder import Builder
from termcheck.readers.inline import add_plain
from termcheck.readers.view import View

_CHARACTERS = {
    b"nbsp": "\u00a0", b"zwsp": "\u200b", b"wj": "\u2060", b"apos": "'", b"quot": '"',
    b"lsquo": "\u2018", b"rsquo": "\u2019", b"ldquo": "\u201c", b"rdquo": "\u201d",
    b"deg": "\u00b0",
    b"plus": "+", b"brvbar": "\u00a6", b"vbar": "|", b"amp": "&", b"lt": "<", b"gt": ">",
    b"startsb": "[", b"endsb": "]", b"caret": "^", b"asterisk": "*", b"tilde": "~",
    b"backslash": "\\", b"backtick": "`", b"two-colons": "::", b"two-semicolons": ";;",
    b"sp": " ", b"empty": "", b"blank": "", b"shy": "\u00ad", b"cpp": "C++", b"pp": "++",
}  # fmt: skip
"""Attributes that every processor knows, and what they show."""
_SHOWN = re.compile(
    rb"\{(%b)\}|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    % b"|".join(_CHARACTERS)
)
INLINE = re.compile(
    rb"(?P<gone>\[\[\[?[\w:\x80-\xff][^\[\]]*\]\]\]?|(?<!\w)\[[.#%%][^\[\]\n]*\](?=[#*_`])"
    rb"| \+(?=\n|$))"
    rb"|\"`(?P<quote>[^`]+)`\"|'`(?P<quotex>[^`]+)`'"
    rb"|\+\+\+(?P<opaque>.*?)\+\+\+"
    rb"|``(?P<codex>[^`]+)``"
    rb"|(?<![\w`\"'])`\+?(?P<code>[^`]+?)\+?`(?![\w`])"
    rb"|`(?P<codew>[^`]+)`"
    rb"|\+\+(?P<codey>[^+\n]+)\+\+|(?<![\w+])\+(?P<codez>[^\s+](?:[^+\n]*[^\s+])?)\+(?![\w+])"
    rb"|(?:(?:link|xref|mailto):|(?:https?|ftp|irc)://|\{[\w-]+\})(?:[^\s\[\]{}]|\{[\w-]+\}){0,500}"
    rb"\[(?P<link>[^\[\]=]{0,500}?)(?:,[ ]*(?:[\w-]{1,30}=|\^)[^\[\]]{0,300}|\^)?\]"
    rb"|xref:[^\s\[\]][^\[\]\n]{0,200}\[(?P<linkz>[^\[\]]{0,500})\]"
    rb"|<<[^<>,]{0,200},(?P<linkx>[^<>]+)>>"
    rb"|<<[^<>,]{0,200},(?P<linky>(?:[^<>`]|`[^`]*`)+)>>"
    rb"|footnote:[\w-]{0,60}\[(?P<note>(?:[^\[\]\\]|\\.|\[[^\[\]]*\]){0,2000})\]"
    rb"|image:(?!:)[^\s\[\]]+\[(?:alt=)?\"?(?P<alt>[^\[\],\"=]{1,300})(?:[,\"][^\[\]]{0,300})?\]"
    rb"|(?P<opaquex><<[^<>]{0,200}>>"
    rb"|(?:(?<=\W)|^)[a-z][a-z0-9_-]{0,40}:(?!:)(?:[^\s\[\]]{1,300})?\[[^\[\]]{0,500}\]"
    rb"|\{(?!(?:%b)\})[\w-]+(?::[^{}\n]*)?\}(?:/[\w./#?=&%%-]*[\w/])?|\(\(\([^()]*\)\)\))"
    rb"|\(\((?P<text>[^()]+)\)\)"
    rb"|(?<!\w)\*\*?(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*?(?!\w)"
    rb"|(?<!\w)__?(?P<emphasis>[^_\s](?:[^_]*[^_\s])?)__?(?!\w)"
    rb"|(?<![\w#&])##?(?P<textx>[^#\s](?:[^#]*[^#\s])?)##?(?![\w#])" % b"|".join(_CHARACTERS)
)
"""See `inline.add_inline` for the names of its groups."""


def add_characters(view: View, builder: Builder, start: int, end: int) -> None:
    """Add text without markup: character references and intrinsic attributes decoded."""
    at = start
    for found in _SHOWN.finditer(view.data, start, end):
        name = found[1]
        meant = (
            _CHARACTERS.get(name) if name else html.unescape(found[0].decode("ascii", "replace"))
        )
        add_plain(view, builder, at, found.start())
        at = found.end()
        builder.run.add(meant or "", *view.range(*found.span()), False)
    add_plain(view, builder, at, end)
