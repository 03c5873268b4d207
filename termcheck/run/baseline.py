"""The findings a project knows and lives with, in a file it can review."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from termcheck.config.project import Config
from termcheck.core.errors import ConfigError
from termcheck.core.files import read_regular
from termcheck.core.finding import Finding, Severity
from termcheck.core.paths import absolute_path, relative_path, shown_path
from termcheck.core.report import Report

VERSION = 1
NOTE = "Findings known to termcheck, made by `termcheck baseline`: they are not reported again."


class KnownFinding(NamedTuple):
    """One known finding; the fingerprint holds the words around it too."""

    check: str
    term: str
    text: str
    fingerprint: str

    @property
    def words(self) -> tuple[str, str, str]:
        """What is known of the finding wherever it stands."""
        return self.check, self.term, self.text


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings by path relative to the folder of the file, with forward slashes."""

    files: Mapping[str, tuple[KnownFinding, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(len(known) for known in self.files.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """What a baseline says of the findings of a run."""

    new: Mapping[str, tuple[Finding, ...]]
    """By path, as the findings were given."""
    known: int
    gone: int
    """Entries for the files of the run, or for files that are gone, that nothing matches."""
    kept: Baseline
    """The baseline without what is gone."""


def load_baseline(path: Path) -> Baseline:
    """Return the baseline in a file, an empty one if there is no file.

    Raises `ConfigError` for a file that is none.
    """
    try:
        text = read_regular(path).decode("utf-8-sig")
    except FileNotFoundError:
        return Baseline()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=shown_path(str(path))) from None
    except UnicodeDecodeError:
        raise _broken(path, "not UTF-8") from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(path, f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except (ValueError, RecursionError):
        # A number of thousands of digits is valid JSON, and nothing that Python reads.
        raise _broken(path, "not valid JSON: a number too long, or nested too deeply") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise _broken(path, f"expected a baseline of version {VERSION}")
    try:
        return Baseline(
            {
                _path(name): tuple(
                    KnownFinding(*(str(entry[key]) for key in KnownFinding._fields))
                    for entry in entries
                )
                for name, entries in data["findings"].items()
            }
        )
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        raise _broken(path, "expected `findings` as `termcheck baseline` writes them") from None


def _path(name: str) -> str:
    """Return the path of a file. Raises `ValueError` for what no file can be called."""
    os.fsencode(name)
    if "\0" in name:
        raise ValueError("a path with a zero byte")
    return name


def _broken(path: Path, message: str, line: int = 0, column: int = 0) -> ConfigError:
    return ConfigError(
        f"{message}; repair it, or delete it and run `termcheck baseline`",
        path=shown_path(str(path)),
        line=line,
        column=column,
    )


def compare(
    baseline: Baseline,
    findings: Mapping[str, Iterable[Finding]],
    exists: Callable[[str], bool],
    sought: Callable[[KnownFinding], bool] = lambda _: True,
) -> Compared:
    """Return which findings a baseline does not know.

    `findings` has the findings of every file that was read, clean ones too, by path relative to the
    baseline's folder. Entries of files that do not exist any more (`exists`) are known wherever
    they turn up: the file was renamed. An entry that is not found again excuses another finding of
    the same words in its file: somebody has written next to it. An entry that was not looked for
    (`sought`) is not gone.
    """
    orphans: Counter[str] = Counter()
    absent = {path for path in baseline.files if path not in findings and not exists(path)}
    for path in absent:
        orphans.update(entry.fingerprint for entry in baseline.files[path])
    new: dict[str, tuple[Finding, ...]] = {}
    kept: dict[str, tuple[KnownFinding, ...]] = {}
    known = gone = 0
    for path, given in findings.items():
        found, entries = tuple(given), baseline.files.get(path, ())
        left = Counter(entry.fingerprint for entry in entries)
        unsure = [
            index
            for index, finding in enumerate(found)
            if not (_take(left, finding.fingerprint) or _take(orphans, finding.fingerprint))
        ]
        missed = [entry for entry in entries if _take(left, entry.fingerprint)]
        words = Counter(entry.words for entry in missed)
        strange = {index for index in unsure if not _take(words, entry(found[index]).words)}
        unknown = tuple(found[index] for index in sorted(strange))
        matched = [entry(finding) for index, finding in enumerate(found) if index not in strange]
        known += len(matched)
        missed = [entry for entry in missed if _take(words, entry.words)]
        staying = [entry for entry in missed if not sought(entry)]
        gone += len(missed) - len(staying)
        if unknown:
            new[path] = unknown
        if matched or staying:
            kept[path] = (*matched, *staying)
    for path, entries in baseline.files.items():
        if path in absent:
            missed = [entry for entry in entries if _take(orphans, entry.fingerprint)]
            entries = tuple(entry for entry in missed if not sought(entry))
            gone += len(missed) - len(entries)
        if path not in findings and entries:
            kept[path] = entries
    return Compared(new, known, gone, Baseline(kept))


def looked_for(config: Config, notices: Collection[str]) -> Callable[[KnownFinding], bool]:
    """Return what tells whether a run looked for what an entry is about.

    `notices` are those of the run: what it could not look for is among them.
    """
    from termcheck.checks.registry import BY_ID

    partly = bool(config.select or notices)
    off = {name for name, level in config.severity.items() if level is Severity.OFF}
    off.update(config.ignore, () if config.grammar_config else ("grammar",))

    def sought(entry: KnownFinding) -> bool:
        if partly or not off.isdisjoint((entry.check, entry.term)):
            return False
        check = BY_ID.get(entry.check)
        return config.claims or check is None or not check.of_claims

    return sought


def is_there(path: Path) -> bool:
    """Return whether a file exists, as far as one may look."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _take(left: Counter[Any], what: object) -> bool:
    """Return whether there is one of these left, and take it."""
    if left[what] <= 0:
        return False
    left[what] -= 1
    return True


def by_path(report: Report, folder: Path) -> dict[str, tuple[Finding, ...]]:
    """Return the findings of every file that was read, clean ones too, as baselines name them."""
    unread = {problem.path for problem in report.problems}
    found: dict[str, tuple[Finding, ...]] = {
        path: () for path in report.paths if path not in unread
    }
    found |= {result.path: result.findings for result in report.files if result.findings}
    return {
        relative_path(absolute_path(path), str(folder)): findings
        for path, findings in found.items()
    }


def entry(finding: Finding) -> KnownFinding:
    """Return the entry that makes a settled finding known."""
    return KnownFinding(finding.check, finding.term, finding.actual, finding.fingerprint)


def add(baseline: Baseline, findings: Mapping[str, Iterable[Finding]]) -> Baseline:
    """Return a baseline that knows these findings, by path, besides what it knows."""
    files = dict(baseline.files)
    for path, found in findings.items():
        entries = tuple(entry(finding) for finding in found)
        if entries:
            files[path] = (*files.get(path, ()), *entries)
    return Baseline(files)


def keep(file: Path, findings: Iterable[Finding]) -> None:
    """Add findings to a baseline file, which is made if need be.

    Raises `ConfigError` if it is none or cannot be written.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        name = relative_path(absolute_path(finding.path), str(file.parent))
        found[name] = (*found.get(name, ()), finding)
    save_baseline(add(load_baseline(file), found), file)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run has made of a baseline."""

    report: Report
    known: int
    """Entries there are now."""
    gone: int
    """Entries that nothing matches any more, which were forgotten."""
    new: int
    """Findings that the baseline did not know."""
    added: bool
    """Whether it knows them now."""
    fresh: bool
    """Whether there was none before."""


def record(report: Report, config: Config, old: Baseline, *, update: bool) -> Recorded:
    """Bring the configured baseline, `old`, up to date with a run that left no finding out.

    New findings are added to one that exists only with `update`. Raises `ConfigError` for a
    baseline that is none or cannot be written.
    """
    file = config.baseline_path
    fresh = not file.exists()
    compared = compare(
        old,
        by_path(report, file.parent),
        lambda name: is_there(file.parent / name),
        looked_for(config, report.notices),
    )
    added = fresh or update
    kept = add(compared.kept, compared.new) if added else compared.kept
    save_baseline(kept, file)
    new = sum(len(findings) for findings in compared.new.values())
    return Recorded(report, len(kept), compared.gone, new, added, fresh)


def render_baseline(baseline: Baseline) -> str:
    """Return the text of a baseline file: sorted, one finding a line, so that diffs are small."""
    files = []
    for path, entries in sorted(baseline.files.items()):
        lines = [f"      {_json(entry._asdict())}" for entry in sorted(entries)]
        if lines:
            files.append(f"    {_json(path)}: [\n" + ",\n".join(lines) + "\n    ]")
    body = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "version": {VERSION},\n  "note": {json.dumps(NOTE)},\n  "findings": {body}\n}}\n'


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # A path that is no UTF-8 can only be written with escapes.
    return text if text.isprintable() else json.dumps(value)


def save_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline at once or not at all. Raises `ConfigError` if it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(render_baseline(baseline), encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = f"cannot be written: {error.strerror}"
        raise ConfigError(message, path=shown_path(str(path))) from None
