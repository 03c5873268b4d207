"""Audits of what many documents mean: into a folder, or as Arrow tables for engines of others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.run.plan import Plan

if TYPE_CHECKING:
    import pyarrow

    from termcheck.audit.audit import Audit
    from termcheck.audit.inputs import Limits
    from termcheck.match.compiled_glossary import Engine
    from termcheck.run.check_files import Progress


@dataclass(frozen=True, slots=True)
class Audits:
    """Audits of documents that are all held to one configuration."""

    plan: Plan
    load: Callable[..., Engine] | None = None
    """Gives the compiled glossary, where it is not the one the configuration names."""

    def write(
        self,
        paths: Iterable[str],
        folder: Path,
        *,
        history: bool = False,
        engine: str = "local",
        limits: Limits | None = None,
        progress: Progress | None = None,
    ) -> Audit:
        """Write the tables of an audit into a folder and return it; see `Checker.audit`.

        What the files of configuration beside a document say does not count.
        """
        from termcheck.audit.audit import Audit
        from termcheck.audit.run import run
        from termcheck.audit.sources import sources

        named = list(paths)
        config = replace(self.plan.config, nearest=None)
        plan = Plan(config, load=self.load)
        files, streams = sources(named, folder, config, plan.today, history=history, limits=limits)
        run(
            files,
            folder,
            plan,
            more=streams,
            told=named,
            notices=streams.history.notices if streams.history is not None else (),
            engine=engine,
            progress=progress,
        )
        return Audit(folder)

    @staticmethod
    def page(
        address: str, *, most: int, seconds: float, private: bool = False
    ) -> tuple[str, bytes]:
        """Return a name and the main content of one page of the web, fetched now, kept nowhere.

        It has `most` bytes at most and takes `seconds` at most, half of them for `robots.txt`,
        which is kept to. Raises `UsageError` for a page that cannot be had or must not be read, and
        for one of the local network unless it may be `private`.
        """
        from tempfile import TemporaryDirectory

        from termcheck.audit.crawl import pages_of
        from termcheck.audit.inputs import Limits
        from termcheck.core.errors import UsageError

        limits = Limits(
            pages=1, bytes=most, seconds=seconds, pause=0, answer=seconds / 2, private=private
        )
        try:
            with TemporaryDirectory() as folder:
                found = next(pages_of(address, Path(folder), limits))
        except UsageError as error:
            # What an audit would be told to do about it helps nobody here.
            raise UsageError(str(error).partition("; `--")[0]) from None
        if found.problem or found.data is None:
            raise UsageError(f"`{address}` {found.problem or 'is empty'}")
        return found.path.rpartition("/")[2] or "page.html", found.data

    def table(self, documents: Iterable[Mapping[str, Any]], table: str = "claims") -> pyarrow.Table:
        """Return the rows of documents for one table of an audit, as Arrow; nothing is written.

        A document has `path` and `content`, text or bytes; `repository`, `site`, `url`, `owner`,
        `date` and `revision` are kept. Raises `UsageError` without `path` and `content`,
        `PluginError` without the extra `audit`.
        """
        from termcheck.audit.run import recorded
        from termcheck.audit.schema import TABLES
        from termcheck.audit.tables import arrow_table, check_installed

        check_installed("pyarrow")
        rows = (row for name, row in recorded(documents, self.plan) if name == table)
        return arrow_table(TABLES[table], rows)

    @staticmethod
    def schema(table: str) -> pyarrow.Schema:
        """Return the columns of one table of an audit, as Arrow has them."""
        from termcheck.audit.schema import TABLES
        from termcheck.audit.tables import arrow_schema

        return arrow_schema(TABLES[table])
