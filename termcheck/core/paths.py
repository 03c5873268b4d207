"""Paths as text: as users read them and as globs match them."""

# Strings, not `Path`: a walk makes thousands, each many times slower.
# ruff: noqa: PTH109, PTH117, PTH118

from __future__ import annotations

import os


def relative_path(absolute: str, root: str) -> str:
    """Return a path relative to a folder, with forward slashes; as it is if on another drive."""
    prefix = root.rstrip(os.sep) + os.sep
    if absolute.startswith(prefix):
        inside = absolute[len(prefix) :]
    else:
        try:
            inside = os.path.relpath(absolute, root)
        except ValueError:
            inside = absolute
    return inside.replace(os.sep, "/")


def absolute_path(path: str) -> str:
    """Return a path from the root of the file system, without `.` and `..`; links are kept."""
    return os.path.normpath(os.path.join(os.getcwd(), path))


def shown_path(path: str) -> str:
    """Return a path as users read it: relative, unless given as absolute and elsewhere."""
    here = os.getcwd().rstrip(os.sep) + os.sep
    absolute = absolute_path(path)
    if os.path.isabs(path) and not (absolute + os.sep).startswith(here):
        return absolute.replace(os.sep, "/")
    return relative_path(absolute, here)
