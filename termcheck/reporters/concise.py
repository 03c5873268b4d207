"""One line a finding: `path:line:column: severity check message`, columns in code points."""

from __future__ import annotations

from termcheck.core.finding import Finding
from termcheck.core.report import Report
from termcheck.core.visible import one_line, visible
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.paint import Paint
from termcheck.reporters.place import place


def render(report: Report, options: RenderOptions) -> str:
    """Return one line for each finding."""
    paint = Paint(options.color)
    return "".join(f"{line(finding, paint)}\n" for finding in report.findings)


def line(finding: Finding, paint: Paint | None = None) -> str:
    """Return the line of one finding, without a line break."""
    paint = paint or Paint(False)
    where = place(finding)
    path = visible(one_line(finding.path))
    return (
        f"{paint.path(path)}{paint.dim(f':{where.line}:{where.column}:')} "
        f"{paint.severity(finding.severity)} {paint.dim(visible(one_line(finding.check)))} "
        f"{paint.message(visible(one_line(finding.message)))}"
    )
