"""A progress bar on the terminal, for runs that turn out to be long."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

DELAY = 1.0
"""Seconds without a bar."""


class Bar:
    """Called with how many files were looked at; a context manager that clears up."""

    def __init__(self, wanted: bool | None, label: str = "Checking") -> None:
        self.label = label
        self.shown = sys.stderr.isatty() if wanted is None else wanted
        self.started = time.monotonic()
        self.bar: Any = None
        self.done = 0

    def __enter__(self) -> Bar:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show that so many files were looked at."""
        if not self.shown or time.monotonic() - self.started < DELAY:
            return
        if self.bar is None:
            self.bar = click.progressbar(
                length=total, label=self.label, file=sys.stderr, show_pos=True
            )
            self.bar.__enter__()
        self.bar.update(done - self.done)
        self.done = done

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            # The bar is of no use once there are results.
            click.echo("\x1b[1A\x1b[2K" if sys.stderr.isatty() else "", nl=False, err=True)
