"""The one line that closes a run."""

from __future__ import annotations

from collections.abc import Mapping

from termcheck.core.finding import Severity
from termcheck.core.report import Report
from termcheck.core.visible import plural


def summary(report: Report) -> str:
    """Return the summary: ``12 errors, 3 warnings in 4 of 120 files (0.8 s)``, no line break."""
    seconds = f"{report.seconds:.1f} s" if report.seconds < 60 else _minutes(report.seconds)
    if report.total:
        where = f"{report.files_with_findings:,} of {plural(report.checked, 'file')}"
    else:
        where = plural(report.checked, "file")
    found = counted(report.counts) if report.total else "No findings"
    line = f"{found} in {where} ({seconds})"
    asides = [
        f"{plural(len(report.problems), 'problem')}" if report.problems else "",
        f"{report.known:,} in the baseline" if report.known else "",
        f"{report.gone:,} gone from the baseline" if report.gone else "",
        f"{report.suppressed:,} suppressed" if report.suppressed else "",
        f"{report.skipped:,} skipped" if report.skipped else "",
    ]
    told = ", ".join(aside for aside in asides if aside)
    return f"{line}; {told}" if told else line


def counted(counts: Mapping[Severity, int]) -> str:
    """Return ``12 errors, 3 warnings, 1 info``, or ``no findings``."""
    nouns = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    parts = [
        f"{count:,} info" if severity is Severity.INFO else plural(count, nouns[severity])
        for severity, count in counts.items()
        if count
    ]
    return ", ".join(parts) or "no findings"


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
