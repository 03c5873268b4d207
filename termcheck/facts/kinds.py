"""The vocabulary of an area, as data: kinds of subject, components, properties, licence words.

Read from `glossary/kinds/*.yml`; no kind, component or restriction is named in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability
from termcheck.typed_files.structure import key


class KindRole(StrEnum):
    """What part a kind of subject plays in sentences."""

    THING = "thing"
    """Made and used; a pronoun may stand for it."""
    MAKER = "maker"
    """Makes things; its name may stand for what it makes."""
    TERMS = "terms"
    """Grants rights to things: a licence."""
    TEXT = "text"
    """Is read; its title speaks of its words."""


@dataclass(frozen=True, slots=True)
class Implication:
    """What having one component says about another that nobody recorded."""

    when: tuple[Availability, ...] = key("Availabilities of this component that say so.")
    component: str = key("Id of the other component.")
    is_: Availability = key("What the other component then is.", name="is")


@dataclass(frozen=True, slots=True)
class ComponentKind:
    """A part subjects are made of."""

    id: str = key("Stable id: `training-code`.")
    label: str = key("How prose names it: `training code`.")
    plural: bool = key("Whether the label is a plural (`weights`).", False)
    group: str = key("What it belongs to (`code`, `data`, `documents`), for tables.", "")
    order: int = key("Place in tables; smaller first.", 0)
    classes: Mapping[str, str] = key("Where a framework puts it: framework id to class.", {})
    covered_by: tuple[str, ...] = key(
        "Flags a subject's overall licence needs to cover this component too. `any`: every licence "
        "does; none: the component always needs its own.",
        (),
    )
    implies: tuple[Implication, ...] = key("What it says about other components.", ())
    called: Mapping[str, tuple[str, ...]] = key(
        "What formats of others call it (`mot`, `cyclonedx`, `spdx`, `hf-card`).", {}
    )
    meaning: str = key("What it is, in one sentence.", "")


@dataclass(frozen=True, slots=True)
class PropertyKind:
    """A fact about subjects that is not a part one can get."""

    id: str = key("Stable id: `message-encryption`.")
    label: str = key("How prose names it.")
    values: Mapping[str, str] = key(
        "Each value and the clause that says it (`opt-in: only secret chats are encrypted`)."
    )
    order: int = key("Place in tables; smaller first.", 0)
    meaning: str = key("What it is, in one sentence.", "")


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject: `model`, `software`, `messenger`."""

    id: str = key("Stable id.")
    label: str = key("How prose names one.")
    plural: str = key("How prose names several.")
    nouns: tuple[str, ...] = key(
        "Nouns and compounds by which prose names one, in the singular (`large language model`).",
        (),
    )
    other_senses: tuple[str, ...] = key(
        "Compounds in which a noun means something else (`business model`).", ()
    )
    role: KindRole = key("What part it plays in sentences.", KindRole.THING)
    components: tuple[str, ...] = key("Components such a subject can have.", ())
    properties: tuple[str, ...] = key("Properties such a subject can have.", ())
    served: str = key(
        "Component that can be used through a service where a subject of it is hosted only.", ""
    )
    called: Mapping[str, str] = key(
        "What formats of others call such a thing (`cyclonedx`, `spdx`).", {}
    )
    told_by: tuple[str, ...] = key("Formats whose files tell of such things only.", ())
    recorded: str = key(
        "What is recorded of one, `{}` for its name: `what {} is made of`.", "the facts about {}"
    )
    meaning: str = key("What it is, in one sentence.", "")
    label_title: str = key("Title of the label of such a subject: `Openness facts`.", "")
    label_about: str = key("What its label is, in a sentence or two for the public.", "")
    label_url: str = key("A page that says more about such labels.", "")

    def facts_of(self, name: str) -> str:
        """Return in words what is recorded of one of a name."""
        return self.recorded.replace("{}", name)


@dataclass(frozen=True, slots=True)
class Right:
    """Something a licence can let people do."""

    id: str = key("Stable id: `modify`.")
    label: str = key("What people may do: `change it`.")
    by_service: bool = key("Whether a service of the producer lets people do it too.", False)


@dataclass(frozen=True, slots=True)
class Flag:
    """A class of licences: `osi-approved`."""

    id: str = key("Stable id.")
    label: str = key("Completes 'the licence is …': `approved by OSI`.")
    grants: tuple[str, ...] = key("Rights every such licence gives.", ())


@dataclass(frozen=True, slots=True)
class RestrictionKind:
    """A kind of limit a licence can set."""

    id: str = key("Stable id: `user-cap`.")
    label: str = key("How prose names it: `a cap on users`.")
    limits: tuple[str, ...] = key(
        "Rights it takes a part of; none when it only asks for credit.", ()
    )


@dataclass(frozen=True, slots=True)
class DerivationKind:
    """A way in which one subject is made from another."""

    id: str = key("Stable id: `encoder`.")
    label: str = key("How prose says it, before the other's name: `built on`.")
    carries: tuple[str, ...] = key(
        "Components of which a criterion holds only if it holds of the other subject too.", ()
    )
    open: bool = key(
        "Whether definitions leave open that it counts: what fails of the other is then unknown.",
        False,
    )
    meaning: str = key("What it is, in one sentence.", "")


@dataclass(frozen=True, slots=True)
class Register:
    """A place that records facts of many makers' things."""

    id: str = key("Stable id.")
    name: str = key("The name to print.")
    urls: tuple[str, ...] = key("What the addresses of its pages begin with.")
    basis: Basis = key("What a fact read there rests on.", Basis.REGISTRY)
    note: str = key("What a reader should know about it.", "")

    def holds(self, url: str) -> bool:
        """Return whether a page is one of its own."""
        return url.startswith(self.urls)


@dataclass(frozen=True)
class Vocabulary:
    """Every word the facts of an area are written in, by id."""

    kinds: Mapping[str, SubjectKind] = field(default_factory=dict)
    components: Mapping[str, ComponentKind] = field(default_factory=dict)
    properties: Mapping[str, PropertyKind] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)
    flags: Mapping[str, Flag] = field(default_factory=dict)
    restrictions: Mapping[str, RestrictionKind] = field(default_factory=dict)
    derivations: Mapping[str, DerivationKind] = field(default_factory=dict)
    registers: Mapping[str, Register] = field(default_factory=dict)

    def register(self, url: str) -> Register | None:
        """Return the register a page is of, None if it is of none."""
        return next((register for register in self.registers.values() if register.holds(url)), None)

    def implying(self, component: str) -> list[tuple[str, Implication]]:
        """Return the components that say something of another, and what."""
        return [
            (other.id, rule)
            for other in self.components.values()
            for rule in other.implies
            if rule.component == component
        ]
