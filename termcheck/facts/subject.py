"""Subjects: what a term can be said of, and what is known about each.

The words for kinds, components and availability of an area (AI models, messengers, energy
contracts) are data: see `glossary/kinds/`. The names of components in the shipped data are those
of the Model Openness Framework (White, Haddad et al., 2024, arXiv:2403.13784).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from termcheck.core.errors import did_you_mean
from termcheck.typed_files.structure import key


class Availability(StrEnum):
    """Who can get a component."""

    PUBLIC = "public"
    """Anyone can download it without asking."""
    GATED = "gated"
    """Anyone can ask for it; a form, a click-through or an approval stands before it."""
    DESCRIBED = "described"
    """It is described in enough detail to know what it is, but not handed out."""
    SERVICE = "service"
    """It can only be used through the producer's service."""
    WITHHELD = "withheld"
    """The producer keeps it."""
    UNKNOWN = "unknown"
    """Nobody recorded it."""


class Basis(StrEnum):
    """How sure a fact is."""

    SOURCE = "source"
    """Read in the producer's own licence, repository or page."""
    SECONDARY = "secondary"
    """Read in a register or report that cites the producer."""
    GENERAL = "general"
    """General knowledge, not yet checked against a page."""


@dataclass(frozen=True)
class Component:
    """One part a subject is made of."""

    availability: Availability = key("Who can get it.", Availability.UNKNOWN)
    licence: str = key(
        "SPDX licence expression, or `LicenseRef-…` of a recorded licence; empty when unknown.", ""
    )
    basis: Basis = key("How sure this is.", Basis.GENERAL)
    note: str = key("What a reader should know about this component.", "")
    reason: str = key("Why it is closed, in the words of its owner (safety, privacy, …).", "")
    url: str = key("The page that shows it.", "")

    @classmethod
    def from_scalar(cls, value: str) -> Component:
        """Read `weights: public` as a component of that availability."""
        known = [one.value for one in Availability]
        if value not in known:
            listed = ", ".join(f"`{one}`" for one in known)
            hint = did_you_mean(value, known) or f"; known: {listed}"
            raise ValueError(f"unknown availability `{value}`{hint}")
        return cls(availability=Availability(value))


@dataclass(frozen=True)
class Property:
    """A recorded fact that is not a part one can get (`backups: readable`)."""

    value: str = key("One of the values the property has in `glossary/kinds/`; empty if unknown.")
    basis: Basis = key("How sure this is.", Basis.GENERAL)
    note: str = key("What a reader should know about it.", "")
    url: str = key("The page that shows it.", "")

    @classmethod
    def from_scalar(cls, value: str) -> Property:
        """Read `backups: readable` as that value."""
        return cls(value=value)


@dataclass(frozen=True)
class Ruling:
    """A published finding of a definition's own steward; kept apart from derived verdicts."""

    definition: str = key("Id of the definition.")
    result: str = key("`met` or `not-met`.")
    by: str = key("Who says so.")
    url: str = key("Where it was published.")
    note: str = key("What it covers (versions) and what its author says about it.", "")


@dataclass(frozen=True)
class Subject:
    """A model, product, dataset, library, organisation: something a term is said of."""

    id: str = key("Stable id: lower case, digits, hyphens and dots.")
    name: str = key(
        "The name to print; also matched like an alias, unless it is among `exact` or `labels` or "
        "holds a bracket, a slash or `and`."
    )
    kind: str = key("What it is: a kind of the glossary (`model`, `software`, `dataset`, …).")
    producer: str = key("Who makes it.", "")
    version: str = key("Its version, where the name does not say it.", "")
    family: str = key(
        "Id of the subject this one is a version, size or variant of. A family whose members all "
        "get the same verdict gets it too.",
        "",
    )
    year: int = key("Year of first release.", 0)
    aliases: tuple[str, ...] = key(
        "Other ways its name is written. Case, hyphens and spaces between parts are free.", ()
    )
    exact: tuple[str, ...] = key(
        "Names that count only in exactly this spelling and case (`BLOOM`, not `bloom`).", ()
    )
    labels: tuple[str, ...] = key(
        "Short or ordinary words (`R1`, `Command`, `Scout`) that are its name, in exactly this "
        "spelling, only when its producer, its family, another of its names or a word of `near` "
        "stands in the same passage.",
        (),
    )
    near: tuple[str, ...] = key(
        "Further words that let its `labels` count, in the same paragraph or heading.", ()
    )
    not_near: tuple[str, ...] = key(
        "Its names (those without a version or size) are something else when one of these words "
        "stands in the same paragraph.",
        (),
    )
    licence: str = key("Licence of every component that does not state its own.", "")
    components: Mapping[str, Component] = key("What it is made of, by component id.", {})
    properties: Mapping[str, Property] = key("Other recorded facts, by property id.", {})
    undetermined: str = key(
        "Why this name alone cannot be judged when its members get different verdicts.", ""
    )
    rulings: tuple[Ruling, ...] = key("Findings published by a definition's steward.", ())
    evidence: tuple[str, ...] = key("Pages the facts were read from, the main one first.", ())
    verified: datetime.date | None = key("The day the facts were last checked.", None)
    basis: Basis = key("How sure the licence is.", Basis.GENERAL)
    note: str = key("One sentence a reader should know.", "")
    own: bool = key("Whether it is the organisation's own ('our model' may mean it).", False)

    def component(self, name: str) -> Component:
        """Return a component; one nobody recorded is unknown."""
        return self.components.get(name, Component())
