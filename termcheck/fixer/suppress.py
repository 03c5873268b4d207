"""A comment that suppresses one finding, put where its reader looks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from termcheck.core.document import Document, Kind
from termcheck.core.finding import Finding, Fix, Safety
from termcheck.core.report import Examined
from termcheck.core.source import Source, Span
from termcheck.fixer.splice import splice

_ENDS = b" \t|"


def suppression(document: Document, finding: Finding, reason: str) -> Fix | None:
    """Return the insertion that suppresses a finding's check or term on its line.

    The comment stands at the end of the line, in a table before the last bar; of a heading, whose
    anchor it would get into, on a line before. None in front matter, where it would be shown.
    """
    kind = _kind_at(document, finding.span)
    if kind is Kind.FRONT_MATTER:
        return None
    source = document.source
    name = finding.term or finding.check
    said = " ".join(reason.replace("--", "—").split())
    told = f"{name}: {said}" if said else name
    title = f"Suppress `{name}` here"
    line = source.line_of(finding.span.start)
    start = source.line_starts[line - 1]
    if kind is Kind.HEADING:
        indent = source.line_text(line)[: -len(source.line_text(line).lstrip(" >"))] or ""
        comment = f"{indent}<!-- termcheck: ignore-next-line {told} -->{_newline(source)}"
        return Fix(Span(start, start), comment, title, Safety.UNSAFE)
    last = source.line_of(max(finding.span.start, finding.span.end - 1))
    text = source.line_text(last).encode()
    end = source.line_starts[last - 1] + len(text)
    if text.rstrip().endswith(b"|"):
        while text and text[-1] in _ENDS:
            text, end = text[:-1], end - 1
    return Fix(Span(end, end), f" <!-- termcheck: ignore {told} -->", title, Safety.UNSAFE)


def suppressed(
    source: Source, finding: Finding, fix: Fix, examine: Callable[[Source], Examined]
) -> Source | None:
    """Return the document with a suppression in it, None where it does not suppress the finding."""
    now = replace(source, data=splice(source.data, [fix]).data)
    before, after = examine(source), examine(now)
    same = (finding.check, finding.term, finding.actual)
    count = [
        sum((one.check, one.term, one.actual) == same for one in examined.findings)
        for examined in (before, after)
    ]
    return now if count[1] < count[0] and len(after.findings) < len(before.findings) else None


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
