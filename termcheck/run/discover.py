"""Which files a run is about: paths from the command line to a sorted list of files."""

# Strings, not `Path`: a walk makes thousands, each many times slower.
# ruff: noqa: PTH110, PTH112, PTH113, PTH116, PTH118, PTH120, PTH207, PTH208

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from termcheck.config.project import Config
from termcheck.config.trust import HOW, is_trusted
from termcheck.core.boundary import leads_out
from termcheck.core.errors import UsageError, did_you_mean
from termcheck.core.files import read_regular
from termcheck.core.globs import Globs, compile_globs
from termcheck.core.paths import absolute_path, shown_path
from termcheck.core.report import Problem
from termcheck.readers import is_prose

SKIPPED = frozenset({"node_modules", "bower_components", "__pycache__", "site-packages"})
"""Folders nobody writes prose in; hidden ones and virtual environments are left out too."""

UNTOLD = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", ".venv", ".tox", ".nox", ".cache"})
"""Hidden folders that nobody expects to be checked."""
_MOST_HIDDEN = 10_000
"""Entries of a hidden folder that are counted."""

LEADS_OUT = f"link leads out of the project; {HOW}"
_GLOBS = 1_000_000
"""Bytes of the largest `.gitignore` that is heeded."""


class File(NamedTuple):
    """One file to be checked."""

    shown: str
    """As users read it: relative to the working directory, with forward slashes."""
    path: str
    """Absolute."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files of a run, sorted by path, and what could not be looked into."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    """What else people should know, one line each."""


def discover(paths: Iterable[str], config: Config, *, force_exclude: bool = False) -> Discovery:
    """Return the files that paths stand for; the working directory when there are none.

    A file named by its own path is always taken, whatever is excluded, unless `force_exclude` is
    set. Raises `UsageError` for a path that does not exist.
    """
    found: dict[str, str] = {}
    discovery = discover_into(found, paths, config, force_exclude=force_exclude)
    files = sorted(File(shown, path) for path, shown in found.items())
    return replace(discovery, files=tuple(files))


def discover_into(
    found: MutableMapping[str, str],
    paths: Iterable[str],
    config: Config,
    *,
    force_exclude: bool = False,
) -> Discovery:
    """Put the files that paths stand for into a mapping: as they are shown, by absolute path.

    Returns and raises the rest of what `discover` does.
    """
    walk = _Walk(config, found)
    for given in list(paths) or ["."]:
        for path in _expand(given):
            absolute = absolute_path(path)
            if force_exclude and not os.path.isdir(path) and walk.excluded(absolute):
                continue
            if (root := leads_out(absolute)) and not is_trusted(root):
                walk.problems.append(Problem(shown_path(path), LEADS_OUT))
            elif os.path.isdir(path):
                walk.folder(path)
            else:
                walk.add(shown_path(path), absolute)
    walk.follow_links()
    problems = tuple(sorted(walk.problems, key=str))
    return Discovery((), problems, tuple(walk.left_out()))


def _expand(given: str) -> list[str]:
    """Return the paths a glob stands for where the shell has not expanded it."""
    if os.path.lexists(given):
        return [given]
    if any(char in given for char in "*?["):
        from glob import glob

        found = sorted(glob(given, recursive=True))
        if found:
            return found
        raise UsageError(f"no file or folder matches `{given}`")
    above = os.path.dirname(given) or "."
    try:
        near = [os.path.join(os.path.dirname(given), name) for name in os.listdir(above)]
    except OSError:
        near = []
    raise UsageError(f"no file or folder `{given}`{did_you_mean(given, near)}")


class _Level(NamedTuple):
    """One `.gitignore`: its globs, and how many characters of a path lead to its folder."""

    globs: Globs
    length: int


class _Walk:
    """Collects files; every folder is visited once, whatever links lead to it."""

    def __init__(self, config: Config, files: MutableMapping[str, str]) -> None:
        self.files = files
        """As they are shown, by absolute path."""
        self.problems: list[Problem] = []
        self.gitignore = config.gitignore
        self.endings = tuple(extension.lower() for extension in config.extensions)
        self.include = compile_globs(config.include, inside=True)
        self.read = compile_globs(tuple(config.readers), inside=True)
        self.exclude = compile_globs(config.exclude)
        self.exclude_inside = compile_globs(config.exclude, inside=True)
        self.hidden = {
            part for glob in config.include for part in glob.split("/") if part.startswith(".")
        }
        self.root = config.root.rstrip(os.sep) + os.sep
        self.visited: set[tuple[int, int]] = set()
        self.links: list[tuple[str, str, tuple[_Level, ...]]] = []
        self.file_links: list[File] = []
        self.hidden_folders: dict[str, str] = {}
        """Hidden folders that were left out, as they are shown, by path."""

    def add(self, shown: str, path: str) -> None:
        self.files.setdefault(path, shown)

    def excluded(self, path: str) -> bool:
        """Whether configuration excludes a file, by its own name or a folder's."""
        inside = path.removeprefix(self.root).replace(os.sep, "/")
        return self.exclude_inside.matches(inside)

    def folder(self, given: str) -> None:
        """Walk a folder the user named, even if it is hidden or ignored itself."""
        path = absolute_path(given)
        levels = tuple(_above(path)) if self.gitignore else ()
        shown = shown_path(given)
        self.walk(path, "" if shown == "." else shown.rstrip("/") + "/", levels)

    def follow_links(self) -> None:
        """Walk the folders that links lead to, unless they were walked under their own names."""
        while self.links:
            path, shown, levels = self.links.pop(0)
            if self.stays(path, shown):
                self.walk(path, shown, levels)
        if self.file_links:
            targets = {os.path.realpath(file.path) for file in self.file_links}
            real = {path for path in map(os.path.realpath, self.files) if path in targets}
            for file in self.file_links:
                target = os.path.realpath(file.path)
                if target not in real and self.stays(*reversed(file)):
                    real.add(target)
                    self.add(*file)

    def stays(self, path: str, shown: str) -> bool:
        """Whether a link may be followed: it leads into the project, or that is trusted."""
        root = leads_out(path)
        if not root or is_trusted(root):
            return True
        self.problems.append(Problem(shown.rstrip("/"), LEADS_OUT))
        return False

    def walk(self, path: str, shown: str, levels: tuple[_Level, ...]) -> None:
        stack = [(path, shown, levels)]
        while stack:
            path, shown, levels = stack.pop()
            try:
                status = os.stat(path)
                if (status.st_dev, status.st_ino) in self.visited:
                    continue
                self.visited.add((status.st_dev, status.st_ino))
                with os.scandir(path) as listing:
                    entries = list(listing)
            except OSError as error:
                message = f"folder cannot be read: {error.strerror}"
                self.problems.append(Problem(shown.rstrip("/") or ".", message))
                continue
            names = {entry.name for entry in entries}
            if shown and ("pyvenv.cfg" in names or _is_vendored(path, names)):
                continue
            if self.gitignore and ".gitignore" in names:
                levels = (_read_globs(f"{path}/.gitignore", len(path) + 1), *levels)
            for entry in entries:
                self.entry(entry, f"{shown}{entry.name}", levels, stack)

    def entry(
        self,
        entry: os.DirEntry[str],
        shown: str,
        levels: tuple[_Level, ...],
        stack: list[tuple[str, str, tuple[_Level, ...]]],
    ) -> None:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            if self.enters(name, entry.path, levels):
                stack.append((entry.path, f"{shown}/", levels))
            elif self.is_hidden(name) and name not in UNTOLD and self.may_enter(entry.path, levels):
                self.hidden_folders[entry.path] = shown
            return
        known = is_prose(name, self.endings)
        if not known and not (self.read and self.read.matches(self.inside(entry.path))):
            linked = entry.is_symlink() and os.path.isdir(entry.path)
            if linked and self.enters(name, entry.path, levels):
                self.links.append((entry.path, f"{shown}/", levels))
            return
        if not self.takes(entry.path, levels):
            return
        if not entry.is_symlink():
            if entry.is_file():
                self.files.setdefault(entry.path, shown)
        elif os.path.isdir(entry.path):
            self.links.append((entry.path, f"{shown}/", levels))
        elif os.path.isfile(entry.path):
            self.file_links.append(File(shown, entry.path))
        elif not os.path.exists(entry.path):
            self.problems.append(Problem(shown, "link leads nowhere"))

    def enters(self, name: str, path: str, levels: tuple[_Level, ...]) -> bool:
        return not (name in SKIPPED or self.is_hidden(name)) and self.may_enter(path, levels)

    def is_hidden(self, name: str) -> bool:
        return name.startswith(".") and name not in self.hidden

    def may_enter(self, path: str, levels: tuple[_Level, ...]) -> bool:
        """Whether neither configuration nor git leaves a folder out."""
        path += "/"
        if self.exclude and self.exclude.matches(self.inside(path)):
            return False
        return not _ignored(path, levels)

    def left_out(self) -> Iterator[str]:
        """Yield what is told of files in hidden folders that would be checked in others."""
        counts = {shown: self.count(path) for path, shown in self.hidden_folders.items()}
        folders = sorted(shown for shown, count in counts.items() if count)
        if folders:
            number = sum(counts.values())
            files = "1 file" if number == 1 else f"{number:,} files"
            more = f" and {len(folders) - 3:,} more" if len(folders) > 3 else ""
            named = ", ".join(f"`{folder}`" for folder in folders[:3])
            yield f"left out {files} in hidden folders: {named}{more}; name one to check it"

    def count(self, folder: str) -> int:
        seen = count = 0
        for path, folders, names in os.walk(folder):
            if "pyvenv.cfg" in names or "CACHEDIR.TAG" in names:
                folders.clear()
                continue
            folders[:] = [name for name in folders if name not in SKIPPED | UNTOLD]
            count += sum(
                is_prose(name, self.endings) and self.takes(f"{path}/{name}", ()) for name in names
            )
            seen += len(names) + len(folders)
            if seen > _MOST_HIDDEN:
                break
        return count

    def takes(self, path: str, levels: tuple[_Level, ...]) -> bool:
        if self.include or self.exclude:
            inside = self.inside(path)
            if self.exclude.matches(inside):
                return False
            if self.include and not self.include.matches(inside):
                return False
        return not _ignored(path, levels)

    def inside(self, path: str) -> str:
        if path.startswith(self.root):
            path = path[len(self.root) :]
        return path.replace(os.sep, "/") if os.sep != "/" else path


def _is_vendored(path: str, names: set[str]) -> bool:
    """Whether a folder holds what others wrote: the `vendor` of Go and of Composer."""
    return path.endswith(f"{os.sep}vendor") and bool(names & {"modules.txt", "autoload.php"})


def _ignored(path: str, levels: tuple[_Level, ...]) -> bool:
    """Whether git ignores a path; of several `.gitignore`, the nearest that speaks of it counts."""
    if os.sep != "/":
        path = path.replace(os.sep, "/")
    for level in levels:
        verdict = level.globs.verdict(path[level.length :])
        if verdict is not None:
            return verdict
    return False


def _read_globs(path: str, length: int) -> _Level:
    try:
        text = read_regular(path, _GLOBS).decode("utf-8", "surrogateescape")
    except OSError:
        text = ""
    lines = tuple(text.splitlines())
    return _Level(compile_globs(lines), length)


def _above(path: str) -> Iterable[_Level]:
    """Return the `.gitignore` files above a folder, nearest first, up to its repository's root."""
    levels = []
    folder = path
    while not os.path.exists(f"{folder}/.git"):
        folder, child = os.path.dirname(folder), folder
        if folder == child:
            return []
        levels.append(_read_globs(f"{folder}/.gitignore", len(folder.rstrip(os.sep)) + 1))
    levels.append(_read_globs(f"{folder}/.git/info/exclude", len(folder.rstrip(os.sep)) + 1))
    return [level for level in levels if level.globs]
