"""Where a project ends: the root of its repository, and links that lead out of it."""

# Strings, not `Path`: every start looks here.
# ruff: noqa: PTH100, PTH109, PTH111, PTH114, PTH116, PTH118, PTH120

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

MARKERS = (".git", ".hg", ".svn", ".jj", ".bzr", "_darcs", ".pijul", ".fslckout")
"""What the root of a repository holds, a folder or a file."""

CONFIGURATIONS = ("termcheck.toml", ".termcheck.toml", "pyproject.toml")
"""Where configuration is looked for in a folder; the first that has any counts."""


def folders_above(folder: str) -> Iterator[str]:
    """Yield a folder and those above it that may speak for it, nearest first.

    The last is the root of its repository, of its file system, or the user's home; the root of all
    only speaks for itself.
    """
    home = os.path.realpath(os.path.expanduser("~"))
    device = _device(folder)
    while True:
        yield folder
        above = os.path.dirname(folder)
        ends = folder == home or is_repository(folder)
        if ends or above == folder or above == os.path.dirname(above) or _device(above) != device:
            return
        folder = above


def is_repository(folder: str) -> bool:
    """Return whether a folder is the root of a repository."""
    return any(os.path.lexists(os.path.join(folder, name)) for name in MARKERS)


def _device(folder: str) -> int:
    try:
        return os.stat(folder).st_dev
    except OSError:
        return -1


def repository_of(folder: str) -> str:
    """Return the root of the repository a folder is in, empty if it is in none but the home's."""
    home = os.path.realpath(os.path.expanduser("~"))
    above = list(folders_above(os.path.realpath(folder)))
    return above[-1] if above[-1] != home and is_repository(above[-1]) else ""


def project_of(folder: str) -> str:
    """Return the root of the project that a folder is in, empty if it is in none.

    That is the root of its repository; where there is none, or where that is the user's home, the
    nearest folder above with a configuration, or the working directory if that is above. Links are
    resolved.
    """
    if repository := repository_of(folder):
        return repository
    home = os.path.realpath(os.path.expanduser("~"))
    above = [parent for parent in folders_above(os.path.realpath(folder)) if parent != home]
    for candidate in above:
        if any(os.path.lexists(os.path.join(candidate, name)) for name in CONFIGURATIONS):
            return candidate
    here = os.path.realpath(os.getcwd())
    return here if here in above else ""


def boundary(folder: str) -> str:
    """Return the folder that what belongs to `folder` lies in: its project, or else itself."""
    return project_of(folder) or os.path.realpath(folder)


def readable(folder: str) -> str:
    """Return the folder in which what belongs to `folder` may name files to read.

    That is its project, and the working directory where that is above a project in no repository.
    """
    home = os.path.realpath(os.path.expanduser("~"))
    here, folder = os.path.realpath(os.getcwd()), os.path.realpath(folder)
    if repository_of(folder) or here == home or here not in folders_above(folder):
        return boundary(folder)
    return here


class Links:
    """Follows the links on the way of many paths; those of a folder once for all that lies in it.

    For one run: what a folder leads to is remembered.
    """

    def __init__(self) -> None:
        self.folder = lru_cache(maxsize=4096)(os.path.realpath)

    def file(self, path: str) -> str:
        """Return what `os.path.realpath` does."""
        folder, name = os.path.split(path)
        there = os.path.join(self.folder(folder), name)
        return os.path.realpath(there) if os.path.islink(there) else there


def is_under(path: str, folder: str) -> bool:
    """Return whether a path is that of a folder or in it, by their words: no link is followed."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path leads to a folder or into it, once all links are followed."""
    try:
        real, above = os.path.realpath(path), os.path.realpath(folder)
        return os.path.commonpath((real, above)) == above
    except (OSError, ValueError):
        # Another drive, or no path at all.
        return False


def leads_out(path: str) -> str:
    """Return the root of the project that a link on the way of a path leads out of, else nothing.

    `path` is absolute; links outside of projects are the user's own.
    """
    real = os.path.realpath(path)
    if real == path:
        return ""
    while (above := os.path.dirname(path)) != path:
        if os.path.islink(path) and (root := project_of(above)) and not is_inside(real, root):
            return root
        path = above
    return ""


def is_own(path: str) -> bool:
    """Return whether a file is the user's or the system's, as far as the system tells owners.

    Raises `OSError` if there is none.
    """
    owner = os.stat(path).st_uid
    if os.name != "posix":
        return True
    # Whoever became root with sudo is still the same person.
    sudo = os.environ.get("SUDO_UID", "")
    mine = {0, os.geteuid()} | ({int(sudo)} if os.geteuid() == 0 and sudo.isdecimal() else set())
    return owner in mine


def is_handed_over(path: str) -> bool:
    """Return whether root looks at a file in a repository that is wholly its owner's.

    So it is in containers, whose only user is root, over a checkout of somebody outside of them.
    Raises `OSError` if there is no such file.
    """
    if os.name != "posix" or os.geteuid() != 0:
        return False
    root = repository_of(os.path.dirname(os.path.abspath(path)))
    if not root:
        return False
    marks = [os.path.join(root, name) for name in MARKERS]
    files = [path, root, *(mark for mark in marks if os.path.lexists(mark))]
    return len({os.lstat(file).st_uid for file in files}) == 1
