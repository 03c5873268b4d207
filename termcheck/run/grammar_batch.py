"""Gives documents that are to be looked at what LanguageTool says of them, where that is asked for.

It is asked once for many documents, by the process that was started, not by its workers.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from termcheck.core.errors import TermcheckError
from termcheck.core.source import Source
from termcheck.readers import decode
from termcheck.run.glossaries import answers_folder
from termcheck.run.plan import FileSettings, Plan
from termcheck.run.workers import Task, Workshop, read

if TYPE_CHECKING:
    from termcheck.checks.check import Page
    from termcheck.config.options import Options
    from termcheck.core.report import Remarks
    from termcheck.grammar.ask import Oracle
    from termcheck.match.compiled_glossary import Engine

GROUP = 300_000
"""Bytes of documents that are asked about together."""


def oracle_of(plan: Plan) -> Oracle:
    """Return LanguageTool as the configuration has it, also if only some files are to be asked."""
    from termcheck.grammar.ask import Oracle

    config = plan.config.with_grammar(True).grammar_config
    assert config is not None
    return Oracle(config, answers_folder(plan.config))


def groups(
    tasks: Sequence[Task], plan: Plan, workshop: Workshop
) -> Iterator[list[tuple[int, Task]]]:
    """Yield all tasks with their index, in groups, each with the remarks it needs."""
    if not any(workshop.options[task.settings].grammar for task in tasks):
        yield list(enumerate(tasks))
        return
    oracle = oracle_of(plan)
    group: list[tuple[int, Task]] = []
    size = 0
    for index, task in enumerate(tasks):
        group.append((index, task))
        size += task.size
        if size >= GROUP:
            yield _with_remarks(group, workshop, oracle)
            group, size = [], 0
    if group:
        yield _with_remarks(group, workshop, oracle)


def remarks_on(source: Source, plan: Plan, settings: FileSettings) -> Remarks | None:
    """Return what LanguageTool says of one document, None if it is not asked."""
    if not settings.options.grammar:
        return None
    from termcheck.grammar.proofread import proofread

    page = _page(source, plan.engine(settings), settings.options)
    return proofread([page], oracle_of(plan))[0]


def _with_remarks(
    group: Sequence[tuple[int, Task]], workshop: Workshop, oracle: Oracle
) -> list[tuple[int, Task]]:
    from termcheck.grammar.proofread import proofread

    done = dict(group)
    pages: dict[int, Page] = {}
    for index, task in group:
        options = workshop.options[task.settings]
        if options.grammar:
            # What cannot be read is told when it is looked at.
            with contextlib.suppress(OSError, TermcheckError):
                data = task.data if task.data is not None else read(task.path, workshop.limit)
                source = decode(task.shown, data, workshop.limit)
                pages[index] = _page(source, workshop.engines[task.settings], options)
                # The same bytes are looked at, even if the file changes meanwhile.
                done[index] = task._replace(data=data)
    for index, remarks in zip(pages, proofread(list(pages.values()), oracle), strict=True):
        done[index] = done[index]._replace(remarks=remarks)
    return list(done.items())


def _page(source: Source, engine: Engine, options: Options) -> Page:
    from termcheck.checks.check import Page
    from termcheck.pipeline import document_of

    return Page(document_of(source, options), engine, options)
