"""Subjects: what a term can be said of, and what is known about each.

The words for kinds, components and availability of an area (AI models, messengers, energy
contracts) are data: see `glossary/kinds/`. The names of components in the shipped data are those
of the Model Openness Framework (White, Haddad et al., 2024, arXiv:2403.13784).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from termcheck.core.errors import did_you_mean
from termcheck.facts.provenance import Basis, CitedPage, Sourced, read_from
from termcheck.typed_files.structure import key

__all__ = [
    "Availability",
    "Basis",
    "Change",
    "CitedPage",
    "Component",
    "Derivation",
    "Hosted",
    "Property",
    "Registry",
    "Release",
    "Ruling",
    "Subject",
]


class Availability(StrEnum):
    """Who can get a component."""

    PUBLIC = "public"
    """Anyone can download it without asking."""
    GATED = "gated"
    """Anyone can ask for it; a form, a click-through or an approval stands before it."""
    PARTIAL = "partial"
    """A part of it can be had, or it can be had in part only."""
    DESCRIBED = "described"
    """It is described in enough detail to know what it is, but not handed out."""
    SERVICE = "service"
    """It can only be used through the producer's service."""
    NOT_FOUND = "not-found"
    """The pages that were read give it nowhere; that it is kept back, none of them says."""
    WITHHELD = "withheld"
    """The producer keeps it, and says so: the words stand in `quote` or `reason`."""
    NOT_APPLICABLE = "not-applicable"
    """There is no such part."""
    UNKNOWN = "unknown"
    """Nobody recorded it."""


@dataclass(frozen=True)
class Component(Sourced):
    """One part a subject is made of."""

    availability: Availability = key("Who can get it.", Availability.UNKNOWN)
    licence: str = key(
        "SPDX licence expression, or `LicenseRef-…` of a recorded licence; empty when unknown.", ""
    )
    varies: tuple[str, ...] = key(
        "The licences of its variants, where they differ; an answer holds if it holds under each. "
        "`AND` says something else: that all of them bind.",
        (),
    )
    note: str = key("What a reader should know about this component.", "")
    reason: str = key("Why it is closed, in the words of its owner (safety, privacy, …).", "")

    @property
    def confirmed(self) -> bool:
        """Whether a page says so: that a part is given nowhere, no page says."""
        return super().confirmed and self.availability is not Availability.NOT_FOUND

    @classmethod
    def from_scalar(cls, value: str) -> Component:
        """Read `weights: public` as a component of that availability."""
        known = [availability.value for availability in Availability]
        if value not in known:
            listed = ", ".join(f"`{value}`" for value in known)
            hint = did_you_mean(value, known) or f"; known: {listed}"
            raise ValueError(f"unknown availability `{value}`{hint}")
        return cls(availability=Availability(value))


@dataclass(frozen=True)
class Property(Sourced):
    """A recorded fact that is not a part one can get (`backups: readable`)."""

    value: str = key("One of the values the property has in `glossary/kinds/`; empty if unknown.")
    note: str = key("What a reader should know about it.", "")

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
class Derivation(Sourced):
    """Another subject that this one is made from."""

    id: str = key("Id of the other subject.")
    as_: str = key(
        "What it is to this one: a kind of derivation of the vocabulary (`encoder`); the first of "
        "them when it is not given.",
        "",
        name="as",
    )

    @classmethod
    def from_scalar(cls, value: str) -> Derivation:
        """Read `base: qwen2.5` as built on that subject."""
        return cls(id=value)


@dataclass(frozen=True)
class Hosted(Sourced):
    """Siblings of a subject that nobody can get: they run on the producer's machines only."""

    names: tuple[str, ...] = key(
        "The name of each, a subject of its own. `A = B = C` gives further spellings of one."
    )
    licence: str = key("The licence of them all; of a service, that of what is closed.", "")


@dataclass(frozen=True)
class Release(Sourced):
    """The terms of a subject from one version on."""

    since: str = key("The first version under these terms: `7.4`; the earliest of all is `0`.")
    licence: str = key("SPDX licence expression, or `LicenseRef-…` of a recorded licence.")
    date: datetime.date | None = key("The day they began to hold.", None)
    note: str = key("What a reader should know about it.", "")


@dataclass(frozen=True)
class Change:
    """A change of recorded facts."""

    date: datetime.date = key("The day.")
    what: str = key("What was changed, and why, in a sentence for readers.")


@dataclass(frozen=True)
class Registry:
    """What the recorded facts are as a whole: they have a version of their own."""

    version: str = key("Its version, apart from the program's (`2026.11.30`).", "")
    title: str = key("What it is called.", "")
    dispute: str = key(
        "Where anybody says that a fact is wrong: an address, in which `{subject}` is filled in, "
        "or a sentence.",
        "",
    )
    decides: str = key("Who decides, in a sentence.", "")
    changes: tuple[Change, ...] = key("What was changed, the latest first.", ())


@dataclass(frozen=True)
class Subject(Sourced):
    """A model, product, dataset, library, organisation: something a term is said of.

    What it inherits says where `licence` was read.
    """

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
    variants: tuple[str, ...] = key(
        "Words after its name that leave it this subject, though they often make another one: "
        "`large`, `Vision`; sizes (`8B`), where another size would be another subject.",
        (),
    )
    licence: str = key("Licence of every component that does not state its own.", "")
    components: Mapping[str, Component] = key("What it is made of, by component id.", {})
    properties: Mapping[str, Property] = key("Other recorded facts, by property id.", {})
    undetermined: str = key(
        "Why this name alone cannot be judged when its members get different verdicts.", ""
    )
    base: tuple[Derivation, ...] = key(
        "What it is built on: a criterion holds of it only if it holds of each of these, as far as "
        "the kind of derivation hands it on.",
        (),
    )
    releases: tuple[Release, ...] = key(
        "Its terms by version, the latest first, where they changed. Each is a subject of its own; "
        "the name without a version means the first.",
        (),
    )
    hosted: tuple[Hosted, ...] = key(
        "Its siblings that can be used through the producer's service only.", ()
    )
    rulings: tuple[Ruling, ...] = key("Findings published by a definition's steward.", ())
    pages: Mapping[str, CitedPage] = key(
        "Pages facts were read from, by a short name that facts give under `from`.", {}
    )
    evidence: tuple[str, ...] = key("Further pages about it, which no single fact names.", ())
    sites: tuple[str, ...] = key(
        "Where a maker publishes (`github.com/acme`): only there can pages of the producer stand.",
        (),
    )
    note: str = key("One sentence a reader should know.", "")
    changes: tuple[Change, ...] = key("What was changed in its facts, the latest first.", ())
    own: bool = key("Whether it is the organisation's own ('our model' may mean it).", False)

    path: str = ""
    line: int = 0
    column: int = 0

    def component(self, name: str) -> Component:
        """Return a component; one nobody recorded is unknown."""
        return self.components.get(name, Component())

    def release_id(self, release: Release) -> str:
        """Return the id of one of its releases as a subject of its own."""
        return f"{self.id}-{release.since}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """The address of every page its facts were read from, the main ones first."""
        cells = (*self.components.values(), *self.properties.values(), *self.base)
        read = [page.url for page in self.pages.values()]
        own = [sourced.url for sourced in (self, *cells) if sourced.url]
        return tuple(dict.fromkeys((*read, *self.evidence, *own)))

    def read(self) -> Subject:
        """Return it with what `from` of each of its facts stands for filled in."""
        pages, day = self.pages, self.verified
        mine = read_from(self, pages, day)
        return replace(
            mine,
            verified=day or mine.verified,
            components={
                n: read_from(component, pages, day) for n, component in self.components.items()
            },
            properties={
                n: read_from(property_, pages, day) for n, property_ in self.properties.items()
            },
            base=tuple(read_from(derivation, pages, day) for derivation in self.base),
            releases=tuple(read_from(release, pages, day) for release in self.releases),
            hosted=tuple(read_from(hosted, pages, day) for hosted in self.hosted),
        )
