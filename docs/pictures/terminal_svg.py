r"""Draw what a command prints as an SVG picture of a terminal.

    python docs/pictures/terminal_svg.py docs/pictures/check.svg --title 'termcheck check docs' \
        -- termcheck check examples --color always

The same output gives the same picture, byte for byte; how long it took, which no two machines
agree on, is left out. `text_of(picture)` returns the text a
picture shows, so that a test can hold it to what the command prints today.
"""

from __future__ import annotations

import argparse
import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from termcheck.reporters.paint import cells

CELL_WIDTH = 8.4
LINE_HEIGHT = 19
FONT_SIZE = 14
MARGIN = 18
TITLE_BAR = 34

_TIME = re.compile(rb" \(\d+\.\d s\)")
_SGR = re.compile(r"\x1b\[([0-9;]*)m")
_COLORS = {
    "30": "black",
    "31": "red",
    "32": "green",
    "33": "yellow",
    "34": "blue",
    "35": "magenta",
    "36": "cyan",
    "90": "dim",
    "91": "red",
    "92": "green",
    "93": "yellow",
    "94": "blue",
    "95": "magenta",
    "96": "cyan",
}

STYLE = """
.paper{fill:#16191f}.edge{fill:none;stroke:#363c47}.dot{fill:#4a515d}
text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:14px;fill:#e4e7eb;white-space:pre}
.title{fill:#a2abb8;font-size:13px}.bold{font-weight:700}.underline{text-decoration:underline}
.black{fill:#5b6370}.red{fill:#ff7b72}.green{fill:#76cf95}.yellow{fill:#f2c14e}.blue{fill:#84b6ff}
.magenta{fill:#d2a8ff}.cyan{fill:#6fd3e0}.dim{fill:#8d96a3}
"""


class Run(NamedTuple):
    """Text of one style on one line."""

    text: str
    classes: frozenset[str]


def runs(line: str, classes: frozenset[str]) -> Iterator[Run]:
    """Yield the runs of a line of ANSI text; the last one has no text, only what goes on."""
    end = 0
    for match in _SGR.finditer(line):
        if match.start() > end:
            yield Run(line[end : match.start()], classes)
        end = match.end()
        for code in match[1].split(";"):
            if code in ("", "0"):
                classes = frozenset()
            elif code == "1":
                classes |= {"bold"}
            elif code == "4":
                classes |= {"underline"}
            elif code in _COLORS:
                classes = frozenset(classes - set(_COLORS.values())) | {_COLORS[code]}
    if end < len(line):
        yield Run(line[end:], classes)
    yield Run("", classes)


def svg(ansi: str, title: str = "") -> str:
    """Return the picture of terminal output; escapes other than colours are an error."""
    if "\x1b" in _SGR.sub("", ansi):
        raise ValueError("only colour escapes can be drawn")
    rows = ansi.rstrip("\n").split("\n")
    columns = max(80, *(cells(_SGR.sub("", row)) for row in rows))
    width = round(2 * MARGIN + columns * CELL_WIDTH)
    height = TITLE_BAR + len(rows) * LINE_HEIGHT + MARGIN
    label = html.escape(title or "Terminal output")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" xml:space="preserve" role="img" aria-label="{label}">',
        f"<title>{label}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}" rx="9"/>',
        f'<rect class="edge" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8.5"/>',
        *(f'<circle class="dot" cx="{20 + 18 * n}" cy="18" r="5.5"/>' for n in range(3)),
    ]
    if title:
        parts.append(
            f'<text class="title" x="{width / 2:g}" y="22" text-anchor="middle">{label}</text>'
        )
    classes: frozenset[str] = frozenset()
    for number, row in enumerate(rows):
        y = TITLE_BAR + number * LINE_HEIGHT + FONT_SIZE
        at = 0
        spans = []
        for run in runs(row, classes):
            classes = run.classes
            if not run.text:
                continue
            wide = cells(run.text)
            spans.append(_span(run, MARGIN + at * CELL_WIDTH, wide * CELL_WIDTH))
            at += wide
        parts.append(f'<text class="row" y="{y}">{"".join(spans)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _span(run: Run, x: float, length: float) -> str:
    # A text length makes columns meet whatever monospaced font the reader has.
    styles = f' class="{" ".join(sorted(run.classes))}"' if run.classes else ""
    fit = f' textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"' if length else ""
    return f'<tspan{styles} x="{x:.1f}"{fit}>{html.escape(run.text, quote=False)}</tspan>'


def text_of(picture: str) -> str:
    """Return the text a picture shows, without colours."""
    rows = re.findall(r'<text class="row" y="\d+">(.*?)</text>', picture)
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", row)) + "\n" for row in rows)


def main() -> int:
    """Run the command and write the picture; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("picture", type=Path)
    parser.add_argument("--title", default="")
    parser.add_argument("--check", action="store_true", help="only tell whether it is in step")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    done = subprocess.run(arguments.command, stdout=subprocess.PIPE, check=False)
    drawn = svg(_TIME.sub(b"", done.stdout).decode(), arguments.title)
    if arguments.check:
        return int(arguments.picture.read_text("utf-8") != drawn)
    arguments.picture.write_text(drawn, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
