"""Everything recorded, with lookups and judgement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from termcheck.core.errors import UsageError, did_you_mean
from termcheck.facts.definition import Definition
from termcheck.facts.framing import Framing
from termcheck.facts.judge import judge
from termcheck.facts.kinds import ComponentKind, KindRole, SubjectKind, Vocabulary
from termcheck.facts.licence import Licence, resolve_licence
from termcheck.facts.provenance import Basis
from termcheck.facts.subject import Registry, Subject
from termcheck.facts.verdict import DecidingFact, Verdict

T = TypeVar("T")


@dataclass(frozen=True)
class Facts:
    """The subjects, licences and definitions of a glossary, and the words they are written in."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    """Recorded licences and every expression the subjects use, with all rights worked out."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    framings: Mapping[str, Framing] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The subjects that are a version, size or variant of another, by its id."""
    registry: Registry = field(default_factory=Registry)
    """What they are as a whole."""
    digest: str = ""
    """Changes with the content of any file."""

    def subject(self, name: str) -> Subject:
        """Return a subject by id, a licence by its own; raises UsageError with the nearest id."""
        terms = self.terms(name) if name not in self.subjects and name in self.licences else None
        return terms or _get(self.subjects, name, "subject")

    def definition(self, reference: str) -> Definition:
        """Return the definition of a reference (`osaid-1.0`, `mof-1.0/class-2`).

        Raises UsageError when the definition, or the rank of it, is not known.
        """
        name, _, rank = reference.partition("/")
        found = _get(self.definitions, name, "definition")
        ranks = {rank.id: rank for rank in found.ranks}
        if rank:
            _get(ranks, rank, f"rank of `{name}`")
        return found

    def licence(self, expression: str) -> Licence:
        """Return the licence of an SPDX expression or `LicenseRef-…`; raises UsageError."""
        if expression in self.licences:
            return self.licences[expression]
        try:
            found = resolve_licence(expression, self.licences, self.vocabulary)
        except ValueError as error:
            raise UsageError(str(error)) from None
        if isinstance(found, str):
            raise UsageError(f"unknown licence `{found}`{did_you_mean(found, self.licences)}")
        return found

    def licence_named(self, name: str) -> Licence | None:
        """Return the recorded licence of that id, name or alias, however it is written."""
        wanted = _loose(name)
        for licence in self.licences.values():
            if wanted in map(_loose, (licence.id, licence.name, *licence.aliases)):
                return licence
        return None

    def licence_tagged(self, tag: str) -> Licence | None:
        """Return the recorded licence that hubs call so, without regard to case."""
        wanted = tag.casefold()
        for licence in self.licences.values():
            if wanted in (known.casefold() for known in licence.tags):
                return licence
        return None

    def terms(self, name: str) -> Subject | None:
        """Return a licence as a subject that can be judged, by its id, name or alias; None if none.

        The subject's id is that of the licence.
        """
        licence = self.licence_named(name)
        kind = next(
            (kind.id for kind in self.vocabulary.kinds.values() if kind.role is KindRole.TERMS), ""
        )
        if licence is None or not kind:
            return None
        return Subject(
            id=licence.id,
            name=licence.label,
            kind=kind,
            licence=licence.id,
            url=licence.url,
            basis=Basis.PRODUCER if licence.url else Basis.NONE,
        )

    def terms_of(self, name: str) -> Subject | None:
        """Return the licence of what is passed on of a subject, as `terms` does.

        Of a model that is its weights. Its page, basis and quote are those of the fact that the
        subject is under it. None where none is recorded, or not one alone with a text of its own.
        """
        subject = self.subjects[name]
        served = self.vocabulary.kinds[subject.kind].served
        part = subject.component(served) if served else None
        fact = part if part is not None and (part.licence or part.varies) else subject
        terms = self.terms(fact.licence) if fact.licence else None
        if terms is None or not terms.url:
            return None
        return replace(
            terms, url=fact.url, basis=fact.basis, verified=fact.verified, quote=fact.quote
        )

    def kind(self, name: str) -> SubjectKind:
        """Return a kind of subject; raises UsageError."""
        return _get(self.vocabulary.kinds, name, "kind")

    def component(self, name: str) -> ComponentKind:
        """Return a kind of component; raises UsageError."""
        return _get(self.vocabulary.components, name, "component")

    def find(self, name: str) -> Subject | None:
        """Return the subject of that id, name or alias, without regard to case and separators."""
        if name in self.subjects:
            return self.subjects[name]
        wanted = _loose(name)
        for subject in self.subjects.values():
            if wanted in map(_loose, (subject.id, subject.name)):
                return subject
        for candidate in self.subjects.values():
            if wanted in map(_loose, (*candidate.aliases, *candidate.exact, *candidate.labels)):
                return candidate
        return None

    def members(self, name: str) -> tuple[Subject, ...]:
        """Return the recorded versions a name stands for, versions of versions included."""
        found: dict[str, Subject] = {}
        waiting = [name]
        while waiting:
            for child in self.families.get(waiting.pop(0), ()):
                if child in found or child == name:
                    continue
                subject = self.subjects[child]
                if subject.components or subject.properties or subject.licence:
                    found[child] = subject
                waiting.append(child)
        return tuple(found.values())

    def judging(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the definitions that judge subjects of any of some kinds."""
        asked = set(kinds)
        return tuple(
            definition.id
            for definition in self.definitions.values()
            if not definition.applies_to or asked & set(definition.applies_to)
        )

    def registry_data(self) -> dict[str, object]:
        """Return what the facts are as a whole, as plain data for JSON."""
        registry = self.registry
        return {
            "version": registry.version or None,
            "title": registry.title or None,
            "dispute": registry.dispute or None,
            "decides": registry.decides or None,
            "digest": self.digest,
        }

    def bases(self, name: str) -> tuple[str, ...]:
        """Return what a subject is built on, and what that is built on; the nearest first."""
        found: list[str] = []
        waiting = [name]
        while waiting:
            for derivation in self.subjects[waiting.pop(0)].base:
                if derivation.id not in found and derivation.id in self.subjects:
                    found.append(derivation.id)
                    waiting.append(derivation.id)
        return tuple(found)

    def judge(self, reference: str, name: str) -> Verdict:
        """Return whether the subject of an id meets a definition, or reaches a rank of it.

        `reference` is a definition id, or `id/rank` for a ranked one: met at that rank or above.
        Raises UsageError when one of them is not known.
        """
        if (reference, name) not in self._verdicts:
            self._verdicts[reference, name] = judge(
                self.definition(reference),
                self.subject(name),
                self.members(name),
                self.vocabulary,
                self.licence,
                reference.partition("/")[2],
                self.standing_for,
            )
        return self._verdicts[reference, name]

    @cached_property
    def _verdicts(self) -> dict[tuple[str, str], Verdict]:
        """What was judged before, by reference and subject."""
        return {}

    def judge_terms(self, reference: str, name: str, terms: Subject) -> Verdict:
        """Return whether the licence of a subject meets a definition, as sure as that it is its.

        `terms` is what `terms_of` returns for it. Raises UsageError when one of them is not known.
        """
        verdict = self.judge(reference, terms.id)
        under = DecidingFact(
            name,
            "licence",
            f"{self.subjects[name].name} is under {terms.name}",
            terms.basis,
            terms.url,
            terms.verified,
            terms.quote,
            terms.confirmed,
        )
        criteria = tuple(
            replace(
                result,
                confirmed=result.confirmed and under.confirmed,
                cells=(*result.cells, under),
            )
            for result in verdict.criteria
        )
        return replace(verdict, criteria=criteria)

    def judge_stated(self, reference: str, subject: Subject) -> Verdict:
        """Return whether a subject that is not recorded meets a definition, as far as it is known.

        Raises UsageError when the definition is not known.
        """
        definition = self.definition(reference)
        rank = reference.partition("/")[2]
        return judge(
            definition, subject, (), self.vocabulary, self.licence, rank, self.standing_for
        )

    def standing_for(self, name: str) -> tuple[Subject, ...]:
        """Return the subject of an id, or the versions it is judged by where it is a family."""
        subject = self.subjects.get(name)
        if subject is None:
            return ()
        own = subject.components or subject.properties or subject.licence
        return (subject,) if own else (self.members(name) or (subject,))


def _loose(name: str) -> str:
    return "".join(
        character for character in name.casefold() if character.isalnum() or character in ".+"
    )


def _get(known: Mapping[str, T], name: str, what: str) -> T:
    if name not in known:
        raise UsageError(f"unknown {what} `{name}`{did_you_mean(name, known)}")
    return known[name]
