"""One run: files in, a report out. Everything that touches disk, cache or processes starts here.

paths ─► discover ─► look ─► across ─► baseline ─► changed lines ─► Report
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from termcheck.cache.memory import Memory
from termcheck.checks.helps import CheckHelps
from termcheck.config.places import check_ids
from termcheck.config.project import Config
from termcheck.core.finding import Finding
from termcheck.core.paths import relative_path
from termcheck.core.report import FileResult, Problem, Report, TermHelp
from termcheck.run.check_files import Progress, look
from termcheck.run.discover import Discovery, File, discover
from termcheck.run.plan import Plan
from termcheck.run.workers import TaskResult
from termcheck.settle.fold import folded

if TYPE_CHECKING:
    from termcheck.match.compiled_glossary import Engine
    from termcheck.run.baseline import Baseline, Compared
    from termcheck.run.git import Changes

FindingsByFile = dict[File, tuple[Finding, ...]]
"""The findings of every file of a run that could be looked at."""


def run(
    paths: Iterable[str],
    config: Config,
    *,
    texts: Mapping[str, bytes] | None = None,
    force_exclude: bool = False,
    baseline: Baseline | None = None,
    changes: Changes | None = None,
    today: datetime.date | None = None,
    load: Callable[..., Engine] | None = None,
    progress: Progress | None = None,
    plan: Plan | None = None,
    memory: Memory[TaskResult] | None = None,
    fold: bool = False,
) -> Report:
    """Return the report of one run over files and folders, the working directory when none.

    `texts` are documents that are not on disk, by the path they are shown with; where there are
    some, no paths means no files. The report leaves out findings that the `baseline` knows and
    those on lines without `changes`. A process that stays hands the same `plan` and `memory` to
    each run, as long as configuration and glossary stay what they are. With `fold`, what asks one
    question in a document is reported once, see `folded`. Raises `UsageError` for a
    path that does not exist, and `GlossaryError`.
    """
    started = time.perf_counter()
    paths, texts = list(paths), texts or {}
    discovery = Discovery(())
    if paths or not texts:
        discovery = discover(paths, config, force_exclude=force_exclude)
    plan = plan or Plan(config, today, load)
    known_ids = None
    for configuration in plan.configurations(file.path for file in discovery.files):
        if (
            configuration.select
            or configuration.ignore
            or configuration.severity
            or configuration.overrides
        ):
            known_ids = known_ids or plan.known_ids()
            check_ids(configuration, known_ids)
    outcomes = look(discovery.files, texts, plan, progress, memory)
    problems = [*discovery.problems, *_problems(outcomes.values())]
    found = _with_run_findings(outcomes)
    notices = _notices(outcomes.values())
    known = gone = 0
    if baseline is not None:
        compared = against(baseline, found, notices, config)
        folder = str(config.baseline_path.parent)
        found = {file: compared.new.get(relative_path(file.path, folder), ()) for file in found}
        known, gone = compared.known, compared.gone
    if changes is not None:
        found = {
            file: tuple(finding for finding in findings if changes.covers(file.path, finding))
            for file, findings in found.items()
        }
        touched = {file.shown for file in outcomes if changes.touches(file.path)}
        problems = [problem for problem in problems if problem.path in touched]
    if fold:
        found = {file: folded(findings) for file, findings in found.items()}
    reported = [finding for findings in found.values() for finding in findings]
    return Report.of(
        [
            FileResult(file.shown, findings, _suppressed(outcomes[file]))
            for file, findings in found.items()
        ],
        problems=problems,
        notices=(*plan.notices, *discovery.notices, *notices),
        checked=len(outcomes),
        known=known,
        gone=gone,
        glossary=", ".join(dict.fromkeys(card.title for card in plan.cards)),
        glossary_version=", ".join(dict.fromkeys(card.version for card in plan.cards)),
        terms=_term_helps(plan, (finding.term for finding in reported)),
        checks=CheckHelps(finding.check for finding in reported),
        created=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        seconds=time.perf_counter() - started,
    )


def _term_helps(plan: Plan, ids: Iterable[str]) -> dict[str, TermHelp]:
    """Return the help of every term, from the first glossary that knows it."""
    helps: dict[str, TermHelp] = {}
    for name in dict.fromkeys(ids):
        for card in plan.cards:
            told = card.term_help(name)
            if told is not None:
                helps.setdefault(name, told)
    return helps


def _problems(outcomes: Iterable[TaskResult]) -> Iterable[Problem]:
    for outcome in outcomes:
        if outcome.problem is not None:
            yield outcome.problem
        if outcome.examined is not None:
            yield from outcome.examined.problems


def _notices(outcomes: Iterable[TaskResult]) -> tuple[str, ...]:
    examined = (outcome.examined for outcome in outcomes)
    return tuple(
        dict.fromkeys(told for document in examined if document for told in document.notices)
    )


def _suppressed(outcome: TaskResult) -> int:
    return outcome.examined.suppressed if outcome.examined else 0


def _with_run_findings(outcomes: Mapping[File, TaskResult]) -> FindingsByFile:
    """Return the findings of every file, those that only the whole run shows among them."""
    found = {
        file: list(outcome.examined.findings)
        for file, outcome in outcomes.items()
        if outcome.examined is not None
    }
    usages = [
        usage
        for _file, outcome in sorted(outcomes.items())
        if outcome.examined is not None
        for usage in outcome.examined.usages
    ]
    if usages:
        by_path = {file.shown: findings for file, findings in found.items()}
        from termcheck.pipeline import across

        for finding in across(usages):
            by_path[finding.path].append(finding)
    return {file: tuple(findings) for file, findings in found.items()}


def against(
    baseline: Baseline, found: FindingsByFile, notices: tuple[str, ...], config: Config
) -> Compared:
    """Return what a baseline says of the findings of every file that could be looked at."""
    from termcheck.run.baseline import compare, is_there, looked_for

    root = config.baseline_path.parent
    return compare(
        baseline,
        {relative_path(file.path, str(root)): findings for file, findings in found.items()},
        lambda relative: is_there(root / relative),
        looked_for(config, notices),
    )
