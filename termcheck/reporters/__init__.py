"""Reporters: one format each, every one a pure function of a `Report`.

`REPORTERS` lists them, a line each. `REPORTERS["sarif"](report, options)` returns the whole text,
which ends in a line break unless it is empty; a format's module is imported when it is first asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.report import Report
from termcheck.reporters.options import RenderOptions
from termcheck.reporters.summary import summary

__all__ = ["REPORTERS", "RenderOptions", "Reporter", "format_of", "render", "summary"]


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

    def __call__(self, report: Report, options: RenderOptions | None = None) -> str:
        """Return `report` in this format."""
        found = cast(Render, import_module(f"termcheck.reporters.{self.name}").render)
        return found(report, options or RenderOptions())


REPORTERS: Mapping[str, Reporter] = {
    reporter.name: reporter
    for reporter in (
        Reporter("full", "Source line, reason, evidence and fix of every finding", machine=False),
        Reporter("concise", "One line a finding: path:line:column: severity check message"),
        Reporter("json", "Everything, in the documented schema", suffix=".json", ends=(".json",)),
        Reporter("github", "Annotations in GitHub Actions"),
        Reporter("sarif", "SARIF 2.1.0, for code scanning", suffix=".sarif", ends=(".sarif",)),
        Reporter("gitlab", "GitLab code quality", suffix=".json"),
        Reporter("rdjson", "Reviewdog diagnostics", suffix=".json"),
        Reporter("checkstyle", "Checkstyle XML", suffix=".xml"),
        Reporter("junit", "JUnit XML, one test case a file", suffix=".xml"),
        Reporter("html", "A page to read, print and share", suffix=".html", ends=(".html", ".htm")),
    )
}
"""Every format by name."""


def format_of(path: str) -> str:
    """Return the name of the format that a file is written in when none is asked for."""
    end = PurePath(path).suffix.lower()
    return next((one.name for one in REPORTERS.values() if end in one.ends), "full")


def render(report: Report, name: str = "full", options: RenderOptions | None = None) -> str:
    """Return a report in the format called `name`; raises `UsageError` for an unknown one."""
    if name not in REPORTERS:
        known = ", ".join(f"`{one}`" for one in REPORTERS)
        hint = did_you_mean(name, REPORTERS) or f"; known: {known}"
        raise UsageError(f"unknown format `{name}`{hint}")
    return REPORTERS[name](report, options)
