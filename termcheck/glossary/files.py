"""The files of a glossary: where those of a name or path are, and their YAML."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from termcheck.core.errors import GlossaryError, did_you_mean
from termcheck.core.paths import shown_path
from termcheck.glossary.model import FactPaths
from termcheck.typed_files.node import Node
from termcheck.typed_files.structure import parse_yaml

DATA_KEYS = tuple(f.name for f in fields(FactPaths))
"""Keys of a glossary file that list data files."""
_SUFFIXES = (".yml", ".yaml")


def shipped_folder() -> Path:
    """Return the folder of the glossaries that come with termcheck."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "glossary_data"
    return installed if installed.is_dir() else package.parent / "glossary"


def shipped_names() -> tuple[str, ...]:
    """Return the names of the glossaries that come with termcheck."""
    return tuple(sorted(path.stem for path in shipped_folder().glob("*.yml")))


def resolve(name: str, base: Path, at: Node | None = None) -> list[Path]:
    """Return the files a glossary name or path stands for, relative to the folder `base`."""
    if not name.endswith(_SUFFIXES) and "/" not in name and "\\" not in name:
        shipped = shipped_folder() / f"{name}.yml"
        if shipped.is_file():
            return [shipped]
    path = base / name
    if path.is_dir():
        try:
            found = sorted(one for one in path.iterdir() if one.suffix in _SUFFIXES)
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
        beside = path.parent.iterdir() if path.parent.is_dir() else ()
        near = did_you_mean(path.name, (one.name for one in beside))
        return f"no glossary file or folder `{name}`{near}"
    known = shipped_names()
    hint = did_you_mean(name, known) or f"; shipped: {', '.join(f'`{one}`' for one in known)}"
    return f"no glossary `{name}`{hint}"


def read_file(path: Path) -> bytes:
    """Return the content of a glossary file. Raises `GlossaryError` if it cannot be read."""
    try:
        return path.read_bytes()
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


def data_files(folder: Path, pattern: str) -> list[Path]:
    """Return the files a path or glob of a glossary in `folder` stands for, sorted, absolute."""
    try:
        found = sorted(folder.glob(pattern)) if "*" in pattern else [folder / pattern]
    except (NotImplementedError, ValueError):
        # An absolute path with `*`, or `**` beside other characters.
        return []
    return [one.resolve() for one in found if one.is_file()]


def _error(message: str, at: Node | None) -> GlossaryError:
    if at is None:
        return GlossaryError(message)
    return GlossaryError(message, path=at.path, line=at.line, column=at.column)
