"""A comment that suppresses one finding, put where its reader looks for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from termcheck.core.document import Document, Kind
from termcheck.core.finding import Finding, Fix, Safety
from termcheck.core.report import Examined
from termcheck.core.source import Source, Span
from termcheck.core.suppressions import key_of
from termcheck.fixer.splice import splice
from termcheck.readers.mdx import is_mdx

_ENDS = b" \t|"


def suppression(
    document: Document, finding: Finding, reason: str, others: Iterable[Finding] = ()
) -> Fix | None:
    """Return the insertion that suppresses a finding and, of `others`, no other one.

    It names the term or check, and whom the claim is about or the words, as many as it takes. The
    comment stands at the end of the line, in a table before the last bar; of a heading, whose
    anchor it would get into, on a line before. None in front matter, where it would be shown, and
    where no words tell the finding from another.
    """
    kind = _kind_at(document, finding.span)
    if kind is Kind.FRONT_MATTER:
        return None
    source = document.source
    number = source.line_of(finding.span.start)
    start, text = source.line_starts[number - 1], source.line_text(number).encode()
    line = Span(start, start + len(text))
    found = [
        other
        for other in others
        if line.start <= other.span.start < line.end and _key(other) != _key(finding)
    ]
    named = next(
        (
            (name, quote)
            for quote in _quotes(source, finding, line)
            for name in dict.fromkeys((finding.term or finding.check, finding.check))
            if not any(_hidden(source, finding, name, quote, line) for finding in found)
        ),
        None,
    )
    if named is None:
        return None
    said = " ".join(reason.replace("--", "—").split())
    told = f'{named[0]} "{named[1]}"' + (f": {said}" if said else "")
    title = f"Suppress `{named[0]}` for `{named[1]}` here"
    opening, closing = _comment(source)
    if kind is Kind.HEADING:
        indent = source.line_text(number)[: -len(source.line_text(number).lstrip(" >"))] or ""
        comment = f"{indent}{opening} termcheck: ignore-next-line {told} {closing}"
        return Fix(Span(start, start), f"{comment}{_newline(source)}", title, Safety.UNSAFE)
    end = line.end
    if text.rstrip().endswith(b"|"):
        while text and text[-1] in _ENDS:
            text, end = text[:-1], end - 1
    comment = f" {opening} termcheck: ignore {told} {closing}"
    return Fix(Span(end, end), comment, title, Safety.UNSAFE)


def _comment(source: Source) -> tuple[str, str]:
    name = source.path.lower()
    mdx = name.endswith((".md", ".mdx")) and is_mdx(source)
    return ("{/*", "*/}") if mdx else ("<!--", "-->")


def _quotes(source: Source, finding: Finding, line: Span) -> Iterator[str]:
    """Yield what may tell a finding from others: whom it is about, its words, more and more."""
    unfit = re.compile(r'["“”|]|--|\*/')
    if finding.about and not unfit.search(finding.about) and key_of(finding.about):
        yield finding.about
    start, end = max(finding.span.start, line.start), min(finding.span.end, line.end)
    before = source.data[line.start : start].decode("utf-8")
    words = source.data[start:end].decode("utf-8")
    after = source.data[end : line.end].decode("utf-8")
    if unfit.search(words) or not words.strip():
        return
    lead = unfit.split(before)[-1].split(" ")
    trail = unfit.split(after)[0].split(" ")
    for more in range(len(lead) + len(trail)):
        left = " ".join(lead[max(0, len(lead) - 1 - more) :]) if more else ""
        right = " ".join(trail[: more + 1]) if more else ""
        yield f"{left}{words}{right}".strip()


def _hidden(source: Source, other: Finding, name: str, quote: str, line: Span) -> bool:
    """Return whether a suppression with one quotation hides another finding on its line."""
    if name not in (other.check, other.term):
        return False
    if key_of(quote) in (key_of(other.subject), key_of(other.about)) and key_of(quote):
        return True
    passage = re.compile(rb"\s+".join(map(re.escape, quote.encode().split())))
    return any(
        match.start() <= other.span.start < match.end()
        for match in passage.finditer(source.data, line.start, line.end)
    )


def suppressed(
    source: Source, finding: Finding, fix: Fix, examine: Callable[[Source], Examined]
) -> Source | None:
    """Return the document with a suppression in it, None where it does not hide just the finding.

    Everything else must be found as before.
    """
    now = replace(source, data=splice(source.data, [fix]).data)
    before, after = (Counter(map(_key, examine(text).findings)) for text in (source, now))
    by = len(now.data) - len(source.data)
    wanted = Counter(
        {
            (start + by if start >= fix.span.start else start, *rest): many
            for (start, *rest), many in (before - Counter([_key(finding)])).items()
        }
    )
    return now if after == wanted else None


def _key(finding: Finding) -> tuple[int, str, str, str, str]:
    return finding.span.start, finding.check, finding.term, finding.subject, finding.actual


def _kind_at(document: Document, span: Span) -> Kind | None:
    return next(
        (
            block.kind
            for block in document.blocks
            if block.segments
            and block.segments[0].source_start <= span.start < block.segments[-1].source_end
        ),
        None,
    )


def _newline(source: Source) -> str:
    return "\r\n" if b"\r\n" in source.data else "\n"
