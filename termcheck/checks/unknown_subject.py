"""A block that asks for the label of a subject nobody recorded, or whose facts are too old."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from termcheck.checks.base import Check
from termcheck.checks.stale_evidence import CHECK as STALE
from termcheck.core.document import Document
from termcheck.core.finding import Evidence, Finding, Fix, Safety, Severity
from termcheck.core.source import Source, Span
from termcheck.readers import READERS
from termcheck.readers.fences import MARKER, Word, find_fences

if TYPE_CHECKING:
    from termcheck.facts.facts import Facts
    from termcheck.glossary.model import Glossary

CHECK = Check(
    id="unknown-subject",
    summary="A label or table is asked for a subject, definition or term that is not recorded.",
    why="There is nothing to show, so that the page has a gap.",
)


def run(
    document: Document, glossary: Glossary, facts: Callable[[], Facts], today: datetime.date
) -> Iterator[Finding]:
    """Yield a finding for each name in a block of the document that cannot be shown as it is.

    Facts whose check is older than the glossary's `stale-after` are a `stale-evidence` warning.
    """
    source = document.source
    markdown = READERS.get(PurePosixPath(source.path).suffix.lower()) == "markdown"
    if not markdown or MARKER.encode() not in source.data:
        return
    text = source.data.decode("utf-8", "replace")
    for fence in find_fences(text):
        if fence.kind == "glossary":
            for word in fence.names:
                if word.text not in glossary.terms:
                    yield _unknown(source, text, word, "term", glossary.terms)
            continue
        known = facts()
        for word in fence.definitions:
            if word.text.partition("/")[0] not in known.definitions:
                yield _unknown(source, text, word, "definition", known.definitions)
        for word in fence.names:
            yield from _subject(source, text, word, known, glossary.settings.stale_after, today)


def _subject(
    source: Source, text: str, word: Word, facts: Facts, days: int, today: datetime.date
) -> Iterator[Finding]:
    subject = facts.find(word.text)
    if subject is None:
        names = (name for one in facts.subjects.values() for name in (one.name, one.id))
        yield _unknown(source, text, word, "subject", names)
    elif days > 0 and subject.verified is not None and (today - subject.verified).days > days:
        age = (today - subject.verified).days
        yield Finding(
            check=STALE.id,
            term="",
            span=_span(text, word),
            actual=word.text,
            message=f"Unexpected {age} days since the facts about {subject.name} were checked, "
            f"expected {days} or fewer",
            severity=Severity.WARNING,
            note=f"Check the licence and components of {subject.name} again and record the day.",
            subject=subject.id,
            evidence=tuple(
                Evidence(f"recorded {subject.verified}", url) for url in subject.addresses[:3]
            ),
        )


def _unknown(source: Source, text: str, word: Word, what: str, known: Iterable[str]) -> Finding:
    span = _span(text, word)
    near = difflib.get_close_matches(word.text, list(known), n=1, cutoff=0.6)
    wanted = f"`{near[0]}`" if near else f"a recorded {what}"
    fixes = [Fix(span, one, f"Replace with `{one}`", Safety.SHOWN) for one in near]
    return Finding(
        check=CHECK.id,
        term="",
        span=span,
        actual=word.text,
        message=f"Unexpected {what} `{word.text}`, expected {wanted}",
        severity=CHECK.severity,
        note=f"Record the {what}, or name one that is recorded.",
        fixes=tuple(fixes),
        expected=tuple(near),
        verbatim=source.slice(span) == word.text,
    )


def _span(text: str, word: Word) -> Span:
    start = len(text[: word.start].encode())
    return Span(start, start + len(text[word.start : word.end].encode()))
