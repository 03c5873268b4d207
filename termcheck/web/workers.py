"""Processes that do the work: a request that takes too long, or breaks one, hurts no other."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
from collections.abc import Callable
from typing import Any

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from termcheck import TermcheckError, UsageError
from termcheck.web.held import Held
from termcheck.web.settings import ServerSettings


class Busy(Exception):
    """Too many requests wait already."""


class TooSlow(Exception):
    """The answer took longer than allowed."""


MEMORY = 4_000_000_000
"""Address space a process may have (bytes), where the system can hold it to that."""


def within_memory(function: Callable[..., str], *values: Any) -> str:
    """Return what a function returns, in a process whose memory has an end.

    Raises `UsageError` where that is not enough.
    """
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        return function(*values)
    except MemoryError:
        raise UsageError("the draft could not be checked: it takes too much memory") from None


class Workers:
    """A few processes, started when needed and kept warm."""

    def __init__(self, settings: ServerSettings) -> None:
        self.settings = settings
        # A draft lies in no folder, and what finds the configuration of one is no data to send.
        config = dataclasses.replace(settings.config, nearest=None)
        if settings.languagetool:
            # Half the time is left for everything else.
            config = config.with_languagetool(settings.languagetool, settings.seconds / 2)
        self.held = Held(
            config, settings.definitions, sites=settings.sites, private=settings.private_sites
        )
        """What drafts are held to when nobody chooses."""
        self._limiter: CapacityLimiter | None = None
        # They start in the working directory, whose modules are not theirs.
        os.environ["PYTHONSAFEPATH"] = "1"

    async def run(
        self, function: Callable[..., str], *values: Any, held: Held | None = None
    ) -> str:
        """Return what a function of `work` returns for what is held to, and `values`.

        Raises `Busy`, `TooSlow`, and `TermcheckError` for what the caller can put right.
        """
        if self._limiter is None:
            # It belongs to the event loop it is made in.
            self._limiter = CapacityLimiter(self.settings.workers)
        if self._limiter.statistics().tasks_waiting >= self.settings.waiting:
            raise Busy
        try:
            async with asyncio.timeout(self.settings.seconds):
                return await to_process.run_sync(
                    within_memory,
                    function,
                    held or self.held,
                    *values,
                    cancellable=True,
                    limiter=self._limiter,
                )
        except TimeoutError:
            raise TooSlow from None
        except BrokenWorkerProcess:
            raise TermcheckError("the draft could not be checked: it takes too much") from None
