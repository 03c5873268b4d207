"""The score: flags and readings against labels, with the range each share lies in, by genre."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Reference, SubjectRef
from termcheck.evaluation.interval import Interval, interval
from termcheck.evaluation.reading import SampleReading, WindowReading

_WORD = re.compile(r"[^\W_]+")
_KINDS = ("software", "dataset", "org", "licence", "license")
_FILLERS = {"and", "the", "its", "other", "models", "model", "series", "family", "s"}
_SAID = (Reference.NAMED, Reference.MADE, Reference.UNNAMED)


@dataclass(frozen=True, slots=True)
class Score:
    """How well labelled mentions were read; shares from 0 to 1, 1 where there is nothing to count.

    Precision and recall are those of flagging: a flag is right where the label says anything but
    `ok`; for labelled windows they are those of claims made at all, facts apart. The accuracies are
    shares of all mentions; one that no claim was seen at counts as wrong for its stance.
    """

    mentions: int
    to_flag: int
    """Mentions that should be flagged."""
    precision: Interval
    recall: Interval
    f1: Interval
    stance_accuracy: Interval
    verdict_accuracy: Interval | None
    """None for labelled windows, which say nothing of facts."""
    subject_accuracy: Interval
    """Of the mentions whose label names a subject."""
    confusion: tuple[tuple[str, str, int], ...] = ()
    """Labelled verdict, verdict read, how often."""
    stances: tuple[tuple[str, str, int], ...] = ()
    """Labelled stance, stance read (empty for none), how often."""
    genres: tuple[tuple[str, Score], ...] = field(default=())
    """The same for each genre, where labels say of which they are."""


def score_of(readings: Sequence[SampleReading] | Sequence[WindowReading]) -> Score:
    """Return the score of readings."""
    whole = _score(readings)
    names = sorted({reading.sample.genre for reading in readings} - {""})
    genres = tuple(
        (name, _score([reading for reading in readings if reading.sample.genre == name]))
        for name in names
    )
    stances = Counter((reading.sample.stance, reading.stance) for reading in readings)
    verdicts = Counter(
        (reading.sample.verdict, reading.verdict)
        for reading in readings
        if isinstance(reading, SampleReading)
    )
    return Score(
        whole.mentions,
        whole.to_flag,
        whole.precision,
        whole.recall,
        whole.f1,
        whole.stance_accuracy,
        whole.verdict_accuracy,
        whole.subject_accuracy,
        tuple((*pair, count) for pair, count in sorted(verdicts.items())),
        tuple((*pair, count) for pair, count in sorted(stances.items())),
        genres,
    )


def _score(readings: Sequence[SampleReading | WindowReading]) -> Score:
    def measured(name: str) -> Interval:
        return interval(readings, _source, _counts, _SHARES[name])

    facts = all(isinstance(reading, SampleReading) for reading in readings)
    return Score(
        len(readings),
        sum(_wanted(reading) for reading in readings),
        measured("precision"),
        measured("recall"),
        measured("f1"),
        measured("stance"),
        measured("verdict") if facts else None,
        measured("subject"),
    )


def _source(reading: SampleReading | WindowReading) -> str:
    if isinstance(reading, SampleReading):
        return reading.sample.source or reading.sample.context
    return reading.sample.source


def _wanted(reading: SampleReading | WindowReading) -> bool:
    if isinstance(reading, SampleReading):
        return reading.sample.verdict != Outcome.OK
    return reading.sample.claims


def _counts(reading: SampleReading | WindowReading) -> Counter[str]:
    """Return what one reading adds to the counts the shares are made of."""
    wanted, flagged = _wanted(reading), reading.flagged
    found = Counter(
        all=1,
        right=int(wanted and flagged),
        flagged=int(flagged),
        wanted=int(wanted),
        stance=int(reading.stance == reading.sample.stance),
    )
    if isinstance(reading, SampleReading):
        found["verdict"] = int(reading.verdict == reading.sample.verdict)
        found["told"] = int(bool(reading.sample.subject))
        found["subject"] = int(bool(reading.sample.subject) and same_subject(reading))
    else:
        found["told"] = int(reading.tells)
        found["subject"] = int(reading.tells and reading.same_subject)
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(counts: Counter[str]) -> float:
    both = counts["flagged"] + counts["wanted"]
    return 2 * counts["right"] / both if both else 1.0


_SHARES: Mapping[str, Callable[[Counter[str]], float]] = {
    "precision": lambda counts: _share(counts["right"], counts["flagged"]),
    "recall": lambda counts: _share(counts["right"], counts["wanted"]),
    "f1": _f1,
    "stance": lambda counts: _share(counts["stance"], counts["all"]),
    "verdict": lambda counts: _share(counts["verdict"], counts["all"]),
    "subject": lambda counts: _share(counts["subject"], counts["told"]),
}


def same_subject(reading: SampleReading) -> bool:
    """Whether the claim is read to be said of what the label says.

    Names agree when they share their distinctive words; of several, one has to agree. What the
    label calls software, a dataset or an organisation agrees with anything but a claim about a
    subject the term makes a promise about.
    """
    label = reading.sample.subject
    found = reading.weighed.claim.subjects if reading.weighed is not None else ()
    if label == "own":
        return any(subject.reference is Reference.OWN for subject in found)
    kind, _, name = label.partition(":")
    if kind in _KINDS and name:
        judged = reading.weighed is not None and reading.weighed.wrong
        return not judged and not any(subject.reference is Reference.OWN for subject in found)
    if label == "generic":
        # No subject at all is nobody in particular, too.
        return all(subject.reference in (Reference.GENERIC, Reference.OTHER) for subject in found)
    wanted = [_words(part) for part in re.split(r",| and | / ", label)]
    return any(_agree(subject, words) for subject in found for words in wanted)


def _agree(subject: SubjectRef, words: frozenset[str]) -> bool:
    if subject.reference not in _SAID:
        return False
    mine = _words(subject.name)
    return bool(mine and words) and (mine <= words or words <= mine)


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower())) - _FILLERS
