"""Which files a glossary is made of, without loading it when that is known already."""

from __future__ import annotations

import functools
from pathlib import Path

from termcheck.cache import cached, digest
from termcheck.errors import GlossaryError
from termcheck.glossary.load import DATA_KEYS, data_files, resolve
from termcheck.structure import Node, parse_yaml


def files_of(*names: str | Path) -> tuple[Path, ...]:
    """Return every file that decides what the glossary `names` say: extended ones and data files.

    Raises `GlossaryError` if one is missing or no YAML.
    """
    waiting = [path for name in names for path in resolve(str(name), Path())]
    found: dict[Path, None] = {}
    while waiting:
        path = waiting.pop().resolve()
        if path in found:
            continue
        found[path] = None
        content = path.read_bytes()
        make = functools.partial(_references, content, path)
        extends, data = cached("references", digest([content]), make)
        for name in extends:
            waiting += resolve(name, path.parent)
        for pattern in data:
            found.update(dict.fromkeys(data_files(path.parent, pattern)))
    return tuple(found)


def _references(content: bytes, path: Path) -> tuple[list[str], list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GlossaryError("not UTF-8; save it as UTF-8", path=str(path)) from None
    root = parse_yaml(text, str(path), GlossaryError)
    if not isinstance(root.value, dict):
        raise root.error("a glossary is a mapping with `terms:`")
    extends = _strings(root.value.get("extends"))
    data = [one for name in DATA_KEYS for one in _strings(root.value.get(name))]
    return extends, data


def _strings(node: Node | None) -> list[str]:
    if node is None or node.value is None:
        return []
    nodes = node.value if isinstance(node.value, list) else [node]
    return [str(one.value) for one in nodes]
