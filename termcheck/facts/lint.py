"""What is wrong with recorded facts: cells that do not say where they were read, or say it falsely.

Each rule is a function from a subject and the facts to findings; `RULES` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from termcheck.facts.facts import Facts
from termcheck.facts.kinds import Vocabulary
from termcheck.facts.provenance import Basis, Sourced
from termcheck.facts.subject import Availability, Subject


class Level(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The entry says something false of where a fact was read."""
    WARNING = "warning"
    """A claim may be called false on it, and a reader cannot check it."""
    NOTE = "note"
    """It is not read on a page, or not quoted: wherever it is told, it is told as unverified."""


@dataclass(frozen=True, order=True, slots=True)
class FactsFinding:
    """One thing to mend in a file of subjects; `str(finding)` is the whole message."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    rule: str
    """What is wrong in kind: `no-page`, `register-as-producer`."""
    level: Level
    message: str
    subject: str

    @property
    def is_error(self) -> bool:
        """Whether the entry says something false, and not only less than it could."""
        return self.level is Level.ERROR

    @property
    def is_note(self) -> bool:
        """Whether nothing is wrong with it but that nobody read it on a page, or quoted it."""
        return self.level is Level.NOTE

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.level}: {self.message} [{self.rule}]"


class _Known(NamedTuple):
    """What rules look into."""

    vocabulary: Vocabulary
    sites: Mapping[str, tuple[str, ...]]
    """Where makers publish, by each of their names in small letters."""
    limited: Callable[[str], bool]
    """Whether a licence sets limits."""


def _sites(facts: Facts) -> dict[str, tuple[str, ...]]:
    return {
        name.casefold(): tuple(site.lower() for site in subject.sites)
        for subject in facts.subjects.values()
        if subject.sites
        for name in (subject.name, *subject.aliases, *subject.exact, *subject.labels)
    }


def cells(subject: Subject) -> Iterator[tuple[str, Sourced]]:
    """Yield each recorded fact of a subject with how a message names it."""
    if subject.licence:
        yield "licence", subject
    for name, part in subject.components.items():
        if part.availability is not Availability.UNKNOWN or part.licence or part.varies:
            yield name, part
    yield from subject.properties.items()
    for base in subject.base:
        yield f"base {base.id}", base


def lint_facts(facts: Facts) -> tuple[FactsFinding, ...]:
    """Return what is wrong with the facts of every subject, in order of place."""
    known = _Known(
        facts.vocabulary,
        _sites(facts),
        lambda expression: bool(expression) and bool(facts.licence(expression).restrictions),
    )
    found = [
        FactsFinding(subject.path, subject.line, subject.column, rule, level, message, subject.id)
        for subject in facts.subjects.values()
        for name, cell in cells(subject)
        for rule, (level, check) in RULES.items()
        for message in check(subject, name, cell, known)
    ]
    return tuple(sorted(found))


def _no_page(subject: Subject, name: str, cell: Sourced, _: _Known) -> Iterator[str]:
    """Every fact names the page that says it."""
    if not cell.url and not subject.hosted:
        yield f"`{name}` of `{subject.id}` names no page: give `from` or `url`"


def _no_basis(subject: Subject, name: str, cell: Sourced, _: _Known) -> Iterator[str]:
    """A page is somebody's."""
    if cell.url and cell.basis is Basis.NONE:
        yield f"`{name}` of `{subject.id}` has a `url`, and no `basis` says whose page it is"


def _no_day(subject: Subject, name: str, cell: Sourced, _: _Known) -> Iterator[str]:
    """A page changes; the day it was read is a part of what it says."""
    if cell.url and cell.verified is None:
        yield f"`{name}` of `{subject.id}` does not say when its page was read: give `verified`"


def _quotable(name: str, cell: Sourced, known: _Known) -> bool:
    """Whether a page has a line that says the fact: not what is found nowhere, or is the page."""
    if getattr(cell, "availability", None) is Availability.NOT_FOUND:
        return False
    kind = known.vocabulary.components.get(name)
    return bool(cell.url) and not (kind is not None and kind.group == _DOCUMENTS)


def _accuses(cell: Sourced, known: _Known) -> bool:
    """Whether a claim is called false on this fact alone."""
    closed = getattr(cell, "availability", None) in (Availability.SERVICE, Availability.WITHHELD)
    return cell.confirmed and (closed or known.limited(getattr(cell, "licence", "")))


def _no_quote(subject: Subject, name: str, cell: Sourced, known: _Known) -> Iterator[str]:
    """Who calls a claim false shows the line that says so."""
    if _quotable(name, cell, known) and not cell.quote and _accuses(cell, known):
        yield f"`{name}` of `{subject.id}` does not `quote` the line that says it"


def _unquoted(subject: Subject, name: str, cell: Sourced, known: _Known) -> Iterator[str]:
    """What a page says can be found on it sooner with its words."""
    if _quotable(name, cell, known) and not cell.quote and not _accuses(cell, known):
        yield f"`{name}` of `{subject.id}` does not `quote` the line that says it"


def _register(subject: Subject, name: str, cell: Sourced, known: _Known) -> Iterator[str]:
    """A register is not the producer."""
    register = known.vocabulary.register(cell.url) if cell.url else None
    if register is not None and cell.basis is Basis.PRODUCER:
        yield (
            f"`{name}` of `{subject.id}` rests on a page of {register.name}, "
            f"which is `{register.basis}`, not `{Basis.PRODUCER}`"
        )


def _foreign(subject: Subject, name: str, cell: Sourced, known: _Known) -> Iterator[str]:
    """A page of the producer stands where the producer publishes."""
    if cell.basis is not Basis.PRODUCER or not cell.url:
        return
    makers = [part.strip().casefold() for part in subject.producer.split("/")]
    sites = tuple(site for maker in makers for site in known.sites.get(maker, ()))
    address = cell.url.partition("://")[2].removeprefix("www.").lower()
    if sites and not address.startswith(sites):
        yield f"`{name}` of `{subject.id}` is no page of {subject.producer}: {cell.url}"


def _withheld(subject: Subject, name: str, cell: Sourced, _: _Known) -> Iterator[str]:
    """That something is kept back is for its owner to say."""
    if getattr(cell, "availability", None) is not Availability.WITHHELD:
        return
    if not cell.quote and not getattr(cell, "reason", ""):
        yield (
            f"`{name}` of `{subject.id}` is `withheld` without the words that say so: "
            f"`quote` them, or write `{Availability.NOT_FOUND}`"
        )


_DOCUMENTS = "documents"
"""The group of components whose page is the thing itself."""


def _nowhere_read(subject: Subject, name: str, cell: Sourced, known: _Known) -> Iterator[str]:
    """That a part is nowhere is known only of the page it was looked for on.

    Of a thing that nobody can get at all there is no such page.
    """
    served = known.vocabulary.kinds[subject.kind].served
    missing = getattr(cell, "availability", None) is Availability.NOT_FOUND
    if missing and not cell.url and name != served:
        yield f"`{name}` of `{subject.id}` is `not-found`, and no page says where it was looked for"


RULES: dict[str, tuple[Level, Callable[[Subject, str, Sourced, _Known], Iterator[str]]]] = {
    "no-page": (Level.NOTE, _no_page),
    "no-basis": (Level.ERROR, _no_basis),
    "no-day": (Level.WARNING, _no_day),
    "no-quote": (Level.WARNING, _no_quote),
    "unquoted": (Level.NOTE, _unquoted),
    "register-as-producer": (Level.ERROR, _register),
    "foreign-page": (Level.WARNING, _foreign),
    "withheld-unsaid": (Level.WARNING, _withheld),
    "nowhere-read": (Level.WARNING, _nowhere_read),
}
"""Each rule with how bad it is."""
