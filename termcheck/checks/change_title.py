"""Whether a block is the title of a change: an item of a change log, made of commits or issues.

`- [d692f4546c] - doc: describe urls (A. Writer) #17261`, `fix: load json files`,
`* Escape html in titles (#4307)`

A title that opens with where it is from, or is the text of a link to it, is quoted: nobody writes
it anew. What only ends with a number may be the log's own words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from termcheck.core.document import OPAQUE, Block, Document, Kind, MarkKind
from termcheck.core.patterns import lazy
from termcheck.core.source import Span

_LISTED = (Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.TITLE)
_HASH = r"(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}"
_TICKET = r"[A-Z][A-Z0-9]{3,15}-\d{3,6}"
_BY = r"(?: (?:by |thanks )?@?[\w-]+| \([\w\[\]-]+\))?"
_NUMBERS = lazy(
    rf"(?:[\s(\[,](?:[\w./-]{{0,60}}#\d{{1,7}}|(?:GH|PR|MR)-?\d+|{_HASH}){_BY}"
    rf"|/(?:pull|issues|commit|merge_requests)/\w+|\({OPAQUE}(?:,? {OPAQUE})*\)|\(@[\w-]+)"
    r"[\])\s.,;]*(?:\(@[\w-]+(?:, @[\w-]+)*\))?\Z"
)
"""At the end; a role that shows no number is opaque: ``(:gh:`405`)``."""
_OPENS = lazy(
    rf"\W*(?:\d{{4}}-\d\d-\d\d\W+)?(?:#\d{{2,7}}\b|(?i:GH)-\d|{_HASH}\b|{_TICKET}(?=\W|$)"
    r"|(?:build|chore|ci|docs?|feat|fix|perf|refactor|revert|style|test)(?:\([^()]*\))?!?: )"
)
_OF_COMMIT = lazy(
    r"\W*(?:[\w*/.,-]+: .{3,}\([A-Z][\w.'-]*(?: [\w.'-]+)+\)\Z|CVE-\d+-\d+\W+[\w*/.,-]+: )"
)
_GENERATED = lazy(rf" by @[\w-]+ in \S| {OPAQUE} by {OPAQUE}")
"""As GitHub ends what it lists in notes of a release."""
_LINKED = lazy(r"(?:#?\d{2,7}|[A-Z][A-Z0-9]{1,15}-\d{1,6})\b")
_LINKED_END = lazy(r"(?:\((?=\d+\)))?(\d{2,7}|[A-Z][A-Z0-9]{1,9}-\d{1,6})\W*\Z")
_LOG = lazy(
    r"(?:(?i:change[-_]?logs?|changes|history(?!-of)|release[-_]?notes?|what[-_]?s[-_]?new)|NEWS)(?![a-z])"
    r"|v?\d+\.\d[\w.]*[-_](?i:(?:release[-_]?)?notes?|changes|changelog)(?![a-z])"
)
"""What files are called that tell what changed: `CHANGELOG.md`, `1.26.0-notes.rst`."""
_LOG_END = lazy(r"(?i)[-_. ]change[-_]?log$")
_LOG_FOLDER = lazy(r"(?:\d+[-_])?(?i:change[-_]?logs?|rel(?:ease)?[-_]?notes?|what[-_]?s[-_]?new)")
"""What folders of such files are called."""
_VERSIONS_FOLDER = lazy(r"(?i:changes|news|releases)")
_VERSION = lazy(r"v?\d+\.\d")
"""Folders that are so where a file is called after a version: `changes/1.5.rst`."""
_CHANGE = rb"/(?:pull|issues|merge_requests|commit|discussions)/(?:\d|[0-9a-f]{7})"
_LEADS_AFTER = lazy(rb"[*_`~]{0,3}(?:\]\(|[ \t\r\n]+)<?https?://[^\s()<>]{1,200}" + _CHANGE)
_LEADS_BEFORE = lazy(rb"href=[\"'][^\"'<>]{1,200}" + _CHANGE + rb"[^<>]{0,200}>\Z")
_PAPERS = (
    rb"https?://(?:[\w-]+\.){0,2}(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|nips\.cc"
    rb"|neurips\.cc|mlr\.press|acm\.org|ieee\.org|springer\.com|nature\.com|jmlr\.org|usenix\.org)/"
)
"""Where papers are kept."""
_WORK_AFTER = lazy(rb"[*_`~]{0,3}(?:\]\(|[ \t\r\n]+)<?" + _PAPERS)
_WORK_BEFORE = lazy(rb"href=[\"']" + _PAPERS + rb"[^<>]{0,200}>\Z")
_SHORTEST_TITLE = 4
"""Words: fewer in a link to a paper say what it is about, `[the QLoRA paper](…)`."""
_SAYS_SO = lazy(r"(?i)\b(?:issues?|pull requests?|PRs?|discussions?|tickets?|commits?)\b")
"""What the text of a link to a change is that does not repeat its title."""
_AUTHOR = (
    r"(?:(?:[A-Z]\. ?){1,3}[A-Z][\w'’-]+|[A-Z][\w'’-]+,(?: [A-Z]\.){1,3}"
    r"|[A-Z][\w'’-]+ [A-Z]{1,3}\b\.?)"
)
_CITED = lazy(
    rf"\W*(?:\d+[.\])]? )?{_AUTHOR}(?:(?:,|,? and|,? &|;) {_AUTHOR}){{0,20}}"
    r"(?:,? et al\.)?,? \(?(?:19|20)\d\d[a-z]?\b"
)
"""Authors and a year, at the start."""
_REACH = 400
"""Bytes before a link in which its address is looked for, in HTML."""
_FIXED = lazy(r"(?i)rfc-?\d{3,5}\.\w+\Z")
"""What files are called that are never changed: `rfc1951.txt`."""
_TAIL = 80
"""Characters at the end of a block in which the number of a change is looked for."""
_LONGEST = 600
"""Characters; what is longer is told, not listed."""


def _may_be_title(block: Block) -> bool:
    return block.kind in _LISTED and bool(block.text.strip()) and len(block.text) <= _LONGEST


def _is_quoted(block: Block) -> bool:
    """Whether a short text begins with a change's number, hash or kind, or ends with its author."""
    text = block.text.strip()
    if not _may_be_title(block):
        return False
    opens = any(found.match(text) for found in (_OPENS, _OF_COMMIT))
    return opens or _opens_by_link(block) or _GENERATED.search(text) is not None


def log_entries(document: Document) -> Iterator[Span]:
    """Yield where is told what changed: in short texts that end with the number of a change.

    So is all that stands in a file that is called a change log, or in a folder of release notes.
    """
    whole = is_log(document.source.path)
    for block in document.blocks:
        text = block.text.strip()
        numbered = _may_be_title(block) and (
            _ends_by_link(block) or _NUMBERS.search(text, max(0, len(text) - _TAIL)) is not None
        )
        if block.text and (whole or numbered):
            yield block.span(0, len(block.text))
        else:
            yield from (span for span, _ in _linked_titles(block, document.source.data))


def titles(document: Document) -> Iterator[Span]:
    """Yield where titles of changes and of works that are cited stand, or works as a whole."""
    data = document.source.data
    fixed = _FIXED.match(PurePosixPath(document.source.path).name) is not None
    rows = {
        (block.cell.table, block.cell.row)
        for block in document.blocks
        if block.cell is not None and _is_number(block, data)
    }
    for block in document.blocks:
        if not block.text:
            continue
        in_row = block.cell is not None and (block.cell.table, block.cell.row) in rows
        if fixed or in_row or _is_quoted(block) or _is_cited_work(block):
            yield block.span(0, len(block.text))
        else:
            yield from (span for span, whole in _linked_titles(block, data) if whole)


def _linked_titles(block: Block, data: bytes) -> Iterator[tuple[Span, bool]]:
    """Yield the texts of links that repeat the titles of changes and papers they lead to.

    `[fix the url](…/pull/7)`, `[Efficient Finetuning of Quantized LLMs](https://arxiv.org/…)`

    With each, whether it surely does: a paper's does, a change's where there is little else.
    """
    for mark in block.marks:
        text = block.text[mark.start : mark.end]
        if mark.kind is not MarkKind.LINK or " " not in text or _SAYS_SO.search(text):
            continue
        span = block.span(mark.start, mark.end)
        if _may_be_work(text) and _leads(data, span, _WORK_BEFORE, _WORK_AFTER):
            yield span, True
        elif _leads(data, span, _LEADS_BEFORE, _LEADS_AFTER):
            yield span, 2 * len(text) > len(block.text)


def _may_be_work(text: str) -> bool:
    return text[:1].isupper() and len(text.split()) >= _SHORTEST_TITLE


def _leads(data: bytes, span: Span, before: re.Pattern[bytes], after: re.Pattern[bytes]) -> bool:
    """Whether the address beside a link's text is one of a kind."""
    if after.match(data, span.end) is not None:
        return True
    return before.search(data, max(0, span.start - _REACH), span.start) is not None


def _is_number(block: Block, data: bytes) -> bool:
    """Whether a cell holds nothing but a link to a change: `[#14358](…)`."""
    text = block.text
    if not text or not block.marked_whole(0, len(text), MarkKind.LINK):
        return False
    if _LINKED.fullmatch(text) is None:
        return False
    return text[0] == "#" or _LEADS_AFTER.match(data, block.span(0, len(text)).end) is not None


def _is_cited_work(block: Block) -> bool:
    """Whether a text is an entry of a bibliography: `R. Moore (2014) PDF/A-3u as …`."""
    return len(block.text) < _LONGEST and _CITED.match(block.text) is not None


@functools.lru_cache(maxsize=1000)
def is_log(path: str) -> bool:
    """Return whether a file tells what changed, by its name or its folder's."""
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts:
        return False
    folders = parts[:-1]
    if _LOG.match(parts[-1]) is not None or any(map(_LOG_FOLDER.fullmatch, folders)):
        return True
    if _LOG_END.search(PurePosixPath(parts[-1]).stem):
        return True
    return _VERSION.match(parts[-1]) is not None and any(map(_VERSIONS_FOLDER.fullmatch, folders))


def _opens_by_link(block: Block) -> bool:
    """Whether a link whose text is a number opens a block: `[6998](…) Update the schema`."""
    number = _LINKED.match(block.text)
    return number is not None and block.marked_whole(0, number.end(), MarkKind.LINK)


def _ends_by_link(block: Block) -> bool:
    """Whether a link at its end is one: `Paste images ([5598](…))`, `Paste them [KEY-12](…)`."""
    number = _LINKED_END.search(block.text)
    return number is not None and block.marked_whole(*number.span(1), MarkKind.LINK)
