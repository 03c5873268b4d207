"""`mkdocs serve`: what is checked again after a change, and what browsers are told."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

WAIT = 60.0
"""Seconds after which a server that says nothing has failed."""


class Server:
    """A running `mkdocs serve`, and what it has printed."""

    def __init__(self, site, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
                cwd=site.root,
                env={**site.environment, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._read = 0

    def until(self, pattern: str) -> str:
        """Return what was printed since the last call, once it matches."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            text = self.log.read_text("utf-8")[self._read :]
            found = re.search(pattern, text)
            if found:
                self._read += found.end()
                return text[: found.end()]
            assert self.process.poll() is None, text
            time.sleep(0.05)
        raise AssertionError(f"no {pattern!r} in {text!r}")

    def epoch(self) -> float:
        """Return the version of the site that browsers compare theirs with."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livereload/0/1") as answer:
            return float(answer.read())


@pytest.fixture
def server(site, tmp_path: Path) -> Iterator[Server]:
    site.write({"docs/index.md": "A whitelist.\n", "docs/other.md": "A whitelist.\n"})
    running = Server(site, tmp_path / "log")
    yield running
    running.process.terminate()
    running.process.wait(20)


def test_a_change_is_checked_and_browsers_reload(site, server):
    first = server.until("Serving on .*\\n")
    assert "glossary.yml'" in first, "the glossary is watched"
    assert "docs/index.md:1:3: Unexpected `whitelist`" in first
    assert "2 warnings in 2 of 2 pages (" in first
    epoch = server.epoch()

    # Only pages with other findings than before are told again; all are counted.
    site.write({"docs/index.md": "# Top\n\nThe whitelist.\n"})
    second = server.until("Reloading browsers")
    assert "docs/index.md:3:5: Unexpected `whitelist`" in second
    assert "docs/other.md" not in second
    assert "2 warnings in 2 of 2 pages (" in second
    assert server.epoch() > epoch

    # A glossary that is wrong for a moment does not end the server.
    glossary = (site.root / "glossary.yml").read_text("utf-8")
    site.write({"glossary.yml": glossary.replace("terms:", "trems:")})
    assert "unknown key `trems`" in server.until("An error happened during the rebuild")

    # Another glossary: every page is checked again.
    site.write({"glossary.yml": glossary.replace("[whitelist]", "[whitelist, white list]")})
    third = server.until("Reloading browsers")
    assert "docs/index.md:3:5: Unexpected `whitelist`" in third
    assert "docs/other.md:1:3: Unexpected `whitelist`" in third
    site.write({"docs/other.md": "A white list.\n"})
    assert "docs/other.md:1:3: Unexpected `white list`" in server.until("Reloading browsers")
