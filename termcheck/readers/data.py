"""YAML and JSON: the values of the keys that hold prose (`title`, `description`), at any depth.

OpenAPI documents, JSON Schemas and other data that is shown to people. Names of keys, examples and
all other values are not read, nor are values with fenced code in them; positions are exact.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from termcheck.core.document import Document, Kind, MarkKind
from termcheck.core.source import Source, Span
from termcheck.readers.builder import Builder
from termcheck.readers.frontmatter import MAX_DEPTH, MAX_VALUES, Broken, FrontMatter, YamlReader
from termcheck.readers.reading import Reading

_UNREAD = frozenset({"default", "enum", "const", "example", "examples", "x-example", "x-examples"})
"""Keys below which nothing is prose."""
_CODE = re.compile(r"`[^`]+`")
_STRING = "tag:yaml.org,2002:str"


def read(source: Source, reading: Reading) -> Document:
    """Return a file of data as a document; broken data is one problem."""
    text = source.data[source.text_start :].decode("utf-8", "replace")
    found = FrontMatter(source.text_start)
    builder = Builder()
    try:
        _Values(text, source.text_start, reading.front_matter_keys, found).read()
    except Broken as error:
        at = min(error.at, max(len(source.data) - 1, 0))
        syntax = "JSON" if source.path.lower().endswith(".json") else error.syntax
        found.problems.append((Span(at, at + 1), f"not valid {syntax}: {error.what}"))
    for name, run in found.runs:
        written = "".join(run.parts)
        if "```" in written or "~~~" in written:
            continue
        for code in _CODE.finditer(written):
            run.mark(code.start(), MarkKind.CODE, code.end())
        builder.place(Kind.FRONT_MATTER, name, run)
    return Document(source, tuple(builder.finish()), problems=tuple(found.problems))


class _Values(YamlReader):
    """Walks all documents of a file."""

    def take(self, loader: Any) -> bool:
        """Take every document there is."""
        seen: dict[int, yaml.Node] = {}
        while loader.check_node():
            self.walk(loader.get_node(), seen, 0)
        return True

    def walk(self, node: yaml.Node, seen: dict[int, yaml.Node], depth: int) -> None:
        """Take a value and those below it; what aliases repeat is taken once."""
        if id(node) in seen:
            return
        # Kept, so that no other node gets its number.
        seen[id(node)] = node
        if len(seen) > MAX_VALUES:
            raise self.too_much(node, f"{MAX_VALUES:,} values")
        if depth > MAX_DEPTH:
            raise self.too_much(node, f"{MAX_DEPTH} levels")
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.walk(item, seen, depth + 1)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = str(key.value)
                if isinstance(value, yaml.ScalarNode):
                    if name in self.keys and value.tag == _STRING and id(value) not in seen:
                        seen[id(value)] = value
                        self.prose(name, value)
                elif name not in _UNREAD:
                    self.walk(value, seen, depth + 1)
