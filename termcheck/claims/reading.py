"""What the model makes of a window: stance, kind of thing said of, the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from termcheck.claims.claim import Sentence, Stance
from termcheck.claims.encoding import Encoded
from termcheck.claims.network import Network
from termcheck.claims.reader import THING
from termcheck.claims.window import Passage, Window

_WORD = re.compile(r"\w(?:[\w.+'\u2019\u2010-\u2015-]*[\w+])?")
_JOINS = {" ", "\u00a0", "\u202f", "-", "/"}
"""What may stand between two words of one name."""
_DASH = re.compile(r"\s[\u2013\u2014]\s|\u2014")
_PARTS = re.compile(r"[,;:\u2013\u2014]")
_QUOTES = frozenset('"“”„«»')
_OF_A_SENTENCE = (Stance.NEGATED, Stance.ATTRIBUTED, Stance.CONDITIONAL)
"""Stances whose words stand in the sentence itself."""
_STOPS = " .!:;,"
_CELL = "table-cell"
_NEARLY = 0.8
"""How much less than the likeliest words others may be, where none are likely."""


class About(StrEnum):
    """What kind of thing a term is said of."""

    NAMED = "named"
    MAKER = "maker"
    """A maker's, without its name."""
    OWN = "own"
    """The writer's, without its name."""
    GENERIC = "generic"
    SOFTWARE = "software"
    DATASET = "dataset"
    LICENCE = "licence"
    OTHER = "other"


_TOLD = (About.NAMED, About.MAKER)
SPECIFIC = (*_TOLD, About.OWN)
"""Kinds a claim is made of: all others are nothing in particular."""


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """`passages[passage].text[start:end]` of a window, and how likely it is what it is given as."""

    passage: int
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """How one mention is read."""

    stance: Stance
    about: About
    subjects: tuple[ScoredSpan, ...]
    cue: str
    speaker: str
    confidence: float
    """How likely both stance and kind of thing are right, from 0 to 1."""
    sure: float
    """How likely the stance alone is right."""
    shown: bool = False
    """Whether words of the sentence itself make the stance what it is."""


@dataclass(frozen=True, slots=True)
class Evident:
    """What words and structure settle of how a sentence is meant, whatever is likely."""

    given: int = -1
    """From this code point of the sentence on, if any, words say as what a thing is given out, and
    none of them reports what somebody calls it."""
    admitted: bool = False
    """It admits what is said: `even though X is …`."""
    happened: bool = False
    """It tells what happened: nothing is supposed where no words suppose it."""
    exemplified: bool = False
    """It names examples of the class, which are of it whatever is denied or supposed."""
    announced: bool = False
    """It stands in news of the writer's own, which only look like another's words."""
    stance: Stance | None = None
    """How it is meant for certain: an answer right after it says so, or a prefix."""


def read(
    window: Window, network: Network, sentence: Sentence, evident: Evident = Evident()
) -> ClaimReading:
    """Return how a window is read whose mention stands in a sentence of its block.

    Named, a maker's and the writer's own count as one when it is asked whether a claim is made at
    all: which of the three it is matters less than that it is one of them.
    """
    encoded = network.encode(window)
    answer = network.ask(encoded)
    shares = {About(about): share for about, share in answer.about.items()}
    specific = {about: shares[about] for about in SPECIFIC}
    rest = {about: share for about, share in shares.items() if about not in specific}
    group: Mapping[About, float] = specific
    if sum(specific.values()) < sum(rest.values()):
        group = rest
    about = max(group, key=lambda about: group[about])
    if evident.exemplified:
        group, about = shares, About.NAMED
    subjects, cue, speaker = (answer.tokens[:, column].tolist() for column in range(3))
    least, fallback = network.least, network.fallback
    named = _parts(window, encoded, subjects, least[0], fallback if about in _TOLD else 1.0)
    plain = max(answer.stance, key=lambda stance: answer.stance[stance]) == Stance.ASSERTED
    found = () if plain else _parts(window, encoded, cue, least[1])
    speakers = () if plain else _parts(window, encoded, speaker, least[2])
    # Who gives a thing out is no speaker.
    out = evident.given >= 0 and _are_after(found, window, sentence.start + evident.given)
    likely: Mapping[Stance, float] = {Stance(name): share for name, share in answer.stance.items()}
    if evident.announced and not found and not speakers:
        likely = _told(likely, (Stance.ATTRIBUTED,))
    if evident.happened and not found:
        likely = _told(likely, (Stance.CONDITIONAL,))
    likely = _stances(likely, found or speakers, named, window, sentence, evident, out=out)
    stance = max(likely, key=lambda stance: likely[stance])
    sure = likely[stance] / sum(likely.values())
    cues = found if stance is not Stance.ASSERTED else ()
    # Where some stand in the sentence, those are the ones that decide.
    inside = tuple(part for part in cues if _stands_in(part, window, sentence))
    cues = inside or cues
    said = speakers if stance is Stance.ATTRIBUTED else ()
    return ClaimReading(
        stance,
        about,
        named,
        " … ".join(_text(window, cue) for cue in cues),
        _text(window, max(said, key=lambda part: part.probability)) if said else "",
        sure * sum(group.values()),
        sure,
        bool(inside),
    )


def _stances(
    likely: Mapping[Stance, float],
    cues: Sequence[ScoredSpan],
    subjects: Sequence[ScoredSpan],
    window: Window,
    sentence: Sentence,
    evident: Evident,
    *,
    out: bool,
) -> Mapping[Stance, float]:
    """Return how likely each stance is whose words have a say in the sentence.

    What denies, reports or supposes in another sentence does so there, unless this one is quoted.
    """
    if evident.stance is not None:
        return {evident.stance: 1.0}
    text = window.passages[window.at].text[sentence.start : sentence.end]
    quoted = window.quote or bool(_QUOTES & set(text))
    if (evident.admitted or evident.exemplified) and not quoted:
        return _told(likely, (Stance.NEGATED, Stance.CONDITIONAL))
    here = bool(cues) and all(part.passage == window.at for part in cues) and not quoted
    beyond = here and not any(_stands_in(part, window, sentence) for part in cues)
    parted = here and all(_is_parted(part, window) for part in cues)
    # A term that is all of its sentence leaves no room for words that deny or suppose.
    alone = text.strip(_STOPS) == window.passages[window.at].text[window.start : window.end]
    alone = alone and not quoted and window.block == _CELL
    if beyond or alone:
        return {stance: share for stance, share in likely.items() if stance not in _OF_A_SENTENCE}
    if parted or (out and not quoted):
        return _told(likely, (Stance.ATTRIBUTED,))
    if here and all(_is_of_another(part, window, subjects) for part in cues):
        return _told(likely, (Stance.NEGATED,))
    return likely


def _told(likely: Mapping[Stance, float], excluded: Sequence[Stance]) -> dict[Stance, float]:
    """Return how likely stances are where some cannot be: what they were counts as asserted."""
    left = {stance: share for stance, share in likely.items() if stance not in excluded}
    left[Stance.ASSERTED] += sum(likely.values()) - sum(left.values())
    return left


def _is_parted(part: ScoredSpan, window: Window) -> bool:
    """Whether a dash parts the mention from words before it, and no other closes an aside."""
    between = window.passages[window.at].text[part.end : window.start]
    return len(_DASH.findall(between)) == 1


def _is_of_another(part: ScoredSpan, window: Window, subjects: Sequence[ScoredSpan]) -> bool:
    """Whether words are said of another thing, named after the mention: `X is open, Y is not`."""
    passage = window.passages[window.at]
    own = {subject.start for subject in subjects if subject.passage == window.at}
    return any(
        mark.kind == THING
        and mark.start not in own
        and _PARTS.search(passage.text, window.end, mark.start)
        for mark in passage.names
        if window.end <= mark.start and mark.end <= part.start
    )


def _are_after(parts: Sequence[ScoredSpan], window: Window, at: int) -> bool:
    return all(part.passage == window.at and part.start >= at for part in parts)


def _stands_in(part: ScoredSpan, window: Window, sentence: Sentence) -> bool:
    return part.passage == window.at and part.start < sentence.end and sentence.start < part.end


def _text(window: Window, part: ScoredSpan) -> str:
    return window.passages[part.passage].text[part.start : part.end]


def _parts(
    window: Window, encoded: Encoded, scores: Sequence[float], least: float, fallback: float = 1.0
) -> tuple[ScoredSpan, ...]:
    """Return the runs of names and words whose mean score is at least `least`.

    Where there are none, the best ones are given if their score is at least `fallback`.
    """
    scored: dict[int, list[tuple[int, int, float]]] = {}
    for place, score in zip(encoded.places, scores, strict=True):
        if place is not None:
            scored.setdefault(place[0], []).append((place[1], place[2], float(score)))
    rated: list[ScoredSpan] = []
    for number, tokens in scored.items():
        at = 0
        for start, end in _units(window.passages[number]):
            while at < len(tokens) and tokens[at][1] <= start:
                at += 1
            last = at
            while last < len(tokens) and tokens[last][0] < end:
                last += 1
            inside = [score for _, _, score in tokens[at:last]]
            if inside:
                rated.append(ScoredSpan(number, start, end, sum(inside) / len(inside)))
    best = max((part.probability for part in rated), default=0.0)
    if fallback <= best < least:
        least = _NEARLY * best
    found: list[ScoredSpan] = []
    for part in rated:
        if part.probability < least:
            continue
        run = found[-1] if found else None
        if run is not None and run.passage == part.passage:
            text = window.passages[part.passage].text
            if text[run.end : part.start] in _JOINS:
                sure = max(run.probability, part.probability)
                found[-1] = ScoredSpan(run.passage, run.start, part.end, sure)
                continue
        found.append(part)
    return tuple(found)


def _units(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield what is taken whole or not at all, in order: names, and words outside them."""
    at = 0
    for name in passage.names:
        yield from (word.span() for word in _WORD.finditer(passage.text, at, name.start))
        yield name.start, name.end
        at = name.end
    yield from (word.span() for word in _WORD.finditer(passage.text, at))
