"""What a run found: the one value that every reporter, and the exit code, is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from termcheck.core.finding import Finding, Safety, Severity, Usage

_WORD = ".docx"
_NO_TEXT = (".odt", ".rtf", ".zip")


def is_word(path: str) -> bool:
    """Return whether a file is one of Word, by its name: its findings become comments."""
    return path.lower().endswith(_WORD)


def is_written(path: str) -> bool:
    """Return whether what is found in a file can be corrected there, by its name."""
    return not path.lower().endswith(_NO_TEXT)


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be looked at."""

    path: str
    message: str
    """What is wrong, without the place: ``not UTF-8 (byte 0xff); save it as UTF-8``."""
    line: int = 0
    """1-based, 0 when only the file is known."""
    column: int = 0
    """1-based in code points, 0 when only the line is known."""
    warning: bool = False
    """Whether it is only told: what there is to check was checked all the same."""

    @property
    def place(self) -> str:
        """The place as `path:line:column`, as far as it is known."""
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return place

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.path else self.message


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a tool beside the checks says of one document, to be settled with their findings."""

    findings: tuple[Finding, ...] = ()
    """Not settled. Where a check says something too, theirs is not reported."""
    notices: tuple[str, ...] = ()
    """Why something may be missing."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known about one document after it was checked."""

    findings: tuple[Finding, ...]
    """Settled: placed, ordered, suppressions applied."""
    usages: tuple[Usage, ...] = ()
    """What checks across the run compare."""
    suppressed: int = 0
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    """What the user should know about how it was checked; told once a run."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What there is to say about one file."""

    path: str
    findings: tuple[Finding, ...] = ()
    """Settled: path, location and severity are stamped, order is that of the text."""
    suppressed: int = 0
    """Findings the text itself switched off."""
    error: str = ""
    """Why the file could not be checked, without the place; empty when it was."""
    line: int = 0
    """Where `error` is, 0 when only the file is known."""
    column: int = 0


@dataclass(frozen=True, slots=True)
class ExampleHelp:
    """Own examples of a term: wrong and corrected, or right as it stands."""

    bad: str = ""
    good: str = ""
    ok: str = ""


@dataclass(frozen=True, slots=True)
class TermHelp:
    """What a reader of a report is told about a term."""

    id: str
    title: str
    """The preferred form."""
    meaning: str = ""
    why: str = ""
    url: str = ""
    """The page to read first."""
    sources: tuple[str, ...] = ()
    """Addresses of what the decision rests on."""
    owner: str = ""
    examples: tuple[ExampleHelp, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckHelp:
    """What a reader of a report is told about a check."""

    id: str
    summary: str
    """One line: what the check finds."""
    why: str = ""
    url: str = ""


@dataclass(frozen=True)
class Report:
    """The result of one run over any number of files."""

    files: tuple[FileResult, ...] = ()
    """The files with something to say, sorted by path."""
    checked: int = 0
    """Files looked at, clean ones included."""
    skipped: int = 0
    """Files no reader takes."""
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()
    """Inputs that could not be looked at, sorted by place."""
    notices: tuple[str, ...] = ()
    """What the user should know about how the files were checked, one line each."""
    known: int = 0
    """Findings left out because the baseline lists them."""
    gone: int = 0
    """Entries of the baseline that nothing matches any more."""
    glossary: str = ""
    """Title of the glossary."""
    glossary_version: str = ""
    terms: Mapping[str, TermHelp] = field(default_factory=dict)
    checks: Mapping[str, CheckHelp] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    """The files looked at by name, for formats that list clean ones too (JUnit)."""
    created: str = ""
    """When the run was, ISO 8601, for formats that are kept (HTML, JUnit); may be empty."""

    @classmethod
    def of(
        cls, results: Iterable[FileResult], *, problems: Iterable[Problem] = (), **rest: Any
    ) -> Report:
        """Return the report of the results of all files looked at, in any order.

        Counts them, sorts files and findings, leaves out the files with nothing to say, and turns
        their errors into problems. `rest` are the other fields.
        """
        files: list[FileResult] = []
        unread: list[Problem] = list(problems)
        paths: list[str] = []
        for result in results:
            paths.append(result.path)
            if result.error:
                unread.append(Problem(result.path, result.error, result.line, result.column))
            if result.findings or result.suppressed:
                findings = tuple(sorted(result.findings, key=position))
                files.append(FileResult(result.path, findings, result.suppressed))
        files.sort(key=lambda result: result.path)
        unread.sort(key=lambda problem: (problem.path, problem.line, problem.column))
        rest.setdefault("checked", len(paths))
        rest.setdefault("paths", tuple(sorted(paths)))
        return cls(tuple(files), problems=tuple(unread), **rest)

    @classmethod
    def of_findings(cls, findings: Iterable[Finding]) -> Report:
        """Return the report of findings, whatever run they come from."""
        files: dict[str, tuple[Finding, ...]] = {}
        for finding in findings:
            files[finding.path] = (*files.get(finding.path, ()), finding)
        return cls.of(FileResult(path, found) for path, found in files.items())

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings of all files, by path, then by place."""
        return (finding for result in self.files for finding in result.findings)

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, most severe first, zeros included."""
        return count(self.findings)

    @property
    def total(self) -> int:
        """How many findings there are."""
        return sum(len(result.findings) for result in self.files)

    @property
    def files_with_findings(self) -> int:
        """How many files have at least one finding."""
        return sum(1 for result in self.files if result.findings)

    @property
    def suppressed(self) -> int:
        """How many findings the texts themselves switched off."""
        return sum(result.suppressed for result in self.files)

    @property
    def fixable(self) -> int:
        """How many findings have a fix that is safe."""
        return sum(_is_fixable(finding) for finding in self.findings if is_written(finding.path))

    @property
    def fixable_unsafely(self) -> int:
        """How many more have one that is not."""
        return sum(
            finding.best_fix(unsafe=True) is not None and not _is_fixable(finding)
            for finding in self.findings
            if is_written(finding.path)
        )

    @property
    def fixable_in_word(self) -> int:
        """How many of them are in Word files, where `termcheck annotate` corrects them."""
        return sum(_is_fixable(finding) for finding in self.findings if is_word(finding.path))

    @property
    def is_incomplete(self) -> bool:
        """Whether something could not be looked at."""
        return any(not problem.warning for problem in self.problems)

    def exit_code(self, fail_on: Severity) -> int:
        """Return 2 for unread inputs, else 1 for findings at or above `fail_on`, else 0.

        `Severity.OFF` means that no finding fails a run.
        """
        if self.is_incomplete:
            return 2
        if fail_on is not Severity.OFF and any(
            count and severity >= fail_on for severity, count in self.counts.items()
        ):
            return 1
        return 0


def _is_fixable(finding: Finding) -> bool:
    return any(fix.safety is Safety.SAFE for fix in finding.fixes)


def count(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, most severe first, zeros included."""
    seen = Counter(finding.severity for finding in findings)
    return {
        severity: seen[severity] for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    }


def position(finding: Finding) -> tuple[int, int, str, str]:
    """Return the sort key of a finding within its file."""
    return (finding.span.start, finding.span.end, finding.check, finding.term)
