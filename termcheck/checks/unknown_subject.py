"""A block that asks for the label of a subject nobody recorded, or whose facts are too old."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from termcheck.checks.check import Check, CheckExample, Excerpt, Page
from termcheck.checks.stale_evidence import CHECK as STALE
from termcheck.core.finding import Evidence, Finding, Fix, Safety, Severity
from termcheck.core.source import Span
from termcheck.readers import is_markdown
from termcheck.readers.fences import MARKER, Word, find_fences


def find(page: Page) -> Iterator[Finding]:
    """Yield a finding for each name in a block of the document that cannot be shown as it is.

    Facts whose check is older than the glossary's `stale-after` are a `stale-evidence` warning.
    """
    source = page.document.source
    if not is_markdown(source.path) or MARKER.encode() not in source.data:
        return
    text = source.data.decode("utf-8", "replace")
    for fence in find_fences(text):
        if fence.kind == "glossary":
            for word in fence.names:
                if word.text not in page.glossary.terms:
                    yield _unknown(page, _place(text, word), "term", page.glossary.terms)
            continue
        for word in fence.definitions:
            if word.text.partition("/")[0] not in page.facts.definitions:
                where = _place(text, word)
                yield _unknown(page, where, "definition", page.facts.definitions)
        for word in fence.names:
            yield from _subject(page, _place(text, word))


def _subject(page: Page, where: Excerpt) -> Iterator[Finding]:
    subject, days = page.facts.find(where.actual), page.glossary.settings.stale_after
    if subject is None:
        names = (
            name for subject in page.facts.subjects.values() for name in (subject.name, subject.id)
        )
        yield _unknown(page, where, "subject", names)
    elif days > 0 and subject.verified is not None and (page.today - subject.verified).days > days:
        age = (page.today - subject.verified).days
        yield page.finding(
            STALE,
            where,
            f"Unexpected {age} days since the facts about {subject.name} were checked, "
            f"expected {days} or fewer",
            severity=Severity.WARNING,
            note=f"Check the licence and components of {subject.name} again and record the day.",
            subject=subject.id,
            evidence=tuple(
                Evidence(f"recorded {subject.verified}", url) for url in subject.addresses[:3]
            ),
        )


def _unknown(page: Page, where: Excerpt, what: str, known: Iterable[str]) -> Finding:
    near = difflib.get_close_matches(where.actual, list(known), n=1, cutoff=0.6)
    expected = f"`{near[0]}`" if near else f"a recorded {what}"
    return page.finding(
        CHECK,
        where,
        f"Unexpected {what} `{where.actual}`, expected {expected}",
        note=f"Record the {what}, or name one that is recorded.",
        fixes=tuple(Fix(where.span, name, f"Replace with `{name}`", Safety.SHOWN) for name in near),
        expected=tuple(near),
    )


def _place(text: str, word: Word) -> Excerpt:
    start = len(text[: word.start].encode())
    written = text[word.start : word.end]
    return Excerpt(Span(start, start + len(written.encode())), word.text, written == word.text)


CHECK = Check(
    id="unknown-subject",
    summary="A label or table is asked for a subject, definition or term that is not recorded.",
    why="There is nothing to show, so that the page has a gap.",
    document=find,
    examples=(
        CheckExample(
            "```termcheck-label\nPaperplan\n```",
            "```termcheck-label\nPaperplane\n```",
        ),
    ),
)

CHECKS = (CHECK,)
