"""Definitions: what a term means, as criteria a program can evaluate.

A definition is data (`glossary/definitions/*.yml`). Each criterion `needs` something of a subject:
a component that can be had under a certain kind of licence, or a recorded property; `all`, `any`
and `not` combine them. What is neither accepted nor refused is listed under `unsure`: it leaves
the criterion unknown instead of guessing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Optional

from termcheck.facts.provenance import CitedPage
from termcheck.facts.subject import Availability
from termcheck.typed_files.structure import key


class Nature(StrEnum):
    """What kind of answer a definition gives."""

    BINARY = "binary"
    """A subject meets it or not."""
    RANKED = "ranked"
    """A subject reaches one of several ranks, or none."""
    PURPOSE = "purpose"
    """It is about purpose or governance, which no component or licence shows: it judges nothing."""


@dataclass(frozen=True, slots=True)
class LicenceNeeds:
    """What a component's licence must be."""

    has: tuple[str, ...] = key("Flags of which it must have at least one.", ())
    called: str = key("How a message names licences with such a flag (`an open licence`).", "")
    grants: tuple[str, ...] = key("Rights it must grant without limits.", ())
    without: tuple[str, ...] = key("Kinds of restriction it must not hold.", ())
    despite: tuple[str, ...] = key("Kinds of restriction that do not count against `grants`.", ())
    unsure: tuple[str, ...] = key(
        "Flags or kinds of restriction for which the definition leaves the answer open.", ()
    )


@dataclass(frozen=True, slots=True)
class Needs:
    """A condition on a subject; exactly one of its forms is used."""

    component: str = key("Id of a component.", "")
    available: tuple[Availability, ...] = key("How it must be available.", ())
    licence: LicenceNeeds | None = key("What its licence must be; anything when absent.", None)
    property: str = key("Id of a property.", "")
    is_: tuple[str, ...] = key("Values the property must have.", (), name="is")
    unsure: tuple[str, ...] = key(
        "Availabilities or values for which the definition leaves the answer open.", ()
    )
    all: tuple[Needs, ...] = key("Every one of these.", ())
    any: tuple[Needs, ...] = key("At least one of these.", ())
    not_: Optional[Needs] = key("Not this.", None, name="not")  # noqa: UP045 - a forward reference

    def form(self) -> str:
        """Return which form it has (`component`, `property`, `all`, `any`, `not`)."""
        given = {
            "component": bool(self.component),
            "property": bool(self.property),
            "all": bool(self.all),
            "any": bool(self.any),
            "not": self.not_ is not None,
        }
        used = [name for name, is_used in given.items() if is_used]
        return used[0] if len(used) == 1 else ""

    def walk(self) -> Iterator[Needs]:
        """Yield this condition and every one inside it."""
        yield self
        for part in (*self.all, *self.any, *((self.not_,) if self.not_ else ())):
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a subject must fulfil."""

    id: str = key("Id within the definition: `training-data`.")
    says: str = key("The requirement in one sentence, in plain words.")
    needs: Needs | None = key(
        "When it is met; none where no recorded fact can show it: then it stays unknown.", None
    )
    lenient: bool = key(
        "Whether the definition counts as met while nobody recorded enough to tell: the verdict "
        "then says that it is met as far as judged.",
        False,
    )
    optional: bool = key(
        "Whether the definition leaves open that it is asked for: failing it is then unknown.",
        False,
    )
    label: str = key("How a message names it; the id with spaces when empty.", "")
    source: str = key("Where the definition says so (`Art. 53(2)`, `point 6`).", "")
    quote: str = key("The definition's own words that ask for it, short.", "")

    @property
    def title(self) -> str:
        """How a message names it."""
        return self.label or self.id.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Rank:
    """One step of a ranked definition."""

    id: str = key("Id within the definition: `class-2`.")
    label: str = key("How its steward names it: `Class II: Open Tooling Model`.")
    criteria: tuple[str, ...] = key("Ids of the criteria it needs, all of them.")


@dataclass(frozen=True, slots=True)
class Definition:
    """A named, versioned set of criteria: what a term means for those who choose it."""

    id: str = key("Stable id: `osaid-1.0`.")
    name: str = key("Its full name.")
    short: str = key("The name in messages: `OSAID 1.0`.")
    nature: Nature = key("What kind of answer it gives.")
    applies_to: tuple[str, ...] = key("Kinds of subject it judges.", ())
    aliases: tuple[str, ...] = key("Other names that texts have for it.", ())
    version: str = key("Its version.", "")
    date: datetime.date | None = key("The day this version was published.", None)
    steward: str = key("Who publishes it.", "")
    sources: tuple[str, ...] = key("Where it stands, the text itself first.", ())
    summary: str = key("What it asks for, in our own words.", "")
    quoted: CitedPage | None = key(
        "The text that the criteria quote: its address; whether it was read itself (`producer`), "
        "in a copy or a report (`secondary`), or not checked (`none`); and the day.",
        None,
    )
    not_judged: tuple[str, ...] = key(
        "What it asks for that no recorded fact shows; for `purpose`, why it judges nothing.",
        (),
    )
    criteria: tuple[Criterion, ...] = key("What a subject must fulfil.", ())
    ranks: tuple[Rank, ...] = key("The steps of a ranked definition, the highest first.", ())

    def criterion(self, name: str) -> Criterion:
        """Return a criterion by id; raises KeyError."""
        for known in self.criteria:
            if known.id == name:
                return known
        raise KeyError(name)

    def rank(self, name: str) -> Rank:
        """Return a rank by id; raises KeyError."""
        for known_rank in self.ranks:
            if known_rank.id == name:
                return known_rank
        raise KeyError(name)
