"""Values computed from files, kept in the user's cache folder between runs.

A value is pickled under a key made of everything it was made from. The folder belongs to the user
alone (0700) and is not trusted when it does not; a broken entry is made again without a word.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
import os
import pickle
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar, cast

from termcheck._version import __version__
from termcheck.cache.versions import files_in, files_stamp, recorded, versions
from termcheck.core.boundary import repository_of
from termcheck.core.files import read_regular
from termcheck.core.user_folders import cache_home

T = TypeVar("T")

MOST = 500_000_000
"""Bytes of the largest entry that is read."""
KEPT = 8
"""Entries of one kind that stay; the least recently used go first."""
_PACKAGE = Path(__file__).resolve().parent.parent
SECRET = "secret"
"""Name of the file that holds what nobody else knows."""
FOLDER_VARIABLE = "TERMCHECK_CACHE_DIR"
"""Names the environment variable with the folder to use; empty switches the cache off."""


def cached(kind: str, key: str, make: Callable[[], T]) -> T:
    """Return `make()`, or what it returned before for the same `kind` and `key`.

    `key` has to change with everything the value depends on but the code, which is part of the
    file name anyway: see `code_stamp`. What cannot be read or written is no error.
    """
    folder = cache_folder()
    if folder is None:
        with _unswept():
            return make()
    path = folder / f"{kind}-{digest([key.encode(), code_stamp().encode()])}.pickle"
    with contextlib.suppress(Exception), _unswept():
        value = cast(T, pickle.loads(read_regular(path, MOST)))
        with contextlib.suppress(OSError):
            os.utime(path)
        return value
    with _unswept():
        value = make()
    with contextlib.suppress(Exception):
        _write(path, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        _prune(folder, kind)
    return value


@contextlib.contextmanager
def _unswept() -> Iterator[None]:
    """Look for no garbage among values that all stay: it takes a third of the time to make them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def digest(parts: Iterable[bytes]) -> str:
    """Return one short hash of several byte strings, whose borders count."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


@functools.cache
def code_stamp() -> str:
    """Return what changes with termcheck itself and with the packages that results come from."""
    own = _record() or files_stamp(files_in(_PACKAGE, ".py")).encode()
    return digest((own, *(part.encode() for part in (__version__, *versions()))))


def is_stamped(path: str) -> bool:
    """Return whether a file is one of termcheck's own that `code_stamp` changes with."""
    return bool(_record()) and path.startswith(f"{_PACKAGE}{os.sep}")


@functools.cache
def _record() -> bytes:
    return recorded(_PACKAGE, _PACKAGE.name)


def cache_folder() -> Path | None:
    """Return the user's cache folder, made if need be, or None when there is none to trust.

    One inside a repository must be closed to others (0700), as none that was checked out is.
    """
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen == "":
        return None
    folder = Path(cache_home() if chosen is None else chosen)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if is_private(folder) else None
    except (OSError, ValueError):
        return None


def is_private(folder: Path) -> bool:
    """Return whether only the user can put files there: a pickle from someone else could run code.

    Inside a repository nobody else may look into it either.
    """
    if os.name != "posix":
        return True
    facts = folder.stat()
    others = stat.S_IWGRP | stat.S_IWOTH
    if repository_of(str(folder.parent)):
        others = stat.S_IRWXG | stat.S_IRWXO
    return facts.st_uid == os.getuid() and not facts.st_mode & others


def own_secret() -> str:
    """Return what only this user's processes know, empty where nothing can be kept.

    It is part of the names of files in a project's own folder, which nobody else can foresee.
    """
    folder = cache_folder()
    if folder is None:
        return ""
    path = folder / SECRET
    with contextlib.suppress(OSError):
        return read_regular(path, 1_000).decode("ascii", "replace")
    with contextlib.suppress(OSError):
        _write(path, os.urandom(16).hex().encode())
        return read_regular(path, 1_000).decode("ascii", "replace")
    return ""


def _write(path: Path, data: bytes) -> None:
    import tempfile

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _prune(folder: Path, kind: str) -> None:
    entries = sorted(folder.glob(f"{kind}-*.pickle"), key=lambda path: path.stat().st_mtime)
    for old in entries[:-KEPT]:
        old.unlink(missing_ok=True)
