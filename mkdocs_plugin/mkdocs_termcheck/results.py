"""What one build of a site found: collected over its pages, told once, counted at the end."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mkdocs_termcheck.sources import SourceText
    from termcheck import Beside, Checker, Finding, Receipt, Report, Severity


ASIDES = {
    "known": "in the baseline",
    "gone": "gone from the baseline",
    "suppressed": "suppressed",
}
"""What is told of findings that are not told themselves, by the field of a report."""


class LogLine(NamedTuple):
    """One line for the log."""

    severity: Severity
    text: str


class Build:
    """The pages of one build and the report about them.

    Plugins for translated sites build a site several times in one go, with the same configuration:
    their pages are collected here too, and pages of several languages count once.
    """

    def __init__(
        self,
        checker: Callable[[], Checker],
        wants: Callable[[str], bool],
        *,
        beside: bool = False,
        receipt: Receipt | None = None,
    ) -> None:
        """Take what pages are held to, and which of them are wanted, by their path in the site.

        They are looked at `beside` the build, in another process, and not at all as long as the
        `receipt` of an earlier build says that nothing has changed.
        """
        self._checker = checker
        self._wants = wants
        self._place = receipt.place if receipt is not None else None
        self._receipt = receipt if receipt is not None and receipt.holds else None
        self._is_beside = beside
        self._beside: Beside | None = None
        self.report: Report | None = None
        """None if nothing was looked at."""
        self.depth = 0
        """How many builds have been started and not finished: more than one for a nested one."""
        self._texts: dict[str, SourceText] = {}
        self._left_out: set[str] = set()
        self._same: dict[str, SourceText] = {}
        self._told: set[str] = set()
        if self._receipt is None:
            self._begin()

    def _begin(self) -> None:
        """Look at pages after all, or from the start."""
        self._receipt = None
        if self._is_beside and self._beside is None:
            self._beside = self._checker().beside()

    def add(self, text: SourceText) -> None:
        """Take a page, or a file that a page includes, unless the configuration leaves it out."""
        if text.path in self._texts or text.path in self._left_out:
            return
        if not self._takes(text):
            self._left_out.add(text.path)
            return
        self._texts[text.path] = text
        if self._receipt is not None and not self._is_same(text):
            self._begin()

    def add_same(self, path: str | None) -> bool:
        """Take a page that `expect` knows already and that nothing is to be found in.

        It is told by the absolute path of its file; return whether it is one.
        """
        text = self._same.get(path or "")
        if text is None or self._receipt is None:
            return False
        self._texts[text.path] = text
        return True

    def _is_same(self, text: SourceText) -> bool:
        """Whether a page is what it was for the receipt; files are looked at once."""
        if text.data is None and text.path in self._same:
            return True
        if self._receipt is None or not self._receipt.is_same(text.path, text.data):
            return False
        if text.data is None:
            self._same[text.path] = text
        return True

    def _takes(self, text: SourceText) -> bool:
        if self._receipt is not None:
            return not self._receipt.leaves_out(text.path)
        if text.name and not self._wants(text.name):
            return False
        return self._checker().config.takes(text.path)

    def expect(self, texts: Iterable[SourceText]) -> None:
        """Look at pages that will be added, while they are rendered."""
        texts = list(texts)
        receipt = self._receipt
        if receipt is not None:
            if all(receipt.leaves_out(text.path) or self._is_same(text) for text in texts):
                return
            self._begin()
        if self._beside is not None:
            files = (text for text in texts if text.data is None)
            self._beside.expect(text.path for text in files if self._takes(text))

    def check(self) -> None:
        """Look at everything taken so far, or begin with it. Raises `TermcheckError`."""
        if self._receipt is not None and self._texts.keys() <= self._receipt.taken:
            return
        self._look()

    def _look(self) -> None:
        self._begin()
        if not self._texts:
            return
        files = [text.path for text in self._texts.values() if text.data is None]
        held = self._held
        texts = {shown: text.data for shown, text in held.items() if text.data is not None}
        fold = self._checker().config.fold_claims
        if self._beside is not None:
            self._beside.run(
                files,
                texts=texts,
                baseline=True,
                fold=fold,
                receipt=self._place,
                left_out=self._left_out,
            )
        else:
            self._take(self._checker().run(files, texts=texts, baseline=True, fold=fold))

    def finish(self) -> None:
        """Wait for what has begun. Raises `TermcheckError`."""
        if self._receipt is not None and self._texts.keys() != self._receipt.taken:
            # Of what is missing the rest may be judged by.
            self._look()
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
        if self.report is None:
            return
        notes = {_titled(text): text for text in self._texts.values() if text.data is not None}
        for result in self.report.files:
            if result.path in self._told:
                continue
            self._told.add(result.path)
            if before.get(result.path) == result.findings:
                continue
            for finding in result.findings:
                yield LogLine(finding.severity, _line(finding, notes.get(result.path)))
        from termcheck import Severity
        from termcheck.core.visible import shown_line

        for problem in self.report.problems:
            if problem.place not in self._told:
                self._told.add(problem.place)
                yield LogLine(Severity.WARNING, shown_line(str(problem)))
        before.clear()
        before.update((result.path, result.findings) for result in self.report.files)

    def failing(self, threshold: Severity) -> int:
        """Return how many findings are of a severity or a higher one."""
        if self.report is None:
            return 0
        return sum(count for severity, count in self.report.counts.items() if severity >= threshold)

    def summary(self) -> str:
        """Return the line at the end: ``3 warnings in 2 of 40 pages (0.1 s)``."""
        report = self.report
        if report is None:
            counts = self._receipt.counts if self._receipt is not None else {}
            return f"no findings in {_pages(len(self._texts))} (0.0 s){_asides(counts)}"
        found = ", ".join(
            f"{count:,} {severity.label}{'s' if count > 1 and severity.label != 'info' else ''}"
            for severity, count in report.counts.items()
            if count
        )
        pages = _pages(report.checked)
        where = f"{report.files_with_findings:,} of {pages}" if found else pages
        unread = f", {len(report.problems):,} could not be checked" if report.problems else ""
        told = unread + _asides({name: getattr(report, name) for name in ASIDES})
        return f"{found or 'no findings'} in {where} ({report.seconds:.1f} s){told}"


def _asides(counts: Mapping[str, int]) -> str:
    """Return the end of a summary."""
    return "".join(
        f", {counts[name]:,} {told}" for name, told in ASIDES.items() if counts.get(name)
    )


def _pages(count: int) -> str:
    return f"{count:,} page{'' if count == 1 else 's'}"


def _titled(text: SourceText) -> str:
    return f"{text.name} ({text.origin})"


def _line(finding: Finding, text: SourceText | None) -> str:
    from termcheck.core.visible import shown_line

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
