"""What a run has to know of a glossary when no file has to be looked at: little, and at once.

Loading even a compiled glossary takes longer than finding out that nothing has changed. A card is
kept beside the results, with size and times of every file the glossary was made of.
"""

from __future__ import annotations

import contextlib
import datetime
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termcheck.cache import cards
from termcheck.core.report import ExampleHelp, TermHelp

if TYPE_CHECKING:
    from termcheck.glossary.model import Glossary
    from termcheck.match.compiled_glossary import Engine


@dataclass(frozen=True)
class Card:
    """The parts of a glossary that a report and the cache need."""

    digest: str
    """Of everything in its files."""
    title: str
    version: str
    days: list[str]
    """Dates (ISO) from which on the same text may get other findings."""
    daily: bool
    """Whether that may be so every day."""
    terms: dict[str, list[Any]]
    """What `term_help` tells, by term id."""

    def epoch(self, today: datetime.date) -> str:
        """Return what changes on the days on which the same text may get other findings."""
        if self.daily:
            return today.isoformat()
        return str(sum(day <= today.isoformat() for day in self.days))

    @property
    def ids(self) -> set[str]:
        """Every check and term id."""
        from termcheck.checks.registry import BY_ID

        return {*self.terms, *BY_ID}

    def term_help(self, name: str) -> TermHelp | None:
        """Return what readers are told about a term, None if there is none of that id."""
        row = self.terms.get(name)
        if row is None:
            return None
        title, meaning, why, url, sources, owner, examples = row
        shown = tuple(ExampleHelp(*example) for example in examples)
        return TermHelp(name, title, meaning, why, url, tuple(sources), owner, shown)


def card_of(path: Path | None, load: Callable[[], Engine]) -> tuple[Card, Engine | None]:
    """Return the card of a glossary, with its engine if that had to be loaded.

    `path` is where the card is kept, see `cards.card_path`, None if nothing is.
    """
    kept = cards.recall(path) if path is not None else None
    if kept is not None:
        with contextlib.suppress(TypeError, LookupError, AttributeError):
            found = Card(**kept)
            if _is_whole(found):
                return found, None
    started = time.time_ns()
    engine = load()
    card = make_card(engine.glossary)
    if path is not None:
        cards.keep(path, vars(card), engine.glossary.files, started)
    return card, engine


def _is_whole(card: Card) -> bool:
    """Return whether everything in a card that was kept is of the kind it has to be."""
    texts = (card.digest, card.title, card.version, *card.days, *card.terms)
    rows = all(
        len(row) == 7
        and all(isinstance(text, str) for text in (*row[:4], *row[4], row[5]))
        and all(
            len(three) == 3 and all(isinstance(text, str) for text in three) for three in row[6]
        )
        for row in card.terms.values()
    )
    return rows and all(isinstance(text, str) for text in texts) and isinstance(card.daily, bool)


def make_card(glossary: Glossary) -> Card:
    """Return the card of a loaded glossary."""
    return Card(
        digest=glossary.digest,
        title=glossary.title or glossary.id,
        version=glossary.version,
        days=sorted(day.isoformat() for day in _days(glossary)),
        daily=bool(glossary.settings.stale_after),
        terms={
            term.id: [
                term.term,
                term.meaning,
                term.why,
                term.help_url,
                list(term.sources),
                term.owner,
                [[example.bad, example.good, example.ok] for example in term.examples],
            ]
            for term in glossary.terms.values()
        },
    )


def _days(glossary: Glossary) -> Iterable[datetime.date]:
    for term in glossary.terms.values():
        for form in (*term.admitted, *term.deprecated, *term.superseded):
            yield from (day for day in (form.since, form.error_from) if day)
    for exemption in glossary.exemptions:
        if exemption.until:
            # The last day still counts.
            yield exemption.until + datetime.timedelta(days=1)
