"""The JSON report: everything there is to know, in the shapes of `wire`.

One finding a line, so that a stored report can be compared and searched line by line.
"""

from __future__ import annotations

from termcheck.core.report import Report
from termcheck.reporters import wire
from termcheck.reporters.dump import members
from termcheck.reporters.options import RenderOptions


def render(report: Report, _options: RenderOptions) -> str:
    """Return the report as one JSON object."""
    return members(wire.REPORT.write(report)) + "\n"
