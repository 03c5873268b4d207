"""Run one command and say what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """What one run of one command took."""

    wall: float
    """Seconds from start to end of the process."""
    cpu: float
    """Seconds of processor time, of the process and those it waited for."""
    code: int
    output: bytes


class TooSlow(Exception):
    """A command did not end in time."""


def run(command: Sequence[str], folder: Path, timeout: float) -> Run:
    """Run a command in a folder; raises `TooSlow` after `timeout` seconds."""
    before = os.times()
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        raise TooSlow from None
    wall = time.perf_counter() - start
    after = os.times()
    cpu = after.children_user + after.children_system
    return Run(
        wall,
        cpu - before.children_user - before.children_system,
        done.returncode,
        done.stdout,
    )


def peak_memory(command: Sequence[str], folder: Path, timeout: float) -> float | None:
    """Run a command and return the most memory it and its children held, in MB; None off Linux.

    Proportional set size, so that pages shared by a pool count once; read every 10 ms.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    most = 0.0
    timer = threading.Timer(timeout, process.kill)
    timer.start()
    while process.poll() is None:
        most = max(most, _memory_of_session(process.pid))
        time.sleep(0.01)
    timer.cancel()
    return most


def _memory_of_session(session: int) -> float:
    total = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if os.getsid(int(folder.name)) != session:
                continue
            for line in (folder / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except (OSError, ProcessLookupError):
            continue
    return total / 1024


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)
