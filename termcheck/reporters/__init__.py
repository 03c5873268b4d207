"""Reporters: one format each, every one a pure function of a `Report`.

`REPORTERS` lists them, a line each. `REPORTERS["sarif"](report, options)` returns the whole text,
which ends in a line break unless it is empty; a format's module is imported when it is first asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.report import Report
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import summary

__all__ = ["REPORTERS", "RenderOptions", "Reporter", "render"]


class Render(Protocol):
    """What the module of a format has, called `render`."""

    def __call__(self, report: Report, options: RenderOptions, /) -> str:
        """Return a report in the format."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """One output format."""

    name: str
    """Of the format and of its module."""
    about: str
    """One line for help texts."""
    machine: bool = True
    """Whether a program reads the output, so that the summary and problems go to stderr."""
    suffix: str = ".txt"
    """The usual end of a file's name in this format."""
    ends: tuple[str, ...] = ()
    """Ends of the names of files that are written in this format when none is asked for."""

    page: str = ""
    """The module that writes the page of a job, for what runs jobs and shows such a page."""

    def __call__(self, report: Report, options: RenderOptions | None = None) -> str:
        """Return `report` in this format."""
        found = cast(Render, import_module(f"termcheck.reporters.{self.name}").render)
        return found(report, options or RenderOptions())

    def writes(self, path: str) -> bool:
        """Return whether a file of this name is written in this format when none is asked for."""
        return bool(self.ends) and path.lower().endswith(self.ends)

    def summary(self, report: Report) -> str:
        """Return the page of the job that a run is, where there is such a page, else one line."""
        if self.page:
            made: str = import_module(f"termcheck.reporters.{self.page}").page(report)
            return made
        return summary(report)

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the format. Raises `UsageError` if it has none of its own."""
        if self.name != "json":
            raise UsageError(f"`{self.name}` has no schema of termcheck's")
        from termcheck.reporters.schema import schema

        return schema()


REPORTERS: Mapping[str, Reporter] = {
    reporter.name: reporter
    for reporter in (
        Reporter("full", "Source line, reason, evidence and fix of every finding", machine=False),
        Reporter("concise", "One line a finding: path:line:column: severity check message"),
        Reporter("json", "Everything, in the documented schema", suffix=".json", ends=(".json",)),
        Reporter("github", "Annotations in GitHub Actions", page="github_summary"),
        Reporter("sarif", "SARIF 2.1.0, for code scanning", suffix=".sarif", ends=(".sarif",)),
        Reporter("gitlab", "GitLab code quality", suffix=".json"),
        Reporter("rdjson", "Reviewdog diagnostics", suffix=".json"),
        Reporter("checkstyle", "Checkstyle XML", suffix=".xml"),
        Reporter("junit", "JUnit XML, one test case a file", suffix=".xml"),
        Reporter("html", "A page to read, print and share", suffix=".html", ends=(".html", ".htm")),
    )
}
"""Every format by name."""


def render(report: Report, name: str = "full", options: RenderOptions | None = None) -> str:
    """Return a report in the format called `name`; raises `UsageError` for an unknown one."""
    if name not in REPORTERS:
        known = ", ".join(f"`{reporter}`" for reporter in REPORTERS)
        hint = did_you_mean(name, REPORTERS) or f"; known: {known}"
        raise UsageError(f"unknown format `{name}`{hint}")
    return REPORTERS[name](report, options)
