"""Judge a subject by a definition: the criteria, the rank, the steward's own ruling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from termcheck.facts.definition import Criterion, Definition, Nature
from termcheck.facts.evaluate import Clause, Evaluation, Evaluator, listed, told
from termcheck.facts.kinds import SubjectKind, Vocabulary
from termcheck.facts.licence import Licence
from termcheck.facts.provenance import BASIS_WORDS, Basis, CitedPage
from termcheck.facts.subject import Ruling, Subject
from termcheck.facts.verdict import (
    Answer,
    CriterionResult,
    RankResult,
    Verdict,
    VerdictSource,
    both,
    either,
)

_OPEN = ", and whether that is asked for is open"
_DOUBTS = {basis: BASIS_WORDS[basis] for basis in (Basis.REGISTRY, Basis.NONE)}


def judge(
    definition: Definition,
    subject: Subject,
    members: Sequence[Subject],
    vocabulary: Vocabulary,
    licence: Callable[[str], Licence],
    rank: str = "",
    others: Callable[[str], Sequence[Subject]] = lambda _: (),
) -> Verdict:
    """Return whether a subject meets a definition, or reaches a `rank` of it.

    `members` are the versions a family name stands for: where the subject has no components of
    its own, it is judged by all of them. `licence` gives the licence of an expression, `others`
    the subject of an id or the versions it stands for.
    """
    reference = f"{definition.id}/{rank}" if rank else definition.id
    refusal = _not_applicable(definition, subject, vocabulary)
    if refusal:
        none = Answer.NOT_APPLICABLE
        return Verdict(reference, subject.id, none, none, refusal)
    own = Verdict(reference, subject.id, Answer.UNKNOWN, Answer.UNKNOWN, "")
    if members and not subject.components and not subject.properties and not subject.licence:
        verdicts = [
            judge(definition, subject, (), vocabulary, licence, rank, others) for subject in members
        ]
        own = _of_family(own, subject, members, verdicts)
    elif not subject.components and not subject.properties and not subject.licence:
        own = _unrecorded(own, subject, vocabulary)
    else:
        own = _of_facts(own, definition, Evaluator(subject, vocabulary, licence, others), rank)
    ruling = next((ruling for ruling in subject.rulings if ruling.definition == reference), None)
    return own if ruling is None else _ruled(own, definition, ruling)


def _not_applicable(definition: Definition, subject: Subject, vocabulary: Vocabulary) -> str:
    if definition.nature is Nature.PURPOSE:
        return told(map(Clause, definition.not_judged))
    if subject.kind in definition.applies_to:
        return ""
    plurals = [vocabulary.kinds[kind].plural for kind in definition.applies_to]
    return (
        f"{definition.short} judges {listed(plurals)}, "
        f"and {subject.name} is recorded as {_one(vocabulary.kinds[subject.kind])}"
    )


def _unrecorded(verdict: Verdict, subject: Subject, vocabulary: Vocabulary) -> Verdict:
    what = vocabulary.kinds[subject.kind].facts_of(subject.name)
    reason = subject.undetermined.rstrip(".") or f"nobody recorded {what}"
    return replace(verdict, reason=reason, url=next(iter(subject.addresses), ""))


def _of_facts(verdict: Verdict, definition: Definition, evaluator: Evaluator, rank: str) -> Verdict:
    outcomes = {criterion.id: _outcome(criterion, evaluator) for criterion in definition.criteria}
    asked = {
        criterion.id: outcomes[criterion.id]
        for criterion in definition.criteria
        if _counts(criterion, outcomes)
    }
    verdict = replace(
        verdict,
        criteria=tuple(
            _criterion(criterion, outcomes[criterion.id], definition.quoted)
            for criterion in definition.criteria
        ),
    )
    if definition.nature is not Nature.RANKED:
        answer = both([outcome.answer for outcome in asked.values()])
        return replace(
            verdict,
            answer=answer,
            derived=answer,
            reason=_reason(answer, asked.values()),
            url=_url(answer, asked.values()),
        )
    return _ranked(verdict, definition, outcomes, rank)


def _outcome(criterion: Criterion, evaluator: Evaluator) -> Evaluation:
    if criterion.needs is None:
        clause = Clause(f"no recorded fact shows {criterion.title}")
        return Evaluation(Answer.UNKNOWN, (clause,))
    outcome = evaluator.evaluate(criterion.needs)
    if criterion.optional and outcome.answer is Answer.NOT_MET:
        told = (replace(clause, after=f"{clause.after}{_OPEN}") for clause in outcome.clauses)
        return replace(outcome, answer=Answer.UNKNOWN, clauses=tuple(told))
    return outcome


def _counts(criterion: Criterion, outcomes: Mapping[str, Evaluation]) -> bool:
    """Return whether a criterion decides: not while it may be unknown and is."""
    return not (criterion.lenient and outcomes[criterion.id].answer is Answer.UNKNOWN)


def _ranked(
    verdict: Verdict, definition: Definition, outcomes: Mapping[str, Evaluation], rank: str
) -> Verdict:
    ranks = tuple(
        RankResult(rank.id, rank.label, both([outcomes[name].answer for name in rank.criteria]))
        for rank in definition.ranks
    )
    reached = next(
        (i for i, rank_result in enumerate(ranks) if rank_result.answer is Answer.MET), len(ranks)
    )
    wanted = next(
        (i for i, rank_result in enumerate(ranks) if rank_result.id == rank), len(ranks) - 1
    )
    answer = either([rank_result.answer for rank_result in ranks[: wanted + 1]])
    deciding = [outcomes[name] for name in definition.ranks[wanted].criteria]
    reason = _reason(answer, deciding)
    if rank:
        asked = definition.ranks[wanted].criteria
        verdict = replace(verdict, criteria=tuple(c for c in verdict.criteria if c.id in asked))
    best = ranks[reached] if reached < len(ranks) else None
    if best is not None and not rank and reached == 0:
        reason = _reason(answer, (outcomes[name] for name in definition.ranks[0].criteria))
    elif best is not None and not rank:
        above = ranks[reached - 1]
        blocked = [outcomes[name] for name in definition.ranks[reached - 1].criteria]
        verb = "fails" if above.answer is Answer.NOT_MET else "cannot be told"
        reason = f"it is {best.label}; {above.label} {verb}: {_reason(above.answer, blocked)}"
    return replace(
        verdict,
        answer=answer,
        derived=answer,
        reason=reason,
        url=_url(answer, deciding),
        rank=best.id if best else "",
        rank_label=best.label if best else "",
        at_least=any(rank_result.answer is Answer.UNKNOWN for rank_result in ranks[:reached]),
        ranks=ranks,
    )


def _criterion(
    criterion: Criterion, outcome: Evaluation, text: CitedPage | None
) -> CriterionResult:
    return CriterionResult(
        criterion.id,
        criterion.title,
        criterion.says,
        outcome.answer,
        _reason(outcome.answer, [outcome]),
        outcome.basis,
        outcome.url,
        outcome.confirmed,
        outcome.cells,
        criterion.source,
        criterion.quote,
        text.basis if text else Basis.NONE,
        text.url if text and criterion.quote else "",
        text.verified if text and criterion.quote else None,
        criterion.lenient,
    )


def _reason(answer: Answer, outcomes: Iterable[Evaluation]) -> str:
    """Return why, those facts told together that are equally sure; doubts stand behind them."""
    deciding = [outcome for outcome in outcomes if outcome.answer is answer]
    texts = []
    for doubt in ("", *_DOUBTS.values()):
        same = [outcome for outcome in deciding if _DOUBTS.get(outcome.basis, "") == doubt]
        if same:
            text = told(clause for outcome in same for clause in outcome.clauses)
            texts.append(f"{text} ({doubt})" if doubt else text)
    return "; ".join(text for text in texts if text)


def _url(answer: Answer, outcomes: Iterable[Evaluation]) -> str:
    return next(
        (outcome.url for outcome in outcomes if outcome.answer is answer and outcome.url), ""
    )


def _of_family(
    verdict: Verdict, subject: Subject, members: Sequence[Subject], verdicts: Sequence[Verdict]
) -> Verdict:
    ids = tuple(subject.id for subject in members)
    names = {subject.id: subject.name for subject in members}
    answers = {verdict.answer for verdict in verdicts}
    if answers == {Answer.UNKNOWN} and not subject.undetermined:
        reason = f"no recorded version can be told; of {members[0].name}, {verdicts[0].reason}"
        return replace(verdict, members=ids, reason=reason, url=verdicts[0].url)
    if len(answers) == 1 and answers != {Answer.UNKNOWN}:
        order = ["", *(rank_result.id for rank_result in reversed(verdicts[0].ranks))]
        # Of equals the one named most like the family: of `Llama`, `Llama 2` before `Code Llama`.
        lowest = min(
            verdicts,
            key=lambda verdict: (
                order.index(verdict.rank),
                not verdict.confirmed,
                *_likeness(subject, names[verdict.subject]),
            ),
        )
        which = (
            "no recorded version meets it" if Answer.NOT_MET in answers else "every one meets it"
        )
        name = names[lowest.subject]
        return replace(
            lowest,
            subject=verdict.subject,
            members=ids,
            ruling=None,
            source=VerdictSource.DERIVED,
            at_least=any(verdict.at_least or verdict.rank != lowest.rank for verdict in verdicts),
            reason=f"{which}; of {name}, {lowest.reason}",
            criteria=_shared(lowest, verdicts),
        )
    reason = subject.undetermined.rstrip(".") or _spread(subject, members, verdicts)
    return replace(verdict, members=ids, reason=reason, url=next(iter(subject.addresses), ""))


def _likeness(family: Subject, name: str) -> tuple[bool, int]:
    """Return how unlike a version's name is to that of its family."""
    return not name.casefold().startswith(family.name.casefold()), len(name)


def _shared(shown: Verdict, verdicts: Sequence[Verdict]) -> tuple[CriterionResult, ...]:
    """Return the criteria all members agree on, in the words of one."""
    others = [{result.id: result.answer for result in verdict.criteria} for verdict in verdicts]
    return tuple(
        result
        for result in shown.criteria
        if all(each.get(result.id) is result.answer for each in others)
    )


def _spread(subject: Subject, members: Sequence[Subject], verdicts: Sequence[Verdict]) -> str:
    parts = []
    says = {Answer.MET: "meet it", Answer.NOT_MET: "do not", Answer.UNKNOWN: "cannot be told"}
    for answer, words in says.items():
        names = [m.name for m, v in zip(members, verdicts, strict=True) if v.answer is answer]
        if names:
            shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            parts.append(f"{len(names)} {words} ({shown})")
    return f"{subject.name} stands for versions that differ: {'; '.join(parts)}"


def _ruled(verdict: Verdict, definition: Definition, ruling: Ruling) -> Verdict:
    answer = Answer(ruling.result)
    verb = "meets" if answer is Answer.MET else "does not meet"
    reason = f"{ruling.by} published that it {verb} {definition.short}"
    if verdict.derived not in (answer, Answer.UNKNOWN):
        reason += f", although by the recorded facts {verdict.reason}"
    elif answer is Answer.NOT_MET and verdict.derived is answer:
        reason += f": {verdict.reason}"
    return replace(
        verdict,
        answer=answer,
        source=VerdictSource.RULING,
        ruling=ruling,
        reason=reason,
        url=ruling.url or verdict.url,
    )


def _one(kind: SubjectKind) -> str:
    """Return a kind with its article; none where it cannot be counted (`software`)."""
    if kind.label == kind.plural:
        return kind.label
    return f"{'an' if kind.label[:1].lower() in 'aeio' else 'a'} {kind.label}"
