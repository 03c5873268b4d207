"""Programs: comments and documentation comments, read as Markdown; everything else is code.

What a comment is, a parser of the language says (tree-sitter). Comments that are for programs
(`eslint-disable`) or code that is switched off are left out, and so are the names in tags of
documentation (`@param {string} name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from termcheck.core.document import Document
from termcheck.core.errors import ReaderError
from termcheck.core.extras import adding
from termcheck.core.source import Source, Span
from termcheck.readers import markdown, python
from termcheck.readers.not_prose import with_code
from termcheck.readers.pieces import Part, Piece, read_pieces
from termcheck.readers.reading import Reading

_GRAMMARS = {
    ".js": ("javascript", "language"), ".mjs": ("javascript", "language"),
    ".cjs": ("javascript", "language"), ".jsx": ("javascript", "language"),
    ".ts": ("typescript", "language_typescript"), ".mts": ("typescript", "language_typescript"),
    ".cts": ("typescript", "language_typescript"), ".tsx": ("typescript", "language_tsx"),
    ".go": ("go", "language"), ".rs": ("rust", "language"), ".java": ("java", "language"),
    ".c": ("c", "language"), ".h": ("cpp", "language"), ".cc": ("cpp", "language"),
    ".cpp": ("cpp", "language"), ".cxx": ("cpp", "language"), ".hh": ("cpp", "language"),
    ".hpp": ("cpp", "language"), ".hxx": ("cpp", "language"),
}  # fmt: skip
"""The package of each language's grammar, after `tree_sitter_`, and its function, by suffix."""
_KINDS = frozenset({"comment", "line_comment", "block_comment"})
_OPENING = re.compile(rb"//[/!]?(?!/)|/\*+(?=\*/)|/\*[*!]?(?![*/])<?|/{4,}|/\*{3,}|<!--")
_STAR = re.compile(rb"[ \t]*\*(?!/)[ \t]?|[ \t]*")
_FOR_PROGRAMS = re.compile(
    rb"[/*!#\s]*(?:eslint\b|tslint:|jshint\b|prettier-|biome-|istanbul |c8 |v8 ignore|webpack\w+:"
    rb"|@ts-|@flow\b|@jsx\b|@license\b|@formatter:|<reference |\# ?source(?:Mapping)?URL"
    rb"|\#?(?:end)?region\b|go:\w|\+build |nolint|NOLINT|NOSONAR|clang-format |rustfmt"
    rb"|noinspection |cspell:|codespell:|spell-checker:|SPDX-|-\*-|vim?:|\$[A-Z]\w+:|type:"
    rb"|pragma\b|export \w|line \d)"
)
_CODE_SIGNS = re.compile(
    rb"[;{}]\s*\Z|^\s*[\w.\[\]>-]+\s*[-+*|&]?=[^=]|^\s*[\w.:>-]+\([^()]*\)\s*\Z|=>|^\s*[#@<]\w+"
)
_TAG = re.compile(
    rb"[ \t]*(?P<code>[@\\](?P<tag>[A-Za-z]+)(?:\[[\w,]*\])?(?:[ \t]+\{[^{}\r\n]{1,300}\})?)"
)
"""A tag of JSDoc, Javadoc or Doxygen, with its type."""
_NAME = re.compile(rb"[ \t]+(?:\[[^\]\r\n]{1,200}\]|[^\s]{1,200})")
_NAMING = frozenset(
    b"param params arg argument prop property throws exception retval see template tparam typedef "
    b"name module namespace memberof requires class file since version type def ingroup".split()
)
"""Tags that name something."""
_INLINE_TAG = re.compile(rb"\{@\w+(?:[^{}]|\{[^{}]*\}){0,500}\}|[@\\][cp] [\w:.()-]+")
_EXAMPLES = (b"example", b"code", b"verbatim", b"dot", b"startuml")
_ENDS = re.compile(rb"[ \t]*[@\\](?!example)[A-Za-z]+")


class _Comment(NamedTuple):
    """Bytes of a comment in the source."""

    start: int
    end: int
    alone: bool
    """Whether nothing stands before it on its line."""


def read(source: Source, reading: Reading) -> Document:
    """Return the comments of a program as one text.

    Raises `ReaderError` for a language whose grammar is not there.
    """
    suffix = source.path[source.path.rfind(".") :].lower()
    if suffix in (".py", ".pyi"):
        return python.read(source, reading)
    parser = _parser(suffix, source.path)
    tree = parser.parse(source.data)
    comments = list(_comments(tree, source.data))
    code: list[Span] = []
    pieces = [piece for piece in _pieces(comments, source.data, parser, code) if piece]
    document = read_pieces(pieces, source, reading, markdown.read, "md")
    return with_code(replace(document, front_matter={}), code)


def _parser(suffix: str, path: str) -> Any:
    if suffix not in _GRAMMARS:
        known = ", ".join(f"`{one}`" for one in _GRAMMARS)
        raise ReaderError(f"no grammar for `{suffix}` files; known: `.py`, {known}", path=path)
    try:
        return _loaded(*_GRAMMARS[suffix])
    except ImportError:
        told = f"comments of code need other packages; {adding('code')}"
        raise ReaderError(told, path=path) from None


@cache
def _loaded(name: str, function: str) -> Any:
    from tree_sitter import Language, Parser

    grammar = import_module(f"tree_sitter_{name}")
    return Parser(Language(getattr(grammar, function)()))


def _comments(tree: Any, data: bytes) -> Iterator[_Comment]:
    """Yield the comments of a tree, in order."""
    cursor = tree.walk()
    while True:
        node = cursor.node
        if node.type in _KINDS:
            start, end = node.start_byte, node.end_byte
            while end > start and data[end - 1] in b"\r\n":
                end -= 1
            line = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
            yield _Comment(start, end, not data[line:start].strip(b" \t\xef\xbb\xbf"))
        elif cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return


def _pieces(
    comments: list[_Comment], data: bytes, parser: Any, code: list[Span]
) -> Iterator[Piece]:
    """Yield the texts of comments; lines of their own that follow each other are one.

    `code` gets what is code in them.
    """
    lines: list[Part] = []
    before: _Comment | None = None
    for comment in comments:
        block = data.startswith(b"/*", comment.start)
        goes_on = (
            before is not None
            and before.alone
            and comment.alone
            and not block
            and data[before.end : comment.start].count(b"\n") == 1
            and not data[before.end : comment.start].strip()
            and _marker(before, data) == _marker(comment, data)
        )
        if not goes_on and lines:
            yield _text(lines, parser, code)
            lines = []
        before = None if block else comment
        if _FOR_PROGRAMS.match(data[comment.start : comment.end]):
            continue
        made = list(_lines(comment, data))
        if block:
            yield _text(made, parser, code)
        else:
            lines += made
    if lines:
        yield _text(lines, parser, code)


def _marker(comment: _Comment, data: bytes) -> bytes:
    """Return what opens a comment: `//`, `///`, `//!`."""
    opening = _OPENING.match(data, comment.start, comment.end)
    return opening[0] if opening is not None else b""


def _lines(comment: _Comment, data: bytes) -> Iterator[Part]:
    """Yield the lines of a comment without what makes them one."""
    opening = _OPENING.match(data, comment.start, comment.end)
    at = opening.end() if opening is not None else comment.start
    end = comment.end
    if data.startswith(b"/*", comment.start) and data.endswith(b"*/", at, end):
        end -= 2
        while end > at and data[end - 1] in b"*":
            end -= 1
    first = True
    if at == end:
        yield Part(b"", at, at, True)
    while at < end:
        stop = data.find(b"\n", at, end) + 1 or end
        text = data[at:stop].rstrip(b"\r\n")
        skip = 0
        if not first:
            star = _STAR.match(text)
            skip = star.end() if star is not None and b"*" in star[0] else 0
        elif text[:1] == b" ":
            skip = 1
        yield Part(text[skip:], at + skip, at + len(text), True)
        at, first = stop, False


def _text(lines: list[Part], parser: Any, code: list[Span]) -> Piece:
    """Return lines as a text without their common indentation; none of code switched off."""
    whole = b"\n".join(line.text for line in lines)
    if not whole.strip() or _is_code(whole, parser):
        return []
    rest = [line.text for line in lines[1:] if line.text.strip()]
    cut = min((len(text) - len(text.lstrip(b" \t")) for text in rest), default=0)
    piece: Piece = []
    in_example = False
    for number, line in enumerate(lines):
        text, start, end, _ = line
        margin = min(cut if number else len(text), len(text) - len(text.lstrip(b" \t")))
        text, start = text[margin:], start + margin
        if b"termcheck:" in text:
            piece += [
                Part(b"<!-- ", start, start, False),
                Part(text, start, end, True),
                Part(b" -->", end, end, False),
            ]
        else:
            tag = _TAG.match(text)
            if in_example and _ENDS.match(text):
                in_example = False
            if tag is not None and tag["tag"] in _EXAMPLES:
                in_example = True
            elif not in_example:
                code += _code(text, start, tag)
                piece.append(Part(text, start, end, True))
        if number + 1 < len(lines):
            # A tag begins a paragraph of its own, and so does what Go indents: it is code.
            after = lines[number + 1]
            indented = after.text.startswith(b"\t") and not text.startswith(b"\t")
            gap = b"\n\n" if indented or _TAG.match(after.text) else b"\n"
            piece.append(Part(gap, end, max(end, after.start), False))
    return piece


def _code(text: bytes, start: int, tag: re.Match[bytes] | None) -> Iterator[Span]:
    """Yield what is code in a line: tags with what they name, and what stands in inline ones."""
    at = 0
    if tag is not None:
        begin, at = tag.span("code")
        name = _NAME.match(text, at) if tag["tag"] in _NAMING else None
        at = name.end() if name is not None else at
        yield Span(start + begin, start + at)
    for found in _INLINE_TAG.finditer(text, at):
        yield Span(start + found.start(), start + found.end())


def _is_code(text: bytes, parser: Any) -> bool:
    """Whether a comment is code that somebody switched off."""
    lines = text.split(b"\n")
    signs = sum(_CODE_SIGNS.search(line) is not None for line in lines)
    if not signs or signs * 2 < sum(bool(line.strip()) for line in lines):
        return False
    return not parser.parse(text).root_node.has_error
