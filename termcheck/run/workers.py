"""Looks at many files, in several processes when it pays."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from termcheck.cache.results import content_digest
from termcheck.core.errors import ReaderError, TermcheckError
from termcheck.core.panic import DEBUG
from termcheck.core.processes import give_back, processors, safe_path, without_main
from termcheck.core.report import Examined, Problem, Remarks
from termcheck.core.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from termcheck.checks.passing import Filter
    from termcheck.config.options import Options
    from termcheck.match.compiled_glossary import Engine

PAYS = 3_000_000
"""Bytes of unknown files from which on more than one process is started."""
SAMPLES = 100
SAMPLE = 5_000
"""How many files are looked into beforehand to see which words are common, and bytes of each."""
BATCH = 600_000
"""Bytes of files handed to a process at once."""
TIDIED = 1_000_000
"""After so many bytes a process gives back memory it does not need: to ask for it again costs time.
"""

DIED = "the process that checked it died, perhaps for lack of memory"


class Task(NamedTuple):
    """A file to look at."""

    shown: str
    path: str
    """Absolute."""
    size: int
    """Bytes, as far as known."""
    settings: int
    """Index of its engine and options in the `Workshop`."""
    data: bytes | None = None
    """The content, of a file that is not on disk or was read already."""
    remarks: Remarks | None = None
    """What another tool says of it."""


class TaskResult(NamedTuple):
    """What came of a task: something examined, or a problem."""

    digest: str
    """Of the content; empty if it could not be read, or nobody will ask."""
    examined: Examined | None
    problem: Problem | None = None


_CLEAN = Examined(())
_NOTHING = TaskResult("", _CLEAN)
"""What comes of most files: one value, which is written once where many are sent."""


class Workshop(NamedTuple):
    """What every process needs, sent to it once."""

    engines: tuple[Engine, ...]
    options: tuple[Options, ...]
    limit: int
    """Bytes of the largest file that is read."""
    digests: bool = False
    """Whether anyone will ask for the digests of contents."""


def work(
    tasks: Sequence[Task], workshop: Workshop, jobs: int, done: Callable[[int], None]
) -> Iterator[tuple[int, TaskResult]]:
    """Yield the outcome of every task with its index, in any order.

    `jobs` is the number of processes, 0 for as many as there are processors and the work pays;
    `done` is told how many tasks were finished.
    """
    count = jobs or processors()
    if sum(task.size for task in tasks) >= PAYS:
        workshop = _suited(workshop, tasks)
    if count > 1 and len(tasks) > 1 and (jobs or sum(task.size for task in tasks) >= PAYS):
        yield from _in_processes(tasks, workshop, min(count, len(tasks)), done)
        return
    for index, task in enumerate(tasks):
        yield index, look_at(task, workshop)
        done(1)


def _suited(workshop: Workshop, tasks: Sequence[Task]) -> Workshop:
    """Return the workshop with engines that are faster on files like these."""
    sample = bytearray()
    for task in tasks[:: len(tasks) // SAMPLES + 1]:
        with contextlib.suppress(OSError):
            data = task.data
            if data is None:
                with open(task.path, "rb", buffering=0) as file:  # noqa: PTH123
                    data = file.read(SAMPLE)
            sample += data[:SAMPLE] + b"\n"
    suited = {id(engine): engine.suited(bytes(sample)) for engine in workshop.engines}
    return workshop._replace(engines=tuple(suited[id(engine)] for engine in workshop.engines))


def look_at(task: Task, workshop: Workshop) -> TaskResult:
    """Return the outcome of one task; no error of reading or of termcheck itself escapes."""
    digest = ""
    try:
        data = task.data if task.data is not None else read(task.path, workshop.limit)
        digest = content_digest(data) if workshop.digests else ""
        engine = workshop.engines[task.settings]
        from termcheck.readers import decode, format_of, is_plain
        from termcheck.readers.wellformed import may_be_broken

        options = workshop.options[task.settings]
        read_as = format_of(task.shown, options.format)
        places = None
        if task.remarks is None and is_plain(task.shown, data, read_as):
            markdown = read_as is not None and read_as.name == "markdown"
            places = places_in(data, filter_of(engine), markdown=markdown)
            if places is not None:
                from termcheck.checks.regional_spelling import sight

                language = options.page_language
                seen = sight(data, task.shown, engine.glossary, language, markdown=markdown)
                places = None if seen is None else sorted({*places, *seen})
            broken = read_as is not None and may_be_broken(data, read_as.name)
            if places is not None and not places and not broken:
                _check_is_text(task.shown, data, workshop.limit)
                return TaskResult(digest, _CLEAN) if digest else _NOTHING
        from termcheck.pipeline import examine

        source = decode(task.shown, data, workshop.limit)
        return TaskResult(digest, examine(source, engine, options, task.remarks, places))
    except TermcheckError as error:
        if error.path not in ("", task.shown):
            raise
        return TaskResult(digest, None, Problem(task.shown, error.reason, error.line, error.column))
    except OSError as error:
        return TaskResult(
            "", None, Problem(task.shown, f"cannot be read: {error.strerror or error}")
        )
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return TaskResult(digest, None, Problem(task.shown, internal_error(error)))


def places_in(
    data: bytes, looks: Engine | Filter, *, markdown: bool = False
) -> Sequence[int] | None:
    """Return the bytes of a file at which something can be found, None for anywhere.

    An engine finds mentions, a filter those of which a check may speak.
    """
    # Suppressions are looked at even where nothing is mentioned.
    # Accents may stand apart from their letters (U+0300 to U+036F).
    if b"\xcc" in data or b"\xcd" in data:
        return None
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or b"termcheck" in data:
        return None
    return looks.sight(data, markdown=markdown)


_filters: dict[int, Filter] = {}


def filter_of(engine: Engine) -> Engine | Filter:
    """Return the filter on raw bytes of an engine, made once.

    It is the engine itself where a check may find something in what the filter lets pass.
    """
    known = _filters.get(id(engine))
    if known is not None and known.engine is engine:
        return known
    from termcheck.checks.passing import FORESEEN, Filter
    from termcheck.checks.registry import BY_ID

    if not FORESEEN.issuperset(BY_ID):
        return engine
    _filters[id(engine)] = Filter(engine)
    return _filters[id(engine)]


def _check_is_text(shown: str, data: bytes, limit: int) -> None:
    """Raise `ReaderError` for a file that is no text; plain ASCII is not decoded for that."""
    if not data.isascii() or b"\0" in data[:8192]:
        Source.decode(shown, data, limit)


def read(path: str, limit: int) -> bytes:
    """Return the bytes of a file. Raises `OSError`, and `ReaderError` if it is too large."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        size = os.fstat(file.fileno()).st_size
        data = file.read(size + 1) if size <= limit else b""
        if len(data) != size <= limit:
            # A file that grew, or none with a size.
            while len(data) <= limit and (more := file.read(limit + 1 - len(data))):
                data += more
    if len(data) > limit or size > limit:
        at_least = max(size, len(data)) / 1e6
        raise ReaderError(
            f"file is {at_least:.0f} MB, the limit is {limit / 1e6:g} MB; exclude it, split it "
            "or set `max-file-size`"
        )
    return data


def internal_error(error: Exception) -> str:
    """Return the one line a user reads about a mistake of ours."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" at {os.path.basename(last[0].filename)}:{last[0].lineno}" if last else ""  # noqa: PTH119
    return (
        f"termcheck failed on this file ({type(error).__name__}{where}); please report it with the "
        f"traceback that {DEBUG}=1 shows"
    )


_workshop: Workshop | None = None
_untidy = 0
"""Bytes looked at since memory was last given back."""


def _start(workshop: Workshop) -> None:
    """Prepare a process: the parent alone answers Ctrl-C, and takes it along when it is killed.

    What it was forked with stays: looking for garbage there costs time, and memory that is shared.
    """
    import gc
    import signal

    global _workshop
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workshop = workshop


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


TaskLabel = TypeVar("TaskLabel")
Result = TypeVar("Result")


def _apply(look: Callable[[Task, Workshop], Result], tasks: Sequence[Task]) -> list[Result]:
    global _untidy
    assert _workshop is not None
    found = [look(task, _workshop) for task in tasks]
    _untidy += sum(task.size for task in tasks)
    if _untidy >= TIDIED:
        give_back()
        _untidy = 0
    return found


def _look(task: Task, workshop: Workshop) -> TaskResult:
    return look_at(task, workshop)


def _in_processes(
    tasks: Sequence[Task], workshop: Workshop, count: int, done: Callable[[int], None]
) -> Iterator[tuple[int, TaskResult]]:
    def died(task: Task) -> TaskResult:
        return TaskResult("", None, Problem(task.shown, DIED))

    batches = ([(index, tasks[index]) for index in batch] for batch in _batches(tasks, count))
    for index, outcome in stream(batches, _look, died, workshop, count):
        yield index, outcome
        done(1)


def stream(
    batches: Iterable[Sequence[tuple[TaskLabel, Task]]],
    look: Callable[[Task, Workshop], Result],
    died: Callable[[Task], Result],
    workshop: Workshop,
    count: int,
) -> Iterator[tuple[TaskLabel, Result]]:
    """Yield what `look` gives for every task, with its label, in any order, from processes.

    No more batches are asked for than keep `count` processes busy, so that memory does not grow
    with their number. The tasks of a process that died are looked at again one by one; of the one
    that kills a process every time comes what `died` says.
    """
    with safe_path():
        pool: _Stream[TaskLabel, Result] = _Stream(look, died, workshop, count)
        yield from pool.results(batches)


class _Stream(Generic[TaskLabel, Result]):
    def __init__(
        self,
        look: Callable[[Task, Workshop], Result],
        died: Callable[[Task], Result],
        workshop: Workshop,
        count: int,
    ) -> None:
        self.look, self.died = look, died
        self.workshop, self.count = workshop, count
        self.pool: ProcessPoolExecutor | None = None
        self.waiting: dict[Future[list[Result]], Sequence[tuple[TaskLabel, Task]]] = {}

    def results(
        self, batches: Iterable[Sequence[tuple[TaskLabel, Task]]]
    ) -> Iterator[tuple[TaskLabel, Result]]:
        if forks_safely():
            # Before anything is read: what that imports may keep later processes from sharing
            # memory with this one.
            _prepare(self.workshop)
            self.pool = _pool(self.workshop, self.count)
            self.pool.submit(int)
        try:
            for batch in batches:
                while len(self.waiting) >= 2 * self.count:
                    yield from self.finished()
                self.submit(batch)
            while self.waiting:
                yield from self.finished()
        except BaseException:
            if self.pool is not None:
                _abandon(self.pool)
            raise
        if self.pool is not None:
            self.pool.shutdown()

    def submit(self, batch: Sequence[tuple[TaskLabel, Task]]) -> None:
        from concurrent.futures.process import BrokenProcessPool

        tasks = [task for _label, task in batch]
        while True:
            self.pool = self.pool or _pool(self.workshop, self.count)
            try:
                with without_main():
                    future = self.pool.submit(_apply, self.look, tasks)
                self.waiting[future] = batch
                return
            except BrokenProcessPool:
                # What was asked of it before comes back as broken, one by one.
                self.pool = None

    def finished(self) -> Iterator[tuple[TaskLabel, Result]]:
        from concurrent.futures import FIRST_COMPLETED, wait
        from concurrent.futures.process import BrokenProcessPool

        for future in wait(self.waiting, return_when=FIRST_COMPLETED).done:
            batch = self.waiting.pop(future)
            try:
                found = future.result()
            except BrokenProcessPool:
                self.pool = None
                yield from self.alone(batch)
                continue
            for (label, _task), result in zip(batch, found, strict=True):
                yield label, result

    def alone(self, batch: Sequence[tuple[TaskLabel, Task]]) -> Iterator[tuple[TaskLabel, Result]]:
        """Look at the tasks of a process that died one by one, to tell which of them killed it."""
        from concurrent.futures.process import BrokenProcessPool

        pool: ProcessPoolExecutor | None = None
        try:
            for label, task in batch:
                pool = pool or _pool(self.workshop, 1)
                try:
                    with without_main():
                        future = pool.submit(_apply, self.look, [task])
                    yield label, future.result()[0]
                except BrokenProcessPool:
                    pool = None
                    yield label, self.died(task)
        finally:
            if pool is not None:
                pool.shutdown()


_PAGE = b"# 1\n\n2 **3**, `4` [5](/)\n\n- 6 &amp; https://7.org\n\n<p>8</p>\n"
"""A page that nothing is mentioned on."""


def _prepare(workshop: Workshop) -> None:
    """Do once what every process would do for itself to look at its first pages."""
    from termcheck.pipeline import examine

    for index in {id(engine): index for index, engine in enumerate(workshop.engines)}.values():
        look_at(Task("1.md", "", len(_PAGE), index, _PAGE), workshop)
    page = _PAGE + b"\nOf the %b here.\n" % _wrong_form(workshop.engines[0])
    examine(Source("1.md", page), workshop.engines[0], workshop.options[0])


def _wrong_form(engine: Engine) -> bytes:
    """Return a form that a check speaks of without a model, beside which nothing can be forked."""
    terms = (term for term in engine.glossary.terms.values() if not term.makes_claims)
    return next((form.form.encode() for term in terms for form in term.deprecated), b"")


def _pool(workshop: Workshop, count: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if forks_safely() else "spawn")
    return ProcessPoolExecutor(count, context, initializer=_start, initargs=(workshop,))


def forks_safely() -> bool:
    """Return whether a process may be forked: it starts at once and shares the engine.

    Only Linux is up to that, and only while there is one thread; numpy brings its own.
    """
    if sys.platform != "linux" or "numpy" in sys.modules:
        return False
    return threading.active_count() == 1


def _abandon(pool: ProcessPoolExecutor) -> None:
    """Stop a pool without waiting for what it is doing."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()
    # Waits for the thread of the pool alone: the end of the program writes to what that closes.
    pool.shutdown(cancel_futures=True)


def _batches(tasks: Sequence[Task], count: int) -> Iterator[list[int]]:
    """Yield indexes of tasks in batches of some size, small enough to go round all processes."""
    total = sum(task.size for task in tasks)
    most = min(BATCH, total // (2 * count) + 1)
    batch: list[int] = []
    size = 0
    for index, task in enumerate(tasks):
        batch.append(index)
        size += task.size
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
