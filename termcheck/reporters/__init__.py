"""Reporters: one format each, every one a pure function of a `Report`.

`REPORTERS["sarif"](report, options)` returns the whole text, which ends in a line break unless it
is empty. A reporter's module is imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.report import Report
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import summary

__all__ = ["REPORTERS", "RenderOptions", "Reporter", "render", "summary"]


@dataclass(frozen=True, slots=True)
class Reporter:
    """One output format."""

    name: str
    about: str
    """One line for help texts."""
    machine: bool = True
    """Whether a program reads the output, so that the summary and problems go to stderr."""
    suffix: str = ".txt"
    """The usual end of a file's name in this format."""

    def __call__(self, report: Report, options: RenderOptions | None = None) -> str:
        """Return `report` in this format."""
        module = import_module(f"termcheck.reporters.{self.name}")
        return cast(str, module.render(report, options or RenderOptions()))


REPORTERS: Mapping[str, Reporter] = {
    reporter.name: reporter
    for reporter in (
        Reporter("full", "Source line, reason, evidence and fix of every finding", machine=False),
        Reporter("concise", "One line a finding: path:line:column: severity check message"),
        Reporter("json", "Everything, in the documented schema", suffix=".json"),
        Reporter("github", "Annotations in GitHub Actions"),
        Reporter("sarif", "SARIF 2.1.0, for code scanning", suffix=".sarif"),
        Reporter("gitlab", "GitLab code quality", suffix=".json"),
        Reporter("rdjson", "Reviewdog diagnostics", suffix=".json"),
        Reporter("checkstyle", "Checkstyle XML", suffix=".xml"),
        Reporter("junit", "JUnit XML, one test case a file", suffix=".xml"),
        Reporter("html", "A page to read, print and share", suffix=".html"),
    )
}
"""Every format by name."""


def render(report: Report, name: str = "full", options: RenderOptions | None = None) -> str:
    """Return a report in the format called `name`; raises `UsageError` for an unknown one."""
    if name not in REPORTERS:
        known = ", ".join(f"`{one}`" for one in REPORTERS)
        hint = did_you_mean(name, REPORTERS) or f"; known: {known}"
        raise UsageError(f"unknown format `{name}`{hint}")
    return REPORTERS[name](report, options)
