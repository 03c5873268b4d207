"""Draw how often claims are right at each confidence: `python docs/pictures/accuracy_svg.py`.

It reads the table of `docs/accuracy.md` and writes `accuracy.svg` beside itself.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "accuracy.md"
_ROW = re.compile(r"^\| (0\.\d+) \| (0\.\d+) \| (0\.\d+) \|$", re.MULTILINE)
WIDTH, HEIGHT, LEFT, TOP = 640, 320, 70, 30
LINES = (("precision", "#1f5f99", 1), ("recall", "#a03800", 2))


def rows(page: str) -> list[tuple[float, float, float]]:
    """Return confidence, precision and recall of each row of the table."""
    return [(float(one), float(two), float(three)) for one, two, three in _ROW.findall(page)]


def picture(data: list[tuple[float, float, float]]) -> str:
    """Return the curve as SVG."""

    def x(confidence: float) -> float:
        return LEFT + confidence * (WIDTH - LEFT - 90)

    def y(share: float) -> float:
        return TOP + (1 - share) * (HEIGHT - TOP - 50)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="13">',
        "<title>Precision and recall of claims by confidence, on texts nobody trained on</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for tenth in range(0, 11, 2):
        share = tenth / 10
        parts.append(
            f'<path d="M{LEFT} {y(share):.0f}H{x(1):.0f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 8}" y="{y(share) + 4:.0f}" text-anchor="end">{share:.1f}</text>'
            f'<text x="{x(share):.0f}" y="{y(0) + 20:.0f}" text-anchor="middle">{share:.1f}</text>'
        )
    middle = (LEFT + x(1)) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 8}" text-anchor="middle">confidence</text>')
    for name, colour, column in LINES:
        places = " ".join(f"{x(row[0]):.0f},{y(row[column]):.0f}" for row in data)
        last = data[-1]
        parts.append(
            f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2.5"/>'
            f'<text x="{x(last[0]) + 8:.0f}" y="{y(last[column]) + 4:.0f}" fill="{colour}">{name}'
            "</text>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    (HERE / "accuracy.svg").write_text(picture(rows(PAGE.read_text("utf-8"))), "utf-8")
