"""A badge for a README: that a project's words were checked, when, and against which glossary."""

from __future__ import annotations

import datetime

from termcheck.core.visible import one_line, plural
from termcheck.core.xml import xml_attribute, xml_text
from termcheck.label.canvas import FONTS, line_length, text_room, text_width

_SIZE = 11.0
_PAD = 8.0
_HEIGHT = 22


def badge_svg(glossary: str, day: datetime.date, findings: int = 0) -> str:
    """Return the badge: `terminology checked`, or how many findings there are, and since when.

    `glossary` is what the words were held to: id and version. Works on light and dark pages; the
    answer is in words, so that nobody has to tell colours apart.
    """
    left = "terminology checked" if not findings else f"terminology: {plural(findings, 'finding')}"
    right = one_line(" ".join(word for word in (day.isoformat(), glossary) if word))
    said, since = text_width(left, _SIZE, bold=True), text_width(right, _SIZE)
    first = text_room(left, _SIZE, bold=True) + 2 * _PAD
    second = text_room(right, _SIZE) + 2 * _PAD
    whole = round(first + second)
    color = "#7a2e00" if findings else "#0b5a33"
    told = f"{left}, {right}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{_HEIGHT}" '
        f'viewBox="0 0 {whole} {_HEIGHT}" role="img" lang="en" '
        f"aria-label={xml_attribute(told)}>\n"
        f"<title>{xml_text(told)}</title>\n"
        f'<rect width="{whole}" height="{_HEIGHT}" rx="4" fill="{color}"/>\n'
        f'<path d="M{first:.1f} 1.5H{whole - 4.5:g}a3 3 0 0 1 3 3V{_HEIGHT - 4.5}'
        f'a3 3 0 0 1-3 3H{first:.1f}z" fill="#fff"/>\n'
        f'<g font-family="{FONTS}" font-size="{_SIZE:g}" '
        'text-anchor="middle">\n'
        f'<text x="{first / 2:.1f}" y="15" fill="#fff" font-weight="700" {line_length(said)}>'
        f"{xml_text(left)}</text>\n"
        f'<text x="{first + second / 2:.1f}" y="15" fill="#111" {line_length(since)}>'
        f"{xml_text(right)}</text>\n"
        "</g>\n</svg>\n"
    )
