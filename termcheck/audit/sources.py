"""What an audit is asked to look at: folders, stores and sites, as one sequence of documents."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from termcheck.audit.history import History, versions_of
from termcheck.audit.inputs import Files, Input, Limits
from termcheck.audit.stores import documents_in, is_store
from termcheck.config.project import Config
from termcheck.core.errors import UsageError


@dataclass(frozen=True)
class Streams:
    """Documents that are read one after the other: versions of before, stores, sites."""

    history: History | None
    stores: Sequence[str]
    sites: Sequence[str]
    folder: Path
    limits: Limits
    limit: int
    """Bytes of the largest document."""
    alone: bool = False
    """Whether nothing else is looked at, so that what cannot be had is an error and no row."""

    def __bool__(self) -> bool:
        return bool(self.history is not None or self.stores or self.sites)

    def __len__(self) -> int:
        """How many are known of beforehand."""
        return len(self.history) if self.history is not None else 0

    def __iter__(self) -> Iterator[Input]:
        if self.history is not None:
            yield from self.history
        for store in self.stores:
            try:
                yield from documents_in(store, self.limit)
            except UsageError as error:
                if self.alone:
                    raise
                yield Input(store, store, store, problem=error.reason)
        if self.sites:
            from termcheck.audit.crawl import Visits, pages_of

            visits: Visits = {}
            for site in self.sites:
                yield from pages_of(site, self.folder, self.limits, alone=self.alone, visits=visits)


def sources(
    asked: Sequence[str],
    folder: Path,
    config: Config,
    today: datetime.date,
    *,
    history: bool = False,
    limits: Limits | None = None,
) -> tuple[Files, Streams]:
    """Return the files of what is asked for, and what is read one after the other.

    `folder` is that of the audit, where pages are kept. Raises `UsageError` for a path that does
    not exist.
    """
    sites = [place for place in asked if place.lower().startswith(("http://", "https://"))]
    stores = [place for place in asked if place not in sites and is_store(place)]
    paths = [place for place in asked if place not in sites and place not in stores]
    missing = [store for store in stores if "://" not in store and not Path(store).exists()]
    if missing:
        raise UsageError("no such file or directory", path=missing[0])
    files = Files(paths, config, folder)
    versions = versions_of(files, config, today, paths) if history else None
    limit = int(config.max_file_size * 1e6)
    return files, Streams(
        versions, stores, sites, folder, limits or Limits(), limit, len(asked) == 1
    )
