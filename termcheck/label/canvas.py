"""Lines of text and rules on an SVG, from top to bottom, wrapped by the widths of the font."""

from __future__ import annotations

from dataclasses import dataclass, field

from termcheck.core.visible import one_line
from termcheck.core.xml import xml_text

WIDTH = 340
"""Width of the drawing in pixels; it scales."""
MARGIN = 14
"""Space left and right of the text."""
_NARROW = "fijlrtI.,:;'|!()[]/ "
_WIDE = "mwMWGOQ@%"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line in pixels, as Helvetica and Arial have it, rather too much."""
    ems = 0.0
    for character in text:
        if character in _NARROW:
            ems += 0.3
        elif character in _WIDE:
            ems += 0.88
        elif character.isupper():
            ems += 0.71
        elif ord(character) > 0x2E7F:
            ems += 1.0
        else:
            ems += 0.56
    return ems * size * (1.06 if bold else 1.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text that fit into `room` pixels; words too long are cut."""
    lines: list[str] = []
    line = ""
    for word in one_line(text).split():
        joined = f"{line} {word}".strip()
        if text_width(joined, size, bold=bold) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, size, bold=bold) > room and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and text_width(line[:cut], size, bold=bold) > room:
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
        taken = max((text_width(answer, size, bold=True) for answer in answers), default=0.0)
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
            f'<text x="{x:g}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}"{more}>'
            f"{xml_text(text)}</text>"
        )
