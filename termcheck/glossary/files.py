"""The files of a glossary: where those of a name or path are, and their YAML."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from fnmatch import fnmatchcase
from pathlib import Path

from termcheck.config.trust import HOW, is_trusted
from termcheck.core.boundary import is_inside, readable
from termcheck.core.errors import GlossaryError, did_you_mean
from termcheck.core.files import read_regular
from termcheck.core.paths import shown_path
from termcheck.core.shipped import shipped_folder, shipped_names
from termcheck.glossary.model import FactPaths
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

DATA_KEYS = tuple(f.name for f in fields(FactPaths))
"""Keys of a glossary file that list data files."""
SHIPPED = "shipped:"
"""How the name of a data file begins that comes with termcheck."""
MOST_SEEN = 100_000
"""Files and folders that one glob looks at, at most."""
_SUFFIXES = (".yml", ".yaml")


def shipped_names_of(paths: Iterable[str]) -> list[str]:
    """Return how a glossary names data files: those of a whole folder by a glob.

    Files that do not come with termcheck are left out.
    """
    root = shipped_folder().resolve()
    named: dict[str, list[str]] = {}
    for path in map(Path, paths):
        if path.is_relative_to(root):
            within = path.relative_to(root)
            named.setdefault(within.parent.as_posix(), []).append(within.as_posix())
    found: list[str] = []
    for folder, names in named.items():
        whole = {path.relative_to(root).as_posix() for path in (root / folder).glob("*.yml")}
        found += [f"{folder}/*.yml"] if whole == set(names) and len(names) > 1 else names
    return [f"{SHIPPED}{name}" for name in found]


def resolve(name: str, base: Path, at: Node | None = None) -> list[Path]:
    """Return the files a glossary name or path stands for, relative to the folder `base`."""
    if not name.endswith(_SUFFIXES) and "/" not in name and "\\" not in name:
        shipped = shipped_folder() / f"{name}.yml"
        if shipped.is_file():
            return [shipped]
    path = base / name
    if at is not None:
        check_inside(path, base, name, at)
    if path.is_dir():
        try:
            found = sorted(inside for inside in path.iterdir() if inside.suffix in _SUFFIXES)
        except OSError as error:
            raise _error(f"glossary folder `{name}` cannot be read: {error.strerror}", at) from None
        if found:
            return found
        raise _error(f"no YAML file in glossary folder `{name}`", at)
    if path.is_file():
        return [path]
    raise _error(missing(name, base), at)


def missing(name: str, base: Path = Path()) -> str:
    """Return what to tell where there is no glossary of a name or path."""
    if name.endswith(_SUFFIXES) or "/" in name or "\\" in name:
        path = base / name
        if path.exists():
            return f"`{name}` is no file and no folder"
        beside = path.parent.iterdir() if path.parent.is_dir() else ()
        near = did_you_mean(path.name, (path.name for path in beside))
        return f"no glossary file or folder `{name}`{near}"
    known = shipped_names()
    hint = (
        did_you_mean(name, known) or f"; shipped: {', '.join(f'`{shipped}`' for shipped in known)}"
    )
    return f"no glossary `{name}`{hint}"


def read_file(path: Path) -> bytes:
    """Return the content of a glossary file. Raises `GlossaryError` if it cannot be read."""
    try:
        return read_regular(path)
    except OSError as error:
        shown = shown_path(str(path))
        raise GlossaryError(f"cannot be read: {error.strerror}", path=shown) from None


def parse_glossary(content: bytes, path: str) -> Node:
    """Return a glossary file as the mapping it must be; `path` is how users call it.

    Raises `GlossaryError` with file, line and column.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = content.count(b"\n", 0, error.start) + 1
        raise GlossaryError("not UTF-8; save it as UTF-8", path=path, line=at) from None
    root = parse_yaml(text, path, GlossaryError)
    if not isinstance(root.value, dict):
        raise root.error("a glossary is a mapping with `terms:`")
    return root


def data_files(folder: Path, pattern: str, at: Node | None = None) -> list[Path]:
    """Return the files a path or glob of a glossary in `folder` stands for, sorted, absolute.

    One that begins with `shipped:` is of the files that come with termcheck. Raises
    `GlossaryError`, at a node, for files outside the project, unless that is trusted, and for a
    glob that looks through too many.
    """
    if "\0" in pattern:
        return []
    if pattern.startswith(SHIPPED):
        folder, pattern = shipped_folder(), pattern.removeprefix(SHIPPED)
        if os.pardir in pattern.replace(os.sep, "/").split("/"):
            raise _error(_outside(pattern), at)
    parts = pattern.replace(os.sep, "/").split("/")
    first = next((index for index, part in enumerate(parts) if "*" in part), len(parts))
    head, rest = "/".join(parts[:first]), parts[first:]
    base = folder / head if head or not rest else folder
    check_inside(base, folder, pattern, at)
    if not rest:
        found = [base]
    elif (
        head.startswith("/")
        or not parts[0]
        or any("**" in segment and segment != "**" for segment in rest)
    ):
        # An absolute path with `*`, or `**` beside other characters.
        return []
    elif os.pardir in rest:
        raise _error(_outside(pattern), at)
    else:
        look = _Look(readable(str(folder)), pattern, at)
        found = sorted(set(look.matching(base, rest)))
    files = [path.resolve() for path in found if path.is_file()]
    for file in files:
        check_inside(file, folder, pattern, at)
    return files


class _Look:
    """Looks for the files of one glob, in a bounded number of places, all inside the project."""

    def __init__(self, root: str, pattern: str, at: Node | None) -> None:
        self.root = root
        self.pattern = pattern
        self.at = at
        self.seen = 0

    def matching(self, folder: Path, parts: Sequence[str]) -> Iterator[Path]:
        """Yield what in a folder matches the parts of a glob, one for each level."""
        head, rest = parts[0], parts[1:]
        if head == "**" and rest:
            yield from self.matching(folder, rest)
        for entry in self._entries(folder):
            within = Path(entry.path)
            if head == "**":
                if rest and entry.is_dir(follow_symlinks=False):
                    yield from self.matching(within, parts)
            elif fnmatchcase(entry.name, head):
                if not rest:
                    yield within
                elif self._enters(entry):
                    yield from self.matching(within, rest)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            return []
        self.seen += len(entries) + 1
        if self.seen > MOST_SEEN:
            raise _error(f"`{self.pattern}` looks through more than {MOST_SEEN:,} files", self.at)
        return entries

    def _enters(self, entry: os.DirEntry[str]) -> bool:
        return entry.is_dir() and (not entry.is_symlink() or is_inside(entry.path, self.root))


def check_inside(path: Path, folder: Path, name: str, at: Node | None = None) -> None:
    """Raise `GlossaryError`, at a node, for a path that leads out of the project of a folder.

    What is shipped may be read from everywhere, and a project that is trusted may read everything.
    """
    if is_inside(str(path), readable(str(folder))) or is_inside(str(path), str(shipped_folder())):
        return
    if not is_trusted(str(folder)):
        raise _error(_outside(name), at)


def _outside(name: str) -> str:
    return f"`{name}` lies outside the project; {HOW}"


def _error(message: str, at: Node | None) -> GlossaryError:
    if at is None:
        return GlossaryError(message)
    return GlossaryError(message, path=at.path, line=at.line, column=at.column)
