"""Evaluate a condition of a definition on one subject: met, not met or unknown, and why.

Never guesses: what nobody recorded is unknown, and only a recorded fact makes a condition fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from termcheck.facts.definition import LicenceNeeds, Needs
from termcheck.facts.kinds import ComponentKind, DerivationKind, KindRole, Vocabulary
from termcheck.facts.licence import Grant, Licence, one_of
from termcheck.facts.provenance import Basis, Sourced
from termcheck.facts.subject import Availability, Component, Derivation, Subject
from termcheck.facts.verdict import Answer, DecidingFact, both, either, inverse

AVAILABLE = {
    Availability.PUBLIC: "can be downloaded by anyone",
    Availability.GATED: "can be had by anyone who asks",
    Availability.PARTIAL: "can be had in part only",
    Availability.DESCRIBED: "{be} only described",
    Availability.SERVICE: "can be used through a service only",
    Availability.WITHHELD: "{be} not published",
}
_SAID_BEFORE = {
    Availability.NOT_FOUND: "no page was found that gives ",
    Availability.NOT_APPLICABLE: "there is no such thing as ",
}
_BE = "{be} "
_NOWHERE = (Availability.NOT_FOUND, Availability.WITHHELD)
_BASES = tuple(Basis)


@dataclass(frozen=True, slots=True)
class Clause:
    """One reason: `thing` is its grammatical subject, so that equal ones can be told together."""

    after: str
    """What is said; `{be}` stands for `is` or `are`."""
    thing: str = ""
    plural: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a condition comes to: the answer, why, and the facts that decide."""

    answer: Answer
    clauses: tuple[Clause, ...]
    basis: Basis = Basis.PRODUCER
    confirmed: bool = False
    """Whether the answer rests on facts with a page of their own each."""
    cells: tuple[DecidingFact, ...] = ()
    """The facts that decide."""
    terms_url: str = ""
    """The text of the licence that decides."""

    @property
    def reason(self) -> str:
        """Why, without a full stop."""
        return told(self.clauses)

    @property
    def url(self) -> str:
        """The page to show a reader first."""
        return self.terms_url or next((cell.url for cell in self.cells if cell.url), "")


@dataclass(frozen=True)
class Evaluator:
    """Evaluates conditions on one subject."""

    subject: Subject
    vocabulary: Vocabulary
    licence: Callable[[str], Licence]
    """Gives the licence of an expression that was checked when the facts were loaded."""
    others: Callable[[str], Sequence[Subject]] = lambda _: ()
    """Gives the subject of an id, or the versions it stands for: what a subject is built on."""

    def evaluate(self, needs: Needs) -> Evaluation:
        """Return what a condition comes to."""
        if needs.all:
            return _joined([self.evaluate(part) for part in needs.all], both)
        if needs.any:
            return _joined([self.evaluate(part) for part in needs.any], either)
        if needs.not_ is not None:
            inner = self.evaluate(needs.not_)
            return replace(inner, answer=inverse(inner.answer))
        if needs.property:
            return self._property(needs)
        return self._component(needs)

    def component(self, name: str) -> Component:
        """Return a component as recorded, or as another component or the licence implies."""
        found = self._recorded(name)
        if found.availability is Availability.UNKNOWN:
            licence, fact = self.licence_of(name)
            if licence is not None and licence.closed:
                return replace(_told_by(found, fact), availability=Availability.WITHHELD)
        return found

    def licence_of(self, name: str) -> tuple[Licence | None, Sourced]:
        """Return the licence of a component, its own or the subject's, and what says so."""
        licences, fact = self._licences_of(name)
        return (one_of(licences) if licences else None), fact

    def _licences_of(self, name: str) -> tuple[tuple[Licence, ...], Sourced]:
        """Return the licence of a component, or those of its variants."""
        own = self._recorded(name)
        if own.varies:
            return tuple(self.licence(vary) for vary in own.varies), own
        if own.licence:
            return (self.licence(own.licence),), own
        if not self.subject.licence:
            return (), self.subject
        licence = self.licence(self.subject.licence)
        covered = self.vocabulary.components[name].covered_by
        if "any" in covered or set(covered) & set(licence.flags):
            return (licence,), self.subject
        return (), self.subject

    def _recorded(self, name: str) -> Component:
        """Return a component as recorded, or as a part that shows it is."""
        own = self.subject.component(name)
        if own.availability is not Availability.UNKNOWN:
            return own
        for other, rule in self.vocabulary.implying(name):
            source = self.subject.component(other)
            if source.availability in rule.when:
                licence = own.licence or source.licence
                return replace(source, availability=rule.is_, licence=licence, reason="", note="")
        return own

    def _component(self, needs: Needs) -> Evaluation:
        """Return what a condition comes to of a component and of that of what it is built on."""
        own = self._of_component(needs)
        if own.answer is Answer.NOT_MET or not self.subject.base:
            return own
        ways = self.vocabulary.derivations
        handed = [own]
        for derivation in self.subject.base:
            way = ways[derivation.as_] if derivation.as_ else next(iter(ways.values()))
            if needs.component in way.carries:
                handed.extend(self._of_base(needs, derivation, way))
        return _joined(handed, both)

    def _of_base(self, needs: Needs, derived: Derivation, way: DerivationKind) -> list[Evaluation]:
        """Return what a condition comes to of one thing a subject is built on, unless it is met."""
        bases = [
            subject for subject in self.others(derived.id) if not self._relicensed(subject, needs)
        ]
        found = [replace(self, subject=subject)._component(needs) for subject in bases]
        failing = [outcome for outcome in found if outcome.answer is not Answer.MET]
        if not found or not failing:
            return []
        worst = failing[0]
        if len(failing) < len(found):
            worst = replace(worst, answer=Answer.UNKNOWN)
        if way.open:
            worst = replace(worst, answer=Answer.UNKNOWN)
        name = bases[found.index(failing[0])].name
        of = f"of {name}, {way.label}, "
        clauses = tuple(replace(clause, before=of + clause.before) for clause in worst.clauses)
        cells = tuple(replace(cell, says=of + cell.says) for cell in worst.cells)
        sure = worst.confirmed and derived.confirmed
        return [replace(worst, clauses=clauses, cells=cells, confirmed=sure)]

    def _relicensed(self, base: Subject, needs: Needs) -> bool:
        """Return whether the thing itself is the maker's own to give under other terms."""
        served = self.vocabulary.kinds[self.subject.kind].served
        own = bool(base.producer) and base.producer == self.subject.producer
        return own and needs.component == served

    def _of_component(self, needs: Needs) -> Evaluation:
        kind = self.vocabulary.components[needs.component]
        if needs.licence is not None and not needs.available and not needs.unsure:
            if self._recorded(needs.component).availability in _NOWHERE:
                # There is nothing whose terms could be judged.
                return replace(self._availability(needs), answer=Answer.UNKNOWN)
            return self._licence(needs.licence, kind)
        got = self._availability(needs)
        if needs.licence is None or got.answer is Answer.NOT_MET:
            return got
        terms = self._licence(needs.licence, kind)
        if terms.answer is Answer.NOT_MET:
            return terms
        answer = both([got.answer, terms.answer])
        if answer is Answer.UNKNOWN:
            return next(outcome for outcome in (got, terms) if outcome.answer is answer)
        under = terms.clauses[0].after.removeprefix(_BE)
        clause = replace(got.clauses[0], after=f"{got.clauses[0].after} {under}")
        cells = tuple(dict.fromkeys((*got.cells, *terms.cells)))
        sure = got.confirmed and terms.confirmed
        return Evaluation(answer, (clause,), _least_sure(got, terms), sure, cells)

    def _availability(self, needs: Needs) -> Evaluation:
        kind = self.vocabulary.components[needs.component]
        component = self.component(needs.component)
        state = component.availability
        the = Clause("", f"the {kind.label}", kind.plural)
        if state is Availability.UNKNOWN:
            unrecorded = replace(the, before="nobody recorded whether ", after="can be had")
            return Evaluation(Answer.UNKNOWN, (unrecorded,))
        if state in _SAID_BEFORE:
            clause = replace(the, before=_SAID_BEFORE[state])
        else:
            clause = replace(the, after=AVAILABLE[state])
        says, answer = clause.after, Answer.MET
        if state is Availability.NOT_APPLICABLE:
            pass
        elif state.value in needs.unsure:
            says, answer = f"{says}, and whether that is enough is open", Answer.UNKNOWN
        elif needs.available and state not in needs.available:
            why = component.reason or (state is Availability.WITHHELD and component.quote)
            says += f" ({why})" if why else ""
            answer = Answer.NOT_MET
        elif not needs.available and needs.unsure:
            answer = Answer.NOT_MET
        clause = replace(clause, after=says)
        return self._outcome(answer, clause, component, needs.component)

    def _outcome(
        self, answer: Answer, clause: Clause, fact: Sourced, part: str, terms_url: str = ""
    ) -> Evaluation:
        cell = DecidingFact(
            self.subject.id,
            part,
            told([clause]),
            fact.basis,
            fact.url,
            fact.verified,
            fact.quote,
            fact.confirmed,
        )
        return Evaluation(answer, (clause,), fact.basis, fact.confirmed, (cell,), terms_url)

    def _licence(self, needs: LicenceNeeds, kind: ComponentKind) -> Evaluation:
        licences, fact = self._licences_of(kind.id)
        the = Clause("", f"the {kind.label}", kind.plural)
        if self.vocabulary.kinds[self.subject.kind].role is KindRole.TERMS:
            worst, why = self._under(licences[0], needs)
            clause = Clause(f"it is a licence {why or 'that grants what is asked for'}")
            return self._outcome(worst, clause, fact, kind.id, licences[0].url)
        if not licences:
            unknown = replace(the, before="nobody recorded the terms of ")
            return Evaluation(Answer.UNKNOWN, (unknown,))
        found = [self._under(licence, needs) for licence in licences]
        worst = both([answer for answer, _ in found])
        at = next(i for i, (answer, _) in enumerate(found) if answer is worst)
        licence, why = licences[at], found[at][1]
        if any(answer is not worst for answer, _ in found):
            names = " or ".join(licence.label for licence in licences)
            clause = replace(the, after=f"{{be}} under {names}, which differs by version or part")
            return self._outcome(Answer.UNKNOWN, clause, fact, kind.id)
        under = f"under {_with_article(licence.label)}"
        if worst is Answer.MET:
            return self._outcome(worst, replace(the, after=f"{{be}} {under}"), fact, kind.id)
        clause = replace(the, after=f"{{be}} {under}, {why}")
        return self._outcome(worst, clause, fact, kind.id, licence.url)

    def _under(self, licence: Licence, needs: LicenceNeeds) -> tuple[Answer, str]:
        """Return whether a licence is what is needed, and what of it decides."""
        outcomes = [
            *self._flags(licence, needs),
            *(self._restriction(licence, restriction) for restriction in needs.without),
            *(self._right(licence, grant, needs) for grant in needs.grants),
        ]
        worst = both([answer for answer, _ in outcomes])
        return worst, next((text for answer, text in outcomes if answer is worst), "")

    def _flags(self, licence: Licence, needs: LicenceNeeds) -> list[tuple[Answer, str]]:
        if not needs.has or set(needs.has) & set(licence.flags):
            return []
        if licence.varies:
            return [(Answer.UNKNOWN, f"and {licence.varies}")]
        labels = [self.vocabulary.flags[name].label for name in needs.has]
        missing = f"which is not {needs.called or ' or '.join(labels)}"
        if set(needs.unsure) & set(licence.flags):
            return [(Answer.UNKNOWN, f"{missing}, and whether such terms are enough is open")]
        if licence.blank and not licence.id.startswith("LicenseRef-"):
            return [(Answer.UNKNOWN, f"{missing}, and nobody recorded which limits it sets")]
        limit = f" ({licence.restrictions[0].text})" if licence.restrictions else ""
        return [(Answer.NOT_MET, missing + limit)]

    def _restriction(self, licence: Licence, kind: str) -> tuple[Answer, str]:
        for restriction in licence.restrictions:
            if restriction.kind == kind:
                return Answer.NOT_MET, f"by which {restriction.text}"
        blank = licence.unread or licence.varies
        return (Answer.UNKNOWN, f"and {blank}") if blank else (Answer.MET, "")

    def _right(self, licence: Licence, right: str, needs: LicenceNeeds) -> tuple[Answer, str]:
        grant = licence.right(right)
        label = self.vocabulary.rights[right].label
        if grant is Grant.GRANTED:
            return Answer.MET, ""
        if grant is Grant.DENIED:
            return Answer.NOT_MET, f"which does not let people {label}"
        if grant is Grant.UNKNOWN:
            blank = (
                licence.unread
                or licence.varies
                or f"nobody recorded whether it lets people {label}"
            )
            return Answer.UNKNOWN, f"and {blank}"
        limits = licence.limits_on(right, self.vocabulary)
        counting = [restriction for restriction in limits if restriction.kind not in needs.despite]
        if not counting and limits:
            return Answer.MET, ""
        for known in counting:
            if known.kind not in needs.unsure:
                return Answer.NOT_MET, f"by which {known.text}"
        text = counting[0].text if counting else f"it limits the right to {label}"
        return Answer.UNKNOWN, f"by which {text}, and whether that may be is open"

    def _property(self, needs: Needs) -> Evaluation:
        kind = self.vocabulary.properties[needs.property]
        recorded = self.subject.properties.get(needs.property)
        if recorded is None or not recorded.value:
            return Evaluation(Answer.UNKNOWN, (Clause(f"nobody recorded {kind.label}"),))
        says, answer = kind.values[recorded.value], Answer.NOT_MET
        if recorded.value in needs.is_:
            answer = Answer.MET
        elif recorded.value in needs.unsure:
            says, answer = f"{says}, and whether that is enough is open", Answer.UNKNOWN
        return self._outcome(answer, Clause(says), recorded, needs.property)


def told(clauses: Iterable[Clause]) -> str:
    """Return clauses as one text, those that say the same of several things told together."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    for clause in clauses:
        same = groups.setdefault(
            (clause.before, clause.after if clause.thing else repr(clause)), []
        )
        if clause not in same:
            same.append(clause)
    texts = []
    for (before, _), same in groups.items():
        things = listed([clause.thing for clause in same if clause.thing])
        be = "are" if len(same) > 1 or same[0].plural else "is"
        after = same[0].after.replace("{be}", be)
        texts.append(before + " ".join(text for text in (things, after) if text))
    return "; ".join(texts)


def listed(words: Sequence[str]) -> str:
    """Return words as prose lists them: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _least_sure(*outcomes: Evaluation) -> Basis:
    return max((outcome.basis for outcome in outcomes), key=_BASES.index)


def _with_article(name: str) -> str:
    """Return a licence's name as prose puts it after `under`."""
    words = name.lower().split()
    plain = any(word.startswith(("licen", "agreement", "terms")) for word in words)
    plural = words[-1:] == ["terms"] or words[:1] == ["licences"]
    named = words[:1] in (["the"], ["a"], ["an"])
    return f"the {name}" if plain and not plural and not named else name


def _told_by(part: Component, fact: Sourced) -> Component:
    """Return a component with the page of another fact."""
    return replace(part, url=fact.url, basis=fact.basis, verified=fact.verified, quote=fact.quote)


def _joined(outcomes: list[Evaluation], combine: Callable[[list[Answer]], Answer]) -> Evaluation:
    answer = combine([outcome.answer for outcome in outcomes])
    deciding = [outcome for outcome in outcomes if outcome.answer is answer]
    if combine is either and answer is not Answer.MET:
        deciding = [outcome for outcome in outcomes if outcome.answer in (answer, Answer.NOT_MET)]
    elif combine is either:
        deciding = deciding[:1]
    # One failing part is enough to fail, so the surest counts; otherwise every part has to hold.
    enough = answer is Answer.NOT_MET and combine is both
    if enough and any(outcome.confirmed for outcome in deciding):
        deciding.sort(key=lambda outcome: not outcome.confirmed)
    return Evaluation(
        answer,
        tuple(clause for outcome in deciding for clause in outcome.clauses),
        (min if enough else max)(
            (outcome.basis for outcome in deciding), key=_BASES.index, default=Basis.PRODUCER
        ),
        (any if enough else all)(outcome.confirmed for outcome in deciding),
        tuple(dict.fromkeys(cell for outcome in deciding for cell in outcome.cells)),
        next((outcome.terms_url for outcome in deciding if outcome.terms_url), ""),
    )
