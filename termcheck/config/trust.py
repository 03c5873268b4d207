"""Whether the files of a folder may reach beyond it: the folders the user trusts.

A project's files are data. What they may not do by themselves (start a program, load a model, open
a connection, read or write beyond the project) they may in folders that the user trusts: those in a
list of the user's, and those in an environment variable, which `--trust` sets to everything.
"""

# Strings, not `Path`: every start looks here.
# ruff: noqa: PTH100, PTH117, PTH118, PTH120

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator

from termcheck.core.boundary import boundary, is_inside, is_own
from termcheck.core.errors import ConfigError
from termcheck.core.files import read_regular
from termcheck.core.user_folders import config_home

VARIABLE = "TERMCHECK_TRUST"
"""Environment variable: folders that are trusted, as in PATH; `*` for all of them."""
EVERYTHING = "*"
FOLDER_VARIABLE = "TERMCHECK_CONFIG_DIR"
"""Environment variable: the folder of the user's own configuration."""
LIST = "trusted.json"
"""Name of the list of trusted folders there."""
HOW = "`termcheck trust` allows it"


def user_folder() -> str:
    """Return the folder of the user's own configuration; it need not be there."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return os.path.abspath(chosen)
    return config_home()


def is_trusted(folder: str) -> bool:
    """Return whether the user trusts a folder, or one that it is in.

    Raises `ConfigError` for a broken list of trusted folders.
    """
    given = [part for part in os.environ.get(VARIABLE, "").split(os.pathsep) if part]
    if EVERYTHING in given:
        return True
    return any(is_inside(folder, trusted) for trusted in (*given, *trusted_folders()))


def may_reach(path: str, folder: str) -> bool:
    """Return whether what stands in files of a folder may name a path: one of its project, or any.

    Raises `ConfigError` for a broken list of trusted folders.
    """
    return is_inside(path, boundary(folder)) or is_trusted(folder)


def trusted_folders() -> tuple[str, ...]:
    """Return the list of the folders the user trusts. Raises `ConfigError` if it is broken."""
    path = os.path.join(user_folder(), LIST)
    try:
        if not is_own(path):
            raise ConfigError("not taken: it belongs to another user", path=path)
        known = json.loads(read_regular(path))["trusted"]
        if not all(isinstance(trusted, str) and os.path.isabs(trusted) for trusted in known):
            raise ValueError("not paths")
        return tuple(known)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=path) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        message = "no list of trusted folders; delete it, and trust them again"
        raise ConfigError(message, path=path) from None


def trust(folder: str) -> None:
    """Trust a folder and everything in it from now on. Raises `ConfigError` if that fails."""
    known = trusted_folders()
    _keep((*known, os.path.realpath(folder)))


def distrust(folder: str) -> bool:
    """Trust a folder no more; return whether it was in the list. Raises `ConfigError`."""
    known = trusted_folders()
    left = tuple(trusted for trusted in known if trusted not in (folder, os.path.realpath(folder)))
    if left != known:
        _keep(left)
    return left != known


def _keep(folders: tuple[str, ...]) -> None:
    import tempfile

    path = os.path.join(user_folder(), LIST)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103
        text = json.dumps({"trusted": sorted(dict.fromkeys(folders))}, indent=1)
        handle, name = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        os.replace(name, path)  # noqa: PTH105
    except OSError as error:
        raise ConfigError(f"cannot be written: {error.strerror}", path=path) from None


@contextlib.contextmanager
def everything_trusted() -> Iterator[None]:
    """Trust every folder while the context is open, in processes started meanwhile too."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = EVERYTHING
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before
