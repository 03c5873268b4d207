"""Evaluate a condition of a definition on one subject: met, not met or unknown, and why.

Never guesses: what nobody recorded is unknown, and only a recorded fact makes a condition fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from termcheck.facts.definition import LicenceNeeds, Needs
from termcheck.facts.kinds import ComponentKind, Vocabulary
from termcheck.facts.licence import Grant, Licence
from termcheck.facts.subject import Availability, Basis, Component, Subject
from termcheck.facts.verdict import Answer, both, either, inverse

AVAILABLE = {
    Availability.PUBLIC: "can be downloaded by anyone",
    Availability.GATED: "can be had by anyone who asks",
    Availability.DESCRIBED: "{be} only described",
    Availability.SERVICE: "can be used through a service only",
    Availability.WITHHELD: "{be} not published",
}
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
class Outcome:
    """What a condition comes to: the answer, why, how sure, and the page that shows it."""

    answer: Answer
    clauses: tuple[Clause, ...]
    basis: Basis = Basis.SOURCE
    url: str = ""

    @property
    def reason(self) -> str:
        """Why, without a full stop."""
        return told(self.clauses)


@dataclass(frozen=True)
class Evaluator:
    """Evaluates conditions on one subject."""

    subject: Subject
    vocabulary: Vocabulary
    licence: Callable[[str], Licence]
    """Gives the licence of an expression that was checked when the facts were loaded."""

    def evaluate(self, needs: Needs) -> Outcome:
        """Return what a condition comes to."""
        if needs.all:
            return _joined([self.evaluate(one) for one in needs.all], both)
        if needs.any:
            return _joined([self.evaluate(one) for one in needs.any], either)
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
            licence, basis = self.licence_of(name)
            if licence is not None and licence.closed:
                return replace(found, availability=Availability.WITHHELD, basis=basis)
        return found

    def licence_of(self, name: str) -> tuple[Licence | None, Basis]:
        """Return the licence of a component, its own or the subject's, and how sure it is."""
        own = self._recorded(name)
        if own.licence:
            return self.licence(own.licence), own.basis
        if not self.subject.licence:
            return None, self.subject.basis
        licence = self.licence(self.subject.licence)
        covered = self.vocabulary.components[name].covered_by
        if "any" in covered or set(covered) & set(licence.flags):
            return licence, self.subject.basis
        return None, self.subject.basis

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

    def _component(self, needs: Needs) -> Outcome:
        got = self._availability(needs)
        if needs.licence is None or got.answer is Answer.NOT_MET:
            return got
        terms = self._licence(needs.licence, self.vocabulary.components[needs.component])
        if terms.answer is Answer.NOT_MET:
            return replace(terms, url=terms.url or got.url)
        answer = both([got.answer, terms.answer])
        if answer is Answer.UNKNOWN:
            parts = [one for one in (got, terms) if one.answer is answer]
            return replace(parts[0], clauses=tuple(c for one in parts[:1] for c in one.clauses))
        clause = replace(got.clauses[0], after=f"{got.clauses[0].after} {terms.clauses[0].after}")
        return Outcome(answer, (clause,), _least_sure(got, terms), got.url)

    def _availability(self, needs: Needs) -> Outcome:
        kind = self.vocabulary.components[needs.component]
        component = self.component(needs.component)
        state = component.availability
        the = Clause("", f"the {kind.label}", kind.plural)
        if state is Availability.UNKNOWN:
            unrecorded = replace(the, before="nobody recorded whether ", after="can be had")
            return Outcome(Answer.UNKNOWN, (unrecorded,), Basis.SOURCE, self._page())
        says, answer = AVAILABLE[state], Answer.MET
        if state.value in needs.unsure:
            says, answer = f"{says}, and whether that is enough is open", Answer.UNKNOWN
        elif needs.available and state not in needs.available:
            says += f" ({component.reason})" if component.reason else ""
            answer = Answer.NOT_MET
        elif not needs.available and needs.unsure:
            answer = Answer.NOT_MET
        url = component.url or self._page()
        return Outcome(answer, (replace(the, after=says),), component.basis, url)

    def _page(self) -> str:
        return next(iter(self.subject.evidence), "")

    def _licence(self, needs: LicenceNeeds, kind: ComponentKind) -> Outcome:
        licence, basis = self.licence_of(kind.id)
        the = Clause("", f"the {kind.label}", kind.plural)
        if licence is None:
            unknown = replace(the, before="nobody recorded the terms of ")
            return Outcome(Answer.UNKNOWN, (unknown,), Basis.SOURCE)
        under = f"under {_with_article(licence.label)}"
        outcomes = [
            *self._flags(licence, needs),
            *(self._restriction(licence, one) for one in needs.without),
            *(self._right(licence, one, needs) for one in needs.grants),
        ]
        worst = both([answer for answer, _ in outcomes])
        if worst is Answer.MET:
            return Outcome(worst, (replace(the, after=under),), basis)
        why = next(text for answer, text in outcomes if answer is worst)
        return Outcome(worst, (replace(the, after=f"{{be}} {under}, {why}"),), basis, licence.url)

    def _flags(self, licence: Licence, needs: LicenceNeeds) -> list[tuple[Answer, str]]:
        if not needs.has or set(needs.has) & set(licence.flags):
            return []
        if licence.varies:
            return [(Answer.UNKNOWN, f"and {licence.varies}")]
        labels = [self.vocabulary.flags[name].label for name in needs.has]
        missing = f"which is not {needs.called or ' or '.join(labels)}"
        if set(needs.unsure) & set(licence.flags):
            return [(Answer.UNKNOWN, f"{missing}, and whether such terms are enough is open")]
        limit = f" ({licence.restrictions[0].text})" if licence.restrictions else ""
        return [(Answer.NOT_MET, missing + limit)]

    def _restriction(self, licence: Licence, kind: str) -> tuple[Answer, str]:
        for one in licence.restrictions:
            if one.kind == kind:
                return Answer.NOT_MET, f"by which {one.text}"
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
        counting = [one for one in limits if one.kind not in needs.despite]
        if not counting and limits:
            return Answer.MET, ""
        for one in counting:
            if one.kind not in needs.unsure:
                return Answer.NOT_MET, f"by which {one.text}"
        text = counting[0].text if counting else f"it limits the right to {label}"
        return Answer.UNKNOWN, f"by which {text}, and whether that may be is open"

    def _property(self, needs: Needs) -> Outcome:
        kind = self.vocabulary.properties[needs.property]
        recorded = self.subject.properties.get(needs.property)
        if recorded is None or not recorded.value:
            unrecorded = (Clause(f"nobody recorded {kind.label}"),)
            return Outcome(Answer.UNKNOWN, unrecorded, Basis.SOURCE, self._page())
        says, answer = kind.values[recorded.value], Answer.NOT_MET
        if recorded.value in needs.is_:
            answer = Answer.MET
        elif recorded.value in needs.unsure:
            says, answer = f"{says}, and whether that is enough is open", Answer.UNKNOWN
        return Outcome(answer, (Clause(says),), recorded.basis, recorded.url or self._page())


def told(clauses: Iterable[Clause]) -> str:
    """Return clauses as one text, those that say the same of several things told together."""
    groups: dict[tuple[str, str], list[Clause]] = {}
    for one in clauses:
        same = groups.setdefault((one.before, one.after if one.thing else repr(one)), [])
        if one not in same:
            same.append(one)
    texts = []
    for (before, _), same in groups.items():
        things = listed([one.thing for one in same if one.thing])
        be = "are" if len(same) > 1 or same[0].plural else "is"
        after = same[0].after.replace("{be}", be)
        texts.append(before + " ".join(one for one in (things, after) if one))
    return "; ".join(texts)


def listed(words: Sequence[str]) -> str:
    """Return words as prose lists them: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _least_sure(*outcomes: Outcome) -> Basis:
    return max((one.basis for one in outcomes), key=_BASES.index)


def _with_article(name: str) -> str:
    """Return a licence's name as prose puts it after `under`."""
    words = name.lower().split()
    plain = any(word.startswith(("licen", "agreement", "terms")) for word in words)
    plural = words[-1:] == ["terms"] or words[:1] == ["licences"]
    named = words[:1] in (["the"], ["a"], ["an"])
    return f"the {name}" if plain and not plural and not named else name


def _joined(outcomes: list[Outcome], combine: Callable[[list[Answer]], Answer]) -> Outcome:
    answer = combine([one.answer for one in outcomes])
    deciding = [one for one in outcomes if one.answer is answer]
    if combine is either and answer is not Answer.MET:
        deciding = [one for one in outcomes if one.answer in (answer, Answer.NOT_MET)]
    elif combine is either:
        deciding = deciding[:1]
    # One failing part is enough to fail, so the surest counts; otherwise every part has to hold.
    surest = min if answer is Answer.NOT_MET and combine is both else max
    return Outcome(
        answer,
        tuple(clause for one in deciding for clause in one.clauses),
        surest((one.basis for one in deciding), key=_BASES.index, default=Basis.SOURCE),
        next((one.url for one in deciding if one.url), ""),
    )
