"""URLs, addresses and paths written as plain text."""

from __future__ import annotations

import re

from termcheck.core.document import Mark, MarkKind
from termcheck.core.patterns import lazy

_URL = lazy(
    r"""
      (?: (?:https?|ftps?|file|git|ssh|mailto|tel|data|chrome|vscode|hf|s3|gs):(?://)? | www\.)
      (?<=[:/.]) [^\s<>"`\ufffc]*[^\s<>"`\ufffc.,;:!?'’”)\]}*_]
    | (?<![\w.+-]) [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?<![\w/.-]) (?:[A-Za-z0-9-]+\.)+[a-z]{2,12}/[^\s<>"`\ufffc]*[^\s<>"`\ufffc.,;:!?'’”)\]}*_]
    | (?<![\w/.@-]) (?:~|\.{1,2})?/?(?:[\w.@-]+/)+[\w.@-]*\.[A-Za-z][A-Za-z0-9]{0,4}(?![\w/])
    | (?<![\w/.-]) (?:~|\.{1,2})/[\w.@/-]*\w
    | (?<!\w) [A-Za-z]:\\[^\s<>"`\ufffc]*\w
    """,
    re.VERBOSE,
)


def url_marks(text: str) -> list[Mark]:
    """Return a mark for each bare URL, e-mail address or file path of a text, in order."""
    if "/" not in text and "@" not in text and "\\" not in text and "www." not in text:
        return []
    return [Mark(*match.span(), MarkKind.URL) for match in _URL.finditer(text)]
