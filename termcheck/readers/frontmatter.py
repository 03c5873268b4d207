"""Front matter at the top of a file: YAML between `---` lines, TOML between `+++` lines, JSON.

Also the header of a page for JBake, `key=value` lines above a line `~~~~~~`: without it the page
would be one block of code.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from termcheck.core.document import Directive, Kind
from termcheck.core.errors import did_you_mean
from termcheck.core.patterns import lazy
from termcheck.core.source import Source, Span
from termcheck.readers.builder import Builder
from termcheck.readers.runs import Run
from termcheck.readers.scalars import ESCAPE, ESCAPED_FOLD, FOLD, scalar_parts, unescape
from termcheck.typed_files.yaml_nodes import constructed

_JSON = lazy(rb"\{[ \t]*(?:\r\n|\n|\r)\s*\"")
_ANCHORED = lazy(r"(?:[&!]\S*\s+)*")
_LONGEST_JSON = 100_000
_INVALID = "front matter is not valid"
MAX_DEPTH = 60
MAX_VALUES = 100_000
"""Values that YAML may hold, aliases expanded: more is refused (alias bombs)."""
_OPEN = lazy(
    rb"(---|\+\+\+)(?:(?<=-)(?P<language>ya?ml|json|toml|js(?:on)?|javascript|coffee|cson|lua))?"
    rb"[ \t]*(?:\r\n|\n|\r)"
)
"""Generators on JavaScript let a page say what its front matter is written in: `---js`."""
_CLOSE = {
    b"---": re.compile(rb"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    b"+++": re.compile(rb"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
}
_READ = frozenset({b"yaml", b"yml", b"json", b"toml"})
"""JSON is YAML; the others are programs."""
_PROPERTIES = lazy(
    rb"(?P<lines>(?:[A-Za-z][\w.-]*[ \t]*=[^\r\n]*(?:\r\n|\n|\r))+)"
    rb"~~~~~~[ \t]*(?:\r\n|\n|\r|\Z)"
)
_PROPERTY = lazy(r"^(?P<key>[^\s=]+)[ \t]*=[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _is_prose(name: str, keys: frozenset[str]) -> bool:
    """Whether a field holds prose, however its name is written: `TLDR`, `tl;dr`."""
    return name in keys or "".join(filter(str.isalnum, name)).lower() in keys


@dataclass(slots=True)
class FrontMatter:
    """What stands above the text."""

    end: int
    """Where the text starts (bytes)."""
    values: dict[str, object] = field(default_factory=dict)
    problems: list[tuple[Span, str]] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)
    """Where each top-level key stands."""
    runs: list[tuple[str, Run]] = field(default_factory=list)
    """The prose of the chosen fields."""

    def place(self, builder: Builder) -> None:
        """Add the prose as blocks."""
        for name, run in self.runs:
            builder.place(Kind.FRONT_MATTER, name, run)


def is_warning(problem: str) -> bool:
    """Return whether a problem of a document kept nothing of it from being read.

    Generators build pages whose front matter is broken.
    """
    return problem.startswith(_INVALID)


def read_front_matter(source: Source, keys: frozenset[str]) -> FrontMatter:
    """Return the front matter of a source; `keys` are the fields that hold prose.

    Broken front matter is one problem and no values; the text after it is read all the same.
    """
    data, start = source.data, source.text_start
    opening = _OPEN.match(data, start)
    if opening is None:
        if data.startswith(b"{", start):
            return _json(source, keys)
        header = _PROPERTIES.match(data, start)
        return _properties(header, keys) if header is not None else FrontMatter(start)
    close = _CLOSE[opening[1]].search(data, opening.end())
    if close is None:
        return FrontMatter(start)
    found = FrontMatter(close.end())
    raw = data[opening.end() : close.start()]
    language = opening["language"] or (b"yaml" if opening[1] == b"---" else b"toml")
    if language not in _READ:
        return found
    reader = _Toml if language == b"toml" else YamlReader
    try:
        if not reader(raw.decode("utf-8", "replace"), opening.end(), keys, found).read():
            return FrontMatter(start)
    except Broken as error:
        where = Span(min(error.at, close.start()), min(error.at, close.start()) + 1)
        found.problems.append((where, f"{_INVALID} {error.syntax}: {error.what}"))
    found.problems += _misunderstood(found)
    return found


def _json(source: Source, keys: frozenset[str]) -> FrontMatter:
    """Return JSON front matter, as Hugo has it: an object that ends a line of its own."""
    start = source.text_start
    if _JSON.match(source.data, start) is None:
        return FrontMatter(start)
    text = source.data[start : start + _LONGEST_JSON].decode("utf-8", "replace")
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return FrontMatter(start)
    if not isinstance(values, dict) or text[end : end + 1] not in ("", "\n", "\r"):
        return FrontMatter(start)
    found = FrontMatter(start + len(text[:end].encode()))
    try:
        # JSON is YAML, whose parser tells where values stand.
        YamlReader(text[:end], start, keys, found).read()
    except Broken:
        return FrontMatter(start)
    return found


def _properties(header: re.Match[bytes], keys: frozenset[str]) -> FrontMatter:
    """Return the header of a page for JBake."""
    found = FrontMatter(header.end())
    text = header["lines"].decode("utf-8", "replace")
    _Properties(text, header.start(), keys, found).read()
    return found


class Broken(Exception):
    """What is wrong with data, and where (bytes)."""

    def __init__(self, syntax: str, what: str, at: int) -> None:
        super().__init__(what)
        self.syntax, self.what, self.at = syntax, what, at


class _Reader:
    def __init__(self, text: str, base: int, keys: frozenset[str], found: FrontMatter) -> None:
        self.text = text
        self.base = base
        self.keys = keys
        self.found = found
        self.ascii = text.isascii()
        self._known = (0, base)

    def byte(self, index: int) -> int:
        """Return the source offset of a character; they are mostly asked for in order."""
        if self.ascii:
            return self.base + index
        at, byte = self._known if index >= self._known[0] else (0, self.base)
        self._known = index, byte + len(self.text[at:index].encode("utf-8", "replace"))
        return self._known[1]


class YamlReader(_Reader):
    """Reads a mapping and the prose of its fields."""

    values = 0

    def read(self) -> bool:
        """Take what there is; return whether it is of the right kind. Raises `Broken`."""
        loader = _Loader(self.text)
        try:
            self.check_depth()
            return self.take(loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = str(error.problem or error.context)
            raise Broken("YAML", what, self.byte(mark.index if mark else 0)) from None
        except (yaml.YAMLError, ValueError) as error:
            what = str(error).splitlines()[0] if str(error) else "it cannot be read"
            raise Broken("YAML", what, self.base) from None
        finally:
            loader.dispose()

    def take(self, loader: Any) -> bool:
        """Take the mapping; return whether it is one."""
        root = loader.get_single_node()
        if root is None:
            return True
        if not isinstance(root, yaml.MappingNode):
            return False
        for key, value in root.value:
            name = str(key.value)
            self.found.values[name] = self.plain(loader, value, 1)
            span = Span(self.byte(key.start_mark.index), self.byte(key.end_mark.index))
            self.found.places[name] = span
            if _is_prose(name, self.keys):
                for node in value.value if isinstance(value, yaml.SequenceNode) else (value,):
                    self.prose(name, node)
        return True

    def check_depth(self) -> None:
        """Refuse deep nesting before the recursive part of the parser sees it."""
        text = self.text
        marks = sum(map(text.count, ("[", "{", "- ", "? ")))
        if marks < MAX_DEPTH and "\n" + " " * MAX_DEPTH not in text:
            return
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    raise self.too_much(event, f"{MAX_DEPTH} levels")
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def too_much(self, what: Any, limit: str) -> Broken:
        """Return (not raise) the error for data beyond a limit."""
        return Broken("YAML", f"more than {limit}", self.byte(what.start_mark.index))

    def plain(self, loader: Any, node: yaml.Node, depth: int) -> object:
        """Return a node as plain values."""
        self.values += 1
        # Aliases can make few lines stand for billions of values, or for endless ones.
        if self.values > MAX_VALUES:
            raise self.too_much(node, f"{MAX_VALUES:,} values")
        if depth > MAX_DEPTH:
            raise self.too_much(node, f"{MAX_DEPTH} levels")
        if isinstance(node, yaml.MappingNode):
            return {
                str(key.value): self.plain(loader, value, depth + 1) for key, value in node.value
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(loader, item, depth + 1) for item in node.value]
        try:
            value = constructed(loader, cast(yaml.ScalarNode, node))
        except ValueError:
            return str(node.value)
        known = (str, int, float, bool, datetime.date, bytes)
        return value if value is None or isinstance(value, known) else str(node.value)

    def prose(self, name: str, node: yaml.Node) -> None:
        """Keep the text of a scalar, as far as it is one."""
        if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
            return
        start, end = node.start_mark.index, node.end_mark.index
        start = _ANCHORED.match(self.text, start, end).end()  # type: ignore[union-attr]
        run = Run()
        at = self.byte(start)
        for piece, verbatim in scalar_parts(self.text[start:end], node.style or ""):
            size = len(piece.encode())
            if verbatim is None:
                run.space(at, at + size)
            elif verbatim:
                run.add(piece, at, at + size)
            else:
                run.add(unescape(piece), at, at + size, False)
            at += size
        self.found.runs.append((name, run))


_FIELD = lazy(
    r"^(?P<key>[\w-]+|\"[^\"\n]+\"|'[^'\n]+')[ \t]*=[ \t]*"
    r"(?:\"\"\"(?P<block>.*?)\"\"\"|'''(?P<lines>.*?)'''"
    r"|\"(?P<basic>(?:[^\"\\\n]|\\.)*)\"|'(?P<literal>[^'\n]*)'|(?P<table>)(?=\S))",
    re.MULTILINE | re.DOTALL,
)


class _Properties(_Reader):
    def read(self) -> None:
        for line in _PROPERTY.finditer(self.text):
            name, start = line["key"], self.byte(line.start("key"))
            self.found.values[name] = line["value"]
            self.found.places.setdefault(name, Span(start, start + len(name)))
            if _is_prose(name, self.keys):
                run, at = Run(), self.byte(line.start("value"))
                run.add(line["value"], at, at + len(line["value"].encode()))
                self.found.runs.append((name, run))


class _Toml(_Reader):
    def read(self) -> bool:
        import tomllib

        try:
            values = tomllib.loads(self.text.replace("\r\n", "\n"))
        except (ValueError, RecursionError) as error:
            raise Broken("TOML", str(error) or "nested too deeply", self.base) from None
        self.found.values.update(values)
        head = re.search(r"^[ \t]*\[", self.text, re.MULTILINE)
        for match in _FIELD.finditer(self.text, 0, head.start() if head else len(self.text)):
            name = match["key"].strip("\"'")
            if name not in values or name in self.found.places:
                continue
            self.found.places[name] = Span(
                self.byte(match.start("key")), self.byte(match.end("key"))
            )
            kind = match.lastgroup or "table"
            if _is_prose(name, self.keys) and kind != "table" and isinstance(values[name], str):
                self.prose(name, match[kind], match.start(kind), kind in ("basic", "block"))
        return True

    def prose(self, name: str, raw: str, start: int, escapes: bool) -> None:
        run = Run()
        at = self.byte(start)
        fold = ESCAPED_FOLD if escapes else FOLD
        for index, part in enumerate(fold.split(raw)):
            bits = ESCAPE.split(part) if escapes and not index % 2 else [part]
            for turn, bit in enumerate(bits):
                size = len(bit.encode())
                if index % 2:
                    run.space(at, at + size)
                elif turn % 2:
                    run.add(unescape(bit), at, at + size, False)
                else:
                    run.add(bit, at, at + size)
                at += size
        self.found.runs.append((name, run))


def _misunderstood(found: FrontMatter) -> Iterator[tuple[Span, str]]:
    """Yield what is wrong with the front matter key `termcheck`."""
    value = found.values.get("termcheck")
    where = found.places.get("termcheck")
    if where is None or value in (None, True, False, "on", "off", "ignore"):
        return
    if not isinstance(value, Mapping):
        what = f"`{_word(value)}`" if isinstance(value, str | int | float) else "a list"
        yield where, f"Unexpected {what} for `termcheck`, expected `off` or `{{ignore: [ID]}}`"
        return
    for name in value:
        if name not in ("ignore", "reason", "tooltips"):
            hint = did_you_mean(name, ("ignore", "reason", "tooltips"))
            wanted = "`ignore`, `reason` or `tooltips`"
            yield where, f"Unexpected `{name}` in `termcheck`, expected {wanted}{hint}"


def _word(value: object) -> str:
    """Return a value as it may be shown; TOML has numbers that Python does not write out."""
    try:
        return str(value)
    except ValueError:
        return "a number"


def page_directives(found: FrontMatter, source: Source) -> list[Directive]:
    """Return what the front matter key `termcheck` turns off for the whole page."""
    value = found.values.get("termcheck")
    where = found.places.get("termcheck")
    if where is None or value is None or value is True:
        return []
    span = Span(0, len(source.data))
    if value is False or value in ("off", "ignore"):
        return [Directive(span, (), "", where)]
    if not isinstance(value, Mapping) or not value.get("ignore"):
        return []
    names = value["ignore"]
    if isinstance(names, str):
        names = re.split(r"[\s,]+", names.strip())
    ids = tuple(map(_word, names)) if isinstance(names, list) else ()
    return [Directive(span, ids, str(value.get("reason") or ""), where)]
