"""What can go wrong, and the one message each tells.

TermcheckError          exit code 2, one message, never a traceback
├── UsageError          the command line asks for something that cannot be
├── ConfigError         termcheck.toml or [tool.termcheck] is wrong
├── GlossaryError       a glossary file is wrong
├── FactsError          a subject, licence or definition file is wrong
├── ReaderError         a document cannot be read (binary, wrong encoding, too large)
└── PluginError         an installed plugin or an outside service failed
"""

from __future__ import annotations

from collections.abc import Iterable

from termcheck.core.visible import shown_line


class TermcheckError(Exception):
    """Base of every error a user can cause; `str(error)` is the whole message, on one line.

    `path`, `line` and `column` (1-based, code points) say where, when a place is known. What
    stands in names may be anything: what would end the line or act on a terminal becomes a symbol.
    """

    exit_code = 2

    def __init__(self, message: str, *, path: str = "", line: int = 0, column: int = 0) -> None:
        self.reason = shown_line(message if len(message) <= _LONG else message[:_LONG] + "…")
        self.path = path
        self.line = line
        self.column = column
        super().__init__(self._located())

    def _located(self) -> str:
        place = shown_line(self.path)
        if place and self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return f"{place}: {self.reason}" if place else self.reason

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process boundaries; the default only keeps positional arguments.
        return (_rebuild, (type(self), self.reason, self.path, self.line, self.column))


def _rebuild(
    kind: type[TermcheckError], reason: str, path: str, line: int, column: int
) -> TermcheckError:
    return kind(reason, path=path, line=line, column=column)


class UsageError(TermcheckError):
    """The command line or a call asks for something that cannot be."""


class ConfigError(TermcheckError):
    """The configuration is wrong."""


class GlossaryError(TermcheckError):
    """A glossary file is wrong."""


class FactsError(TermcheckError):
    """A subject, licence or definition file is wrong."""


class ReaderError(TermcheckError):
    """A document cannot be read."""


class PluginError(TermcheckError):
    """An installed plugin or an outside service failed."""


_LONG = 2000
"""Characters of a message that are told; names in it may be of any length."""
_ALIKE = 0.7
"""How alike two words have to be; `nope` and `gnome` are 0.67."""
_ALIKE_FROM_THE_START = 0.66
"""How alike two words have to be that begin with the same letter, as `uze` and `use`."""
_LONG_WORD = 100
"""Characters from which on a word is no misspelled name; comparing takes their product."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``, did you mean `x`?`` for the nearest of `known`, or an empty string."""
    near = nearest(word, known)
    return f", did you mean `{near}`?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that a misspelled `word` may be, or an empty string."""
    if len(word) > _LONG_WORD:
        return ""
    import difflib

    names = [name for name in known if len(name) <= _LONG_WORD]
    near = difflib.get_close_matches(word, names, cutoff=_ALIKE)
    if not near:
        names = [name for name in names if name[:1] == word[:1]]
        near = difflib.get_close_matches(word, names, cutoff=_ALIKE_FROM_THE_START)
    # Who leaves off an end, a version say, means that name rather than another one as near.
    near.sort(key=lambda name: not name.startswith(word))
    return near[0] if near else ""
