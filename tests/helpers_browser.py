"""Chromium as tests start it: without a sandbox and without talking to anybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAMS = ("chromium-headless-shell", "chromium")
"""The shell draws no windows: a page costs it a third of the processor time."""
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a running browser (Playwright's `Browser`)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, PROGRAMS)), PROGRAMS[0])
        running = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield running
        running.close()
