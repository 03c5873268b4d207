"""What a file of somebody else's says of one thing, before it is held against what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from termcheck.core.errors import FactsError
from termcheck.facts.facts import Facts
from termcheck.facts.licence import Licence
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Availability


@dataclass(frozen=True, slots=True)
class DraftCell:
    """One fact as the file tells it."""

    part: str
    """Id of the component."""
    availability: Availability
    licence: str = ""
    """A licence expression that is recorded, empty when none is told or it is not known."""
    unread: str = ""
    """The licence as written where nobody recorded it."""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class SubjectDraft:
    """One thing as a file tells it."""

    names: tuple[str, ...]
    """What it is called, the likeliest first."""
    kind: str
    path: str
    """The file it was read from, for messages."""
    url: str
    """The page the file is a copy of, empty when it does not say."""
    basis: Basis
    page: str
    """Short name for that page: `card`."""
    producer: str = ""
    year: int = 0
    cells: tuple[DraftCell, ...] = ()
    base: tuple[str, ...] = ()
    """Names of what it is built on."""


def licence_as_recorded(facts: Facts, written: str, name: str = "") -> tuple[str, str]:
    """Return a licence as the facts write it, or empty, and how it was written where unknown.

    `written` is an SPDX id in any capitals, a tag or a name; `name` says more where it is `other`.
    """
    from termcheck.facts.licence import spdx_ids

    wanted = [known_name for known_name in (written.strip(), name.strip()) if known_name]
    by_lower = {id_.lower(): id_ for id_ in spdx_ids()}
    for wording in wanted:
        found = by_lower.get(wording.lower())
        if found:
            return found, ""
        known: Licence | None = facts.licence_named(wording) or facts.licence_tagged(wording)
        if known is not None:
            return known.id, ""
    return "", " ".join(wanted)


def served_part(facts: Facts, kind: str) -> str:
    """Return the component of a kind that is the thing itself (`weights`)."""
    return facts.kind(kind).served


def parts_called(facts: Facts, form: str, name: str) -> tuple[str, ...]:
    """Return the components that a format calls by a name."""
    wanted = name.strip().casefold()
    return tuple(
        component.id
        for component in facts.vocabulary.components.values()
        if wanted in (called.casefold() for called in component.called.get(form, ()))
    )


def kind_of(facts: Facts, form: str) -> str:
    """Return the kind of subject whose facts a format tells; raises FactsError if there is none."""
    for kind in facts.vocabulary.kinds.values():
        if form in kind.told_by:
            return kind.id
    raise FactsError(f"no kind of subject is told by `{form}`: give `told-by` to one in `kinds`")
