"""The score: flags against labels, and how often stance, verdict and subject are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Reference, SubjectRef
from termcheck.evaluation.reading import Reading

_WORD = re.compile(r"[^\W_]+")
_KINDS = ("software", "dataset", "org", "licence", "license")
_FILLERS = {"and", "the", "its", "other", "models", "model", "series", "family", "s"}


@dataclass(frozen=True, slots=True)
class Score:
    """How well labelled mentions were read; shares from 0 to 1, 1 where there is nothing to count.

    Precision and recall are those of flagging: a flag is right where the label says anything but
    `ok`. The accuracies are shares of all mentions; one that no claim was seen at counts as wrong
    for its stance.
    """

    mentions: int
    precision: float
    recall: float
    f1: float
    stance_accuracy: float
    verdict_accuracy: float
    subject_accuracy: float
    """Of the mentions whose label names a subject."""
    confusion: tuple[tuple[str, str, int], ...]
    """Labelled verdict, verdict read, how often."""
    stances: tuple[tuple[str, str, int], ...]
    """Labelled stance, stance read (empty for none), how often."""


def score_of(readings: Sequence[Reading]) -> Score:
    """Return the score of readings."""
    flagged = [one for one in readings if one.flagged]
    wanted = [one for one in readings if one.sample.verdict != Outcome.OK]
    right = sum(one.sample.verdict != Outcome.OK for one in flagged)
    precision, recall = _share(right, len(flagged)), _share(right, len(wanted))
    both = precision + recall
    told = [one for one in readings if one.sample.subject]
    verdicts = Counter((one.sample.verdict, one.verdict) for one in readings)
    stances = Counter((one.sample.stance, one.stance) for one in readings)
    return Score(
        len(readings),
        precision,
        recall,
        2 * precision * recall / both if both else 0.0,
        _share(sum(one.stance == one.sample.stance for one in readings), len(readings)),
        _share(sum(one.verdict == one.sample.verdict for one in readings), len(readings)),
        _share(sum(map(same_subject, told)), len(told)),
        tuple((*pair, count) for pair, count in sorted(verdicts.items())),
        tuple((*pair, count) for pair, count in sorted(stances.items())),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def same_subject(reading: Reading) -> bool:
    """Whether the claim is read to be said of what the label says.

    Names agree when they share their distinctive words; of several, one has to agree. What the
    label calls software, a dataset or an organisation agrees with anything but a claim about a
    subject the term makes a promise about.
    """
    label = reading.sample.subject
    found = reading.weighed.claim.subjects if reading.weighed is not None else ()
    if label == "own":
        return any(one.reference is Reference.OWN for one in found)
    kind, _, name = label.partition(":")
    if kind in _KINDS and name:
        judged = reading.weighed is not None and reading.weighed.outcome is not Outcome.OK
        return not judged and not any(one.reference is Reference.OWN for one in found)
    if label == "generic":
        # No subject at all is nobody in particular, too.
        return all(one.reference in (Reference.GENERIC, Reference.OTHER) for one in found)
    wanted = [_words(part) for part in re.split(r",| and | / ", label)]
    return any(_agree(one, words) for one in found for words in wanted)


def _agree(subject: SubjectRef, words: frozenset[str]) -> bool:
    if subject.reference not in (Reference.NAMED, Reference.MADE):
        return False
    mine = _words(subject.name)
    return bool(mine and words) and (mine <= words or words <= mine)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower())) - _FILLERS
