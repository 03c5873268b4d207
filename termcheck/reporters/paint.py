"""The colours of the terminal formats, and how wide characters are there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import click

from termcheck.core.finding import Severity
from termcheck.core.visible import code_parts

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Styles by what is shown; returns its argument unchanged when colours are off."""

    on: bool

    def severity(self, severity: Severity) -> str:
        """Return a severity's name in its colour."""
        return self.marked(severity, severity.label)

    def marked(self, severity: Severity, text: str) -> str:
        """Style the words found, or what points at them, in the severity's colour."""
        return self._style(text, fg=_COLORS.get(severity), bold=True)

    def path(self, text: str) -> str:
        """Style a file's name."""
        return self._style(text, bold=True)

    def dim(self, text: str) -> str:
        """Style what a reader may skip: frames, ids, line numbers."""
        return self._style(text, fg="bright_black")

    def label(self, text: str) -> str:
        """Style the word that says what a line is."""
        return self._style(text, fg="blue", bold=True)

    def good(self, text: str) -> str:
        """Style what is right, or would be."""
        return self._style(text, fg="green", bold=True)

    def link(self, text: str) -> str:
        """Style an address."""
        return self._style(text, underline=True)

    def message(self, text: str) -> str:
        """Style a message: the words in backticks stand out."""
        if not self.on:
            return text
        return "".join(
            self._style(f"`{part}`", bold=True) if is_code else part
            for is_code, part in code_parts(text)
        )

    def _style(self, text: str, **style: object) -> str:
        if not self.on or not text:
            return text
        return click.style(text, **style)  # type: ignore[arg-type]


def cells(text: str) -> int:
    """Return how many terminal columns `text` takes: 2 for wide characters, 0 for marks.

    Not wcwidth's: dashes and quotation marks would make most runs pay for its tables (27 ms), to
    tell 31 of 7,913 lines otherwise that are not ASCII: emoji of several characters.
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 1


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns, broken at spaces only."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        wide = cells(word)
        if line and used + 1 + wide > width:
            lines.append(line)
            line, used = word, wide
        else:
            line, used = (f"{line} {word}", used + 1 + wide) if line else (word, wide)
    return [*lines, line]
