"""A real server in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def run_server(*arguments: str, **environment: str) -> Iterator[str]:
    """Run `termcheck serve` on a free port; gives its address."""
    glossaries = () if "-g" in arguments else ("-g", "ai-openness", "-g", "tech-writing")
    command = [sys.executable, "-m", "termcheck", "serve", "--no-open", "--port", "0"]
    running = subprocess.Popen(
        [*command, *glossaries, *arguments],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stderr is not None
        told = running.stderr.readline()
        found = re.search(r"http://\S+", told)
        assert found, told + running.stderr.read()
        yield found[0].rstrip("/")
    finally:
        running.terminate()
        rest = running.communicate(timeout=10)[1]
        assert "Traceback" not in rest, rest
