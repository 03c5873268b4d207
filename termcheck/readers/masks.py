"""Finds what is neither prose nor Markdown: template tags, attribute lists, roles, formulas.

Syntax of Jinja, Liquid and Hugo templates, Python-Markdown and PyMdown extensions, MyST roles,
MDX expressions and Microsoft Learn includes. Code spans, fences and comments are left alone.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from termcheck.core.patterns import lazy
from termcheck.readers.lookahead import LIMIT, Ahead
from termcheck.readers.view import Hide, Mask

_ATTRIBUTE = (
    rb"(?:[.#][\w:.-]{1,80}"
    rb"|[\w:@.-]{1,80}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s{}\"']{1,300}))"
)
# Every alternative starts with a literal, which makes the search several times faster; spaces are
# no such literal where they need not be, as they stand everywhere.
_TOKENS = (
    rb"``*|~~~+|<!--|<%|\\[^\s\w]|\{[{%#`a-zA-Z:.]|\{ [.#a-z]|\{(?:\+\+|--|~~|>>|==)|\[!|!\[\[|\[\["
    rb"|:[a-z][a-z0-9_+-]*:|\+\+[\w\"]|%%|==(?=[^\s=])"
    rb"|\[(?:prism|sourcecode|raw|code)[ \]]"
)
_TOKEN = lazy(_TOKENS)
_TOKEN_OR_ID = lazy(_TOKENS + rb"| \^[a-zA-Z]")
_BRACED = lazy(
    rb"(?P<string>\{`)"
    rb"|(?P<hugo>\{\{[<%])"
    rb"|(?P<print>\{\{)"
    rb"|(?P<tag>\{%)"
    rb"|(?P<jinja>\{\#(?=[\s-]))"
    rb"|(?P<role>\{[a-zA-Z][\w:.-]*\}(?=`))"
    rb"|(?P<attributes>\{:?[ ]?" + _ATTRIBUTE + rb"(?:[ \t]+" + _ATTRIBUTE + rb"){0,20}[ ]?\})"
)
_EXTENSION = lazy(rb"\{::(?:(?P<held>comment|nomarkdown)\}|[^{}\n]{0,300}/\})")
"""Of kramdown: what it does not show, and its options."""
_KEYS = lazy(rb"\+\+[a-zA-Z0-9\"][\w\"-]{0,30}(?:\+[\w\"-]{1,30}){0,9}\+\+")
_LEARN = lazy(
    rb"\[!(?:INCLUDE[ ]?\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)|(?:VIDEO|DIV)\b[^\]\n]{0,300})\]",
    re.IGNORECASE,
)
_SHORTCODE = lazy(rb"\[(prism|sourcecode|raw|code)(?: [^\[\]\n]{0,300})?\]")
"""Around code in Grav and WordPress: `[prism classes="language-yaml"]…[/prism]`."""
_CALLOUT = lazy(rb"\[!\w[\w-]{0,30}\][+-]?")
_ALERT = lazy(rb"\[!(?:note|tip|important|warning|caution)\][ \t]*(?:\r|\n|\Z)", re.IGNORECASE)
_BEFORE_FENCE = lazy(rb"(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*\Z")
_WORTH = lazy(
    rb"\{\{|\{%|\{#|\{::|>\s*\{`|<%"
    rb"|\{[a-zA-Z][\w:.-]*\}`|\{(?<![@$]\{):?[ ]*(?:[.#]\w|[\w:@.-]+=)[^{}\n]*\}"
    rb"|\[!(?!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])"
    rb"|:[a-z][a-z0-9_+-]*:(?!\w)|\+\+[\w\"]|\\[(\[]|\[\[|==|%%|\{(?:\+\+|--|~~|>>)"
    rb"|\[/(?:prism|sourcecode|raw|code)\]"
)
"""Whether a file can hold any of these, outside of MDX."""
_MDX_WORTH = lazy(rb"\{|:[a-z]|\[!")
_MDX_TOKEN = lazy(rb"``*|~~~+|<!--|\\[^\s\w]|\{|:[a-z][a-z0-9_+-]*:|\[!")
_CLOSING_HASHES = lazy(rb"(?<=[ \t])#+[ \t]+\Z")
_HEADING = lazy(rb"(?:\xef\xbb\xbf)?[ \t>]*#{1,6}[ \t]")
_TICK, _TILDE, _BRACE, _LESS = b"`~{<"
_CLOSERS = {"hugo": (b">}}", b"%}}"), "print": (b"}}",), "tag": (b"%}",), "jinja": (b"#}",)}
_VERBATIM = lazy(
    rb"\{(?:\{[<%]|%-?)\s*(raw|verbatim|highlight|comment|mermaid|katex|math|plantuml|chart|graphviz|[\w/-]{0,30}code[\w/-]{0,30}"
    rb"|terminal|shell|console|command|cmd|output|svg|raw-?html|json|yaml|js)(?![\w-])"
)
_CAPTURE = lazy(rb"\{%-?\s*capture\s[^\n%]{1,100}%\}[^\n]{0,300}?\{%-?\s*endcapture\s*-?%\}")
"""A variable of Liquid that is filled within one line: an address, a name."""
_GO_COMMENT = lazy(rb"\{\{(?:- )?/\*")
_LATEX = lazy(rb"\\[a-zA-Z]|[_^=]|\A\s*[a-z]\w*\s*\Z")
_CALLOUT_TITLE = lazy(rb"\{[^{}\n]*\.callout-[^{}\n]*?\btitle=\"([^\"{}\n]+)\"")
"""In the attributes of a callout of Quarto: `::: {.callout-note title="Read this"}`."""
_BROKEN = lazy(rb"\n[ \t>]*(?:\r?\n|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|```|~~~|\|)")
"""Where a new block ends a code span that was never closed."""
_BLANK = lazy(rb"\n[ \t>]*\r?\n")
_PROSE_ROLES = {b"term", b"abbr", b"sub", b"sup", b"guilabel", b"dfn", b"emphasis", b"strong"}
_TITLED_ROLES = {b"ref", b"doc", b"numref", b"any", b"download", b"external", b"term", b"eq"}
_TARGET = lazy(rb"\s*<[^<>]*>$")

TEMPLATES = frozenset({"hugo", "print", "tag", "jinja", "embedded", "shortcode"})
"""Grav, Hugo, Jekyll (Liquid), Jinja (MkDocs macros), embedded Ruby or JavaScript."""
EXTENSIONS = frozenset({"attributes", "emoji", "keys", "math", "callout", "wiki"})
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
    mdx = "brace" in features
    ids = not mdx and b" ^" in data
    if not features or not (ids or (_MDX_WORTH if mdx else _WORTH).search(data, start)):
        return masks
    token = _MDX_TOKEN if mdx else _TOKEN_OR_ID if ids else _TOKEN
    page = Ahead(data)
    at = start
    while True:
        found = token.search(data, at)
        if found is None:
            return masks
        begin, at = found.span()
        first = data[begin]
        if first in (_TICK, _TILDE):
            at = _code(page, begin, at) if code else at
        elif first in _PAIRED and data[at - 1] in _PAIRED_ENDS:
            at = _paired(page, begin, at, masks, features)
        elif first == _BRACE:
            at = _braced(page, begin, at, masks, features)
        elif first == _LESS:
            at = _angled(page, begin, at, masks, features)
        else:
            mask = _simple(page, begin, at, features)
            if mask:
                masks.append(mask)
                at = mask.end


def _angled(page: Ahead, begin: int, at: int, masks: list[Mask], features: frozenset[str]) -> int:
    """Mask what a template fills in (`<%= name %>`), and return the end of that or of a comment."""
    embedded = page.data[begin:at] == b"<%"
    close = page.next(b"%>" if embedded else b"-->", at)
    if close == -1:
        return at
    end = close + (2 if embedded else 3)
    if embedded and "embedded" in features:
        masks.append(Mask(begin, end, Hide.OPAQUE))
    return end


_PAIRED = b"{![%= "
_PAIRED_ENDS = b"+-~>[%=" + bytes(range(65, 91)) + bytes(range(97, 123))
_WIKI = lazy(rb"!?\[\[([^\[\]\n|]{1,200}?)(?:\\?\|([^\[\]\n]{1,200}))?\]\](?![(\[])")
_HIGHLIGHT = lazy(rb"(?<![\w=])==([^\s=](?:[^\n=]{0,300}[^\s=])?)==(?![\w=])")
_COMMENT = lazy(rb"%%[^%]{1,2000}%%")
_CRITIC = lazy(
    rb"\{(?:\+\+(?P<added>[^{}]{1,500}?)\+\+|==(?P<marked>[^{}]{1,500}?)==|--[^{}]{1,500}?--"
    rb"|~~[^{}]{0,500}?~>(?P<new>[^{}]{0,500}?)~~|>>[^{}]{1,500}?<<)\}"
)
_BLOCK_ID = lazy(rb" \^[a-zA-Z][\w-]{0,60}[ \t]*(?=[\r\n]|\Z)")


def _paired(page: Ahead, begin: int, at: int, masks: list[Mask], features: frozenset[str]) -> int:
    """Mask links of wikis, highlights, editing marks, comments and ids of blocks.

    What a reader sees of them stays prose: a link's title, marked and added words.
    """
    data = page.data
    if "wiki" not in features:
        return _braced(page, begin, at, masks, features) if data[begin] == _BRACE else at
    for pattern in (_WIKI, _HIGHLIGHT, _CRITIC, _COMMENT, _BLOCK_ID):
        found = pattern.match(data, begin)
        if found is not None:
            break
    else:
        return _braced(page, begin, at, masks, features) if data[begin] == _BRACE else at
    shown = next((number for number in range(1, (found.lastindex or 0) + 1) if found[number]), 0)
    if pattern is _WIKI:
        shown = 2 if found[2] else 0
    if not shown:
        hide = Hide.OPAQUE if pattern is _WIKI else Hide.NOTHING
        masks.append(Mask(begin, found.end(), hide))
    else:
        start, end = found.span(shown)
        masks.append(Mask(begin, start, Hide.NOTHING))
        masks.append(Mask(end, found.end(), Hide.NOTHING))
    return found.end()


def _code(page: Ahead, begin: int, at: int) -> int:
    """Return the end of the code span or fenced code whose backticks are `begin:at`."""
    data = page.data
    if at - begin >= 3:
        low = max(0, begin - 200)
        line = max(data.rfind(b"\n", low, begin), data.rfind(b"\r", low, begin), low - 1) + 1
        if _BEFORE_FENCE.match(data, line, begin):
            end = page.next(b"\n", at, len(data))
            if data[begin] == _TILDE or b"`" not in data[at : end if end != -1 else len(data)]:
                return _fence_end(data, at, data[begin:at])
    return _code_end(page, begin, at) if data[begin] == _TICK else at


def _braced(page: Ahead, begin: int, at: int, masks: list[Mask], features: frozenset[str]) -> int:
    data = page.data
    if "brace" in features:
        end = _balanced(page, begin)
        if end:
            comment = data.startswith(b"{/*", begin)
            masks.append(Mask(begin, end, Hide.NOTHING if comment else Hide.OPAQUE))
        return end or at
    if data.startswith(b"{::", begin) and "attributes" in features:
        return _extension(page, begin, masks)
    found = _BRACED.match(data, begin)
    kind = found.lastgroup if found else None
    shell = kind == "attributes" and data[max(0, begin - 1) : begin] in (b"@", b"$")
    if kind == "string" and "print" in features:
        return _string(page, begin, masks)
    if found is None or kind is None or kind not in features or shell:
        return begin + 1
    if kind == "attributes":
        first, end = _heading_end(data, begin), found.end()
        title = _CALLOUT_TITLE.match(data, begin, end)
        if title is not None and data[:begin].endswith((b"::: ", b":::")):
            masks.append(Mask(first, title.start(1), Hide.NOTHING))
            first = title.end(1)
        masks.append(Mask(first, end, Hide.NOTHING))
        return end
    if kind == "role":
        return _role(page, begin, found.end(), masks)
    return _template(page, begin, found.end(), kind, masks)


def _extension(page: Ahead, begin: int, masks: list[Mask]) -> int:
    """Mask an extension of kramdown, with what it holds: `{::comment}…{:/comment}`."""
    found = _EXTENSION.match(page.data, begin)
    if found is None:
        return begin + 1
    end = found.end()
    if found["held"]:
        close = page.next(b"{:/", end)
        last = page.data.find(b"}", close, close + 20) if close != -1 else -1
        if last == -1:
            return end
        end = last + 1
    masks.append(Mask(begin, end, Hide.NOTHING))
    return end


def _string(page: Ahead, begin: int, masks: list[Mask]) -> int:
    """Mask a string that is all a component holds, as MDX writes code: ``<Code>{`…`}</Code>``."""
    data = page.data
    end = page.next(b"`}", begin + 2)
    before, after = data[max(0, begin - 20) : begin].rstrip(), data[end + 2 : end + 22].lstrip()
    if end == -1 or not before.endswith(b">") or not after.startswith(b"</"):
        return begin + 1
    masks.append(Mask(begin, end + 2, Hide.OPAQUE))
    return end + 2


def _heading_end(data: bytes, begin: int) -> int:
    """Return where the closing hashes before a heading's attributes begin, `begin` without any."""
    low = max(0, begin - 20)
    closing = _CLOSING_HASHES.search(data, low, begin)
    if closing is None:
        return begin
    line = max(data.rfind(b"\n", 0, begin), data.rfind(b"\r", 0, begin)) + 1
    return closing.start() if _HEADING.match(data, line, closing.start()) else begin


def _fence_end(data: bytes, at: int, ticks: bytes) -> int:
    closer = ticks
    while True:
        at = data.find(closer, at)
        if at == -1:
            return len(data)
        line = data.rfind(b"\n", max(0, at - 200), at) + 1
        end = data.find(b"\n", at)
        end = end if end != -1 else len(data)
        if not data[line:at].strip(b" \t>") and not data[at:end].strip(ticks[:1]).strip():
            return end
        at = end


def _code_end(page: Ahead, begin: int, at: int) -> int:
    """Return the end of the code span whose opening backticks are `begin:at`, or `at`."""
    data = page.data
    ticks = data[begin:at]
    limit = at + LIMIT
    while True:
        close = page.next(ticks, at, limit - at)
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
    return opened if _BROKEN.search(data, opened, close) else at


def _template(page: Ahead, begin: int, at: int, kind: str, masks: list[Mask]) -> int:
    data = page.data
    captured = _CAPTURE.match(data, begin) if kind == "tag" else None
    if captured is not None:
        masks.append(Mask(begin, captured.end(), Hide.OPAQUE))
        return captured.end()
    block = _VERBATIM.match(data, begin)
    closers = (data[at - 1 : at].replace(b"<", b">") + b"}}",) if kind == "hugo" else _CLOSERS[kind]
    comment = kind == "print" and _GO_COMMENT.match(data, begin) is not None
    end = page.next(closers[0], max(page.next(b"*/", at), at) if comment else at)
    if end == -1 or (kind == "print" and not comment and _BLANK.search(data, at, end)):
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


def _role(page: Ahead, begin: int, at: int, masks: list[Mask]) -> int:
    """Mask a MyST role; what a reader of the page sees of it stays prose."""
    data = page.data
    ticks = at
    while data[ticks : ticks + 1] == b"`":
        ticks += 1
    end = _code_end(page, at, ticks)
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


def _balanced(page: Ahead, begin: int) -> int:
    """Return the end of the MDX expression that starts at `begin`, 0 if it has none."""
    data = page.data
    if not page.tries:
        return 0
    depth = 0
    for found in _BRACES.finditer(data, begin, min(len(data), begin + LIMIT)):
        what = found.group()
        if what == b"{":
            depth += 1
        elif what == b"}":
            depth -= 1
            if depth == 0:
                return found.end()
    page.tries -= 1
    return 0


_BRACES = lazy(
    rb"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/", re.DOTALL
)


def _simple(page: Ahead, begin: int, end: int, features: frozenset[str]) -> Mask | None:
    """Return the mask of what starts with a bracket, colon, plus or backslash."""
    data = page.data
    first = data[begin : begin + 1]
    if first == b"[":
        return _bracket(data, begin, features)
    if first == b"\\":
        if "math" not in features or data[begin + 1 : end] not in (b"(", b"["):
            return None
        closer = b"\\)" if data[end - 1 : end] == b"(" else b"\\]"
        close = page.next(closer, end, 2000)
        inner = data[end:close]
        linked = data[close + 2 : close + 3] in (b"(", b"[")
        if close == -1 or linked or _BLANK.search(inner) or not _LATEX.search(inner):
            return None
        return Mask(begin, close + 2, Hide.CODE)
    if first == b"+":
        keys = _KEYS.match(data, begin)
        if keys is None or "keys" not in features:
            return None
        end = keys.end()
    elif "emoji" not in features:
        return None
    before, after = data[begin - 1 : begin], data[end : end + 1]
    if first == b":":
        chained = _EMOJI.match(data, end - 1) is not None or _after_emoji(data, begin)
        if (b":" in (before, after) and not chained) or _is_option(data, begin):
            return None
    if before.isalnum() or after.isalnum():
        return None
    return Mask(begin, end, Hide.OPAQUE if first == b":" else Hide.CODE)


_EMOJI = lazy(rb":?(:[a-z][a-z0-9_+-]{0,40}:)(?![\w])")
_EMOJI_BEFORE = lazy(rb":[a-z][a-z0-9_+-]{0,40}:\Z")


def _after_emoji(data: bytes, begin: int) -> bool:
    """Return whether another emoji's code ends where one begins."""
    return _EMOJI_BEFORE.search(data, max(0, begin - 44), begin) is not None


_OPTION_BEFORE = lazy(
    rb":{3}[ \t]*\{[^{}\r\n]*\}[^\r\n]*(?:\r\n|\n|\r)"
    rb"(?:[ \t]*:[\w-]+:[^\r\n]*(?:\r\n|\n|\r))*[ \t]*\Z"
)
_OPTIONS = 500
"""Bytes of the longest head of a directive."""


def _is_option(data: bytes, begin: int) -> bool:
    """Return whether an option of a directive between colons begins: `:class: dropdown`."""
    head = data[max(0, begin - _OPTIONS) : begin]
    return b":::" in head and _OPTION_BEFORE.search(head) is not None


def _bracket(data: bytes, begin: int, features: frozenset[str]) -> Mask | None:
    learn = _LEARN.match(data, begin)
    if learn is not None:
        return Mask(begin, learn.end(), Hide.OPAQUE) if "learn" in features else None
    shortcode = _SHORTCODE.match(data, begin) if "shortcode" in features else None
    if shortcode is not None:
        closer = b"[/" + shortcode[1] + b"]"
        end = data.find(closer, shortcode.end())
        return None if end == -1 else Mask(begin, end + len(closer), Hide.OPAQUE)
    callout = _CALLOUT.match(data, begin)
    if callout is None or "callout" not in features or _ALERT.match(data, begin):
        return None
    line = data.rfind(b"\n", max(0, begin - 100), begin) + 1
    before = data[line:begin].removeprefix(BOM_UTF8)
    if b">" not in before or before.strip(b" \t>"):
        return None
    return Mask(begin, callout.end(), Hide.NOTHING)
