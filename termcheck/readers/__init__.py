"""Readers: a source in, a document out.

`FORMATS` lists them, a line each; what no format claims is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from termcheck.core.document import Document
from termcheck.core.source import MAX_BYTES, Source
from termcheck.readers.reading import FileFormat, FileReader, Reader, Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax that can be read; its module, with a `Reader` called `read`, is imported on use."""

    name: str
    """Of the module."""
    endings: tuple[str, ...]
    """Ends of the names of its files, in lower case."""
    shared: tuple[str, ...] = ()
    """Ends that other files have too, so that folders are not searched for them."""
    is_text: bool = True
    """Whether the bytes of a file are its text; if not, the module has a `FileReader` `decode`."""
    escapes: tuple[bytes, ...] = ()
    """What letters may hide behind: a file that holds one of these has to be read to be known."""

    def is_plain(self, data: bytes) -> bool:
        """Return whether the letters of a file stand in its bytes, as the filter expects them."""
        return not any(escape in data for escape in self.escapes)

    @property
    def read(self) -> Reader:
        """The reader."""
        return cast(Reader, import_module(f"termcheck.readers.{self.name}").read)

    @property
    def decode(self) -> FileReader:
        """What takes the text out of the files, of a format that is none."""
        return cast(FileReader, import_module(f"termcheck.readers.{self.name}").decode)


FORMATS = (
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")),
    Format("html", (".html", ".htm", ".xhtml")),
    Format("text", (".txt", ".text")),
    Format("docx", (".docx",), is_text=False),
    Format("odt", (".odt",), is_text=False),
    Format("rtf", (".rtf",), is_text=False),
    Format("notebook", (".ipynb",), escapes=(b"\\u",)),
    Format("rst", (".rst", ".rest")),
    Format("data", (), shared=(".yaml", ".yml", ".json"), escapes=(b"\\u", b"\\U", b"\\x")),
    Format("asciidoc", (".adoc", ".asciidoc"), shared=(".asc",)),
    Format("po", (), shared=(".po", ".pot")),
    Format("xliff", (), shared=(".xlf", ".xliff")),
    Format("python", ()),
    Format("code", ()),
    Format("latex", (), shared=(".tex",), escapes=(b"\\", b"{")),
    Format("svg", (), shared=(".svg",)),
    Format("wxr", (), shared=(".xml",)),
    Format("ghost", (), escapes=(b"\\u",)),
    Format("webpage", (), shared=(".zip",), is_text=False),
)

BY_ENDING: Mapping[str, Format] = {
    ending: format_ for format_ in FORMATS for ending in (*format_.endings, *format_.shared)
}
_BY_NAME: Mapping[str, Format] = {format_.name: format_ for format_ in FORMATS}
ENDINGS = tuple(ending for format_ in FORMATS for ending in format_.endings)
"""Ends of the names of the files that folders are searched for."""
_NAMED = (
    (re.compile(r"llms(?:-\w+)*\.txt$", re.IGNORECASE), "markdown"),
    (re.compile(r".+\.ghost\.[\d-]+\.json$", re.IGNORECASE), "ghost"),
)
"""Files whose names say what they are, whatever their ends say."""
_FOR_PROGRAMS = re.compile(
    r"(?:CMakeLists|CMakeCache|(?:[\w.-]+[-_])?requirements(?:[-_][\w.-]+)?|constraints"
    r"|meson_options|robots)\.txt$",
    re.IGNORECASE,
)
"""Files that end as texts do and are read by programs."""
_NO_TEXT = tuple(ending for ending, format_ in BY_ENDING.items() if not format_.is_text)

PluginReader = Callable[[Source], Document]
"""What an installed package brings."""


def ending_of(path: str) -> str:
    """Return the end of a file's name, in lower case, with its dot."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def is_prose(name: str, endings: tuple[str, ...] = ENDINGS) -> bool:
    """Return whether a file found in a folder is read, by its name."""
    return name.lower().endswith(endings) and _FOR_PROGRAMS.match(name) is None


def format_of(path: str, chosen: FileFormat | None = None) -> Format | None:
    """Return the format of a file: the one it is said to be, else by its name.

    None where an installed package has a reader for it. Raises `ReaderError` for a file of a kind
    that is not known.
    """
    if chosen is not None:
        return _BY_NAME[chosen]
    ending = ending_of(path)
    found = BY_ENDING.get(ending)
    name = path.rpartition("/")[2]
    if found is not None and _FOR_PROGRAMS.match(name) is None:
        return next((_BY_NAME[named] for pattern, named in _NAMED if pattern.match(name)), found)
    if further(path):
        return None
    from termcheck.readers.refused import is_program, unreadable

    if ending or is_program(path):
        raise unreadable(path)
    return BY_ENDING[".txt"]


def is_markdown(path: str) -> bool:
    """Return whether a file is read as Markdown, by the end of its name."""
    found = BY_ENDING.get(ending_of(path))
    return found is not None and found.name == "markdown"


def is_text(path: str) -> bool:
    """Return whether the bytes of a file are its text, by the end of its name."""
    return not path.lower().endswith(_NO_TEXT)


def is_plain(path: str, data: bytes, read_as: Format | None) -> bool:
    """Return whether the filter on raw bytes can look through a file, which is read as that."""
    return is_text(path) and (read_as is None or read_as.is_plain(data))


def decode(path: str, raw: bytes, limit: int = MAX_BYTES) -> Source:
    """Return the source of a file's raw bytes, by the end of its name.

    Raises `ReaderError` if they are not what the name says, or more than `limit` bytes.
    """
    found = BY_ENDING.get(ending_of(path))
    if found is None or found.is_text:
        if found is None:
            from termcheck.readers.refused import refuse_container

            refuse_container(path, raw)
        return Source.decode(path, raw, limit)
    return found.decode(path, raw, limit)


def further(path: str) -> Mapping[str, PluginReader]:
    """Return the reader an installed package has for a file termcheck has none for."""
    ending = ending_of(path)
    if not ending or ending in BY_ENDING:
        return {}
    from termcheck.readers.plugins import reader_of

    found = reader_of(ending)
    return {ending: found} if found is not None else {}


def read(
    source: Source,
    reading: Reading | None = None,
    *,
    readers: Mapping[str, PluginReader] | None = None,
) -> Document:
    """Return a source as prose, by its path, or as the format that `reading` says.

    `readers` maps further endings, or known ones that are to be read otherwise, to readers. Raises
    `ReaderError` for a file of a kind there is no reader for; whatever a known one holds, this does
    not fail: what cannot be understood is in `Document.problems`.
    """
    ending = ending_of(source.path)
    reading = reading or Reading()
    if readers and ending in readers and reading.format is None:
        return readers[ending](source)
    found = format_of(source.path, reading.format) or BY_ENDING[".txt"]
    document = found.read(source, reading)
    patterns = reading.patterns(found.name)
    if not patterns and not reading.code_roles:
        return document
    from termcheck.readers.not_prose import without

    return without(document, patterns, reading.code_roles, found.name)
