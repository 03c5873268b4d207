"""How sure a claim is: what the model says of it, held against where it stands and of what."""

from __future__ import annotations

from termcheck.claims.claim import Claim, DecidedBy, Reference, Stance
from termcheck.claims.reading import ClaimReading
from termcheck.claims.window import Window

_SPECIFIC = (Reference.NAMED, Reference.MADE, Reference.UNNAMED, Reference.OWN)


def confidence(
    claim: Claim, reading: ClaimReading, window: Window, around: float, *, recorded: bool
) -> float:
    """Return how likely a claim is read right, from 0 to 1.

    Where text stands around, a subject of another sentence has to be the right one too, and the
    model is surer than it is right: its odds are worth only the share `around`. What is said of
    nothing in particular is reported by nobody, so that the reading alone counts. What kind of
    thing a `recorded` subject is needs no guess.
    """
    sure = reading.sure if recorded else reading.confidence
    specific = any(subject.reference in _SPECIFIC for subject in claim.subjects)
    alone = len(window.passages) == 1
    if alone or claim.stance is not Stance.ASSERTED or not specific:
        return sure
    if claim.found not in (DecidedBy.LIST, DecidedBy.ROW) and not any(
        subject.block == claim.mention.block
        and claim.sentence.start <= subject.start < claim.sentence.end
        for subject in claim.subjects
    ):
        sure *= max((part.probability for part in reading.subjects), default=1.0)
    return around * sure / (around * sure + 1 - sure) if sure else sure
