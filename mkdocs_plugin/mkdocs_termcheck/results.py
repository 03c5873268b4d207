"""What one build of a site found: collected over its pages, told once, counted at the end."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from termcheck import Report, Severity
from termcheck.core.visible import shown_line

if TYPE_CHECKING:
    from mkdocs_termcheck.sources import SourceText
    from termcheck import Checker, Finding


@dataclasses.dataclass(frozen=True, slots=True)
class LogLine:
    """One line for the log."""

    severity: Severity
    text: str


class Build:
    """The pages of one build and the report about them.

    Plugins for translated sites build a site several times in one go, with the same configuration:
    their pages are collected here too, and pages of several languages count once.
    """

    def __init__(self, checker: Checker, *, beside: bool = False) -> None:
        """Take what pages are held to, and whether another process looks at them."""
        self.checker = checker
        self._beside = checker.beside() if beside else None
        self.report = Report()
        self.depth = 0
        """How many builds have been started and not finished: more than one for a nested one."""
        self._texts: dict[str, SourceText] = {}
        self._told: set[str] = set()

    def add(self, text: SourceText) -> None:
        """Take a page, or a file that a page includes, unless the configuration leaves it out."""
        if text.path not in self._texts and self.checker.config.takes(text.path):
            self._texts[text.path] = text

    def expect(self, texts: Iterable[SourceText]) -> None:
        """Look at pages that will be added, while they are rendered."""
        if self._beside is not None:
            paths = [text.path for text in texts if text.data is None]
            self._beside.expect(filter(self.checker.config.takes, paths))

    def check(self) -> None:
        """Look at everything taken so far, or begin with it. Raises `TermcheckError`."""
        if not self._texts:
            return
        files = [text.path for text in self._texts.values() if text.data is None]
        held = self._held
        texts = {shown: text.data for shown, text in held.items() if text.data is not None}
        fold = self.checker.config.fold_claims
        if self._beside is not None:
            self._beside.run(files, texts=texts, baseline=True, fold=fold)
        else:
            self._take(self.checker.run(files, texts=texts, baseline=True, fold=fold))

    def finish(self) -> None:
        """Wait for what has begun. Raises `TermcheckError`."""
        if self._beside is not None:
            self._take(self._beside.report())

    def close(self) -> None:
        """Let go of what has begun."""
        if self._beside is not None:
            self._beside.close()

    @property
    def _held(self) -> dict[str, SourceText]:
        """The texts that are in no file, by the path they are shown with."""
        return {text.shown: text for text in self._texts.values() if text.data is not None}

    def _take(self, report: Report) -> None:
        held = self._held
        self.report = _renamed(report, held) if held else report

    def lines(self, before: dict[str, tuple[Finding, ...]]) -> Iterable[LogLine]:
        """Yield what was not told yet in this build, nor `before`, which is brought up to date.

        `before` has the findings told in earlier builds, by path.
        """
        notes = {_titled(text): text for text in self._texts.values() if text.name}
        for result in self.report.files:
            if result.path in self._told:
                continue
            self._told.add(result.path)
            if before.get(result.path) == result.findings:
                continue
            for finding in result.findings:
                yield LogLine(finding.severity, _line(finding, notes.get(result.path)))
        for problem in self.report.problems:
            if problem.place not in self._told:
                self._told.add(problem.place)
                yield LogLine(Severity.WARNING, shown_line(str(problem)))
        before.clear()
        before.update((result.path, result.findings) for result in self.report.files)

    def failing(self, threshold: Severity) -> int:
        """Return how many findings are of a severity or a higher one, none for `OFF`."""
        if threshold is Severity.OFF:
            return 0
        return sum(count for severity, count in self.report.counts.items() if severity >= threshold)

    def summary(self) -> str:
        """Return the line at the end: ``3 warnings in 2 of 40 pages (0.1 s)``."""
        report = self.report
        counts = [(severity.label, count) for severity, count in report.counts.items() if count]
        found = ", ".join(
            f"{count:,} {label}{'s' if count > 1 and label != 'info' else ''}"
            for label, count in counts
        )
        pages = f"{report.checked:,} page{'' if report.checked == 1 else 's'}"
        where = f"{report.files_with_findings:,} of {pages}" if found else pages
        asides = {
            "could not be checked": len(report.problems),
            "in the baseline": report.known,
            "gone from the baseline": report.gone,
            "suppressed": report.suppressed,
        }
        told = "".join(f", {count:,} {what}" for what, count in asides.items() if count)
        return f"{found or 'no findings'} in {where} ({report.seconds:.1f} s){told}"


def _titled(text: SourceText) -> str:
    return f"{text.name} ({text.origin})"


def _line(finding: Finding, text: SourceText | None) -> str:
    place = f"{finding.line}:{finding.column}"
    where = f"{text.name}:{place} ({text.origin})" if text else f"{finding.path}:{place}"
    return shown_line(f"{where}: {finding.message} [{finding.check}]")


def _renamed(report: Report, held: dict[str, SourceText]) -> Report:
    """Return a report in which texts of no file are called by their origin, and have no fixes."""
    titles = {shown: _titled(text) for shown, text in held.items()}
    files = [
        result
        if result.path not in titles
        else dataclasses.replace(
            result,
            path=titles[result.path],
            findings=tuple(
                dataclasses.replace(finding, path=titles[result.path], fixes=())
                for finding in result.findings
            ),
        )
        for result in report.files
    ]
    return dataclasses.replace(
        report,
        files=tuple(sorted(files, key=lambda file_result: file_result.path)),
        problems=tuple(
            dataclasses.replace(problem, path=titles.get(problem.path, problem.path))
            for problem in report.problems
        ),
        paths=tuple(sorted(titles.get(path, path) for path in report.paths)),
    )
