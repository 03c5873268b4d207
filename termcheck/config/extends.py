"""What a configuration takes over from others: `extends`, files or installed packages.

Only data is read: of a package, the file `termcheck.toml` in its folder, without importing it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path

from termcheck.config.trust import HOW, is_trusted
from termcheck.core.boundary import is_inside, readable
from termcheck.core.errors import did_you_mean
from termcheck.core.shipped import is_shipped
from termcheck.typed_files.node import Node

KEY = "extends"
_FILE = "termcheck.toml"
_MOST = 10
"""Files that may extend each other in a row."""
_JOINED = ("overrides",)
"""Lists that grow; other values are replaced, and tables are laid one over the other."""
_READ_FROM = ("glossary", "claims-model")
"""Keys whose paths are relative to the file they stand in; all others are the project's own."""


@dataclass(frozen=True, slots=True)
class Extended:
    """A configuration with what it takes over."""

    node: Node
    """Its table over theirs."""
    files: tuple[str, ...] = ()
    """The files it was taken from, absolute."""
    packages: tuple[str, ...] = ()
    """Folders of the packages among them, whose glossaries may be named."""


def extended(
    node: Node, file: Path, read: Callable[[Path], Node | None], above: tuple[Path, ...] = ()
) -> Extended:
    """Return the table of a configuration over those it extends.

    `read` returns the table in a file, None if it has none. Raises the node's error at a name that
    leads nowhere, round in a circle, or out of a project that is not trusted.
    """
    names = node.value.get(KEY)
    if names is None:
        return Extended(node)
    base: Node | None = None
    files: list[str] = []
    packages: list[str] = []
    above = (*above, file.resolve())
    for name in names.value if isinstance(names.value, list) else [names]:
        found, package = _find(name, file)
        if found.resolve() in above or len(above) > _MOST:
            chain = " extends ".join(link.name for link in (*above, found))
            raise name.error(f"configurations extend each other: {chain}")
        table = read(found)
        if table is None:
            raise name.error(f"no configuration in `{name.value}`")
        more = extended(_placed(table, found.parent), found, read, above)
        files += [str(found), *more.files]
        packages += [package, *more.packages] if package else list(more.packages)
        base = more.node if base is None else _over(base, more.node, name)
    first = names.value[0] if isinstance(names.value, list) and names.value else names
    merged = node if base is None else _over(base, node, first)
    return Extended(merged, tuple(files), tuple(packages))


def _find(name: Node, file: Path) -> tuple[Path, str]:
    """Return the file that a name leads to, and the folder of the package it lies in, if any."""
    if not isinstance(name.value, str) or not name.value:
        raise name.error(f"`{KEY}` names files and packages")
    if "/" not in name.value and not name.value.endswith(".toml"):
        folder = _package(name)
        return folder / _FILE, str(folder)
    found = file.parent / name.value
    root = file.resolve().parent
    if not is_inside(str(found), readable(str(root))) and not is_trusted(str(root)):
        raise name.error(f"`{name.value}` lies outside the project; {HOW}")
    if not found.is_file():
        near = did_you_mean(found.name, [path.name for path in _siblings(found)])
        raise name.error(f"no file `{name.value}`{near}")
    return found, ""


def _siblings(path: Path) -> list[Path]:
    try:
        return list(path.parent.glob("*.toml"))
    except OSError:
        return []


def _package(name: Node) -> Path:
    """Return the folder of an installed package; nothing of it is imported."""
    module = name.value.replace("-", "_")
    # What lies in the working directory is no installed package.
    path = [entry for entry in sys.path if entry not in ("", ".", str(Path.cwd()))]
    spec = PathFinder.find_spec(module, path) if module.isidentifier() else None
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        if Path(folder, _FILE).is_file():
            return Path(folder)
    told = "has no" if spec is not None else "is not installed, expected one with a"
    hint = f"; a file is named with its folder: `./{name.value}`"
    raise name.error(f"package `{name.value}` {told} `{_FILE}`{hint}")


def _placed(table: Node, folder: Path) -> Node:
    """Return a table whose paths of files to read are found from other folders than its own."""
    value = dict(table.value)
    for key in _READ_FROM:
        if key in value:
            value[key] = _absolute(value[key], folder)
    overrides = value.get("overrides")
    if overrides is not None and isinstance(overrides.value, list):
        placed = [
            _placed(item, folder) if isinstance(item.value, dict) else item
            for item in overrides.value
        ]
        value["overrides"] = overrides._replace(value=placed)
    return table._replace(value=value)


def _absolute(node: Node, folder: Path) -> Node:
    if isinstance(node.value, list):
        return node._replace(value=[_absolute(item, folder) for item in node.value])
    if not isinstance(node.value, str) or not node.value or is_shipped(node.value):
        return node
    return node._replace(value=str((folder / node.value).absolute()))


def _over(base: Node, new: Node, at: Node) -> Node:
    """Return a table over another; what only the other says counts as written at `at`."""
    value = dict(base.value)
    keys = dict.fromkeys(base.value, (at.line, at.column))
    for key, node in new.value.items():
        old = value.get(key)
        if old is not None and isinstance(old.value, dict) and isinstance(node.value, dict):
            node = _over(old, node, at)
        elif old is not None and key in _JOINED and isinstance(old.value, list):
            node = node._replace(value=[*old.value, *_listed(node)])
        value[key] = node
    return new._replace(value=value, keys={**keys, **new.keys})


def _listed(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]
