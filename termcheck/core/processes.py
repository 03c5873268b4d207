"""Programs that are started, and Python that starts without modules of the working directory."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from types import ModuleType

SAFE_PATH = "PYTHONSAFEPATH"
"""Environment variable: Python does not look for modules where it is started."""


@contextlib.contextmanager
def safe_path() -> Iterator[None]:
    """Let Python processes started while the context is open not import from where they start."""
    before = os.environ.get(SAFE_PATH)
    os.environ[SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(SAFE_PATH, None)
        else:
            os.environ[SAFE_PATH] = before


@contextlib.contextmanager
def without_main() -> Iterator[None]:
    """Let processes that are spawned while the context is open not run the program they are of.

    They need nothing of it, and a script that does not ask whether it is `__main__` would start
    itself again in each of them.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def give_back() -> None:
    """Give memory that is not used any more back to the system, where the C library keeps it."""
    import ctypes

    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def find_program(name: str, path: str | None = None) -> str | None:
    """Return the program of a name, None if there is none.

    It is looked for in the folders of `path` (those of PATH when None) that are named from the root
    of the file system, and never in the working directory, where Windows would begin.
    """
    folders = os.environ.get("PATH", os.defpath) if path is None else path
    for folder in folders.split(os.pathsep):
        for ending in ("", ".exe") if os.name == "nt" else ("",):
            candidate = os.path.join(folder, f"{name}{ending}")  # noqa: PTH118
            if os.path.isabs(folder) and (found := shutil.which(candidate)):  # noqa: PTH117
                return found
    return None
