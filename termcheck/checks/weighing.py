"""Claims held against facts: what comes of each one, for checks, evaluation and tables alike."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from termcheck.checks.conflations import conflations
from termcheck.checks.own_licence import Stated, stated_licences, stated_of
from termcheck.claims.claim import Claim, Reference, SubjectRef
from termcheck.core.document import Document
from termcheck.core.globs import any_glob
from termcheck.facts.kinds import KindRole
from termcheck.facts.subject import Subject
from termcheck.facts.verdict import Answer, Verdict
from termcheck.glossary.model import ClaimRule, Exemption, Glossary, Term

if TYPE_CHECKING:
    from termcheck.claims.reader import ClaimReader
    from termcheck.facts.facts import Facts


class Outcome(StrEnum):
    """What a claim comes to."""

    OK = "ok"
    """It was judged, and holds."""
    NOT_JUDGED = "not judged"
    """It is not the writer's, not sure enough, or of nothing the term makes a promise about."""
    CONTRADICTED = "contradicted"
    """A recorded subject does not meet what the term means."""
    UNSUPPORTED = "unsupported"
    """Nobody recorded evidence for it."""
    AMBIGUOUS = "ambiguous"
    """The term has no agreed meaning."""
    CONFLATED = "conflation"
    """Two terms that are not the same are used as if they were."""


_RECENT = 3
"""Years back from a maker's latest subject that count as what it makes now."""
_STRICTER = 0.8
"""How much surer a claim has to be whose subject nobody recorded: 0.7 where others need 0.5."""
_WORST = (
    Outcome.NOT_JUDGED,
    Outcome.OK,
    Outcome.UNSUPPORTED,
    Outcome.AMBIGUOUS,
    Outcome.CONFLATED,
    Outcome.CONTRADICTED,
)
"""Outcomes, what matters most last: what is said beside it never makes it matter less."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim and what comes of it."""

    claim: Claim
    outcome: Outcome
    subject: SubjectRef | None = None
    """The subject that decided it."""
    subject_id: str = ""
    """Id of that subject in the facts, empty when it is not recorded."""
    verdict: Verdict | None = None
    each: tuple[Weighed, ...] = ()
    """What comes of each of its subjects, where there are several."""
    partner: Claim | None = None
    """The other claim of a conflation."""
    exemption: Exemption | None = None
    """The variation that allows it; `outcome` is then OK."""
    ended: Exemption | None = None
    """A variation that allowed it until its last day."""
    stated: Stated | None = None
    """The licence the document itself states of it, which decided."""

    @property
    def wrong(self) -> bool:
        """Whether a reader should be told."""
        return self.outcome not in (Outcome.OK, Outcome.NOT_JUDGED)

    @property
    def judged(self) -> bool:
        """Whether a recorded subject was held against what the term means, with an answer.

        What is only not reported is not thereby true.
        """
        if self.outcome is Outcome.NOT_JUDGED:
            return False
        if self.outcome is not Outcome.OK or self.exemption is not None:
            return True
        return self.verdict is not None and self.verdict.answer is Answer.MET

    @property
    def verified(self) -> bool:
        """Whether it was judged by facts that somebody has verified."""
        return self.verdict is not None and self.verdict.confirmed

    @property
    def rest(self) -> tuple[Weighed, ...]:
        """What comes of the subjects besides the one that decided."""
        return tuple(weighed for weighed in self.each if weighed.subject is not self.subject)

    @property
    def others(self) -> tuple[Weighed, ...]:
        """The further subjects of which the same comes."""
        return tuple(weighed for weighed in self.rest if weighed.outcome is self.outcome)


@dataclass(frozen=True, slots=True)
class ClaimJudge:
    """Holds claims against facts: what comes of each, and of those that only hold together."""

    glossary: Glossary
    facts: Facts
    today: datetime.date
    own_subject: str = ""
    """Id of the subject that the writer's own (`our model`) means."""
    confidence: float = 0.0
    """How sure a reading has to be for its claim to be judged."""
    licence_nouns: frozenset[str] = frozenset()
    """Words for a licence: what a term says of one is no claim about all that is under it."""

    def weigh(
        self, claims: Sequence[Claim], document: Document, reader: ClaimReader
    ) -> tuple[Weighed, ...]:
        """Return what comes of each claim of one document."""
        weighed = [self._weigh(claim) for claim in claims]
        if any(
            judged.outcome is Outcome.UNSUPPORTED and judged.verdict is None for judged in weighed
        ):
            stated = stated_licences(document, self.facts, reader)
            weighed = [self._by_licence(judged, stated, document) for judged in weighed]
            weighed = [self._unless_unsure(judged) for judged in weighed]
        untrue = {at for at, judged in enumerate(weighed) if judged.wrong}
        for at, partner in conflations(claims, untrue, self.glossary.terms).items():
            reading = weighed[at]
            # What is false stays false beside what is true.
            false = reading.outcome is Outcome.CONTRADICTED
            outcome = Outcome.CONTRADICTED if false else Outcome.CONFLATED
            weighed[at] = replace(reading, outcome=outcome, partner=weighed[partner].claim)
        return tuple(self._allowed(judged, document.source.path) for judged in weighed)

    def _by_licence(
        self, weighed: Weighed, stated: Sequence[Stated], document: Document
    ) -> Weighed:
        """Return what comes of a claim about something nobody recorded, by a licence stated for it.

        A licence that is not free enough decides; one that is says nothing of the other parts.
        """
        subject = weighed.subject
        if weighed.outcome is not Outcome.UNSUPPORTED or weighed.verdict or subject is None:
            return weighed
        mention = weighed.claim.mention
        rule = rule_for(self.glossary.terms[mention.term], subject.kind)
        licence = stated_of(subject, mention.block, stated, document)
        if rule is None or licence is None:
            return weighed
        thing = Subject(id="", name=subject.name, kind=subject.kind, licence=licence.licence)
        verdict = self.facts.judge_stated(
            self._means(self.glossary.terms[mention.term], rule), thing
        )
        if verdict.answer is not Answer.NOT_MET:
            return weighed
        return replace(weighed, outcome=Outcome.CONTRADICTED, verdict=verdict, stated=licence)

    def _weigh(self, claim: Claim) -> Weighed:
        results = [self._of_subject(claim, subject) for subject in claim.subjects]
        if not claim.asserted or claim.confidence < self.confidence or not results:
            return Weighed(claim, Outcome.NOT_JUDGED)
        worst = max(results, key=lambda judged: (_WORST.index(judged.outcome), judged.verified))
        return replace(worst, each=tuple(results)) if len(results) > 1 else worst

    def _unless_unsure(self, weighed: Weighed) -> Weighed:
        """Return what comes of a claim, nothing if it is of what nobody recorded and little sure.

        No record says what kind of thing such a name is, so that more of its claims are misread.
        """
        subject, least = weighed.subject, self.confidence
        least += _STRICTER * least * (1 - least)
        if (
            weighed.outcome is not Outcome.UNSUPPORTED
            or weighed.verdict is not None
            or subject is None
            or subject.reference is Reference.OWN
            or weighed.claim.confidence >= least
        ):
            return weighed
        return replace(weighed, outcome=Outcome.NOT_JUDGED)

    def _of_subject(self, claim: Claim, subject: SubjectRef) -> Weighed:
        term = self.glossary.terms[claim.mention.term]
        none = Weighed(claim, Outcome.NOT_JUDGED, subject)
        if subject.reference is Reference.OWN:
            return self._own(claim, subject, term)
        if subject.reference not in (Reference.NAMED, Reference.MADE, Reference.UNNAMED):
            return none
        if not subject.subject_ids and subject.reference is Reference.NAMED:
            terms = self._terms(subject)
            if terms is not None:
                return self._recorded(claim, replace(subject, subject_ids=(terms.id,)), term)
        if not subject.subject_ids or subject.reference is Reference.UNNAMED:
            rule = rule_for(term, subject.kind)
            if rule is None or rule.recorded:
                return none
            if rule.vague:
                return replace(none, outcome=Outcome.AMBIGUOUS)
            if self._makes_such(subject, term):
                return none
            return replace(none, outcome=Outcome.UNSUPPORTED)
        if claim.head.lower() in self.licence_nouns and subject.reference is Reference.NAMED:
            return self._of_licence(claim, subject, term)
        return self._recorded(claim, subject, term)

    def _of_licence(self, claim: Claim, subject: SubjectRef, term: Term) -> Weighed:
        """Return what comes of a claim about the licence a recorded subject is under.

        What is judged by its licence alone (a program) is judged itself.
        """
        name = subject.subject_ids[0]
        rule, terms = self._rule(term, self.facts.subject(name).kind), self.facts.terms_of(name)
        asked = rule_for(term, terms.kind) if terms is not None else None
        if rule is None or rule.recorded or terms is None or asked is None:
            return self._recorded(claim, subject, term)
        named = replace(subject, name=terms.name, kind=terms.kind, subject_ids=(terms.id,))
        verdict = self.facts.judge_terms(self._means(term, asked), name, terms)
        return Weighed(claim, self._outcome(verdict, asked), named, terms.id, verdict)

    def _terms(self, subject: SubjectRef) -> Subject | None:
        """Return the recorded licence that a name is of, as a subject; None if it is of none."""
        kind = self.facts.vocabulary.kinds.get(subject.kind)
        if kind is None or kind.role is not KindRole.TERMS:
            return None
        return self.facts.terms(subject.name)

    def decides(self, claim: Claim, subject: SubjectRef) -> bool:
        """Return whether the facts tell if a term holds of a subject, whoever says so."""
        term = self.glossary.terms[claim.mention.term]
        for id_ in subject.subject_ids:
            rule = self._rule(term, self.facts.subject(id_).kind)
            if rule is not None and rule.means:
                verdict = self.facts.judge(self._means(term, rule), id_)
                return verdict.answer in (Answer.MET, Answer.NOT_MET)
        return False

    def chosen(self, claim: Claim, kind: str) -> str:
        """Return the definition that the glossary chose for a claim about a kind of subject.

        Where no kind is known that of its main meaning; empty for a vague term, and for a kind it
        promises nothing about.
        """
        term = self.glossary.terms[claim.mention.term]
        rule = self._rule(term, kind) if kind else next(iter(term.claims), None)
        return self._means(term, rule) if rule is not None else ""

    def _own(self, claim: Claim, subject: SubjectRef, term: Term) -> Weighed:
        rule = rule_for(term, subject.kind)
        if rule is None or rule.recorded:
            return Weighed(claim, Outcome.NOT_JUDGED, subject)
        if rule.vague:
            return Weighed(claim, Outcome.AMBIGUOUS, subject)
        own = [self.own_subject] if self.own_subject in self.facts.subjects else []
        own = own or [subject.id for subject in self.facts.subjects.values() if subject.own]
        if own:
            ids = tuple(own)
            return self._recorded(claim, replace(subject, subject_ids=ids), term, every=True)
        return Weighed(claim, Outcome.UNSUPPORTED, subject)

    def _recorded(
        self, claim: Claim, subject: SubjectRef, term: Term, *, every: bool = False
    ) -> Weighed:
        none = Weighed(claim, Outcome.NOT_JUDGED, subject, subject.subject_ids[0])
        ids = subject.subject_ids
        made = subject.reference is Reference.MADE
        if made:
            ids = self._made_by(ids, term) or ids
        verdicts: list[tuple[str, ClaimRule, Verdict]] = []
        for id_ in ids:
            rule = self._rule(term, self.facts.subject(id_).kind)
            if rule is None:
                continue
            if rule.vague:
                return replace(none, outcome=Outcome.AMBIGUOUS, subject_id=id_)
            verdict = self.facts.judge(self._means(term, rule), id_)
            verdicts.append((id_, rule, verdict))
            if not every and not made:
                break
        if not verdicts:
            return none
        outcomes = [self._outcome(verdict, rule) for _, rule, verdict in verdicts]
        deciding = 0
        if made:
            # What a maker is known for: true unless most of it is not.
            untrue = [at for at, outcome in enumerate(outcomes) if outcome is Outcome.CONTRADICTED]
            enough = len(outcomes) if not self._weaker(term) else 2 * len(untrue)
            if not untrue or (enough <= len(outcomes) and len(untrue) < len(outcomes)):
                return replace(none, outcome=Outcome.OK)
            deciding = untrue[0]
        elif every and len(set(outcomes)) > 1:
            return none
        name, _, verdict = verdicts[deciding]
        return replace(none, outcome=outcomes[deciding], subject_id=name, verdict=verdict)

    def _makes_such(self, subject: SubjectRef, term: Term) -> bool:
        """Whether a maker's unnamed thing can be a recorded one of which the term is true.

        Nothing is missing then but its name, which the text around often has.
        """
        if not subject.subject_ids:
            return False
        for id_ in self._made_by(subject.subject_ids, term):
            rule = self._rule(term, self.facts.subject(id_).kind)
            if rule is not None and rule.means:
                verdict = self.facts.judge(self._means(term, rule), id_)
                if verdict.answer is Answer.MET:
                    return True
        return False

    def _means(self, term: Term, rule: ClaimRule) -> str:
        return self.glossary.settings.meaning(term.id, rule)

    def _rule(self, term: Term, kind: str) -> ClaimRule | None:
        """The rule a recorded subject of a kind is judged by, its definition's kinds included."""
        rule = rule_for(term, kind)
        if rule is not None:
            return rule
        for claim_rule in term.claims:
            if (
                claim_rule.means
                and not claim_rule.recorded
                and kind in self.facts.definition(self._means(term, claim_rule)).applies_to
            ):
                return claim_rule
        return None

    def _made_by(self, ids: Sequence[str], term: Term) -> tuple[str, ...]:
        """Recorded subjects of a maker that can be meant: what it makes now, with words for it."""
        names: set[str] = set()
        for id_ in ids:
            maker = self.facts.subject(id_)
            names |= {maker.name, *maker.aliases, *maker.exact, *maker.labels}
        made = [
            subject
            for subject in self.facts.subjects.values()
            if subject.producer in names
            and (rule := self._rule(term, subject.kind)) is not None
            and not rule.recorded
            and (subject.components or subject.properties)
            and self._has_words(term, subject.id)
        ]
        latest = max((subject.year for subject in made), default=0)
        return tuple(subject.id for subject in made if subject.year >= latest - _RECENT)

    def _has_words(self, term: Term, subject: str) -> bool:
        """Whether a subject meets one of the weaker promises the term is mistaken for."""
        weaker = self._weaker(term)
        return not weaker or any(
            self.facts.judge(definition, subject).answer is not Answer.NOT_MET
            for definition in weaker
        )

    def _weaker(self, term: Term) -> list[str]:
        return [entry.when for entry in term.instead if entry.when != "otherwise"]

    def _outcome(self, verdict: Verdict, rule: ClaimRule) -> Outcome:
        if verdict.answer is Answer.NOT_MET:
            return Outcome.CONTRADICTED
        if verdict.answer is not Answer.UNKNOWN or rule.recorded:
            return Outcome.OK
        if verdict.members:
            answers = {
                self.facts.judge(verdict.definition, member).answer for member in verdict.members
            }
            if Answer.MET in answers:
                # True of some of its versions: which one is meant is for the writer to know.
                return Outcome.OK
            if Answer.NOT_MET in answers:
                return Outcome.CONTRADICTED
        return Outcome.UNSUPPORTED

    def _allowed(self, weighed: Weighed, path: str) -> Weighed:
        if not weighed.wrong:
            return weighed
        ended = None
        for exemption in self.glossary.exemptions:
            if exemption.term != weighed.claim.mention.term:
                continue
            if exemption.paths and not any_glob(exemption.paths, path):
                continue
            if exemption.subjects and not self._covers(exemption, weighed):
                continue
            if exemption.criterion and not _only(weighed.verdict, exemption.criterion):
                continue
            if exemption.until is not None and exemption.until < self.today:
                ended = exemption
                continue
            return replace(weighed, outcome=Outcome.OK, exemption=exemption)
        return replace(weighed, ended=ended)

    def _covers(self, exemption: Exemption, weighed: Weighed) -> bool:
        named = {weighed.subject_id} if weighed.subject_id else set()
        known = self.facts.subjects.get(weighed.subject_id)
        if known is not None and known.family:
            named.add(known.family)
        return bool(named & set(exemption.subjects)) and not weighed.others


def rule_for(term: Term, kind: str) -> ClaimRule | None:
    """Return what a term asserts of a kind of subject, None when nothing."""
    return next((rule for rule in term.claims if kind in rule.said_of), None)


def _only(verdict: Verdict | None, criterion: str) -> bool:
    """Whether a criterion is the only one that is not met."""
    if verdict is None:
        return False
    failed = {result.id for result in (*verdict.unmet, *verdict.unknown)}
    return failed == {criterion}
