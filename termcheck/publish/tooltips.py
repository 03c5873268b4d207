"""Tooltips: the first use of each term on a page leads to its entry and shows what it means.

The page's HTML is read like any other document, so that headings, links and code are left alone
and a term is found exactly where a check would find it; the rest of the page stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable

from termcheck import readers
from termcheck.checks.conditions import applicable
from termcheck.claims.sentences import sentences
from termcheck.core.document import Block, Document, Kind, MarkKind
from termcheck.core.html import filled
from termcheck.core.source import Source, Span
from termcheck.glossary.inflect import inflections
from termcheck.glossary.lexicon import normal
from termcheck.glossary.mention import Mention
from termcheck.glossary.model import PartOfSpeech, Status, Term
from termcheck.match.compiled_glossary import Engine

_PROSE = {Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.TABLE_CELL, Kind.DEFINITION}
_TAKEN = (MarkKind.LINK, MarkKind.CODE, MarkKind.URL, MarkKind.DELETED, MarkKind.OPAQUE)
_LONG = 240
"""A meaning longer than this is cut after a sentence."""


def add_tooltips(html: str, engine: Engine, page: str, skip: Iterable[str] = ()) -> str:
    """Return HTML in which the first use of each term links to `page#term` with a tooltip.

    Only approved forms count, and not those of terms whose entry says `tooltip: false`, which have
    no meaning recorded, or which are in `skip`.
    """
    data = html.encode()
    if not engine.may_mention(data):
        return html
    document = readers.read(Source("page.html", data))
    left = {
        term.id: term
        for term in engine.glossary.terms.values()
        if term.tooltip and short_meaning(term) and term.id not in set(skip)
    }
    uses: list[tuple[Span, Term]] = []
    for mention in applicable(document, engine.matcher.scan(document)):
        term = left.get(mention.term)
        if term is not None and _explains(mention, term, document):
            block = document.blocks[mention.block]
            uses.append((block.span(mention.start, mention.end), term))
    for span, term in reversed(_first(uses)):
        data = data[: span.start] + _link(data[slice(*span)], term, page) + data[span.end :]
    return data.decode()


def _first(uses: list[tuple[Span, Term]]) -> list[tuple[Span, Term]]:
    """Return the first use of each term, of uses inside each other the longest."""
    found: list[tuple[Span, Term]] = []
    seen: set[str] = set()
    end = -1
    for span, term in sorted(uses, key=lambda use: (use[0].start, -use[0].end)):
        if term.id not in seen and span.start >= end:
            seen.add(term.id)
            end = span.end
            found.append((span, term))
    return found


def short_meaning(term: Term) -> str:
    """Return what a term means in a few words: its meaning, or its first sentences if long."""
    text = " ".join((term.meaning or term.long_form).replace("`", "").split())
    if len(text) <= _LONG:
        return text
    ends = [end for _, end in sentences(text) if end <= _LONG]
    return text[: ends[-1]].rstrip() if ends else text[: text.rindex(" ", 0, _LONG)] + " …"


def _explains(mention: Mention, term: Term, document: Document) -> bool:
    block: Block = document.blocks[mention.block]
    if mention.quoted or block.kind not in _PROSE:
        return False
    if not _approved(mention, term) or block.marked(mention.start, mention.end, *_TAKEN):
        return False
    return block.verbatim(mention.start, mention.end)


def _approved(mention: Mention, term: Term) -> bool:
    """Whether a form means the term by itself.

    The admitted forms of a term that makes claims are often wider than the term (`open` of
    anything), so that only other ways to write its own words count.
    """
    status = mention.surface.status
    if status is Status.PREFERRED:
        return True
    if status is not Status.ADMITTED:
        return False
    return not term.makes_claims or _words(mention.text) in {
        _words(text) for _, text in inflections(term.term, PartOfSpeech.NOUN)
    } | {_words(term.term)}


def _words(text: str) -> str:
    return normal(text).replace("-", " ")


def _link(words: bytes, term: Term, page: str) -> bytes:
    """Return words of a page, HTML as they are, with their tooltip."""
    meaning = short_meaning(term)
    made = filled("publish/tooltip", words=words.decode(), term=term, page=page, meaning=meaning)
    return made.encode()
