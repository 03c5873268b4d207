"""Looks at every file of a run, or at what earlier runs kept about it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from termcheck.cache import codec
from termcheck.cache.memory import Memory
from termcheck.cache.results import Results, content_digest
from termcheck.cache.stat import Stat
from termcheck.core.errors import ReaderError
from termcheck.core.paths import absolute_path
from termcheck.core.report import Examined
from termcheck.run.discover import File
from termcheck.run.glossaries import results_folder, salt
from termcheck.run.grammar_batch import groups
from termcheck.run.plan import Plan
from termcheck.run.workers import Task, TaskResult, Workshop, read, work

Progress = Callable[[int, int], None]
"""Told how many files were looked at so far, and of how many."""


class _Open(NamedTuple):
    """A file nothing is known about yet, as far as it was looked up."""

    file: File
    settings: int
    stat: Stat | None
    task: Task
    digest: str = ""
    """Of the content, where there is no file."""

    @property
    def identity(self) -> Stat | str | None:
        """What changes when the content does, None if that cannot be told."""
        return self.stat or self.digest or None


def look(
    files: Iterable[File],
    texts: Mapping[str, bytes],
    plan: Plan,
    progress: Progress | None = None,
    memory: Memory[TaskResult] | None = None,
) -> dict[File, TaskResult]:
    """Return the outcome of every file and of texts that are not on disk, by shown path."""
    config = plan.config
    settled: dict[File, TaskResult] = {}
    waiting: list[_Open] = []
    opened = [_open(file, plan) for file in files]
    opened += [_written(shown, data, plan) for shown, data in texts.items()]
    unknown: list[_Open] = []
    for entry in opened:
        outcome = None
        if memory is not None:
            key = plan.keys[entry.settings]
            outcome = memory.recall(key, entry.file.shown, entry.identity)
        if outcome is None:
            unknown.append(entry)
        else:
            settled[entry.file] = outcome
    folder = results_folder(config) if unknown else None
    results = Results(folder, f"{config.root}{salt(config)}" if folder else "", plan.keys)
    try:
        results.expect(len(unknown))
        for unread in unknown:
            known = _recall(results, unread, plan)
            if known is None:
                waiting.append(unread)
            else:
                settled[unread.file] = TaskResult("", known)
                _memorise(memory, unread, settled[unread.file], plan)
        done = len(settled)

        def finished(count: int) -> None:
            nonlocal done
            done += count
            if progress is not None:
                progress(done, len(opened))

        for index, outcome in _work(waiting, plan, finished, digests=results.usable):
            settled[waiting[index].file] = outcome
            _remember(results, waiting[index], outcome, plan)
            _memorise(memory, waiting[index], outcome, plan)
    finally:
        results.close()
    return settled


def _work(
    waiting: Sequence[_Open], plan: Plan, finished: Callable[[int], None], *, digests: bool
) -> Iterator[tuple[int, TaskResult]]:
    if not waiting:
        return
    limit = int(plan.config.max_file_size * 1e6)
    options = tuple(settings.options for settings in plan.all)
    workshop = Workshop(plan.engines, options, limit, digests)
    for group in groups([opened.task for opened in waiting], plan, workshop):
        done = work([task for _index, task in group], workshop, plan.config.jobs, finished)
        yield from ((group[number][0], outcome) for number, outcome in done)


def _open(file: File, plan: Plan) -> _Open:
    settings = plan.index(file.path)
    try:
        stat = Stat.of(file.path)
    except OSError:
        stat = None
    size = stat.size if stat else 0
    task = Task(file.shown, file.path, size, settings)
    return _Open(file, settings, stat, task)


def _written(shown: str, data: bytes, plan: Plan) -> _Open:
    """Return a text that is on no disk as if it were a file."""
    file = File(shown, absolute_path(shown))
    settings = plan.index(file.path)
    task = Task(shown, "", len(data), settings, data)
    return _Open(file, settings, None, task, content_digest(data))


def _recall(results: Results, opened: _Open, plan: Plan) -> Examined | None:
    """Return what is kept about a file that was not touched, or whose content is known."""
    file, stat = opened.file, opened.stat
    if stat is None:
        return None
    digest = results.digest(file.path, stat)
    if not digest and results.knows(file.path):
        # Checked out anew, or touched: the content may be what it was.
        with contextlib.suppress(OSError, ReaderError):
            digest = content_digest(read(file.path, int(plan.config.max_file_size * 1e6)))
            results.keep_stat(file.path, stat, digest)
    text = results.value(plan.keys[opened.settings], file.shown, digest) if digest else None
    if text is None:
        return None
    try:
        return codec.read(text, file.shown)
    except ValueError:
        return None


def _memorise(
    memory: Memory[TaskResult] | None, opened: _Open, outcome: TaskResult, plan: Plan
) -> None:
    if memory is None or outcome.examined is None or outcome.examined.notices:
        return
    memory.keep(plan.keys[opened.settings], opened.file.shown, opened.identity, outcome)


def _remember(results: Results, opened: _Open, outcome: TaskResult, plan: Plan) -> None:
    # A notice tells of something missing: with it, the result would be another.
    examined = outcome.examined
    if not results.usable or opened.stat is None or examined is None or examined.notices:
        return
    results.keep_stat(opened.file.path, opened.stat, outcome.digest)
    text = codec.write(examined)
    results.keep(plan.keys[opened.settings], opened.file.shown, outcome.digest, text)
