"""Whether a page of Markdown is MDX, whatever its name ends in: Docusaurus reads all pages so."""

from __future__ import annotations

import re

from termcheck.core.source import Source

_IMPORT = (
    rb"import[ \t]+(?:[\w*{][^'\"`;]{0,1000}?[\s}]from[ \t]+)?(?:'[^'\n]+'|\"[^\"\n]+\")"
    rb"[ \t]*;?[ \t]*\r?$"
)
_COMMENT = rb"\{/\*(?:[^*]|\*(?!/)){0,2000}\*/\}"
_EXPRESSION = rb"<[A-Za-z][\w.]{0,60}(?:\s[^<>{}`]{0,1000})?\s[\w-]{1,60}=\{"
_WORTH = (
    (b"import", re.compile(rb"\n" + _IMPORT, re.MULTILINE)),
    (b"{/*", re.compile(_COMMENT)),
    (b"={", re.compile(_EXPRESSION)),
)
"""What only MDX has, which may stand in code; each begins with a literal, to be found fast."""
_TEMPLATE = re.compile(rb"^[ \t]*(?:\{\{[<%]|\{%-?[ \t]*[a-z])", re.MULTILINE)
"""A shortcode of Hugo or a tag of Liquid, which MDX cannot read."""
_TOKEN = re.compile(
    rb"^[ \t>]*(?P<fence>`{3,}|~{3,})"
    rb"|^(?: {4}|\t).*"
    rb"|(?P<code>`+)"
    rb"|(?P<comment><!--)"
    rb"|(?P<sign>^%b|%b|%b)" % (_IMPORT, _COMMENT, _EXPRESSION),
    re.MULTILINE,
)
"""What shows nothing (code, comments), and what only MDX has: modules, comments, expressions."""


def is_mdx(source: Source) -> bool:
    """Return whether a page is called MDX, or has what means nothing in Markdown but does there."""
    if source.path.lower().endswith(".mdx"):
        return True
    data = source.data
    if not data.startswith(b"import") and not any(
        literal in data and sign.search(data) for literal, sign in _WORTH
    ):
        return False
    if _TEMPLATE.search(data) is not None:
        return False
    at = source.text_start
    while (found := _TOKEN.search(data, at)) is not None:
        if found["sign"] is not None:
            return True
        at = _after(data, found)
    return False


def _after(data: bytes, found: re.Match[bytes]) -> int:
    """Return where what a token opens ends; the rest of a page is in a fence that never does."""
    kind, at = found.lastgroup, found.end()
    if kind == "fence":
        closing = re.compile(rb"^[ \t>]*" + re.escape(found["fence"]), re.MULTILINE)
        closed = closing.search(data, at)
        return closed.end() if closed is not None else len(data)
    if kind is None:
        return at
    closer = b"-->" if kind == "comment" else found["code"]
    end = data.find(closer, at, at + 2000)
    return end + len(closer) if end != -1 else at
