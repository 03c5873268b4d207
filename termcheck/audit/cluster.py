"""The work of an audit on a Ray cluster: as `stream`, with machines in place of processes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from termcheck.audit.tables import check_installed
from termcheck.core.errors import PluginError
from termcheck.run.workers import Task, Workshop

TaskLabel = TypeVar("TaskLabel")
Result = TypeVar("Result")

RETRIES = 3
"""How often a batch is tried again whose worker or machine was lost."""
_LOGS = "/tmp/ray/session_latest/logs"
"""Where Ray says why."""


def ray_stream(
    batches: Iterable[Sequence[tuple[TaskLabel, Task]]],
    look: Callable[[Task, Workshop], Result],
    died: Callable[[Task], Result],
    workshop: Workshop,
) -> Iterator[tuple[TaskLabel, Result]]:
    """Yield what `look` gives for every task, with its label, in any order, from a Ray cluster.

    The cluster is the one Ray is connected to, else that of `RAY_ADDRESS`, else one on this
    machine. What a lost worker or machine had in hand is done again elsewhere; of a batch that is
    lost each time the tasks are done one by one, and of the one that kills its worker comes what
    `died` says. Raises `PluginError` without Ray, and where it does not start.
    """
    check_installed("ray")
    import ray

    if ray.is_initialized():
        yield from _stream(batches, look, died, workshop)
        return
    try:
        ray.init(log_to_driver=False, include_dashboard=False, logging_level=logging.ERROR)
    except Exception as error:
        reason = str(error).partition("\n")[0].rstrip(".")
        raise PluginError(f"Ray cannot be started: {reason}; see {_LOGS}") from error
    try:
        yield from _stream(batches, look, died, workshop)
    finally:
        ray.shutdown()


def _stream(
    batches: Iterable[Sequence[tuple[TaskLabel, Task]]],
    look: Callable[[Task, Workshop], Result],
    died: Callable[[Task], Result],
    workshop: Workshop,
) -> Iterator[tuple[TaskLabel, Result]]:
    import ray

    resources: Any = ray.cluster_resources
    look_at_all: Any = ray.remote(num_cpus=1, max_retries=RETRIES)(_look_at_all)
    everything = ray.put(workshop)
    waiting: dict[Any, Sequence[tuple[TaskLabel, Task]]] = {}

    def submit(batch: Sequence[tuple[TaskLabel, Task]]) -> None:
        tasks = [task for _label, task in batch]
        waiting[look_at_all.remote(look, tasks, everything)] = batch

    def finished() -> Iterator[tuple[TaskLabel, Result]]:
        ready, _rest = ray.wait(list(waiting), num_returns=1)
        for reference in ready:
            batch = waiting.pop(reference)
            try:
                found = ray.get(reference)
            except ray.exceptions.WorkerCrashedError:
                if len(batch) == 1:
                    yield batch[0][0], died(batch[0][1])
                    continue
                for single in batch:
                    submit([single])
                continue
            for (label, _task), result in zip(batch, found, strict=True):
                yield label, result

    for batch in batches:
        # Machines may come and go.
        most = 2 * max(1, int(resources().get("CPU", 1)))
        while len(waiting) >= most:
            yield from finished()
        submit(batch)
    while waiting:
        yield from finished()


def _look_at_all(
    look: Callable[[Task, Workshop], Result], tasks: Sequence[Task], workshop: Workshop
) -> list[Result]:
    return [look(task, workshop) for task in tasks]
