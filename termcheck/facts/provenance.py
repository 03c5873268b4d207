"""Where a fact was read: the page, whose page it is, the day, and the line that says it.

Each fact is a cell of its own: what one page says of the weights it does not say of the data.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from termcheck.typed_files.structure import key


class Basis(StrEnum):
    """Whose words a fact rests on, the surest first."""

    PRODUCER = "producer"
    """Read in the producer's own licence, repository, card or page."""
    SECONDARY = "secondary"
    """Read in a report that names the producer's page it rests on."""
    REGISTRY = "registry"
    """Read in a register that anybody may write to."""
    NONE = "none"
    """Not checked against any page."""

    @classmethod
    def former(cls) -> Mapping[str, str]:
        """Return words that files of earlier versions hold, with the ones they are read as."""
        return {"source": "producer", "general": "none"}


BASIS_WORDS = {
    Basis.PRODUCER: "read at the source",
    Basis.SECONDARY: "read in a report",
    Basis.REGISTRY: "read in a register",
    Basis.NONE: "unverified",
}
"""How a message says what a fact rests on."""
CONFIRMED = (Basis.PRODUCER, Basis.SECONDARY)
"""Whose words are enough to call a claim false."""


@dataclass(frozen=True, slots=True)
class CitedPage:
    """A page facts were read from."""

    url: str = key("Its address.")
    basis: Basis = key("Whose page it is.", Basis.PRODUCER)
    verified: datetime.date | None = key(
        "The day it was last read; that of the entry when it is not given.", None
    )

    @classmethod
    def from_scalar(cls, value: str) -> CitedPage:
        """Read `card: https://…` as a page of the producer."""
        return cls(value)


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A fact with the page that says it."""

    from_: str = key(
        "The page of `pages` that says it: gives `url`, `basis` and `verified`.", "", name="from"
    )
    url: str = key("The page that says it, when it is none of `pages`.", "")
    basis: Basis = key("Whose words it rests on.", Basis.NONE)
    verified: datetime.date | None = key("The day the page was last read for it.", None)
    quote: str = key("The line of the page that says it, word for word and short.", "")

    @property
    def confirmed(self) -> bool:
        """Whether a page of its own says so that is no register anybody may write to.

        Only on such a fact somebody is told that a claim is false.
        """
        return self.basis in CONFIRMED and bool(self.url)


S = TypeVar("S", bound=Sourced)


def read_from(fact: S, pages: Mapping[str, CitedPage], verified: datetime.date | None) -> S:
    """Return a fact with what its page tells filled in; `verified` is the day of the entry."""
    page = pages.get(fact.from_)
    if page is None:
        day = fact.verified or (verified if fact.url else None)
        return fact if day is fact.verified else replace(fact, verified=day)
    return replace(
        fact,
        url=fact.url or page.url,
        basis=page.basis if fact.basis is Basis.NONE else fact.basis,
        verified=fact.verified or page.verified or verified,
    )
