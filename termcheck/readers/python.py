"""Python: docstrings and comments, read as reStructuredText, or as Markdown where they have fences.

Everything else is code, and so are comments that are for programs (`# noqa`) or code themselves.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import replace

from termcheck.core.document import Document
from termcheck.core.source import Source, Span
from termcheck.readers import markdown, rst
from termcheck.readers.pieces import Part, read_pieces
from termcheck.readers.reading import Reading

_STRING = re.compile(rb"[rRuU]{0,2}(?P<quotes>\"\"\"|'''|\"|')")
_RAW = re.compile(rb"[uU]?[rR]")
_ESCAPE = re.compile(rb"(\\(?:\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|[\s\S]))")
_SIMPLE = {b"\\n": b"\n", b"\\t": b" ", b"\\\\": b"\\", b'\\"': b'"', b"\\'": b"'"}
_PARAMETER = re.compile(rb"[ \t]+(?P<name>\*{0,2}\w{1,60}(?: \([^()\n]{1,200}\))?)(?=:[ \t\r\n])")
"""The name, and type, of a parameter in the style of Google."""
_COMMENT = re.compile(rb"#+:? ?")
_FOR_PROGRAMS = re.compile(
    r"#\s*(?:!|-\*-|type:|noqa\b|pylint:|pragma\b|ruff:|mypy:|pyright:|fmt:|isort:|yapf:|nosec\b"
    r"|region\b|endregion\b|%%|cspell:|codespell:|doctest:|coding[:=]|vim?:)"
)
_CODE_SIGNS = re.compile(r"[=()\[\]{}]|^\s*(?:import|from|return|del|pass|raise|assert|@)\b|:$")
_Piece = list[tuple[bytes, int, int, bool]]
"""Parts of a text: their bytes, where they stand, and whether they stand there so."""


def read(source: Source, reading: Reading) -> Document:
    """Return docstrings and comments as one text; Python that is none is one problem."""
    text = source.data[source.text_start :].decode("utf-8", "replace")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        pieces = [*_docstrings(tree, source), *_comments(text, source)]
    except SyntaxError as error:
        line = min(max(error.lineno or 1, 1), len(source.line_starts))
        start = source.line_starts[line - 1]
        told = f"not valid Python: {error.msg}"
        return Document(source, (), problems=((Span(start, start), told),))
    except (ValueError, RecursionError, MemoryError, tokenize.TokenError) as error:
        told = f"not valid Python: {str(error).partition(chr(10))[0] or 'nested too deeply'}"
        return Document(source, (), problems=((Span(0, 0), told),))
    made = [[Part(*part) for part in piece] for piece in pieces]
    fenced = any(b"```" in part.text for piece in made for part in piece)
    reader, ending = (markdown, "md") if fenced else (rst, "rst")
    document = read_pieces(made, source, reading, reader.read, ending)
    return replace(document, front_matter={})


def _docstrings(tree: ast.Module, source: Source) -> Iterator[_Piece]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(tree):
        if not isinstance(node, kinds) or ast.get_docstring(node, clean=False) is None:
            continue
        value = node.body[0]
        end_line, end_column = value.end_lineno, value.end_col_offset
        if end_line is None or end_column is None:
            continue
        start = _offset(source, value.lineno, value.col_offset)
        end = _offset(source, end_line, end_column)
        made = _docstring(source.data, start, end)
        if made:
            yield made


def _offset(source: Source, line: int, column: int) -> int:
    return source.line_starts[line - 1] + column


def _docstring(data: bytes, start: int, end: int) -> _Piece:
    """Return the text of a string, without its indentation; nothing of strings put together."""
    opening = _STRING.match(data, start, end)
    if opening is None:
        return []
    quotes = opening["quotes"]
    first, last = opening.end(), end - len(quotes)
    if (
        last <= first
        or data[last:end] != quotes
        or quotes in data[first:last].replace(b"\\" + quotes, b"")
    ):
        return []
    raw = _RAW.match(data, start, first) is not None
    lines = data[first:last].splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip(b" \t")) for line in lines[1:] if line.strip()]
    cut = min(indents, default=0)
    piece: _Piece = []
    at = first
    for number, line in enumerate(lines):
        skip = min(cut, len(line) - len(line.lstrip(b" \t"))) if number else 0
        named = _PARAMETER.match(line, skip) if number else None
        if named is not None:
            # As reStructuredText and Markdown alike write code.
            start, end = named.span("name")
            piece += _unescaped(line[skip:start], at + skip, raw=raw)
            piece.append((b"``", at + start, at + start, False))
            piece.append((line[start:end], at + start, at + end, True))
            piece.append((b"``", at + end, at + end, False))
            skip = end
        piece += _unescaped(line[skip:], at + skip, raw=raw)
        at += len(line)
    return piece


def _unescaped(text: bytes, at: int, *, raw: bool) -> Iterator[tuple[bytes, int, int, bool]]:
    for index, part in enumerate((text,) if raw else _ESCAPE.split(text)):
        end = at + len(part)
        if index % 2:
            if len(part) > 3:
                written = part.decode("unicode_escape").encode("utf-8", "replace")
            else:
                written = _SIMPLE.get(part, b"" if part[1:].isspace() else part)
            if written:
                yield written, at, end, written == part
        elif part:
            yield part, at, end, True
        at = end


def _comments(text: str, source: Source) -> Iterator[_Piece]:
    """Yield comments, those on lines of their own that follow each other as one text."""
    piece: _Piece = []
    before = -2
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        row, column = token.start
        own_line = not token.line[:column].strip()
        if piece and not (own_line and row == before + 1):
            yield piece
            piece = []
        before = row if own_line else -2
        if _FOR_PROGRAMS.match(token.string) or _is_code(token.string.lstrip("#: ")):
            continue
        start = _offset(source, row, len(token.line[:column].encode()))
        end = start + len(token.string.encode())
        opening = _COMMENT.match(source.data, start, end)
        begin = opening.end() if opening is not None else start
        if b"termcheck:" in source.data[begin:end]:
            piece.append((b".. ", begin, begin, False))
        if begin < end:
            piece.append((source.data[begin:end], begin, end, True))
        after = min(end + 1 + (source.data[end : end + 2] == b"\r\n"), len(source.data))
        if after > end:
            piece.append((b"\n", end, after, False))
    if piece:
        yield piece


def _is_code(text: str) -> bool:
    """Whether a comment is code that somebody switched off."""
    if not _CODE_SIGNS.search(text):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(
            re.match(r"\s*(?:def|class|if|for|while|with|elif|else|try|except)\b.*:$", text)
        )
    return True
