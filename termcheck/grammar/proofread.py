"""Grammar of many documents at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from termcheck.checks.check import Page
from termcheck.core.document import Document
from termcheck.core.report import Remarks
from termcheck.grammar.ask import Asked, Oracle
from termcheck.grammar.match import Match
from termcheck.grammar.passage import GrammarPassage, is_prose
from termcheck.grammar.protected import Protected
from termcheck.grammar.remark import counts, finding

if TYPE_CHECKING:
    from termcheck.core.finding import Finding

LANGUAGE_KEYS = ("lang", "language", "locale")
"""Front matter fields that name the language."""
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def proofread(pages: Sequence[Page], oracle: Oracle) -> list[Remarks]:
    """Return what LanguageTool says of every document; never fails, but may have notices."""
    places = [
        (number, at)
        for number, page in enumerate(pages)
        for at, block in enumerate(page.document.blocks)
        if is_prose(block)
    ]
    languages = [_language(page, oracle.config.language) for page in pages]
    asked = [
        Asked(GrammarPassage(pages[number].document.blocks[at]), languages[number])
        for number, at in places
    ]
    told: list[dict[int, tuple[Match, ...]]] = [{} for _ in pages]
    missing: set[int] = set()
    for (number, at), question, matches in zip(places, asked, oracle.ask(asked), strict=True):
        if matches is None:
            missing.add(number)
        elif some := tuple(match for match in matches if counts(match, question.passage)):
            told[number][at] = some
    results = []
    for number, page in enumerate(pages):
        notices = (oracle.failure or oracle.unknown(languages[number]),)
        results.append(
            Remarks(
                tuple(_findings(page, told[number], languages[number])),
                notices if number in missing else (),
            )
        )
    if results and oracle.notices:
        # Told once, with the first document: what has a notice is not kept.
        results[0] = Remarks(results[0].findings, (*results[0].notices, *oracle.take_notices()))
    return results


def _findings(page: Page, told: dict[int, tuple[Match, ...]], language: str) -> list[Finding]:
    if not told:
        return []
    protected = Protected(page.document, page.engine, names=page.options.claims)
    return [
        finding(page, match, page.document.blocks[at], language)
        for at, matches in told.items()
        for match in matches
        if not protected.covers(at, match)
    ]


def _language(page: Page, configured: str) -> str:
    """Return the language of a document, with the usual country where it names none."""
    usual = page.options.language or configured
    own = page.document.language or _declared(page.document)
    same = usual.replace("_", "-").lower().split("-")[0] == own.lower()
    return usual if same or not own else own


def _declared(document: Document) -> str:
    """Return the language that the front matter names, empty if none."""
    values = (document.front_matter.get(key) for key in LANGUAGE_KEYS)
    return next((value for value in values if isinstance(value, str) and _TAG.fullmatch(value)), "")
