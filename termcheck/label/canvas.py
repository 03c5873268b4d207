"""Lines of text and rules on an SVG, from top to bottom, wrapped where the widest font needs it.

Each line says its length, so that it keeps its room in whatever font the reader has; programs that
do not heed it have room for their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from unicodedata import combining, east_asian_width, normalize

from termcheck.core.visible import one_line
from termcheck.core.xml import xml_text

WIDTH = 340
"""Width of the drawing in pixels; it scales."""
MARGIN = 14
"""Space left and right of the text."""
FONTS = "Helvetica, Arial, Liberation Sans, Nimbus Sans, Arimo, sans-serif"
"""Families as wide as Helvetica, for programs that do not keep a line to the length it says."""
# Widths of the characters from space to ~ in thousandths of the font size.
# fmt: off
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
    722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
    500, 334, 260, 334, 584,
)
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722,
    722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
    611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556,
    500, 389, 280, 389, 584,
)
# The same of DejaVu Sans where it is wider: what Linux gives where none of the families is.
_WIDE = (
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637,
    637, 637, 637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 556, 1015, 685,
    687, 722, 771, 667, 611, 778, 752, 295, 500, 667, 558, 863, 749, 788, 667, 788, 722,
    667, 611, 732, 685, 989, 686, 667, 686, 391, 337, 391, 838, 556, 500, 613, 635, 550,
    635, 616, 353, 635, 634, 278, 278, 580, 278, 975, 634, 612, 635, 635, 412, 521, 393,
    634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
)
_WIDE_BOLD = (
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696,
    696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774,
    763, 734, 831, 684, 684, 821, 837, 373, 556, 775, 638, 996, 837, 851, 733, 851, 771,
    721, 683, 813, 774, 1104, 771, 725, 726, 458, 366, 458, 838, 556, 500, 675, 716, 593,
    716, 679, 436, 716, 712, 343, 343, 666, 343, 1042, 712, 688, 716, 716, 494, 596, 479,
    712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
)
# fmt: on
_FIRST = ord(" ")
_OTHER, _FULL = 600, 1000
_WIDE_OTHER = 1000


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in pixels, as Helvetica, Arial and Liberation Sans have it."""
    return _measured(_BOLD if bold else _REGULAR, _OTHER, text, size)


def text_room(text: str, size: float, *, bold: bool = False) -> float:
    """Return the room a line needs in pixels in DejaVu Sans, the widest font it may be shown in."""
    return _measured(_WIDE_BOLD if bold else _WIDE, _WIDE_OTHER, text, size)


def _measured(table: tuple[int, ...], other: int, text: str, size: float) -> float:
    return sum(map(partial(_width, table, other), normalize("NFD", text))) * size / 1000


def _width(table: tuple[int, ...], other: int, character: str) -> int:
    position = ord(character) - _FIRST
    if position < len(table):
        return table[position]
    if combining(character):
        return 0
    return _FULL if east_asian_width(character) in "WFA" else other


def line_length(width: float) -> str:
    """Return the attributes that keep a line to a width in whatever font the reader has."""
    return f'textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that fit into `room` pixels; words too long are cut."""
    lines: list[str] = []
    line = ""
    for word in one_line(text).split():
        joined = f"{line} {word}".strip()
        if text_room(joined, size, bold=bold) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while text_room(line, size, bold=bold) > room and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and text_room(line[:cut], size, bold=bold) > room:
                cut -= 1
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


@dataclass
class Canvas:
    """A drawing that grows downwards."""

    y: float = MARGIN
    parts: list[str] = field(default_factory=list)

    @property
    def room(self) -> float:
        """Width for text, in pixels."""
        return WIDTH - 2 * MARGIN

    def rule(self, height: float, space: float = 3) -> None:
        """Draw a bar over the whole width."""
        self.y += space
        self.parts.append(
            f'<rect x="{MARGIN}" y="{self.y:.1f}" width="{self.room}" height="{height:g}"/>'
        )
        self.y += height

    def text(self, text: str, size: float, weight: int = 400, indent: float = 0) -> None:
        """Write a paragraph."""
        for line in wrapped(text, self.room - indent, size, bold=weight > 600):
            self.y += size * 1.25
            self._line(line, MARGIN + indent, self.y - size * 0.25, size, weight)

    def row(self, left: str, right: str, size: float, indent: float = 0) -> None:
        """Write a name on the left and an answer on the right, both bold."""
        answers = wrapped(right, self.room * 0.4, size, bold=True)
        taken = max((text_room(answer, size, bold=True) for answer in answers), default=0.0)
        names = wrapped(left, self.room - indent - taken - 10, size, bold=True)
        top = self.y
        for index in range(max(len(names), len(answers))):
            y = top + (index + 1) * size * 1.25 - size * 0.25
            if index < len(names):
                self._line(names[index], MARGIN + indent, y, size, 700)
            if index < len(answers):
                self._line(answers[index], WIDTH - MARGIN, y, size, 700, anchor="end")
        self.y = top + max(len(names), len(answers)) * size * 1.25

    def _line(
        self, text: str, x: float, y: float, size: float, weight: int, anchor: str = ""
    ) -> None:
        more = f' text-anchor="{anchor}"' if anchor else ""
        self.parts.append(
            f'<text x="{x:g}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}"{more} '
            f"{line_length(text_width(text, size, bold=weight > 600))}>"
            f"{xml_text(text)}</text>"
        )
