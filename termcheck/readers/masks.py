"""Finds what is neither prose nor Markdown: template tags, attribute lists, roles, formulas.

Syntax of Jinja, Liquid and Hugo templates, Python-Markdown and PyMdown extensions, MyST roles,
MDX expressions and Microsoft Learn includes. Code spans, fences and comments are left alone.
"""

from __future__ import annotations

import re

from termcheck.readers.view import Hide, Mask

_LIMIT = 20_000
"""Bytes one template tag or code span may be long."""

_ATTRIBUTE = rb"(?:[.#][\w:.-]+|[\w:@.-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))"
_TOKEN = re.compile(
    rb"(?P<fence>^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*(?P<ticks>`{3,}(?=[^`\n\r]*$)|~{3,}))"
    rb"|(?P<code>`+)"
    rb"|(?P<comment><!--)"
    rb"|(?P<math>\\[(\[])"
    rb"|(?P<escape>\\[^\s\w])"
    rb"|(?P<hugo>\{\{[<%])"
    rb"|(?P<print>\{\{)"
    rb"|(?P<tag>\{%)"
    rb"|(?P<jinja>\{\#(?=[\s-]))"
    rb"|(?P<role>\{[a-zA-Z][\w:.-]*\}(?=`))"
    rb"|(?P<attributes>\{:?[ ]*" + _ATTRIBUTE + rb"(?:[ \t]+" + _ATTRIBUTE + rb")*[ ]*\})"
    rb"|(?P<brace>\{)"
    rb"|(?P<learn>\[!(?:INCLUDE[ ]*\[[^\]\n]*\]\([^)\n]*\)|(?:VIDEO|DIV)\b[^\]\n]*)\])"
    rb"|(?P<callout>^[ \t]*>[> \t]*\[!\w[\w-]*\][+-]?(?=[ \t]*\S|[+-]?[ \t]*$))"
    rb"|(?P<emoji>:[a-z][a-z0-9_+-]*:)"
    rb"|(?P<keys>\+\+[a-zA-Z0-9\"][\w\"-]*(?:\+[\w\"-]+)*\+\+)",
    re.MULTILINE,
)
_WORTH = re.compile(rb"\{[{%#:.a-zA-Z ]|\[!|:[a-z0-9_+-]+:|\+\+\w|\\[(\[]")
_CLOSERS = {"hugo": (b">}}", b"%}}"), "print": (b"}}",), "tag": (b"%}",), "jinja": (b"#}",)}
_VERBATIM = re.compile(
    rb"\{(?:\{[<%]|%-?)\s*(raw|verbatim|highlight|comment|mermaid|katex|math|plantuml|code)\b"
)
_LATEX = re.compile(rb"\\[a-zA-Z]|[_^=]")
_BLANK = re.compile(rb"\n[ \t>]*\r?\n")
_ALERT = re.compile(rb"\[!(?:note|tip|important|warning|caution)\]$", re.IGNORECASE)
_PROSE_ROLES = {b"term", b"abbr", b"sub", b"sup", b"guilabel", b"dfn", b"emphasis", b"strong"}
_TITLED_ROLES = {b"ref", b"doc", b"numref", b"any", b"download", b"external", b"term", b"eq"}
_TARGET = re.compile(rb"\s*<[^<>]*>$")

TEMPLATES = frozenset({"hugo", "print", "tag", "jinja"})
"""Template languages: Hugo, Jekyll (Liquid), Jinja (MkDocs macros)."""
EXTENSIONS = frozenset({"attributes", "emoji", "keys", "math", "callout"})
"""Python-Markdown, PyMdown and Obsidian."""
MYST = frozenset({"role"})
LEARN = frozenset({"learn"})
MDX = frozenset({"brace"})
"""MDX expressions; every `{` starts one."""


def find_masks(
    data: bytes, start: int, features: frozenset[str], *, code: bool = True
) -> list[Mask]:
    """Return the masks of a source from `start` on, in order and without overlaps.

    `code` says that Markdown's code spans and fences are to be left alone.
    """
    masks: list[Mask] = []
    if not features or (not _WORTH.search(data, start) and "brace" not in features):
        return masks
    at = start
    search = _TOKEN.search
    while True:
        token = search(data, at)
        if token is None:
            return masks
        kind = token.lastgroup or ""
        begin, at = token.span()
        if kind in ("fence", "ticks"):
            at = _fence_end(data, at, token["ticks"]) if code else at
        elif kind == "code":
            at = _code_end(data, begin, at) if code else at
        elif kind == "comment":
            end = data.find(b"-->", at)
            if end != -1:
                at = end + 3
        elif kind == "attributes" and "brace" not in features:
            if kind in features:
                masks.append(Mask(begin, at, Hide.NOTHING))
        elif kind == "role":
            at = _role(data, begin, at, masks) if kind in features else at
        elif kind in _CLOSERS and kind in features:
            at = _template(data, begin, at, kind, masks)
        elif kind in ("brace", "attributes", "print") and "brace" in features:
            end = _balanced(data, begin)
            if end:
                comment = data[begin : begin + 3] == b"{/*"
                masks.append(Mask(begin, end, Hide.NOTHING if comment else Hide.OPAQUE))
                at = end
        elif kind in features:
            found = _simple(data, begin, at, kind)
            if found:
                masks.append(found)
                at = found.end


def _fence_end(data: bytes, at: int, ticks: bytes) -> int:
    closer = re.compile(
        rb"^[ \t>]*" + re.escape(ticks[:1]) + rb"{%d,}[ \t]*\r?$" % len(ticks), re.MULTILINE
    )
    found = closer.search(data, at)
    return found.end() if found else len(data)


def _code_end(data: bytes, begin: int, at: int) -> int:
    """Return the end of the code span whose opening backticks are `begin:at`, or `at`."""
    ticks = data[begin:at]
    limit = min(len(data), at + _LIMIT)
    while True:
        close = data.find(ticks, at, limit)
        if close == -1:
            return begin + len(ticks)
        at = close + len(ticks)
        extra = at
        while data[extra : extra + 1] == b"`":
            extra += 1
        if extra == at:
            break
        at = extra
    opened = begin + len(ticks)
    return opened if _BLANK.search(data, opened, close) else at


def _template(data: bytes, begin: int, at: int, kind: str, masks: list[Mask]) -> int:
    block = _VERBATIM.match(data, begin)
    closers = (data[at - 1 : at].replace(b"<", b">") + b"}}",) if kind == "hugo" else _CLOSERS[kind]
    end = data.find(closers[0], at, at + _LIMIT)
    if end == -1 or (kind == "print" and _BLANK.search(data, at, end)):
        return at
    end += len(closers[0])
    if kind == "print" and data[end : end + 1] == b"}":
        end += 1
    if block is not None and block[1] != b"raw" and block[1] != b"verbatim":
        name = re.escape(block[1])
        close = re.compile(
            rb"\{(?:\{[<%]\s*/\s*|%-?\s*end)" + name + rb"\s*(?:-?%\}|[>%]\}\})"
        ).search(data, end)
        if close:
            end = close.end()
    masks.append(Mask(begin, end, Hide.OPAQUE))
    return end


def _role(data: bytes, begin: int, at: int, masks: list[Mask]) -> int:
    """Mask a MyST role; what a reader of the page sees of it stays prose."""
    ticks = at
    while data[ticks : ticks + 1] == b"`":
        ticks += 1
    end = _code_end(data, at, ticks)
    if end <= ticks:
        return at
    close = end - (ticks - at)
    name = data[begin + 1 : at - 1]
    target = _TARGET.search(data, ticks, close)
    if name in _TITLED_ROLES and target and target.start() > ticks:
        masks.append(Mask(begin, ticks, Hide.NOTHING))
        masks.append(Mask(target.start(), end, Hide.NOTHING))
    elif name in _PROSE_ROLES:
        masks.append(Mask(begin, ticks, Hide.NOTHING))
        masks.append(Mask(close, end, Hide.NOTHING))
    elif name in (b"code", b"math", b"kbd", b"file", b"samp", b"command"):
        masks.append(Mask(begin, at, Hide.NOTHING))
    else:
        masks.append(Mask(begin, end, Hide.OPAQUE))
    return end


def _balanced(data: bytes, begin: int) -> int:
    """Return the end of the MDX expression that starts at `begin`, 0 if it has none."""
    depth = 0
    for found in _BRACES.finditer(data, begin, min(len(data), begin + _LIMIT)):
        what = found.group()
        if what == b"{":
            depth += 1
        elif what == b"}":
            depth -= 1
            if depth == 0:
                return found.end()
    return 0


_BRACES = re.compile(
    rb"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/", re.DOTALL
)


def _simple(data: bytes, begin: int, end: int, kind: str) -> Mask | None:
    if kind == "learn":
        return Mask(begin, end, Hide.OPAQUE)
    if kind == "callout":
        bracket = data.index(b"[!", begin, end)
        rest = data[end : data.find(b"\n", end) + 1 or len(data)].strip()
        if not rest and _ALERT.search(data[bracket:end]):
            return None
        return Mask(bracket, end, Hide.NOTHING)
    if kind == "math":
        closer = b"\\)" if data[end - 1 : end] == b"(" else b"\\]"
        close = data.find(closer, end, end + 2000)
        inner = data[end:close]
        linked = data[close + 2 : close + 3] in (b"(", b"[")
        if close == -1 or linked or _BLANK.search(inner) or not _LATEX.search(inner):
            return None
        return Mask(begin, close + 2, Hide.CODE)
    before, after = data[max(0, begin - 1) : begin], data[end : end + 1]
    if before.isalnum() or after.isalnum() or b":" in (before, after):
        return None
    return Mask(begin, end, Hide.OPAQUE if kind == "emoji" else Hide.CODE)
