"""Labelled mentions: read, varied, and turned into tokens with targets.

One JSON object a line. Needed are `text`, `start` (code points), `mention`, `stance` and `about`;
known besides are `id`, `source`, `title`, `headings`, `intro`, `header`, `row`, `cell`, `before`,
`after`, `block`, `quote` (the window around, see `Window`), `subjects` (copied from it), `cue`,
`speaker` (an empty one: nobody is named; none: not labelled), `sure` (0 or 1), `weight` and `names`
(pairs of words and kind that the finder of names does not know).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termcheck.claims.encoding import BLOCKS, Encoded, encode
from termcheck.claims.window import NameMark, Passage, Window, Zone
from termcheck.claims.wordpiece import WordPiece

STANCES = ("asserted", "negated", "attributed", "conditional", "mention")
ABOUTS = ("named", "maker", "own", "generic", "software", "dataset", "licence", "other")

FindNames = Callable[[str, str], Sequence[NameMark]]
"""Finds the names in a passage, given the text of the mention's block."""


@dataclass(frozen=True, slots=True)
class TrainingExample:
    """A window and what a careful reader says of it."""

    source: str
    window: Window
    stance: str
    about: str
    subjects: tuple[str, ...]
    cue: str
    speaker: str | None
    """None where nobody labelled it."""
    sure: bool
    weight: float


def read_examples(path: Path, find: FindNames) -> list[TrainingExample]:
    """Return the examples of a file.

    Raises `ValueError` with file and line for a line that is not of the format.
    """
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            example = TrainingExample(
                row.get("source", ""),
                make_window(row, find),
                row["stance"],
                row["about"],
                tuple(row.get("subjects", ())),
                row.get("cue", ""),
                row.get("speaker"),
                bool(row.get("sure", 1)),
                float(row.get("weight", 1)),
            )
            STANCES.index(example.stance), ABOUTS.index(example.about)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: {error!r} in a labelled mention") from error
        examples.append(example)
    return examples


def make_window(row: Mapping, find: FindNames) -> Window:
    """Return the window of a line of the format."""
    text = row["text"]
    start, end = row.get("start", 0), row.get("start", 0) + len(row["mention"])
    if text[start:end] != row["mention"]:
        raise ValueError(f"the mention {row['mention']!r} is not at {start}")

    def passage(role: str, content: str) -> Passage:
        names = list(find(content, text))
        for surface, kind in row.get("names", ()):
            for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", content):
                if all(match.end() <= n.start or n.end <= match.start() for n in names):
                    names.append(NameMark(match.start(), match.end(), kind))
        return Passage(Zone(role), content, tuple(sorted(names, key=lambda name: name.start)))

    before = row.get("before") or []
    intro = row.get("intro", "")
    around = [
        ("title", row.get("title", "")[:160]),
        *(("heading", heading[:140]) for heading in (row.get("headings") or [])[-3:]),
        ("intro", "" if intro in before else intro[-300:]),
        ("header", row.get("header", "")[:100]),
        ("row", " | ".join(cell[:80] for cell in row.get("row") or ())[:400]),
        ("cell", row.get("cell", "")[:100]),
        *(("before", block[-500:]) for block in before),
    ]
    passages = [passage(role, content) for role, content in around if content]
    at = len(passages)
    passages.append(passage("text", text))
    if row.get("after"):
        passages.append(passage("after", row["after"][:250]))
    block = row.get("block", "paragraph")
    block = {"table-header": "table-cell"}.get(block, block if block in BLOCKS else "other")
    return Window(tuple(passages), at, start, end, block, bool(row.get("quote")))


# -- targets


@dataclass(frozen=True, slots=True)
class Target:
    """A window as tokens, and what is to be learned for each."""

    tokens: Encoded
    stance: int
    about: int
    subject: list[float]
    counted: list[float]
    """0 for tokens whose subject target does not count: markers, a subject said once more."""
    cue: list[float]
    speaker: list[float]
    cue_known: float
    speaker_known: float
    sure: float
    weight: float


def make_target(
    pieces: WordPiece, example: TrainingExample, masked: bool = False, length: int = 256
) -> Target:
    """Return an example as tokens and targets; `masked` hides the words of the mention."""
    tokens = encode(pieces, example.window, masked=masked, length=length)
    inside = range(tokens.first, tokens.last + 1)
    subject = [0.0] * len(tokens.ids)
    counted = [float(place is not None) for place in tokens.places]
    for words in example.subjects:
        runs = [run for run in _runs(tokens, example.window, words) if not set(run) & set(inside)]
        for nearest, run in enumerate(runs):
            for k in run:
                if not nearest:
                    subject[k] = 1.0
                elif not subject[k]:
                    counted[k] = 0.0
    cue = _nearest(tokens, example.window, example.cue)
    speaker = _nearest(tokens, example.window, example.speaker or "")
    return Target(
        tokens,
        STANCES.index(example.stance),
        ABOUTS.index(example.about),
        subject,
        counted,
        cue,
        speaker,
        float(not example.cue or any(cue)),
        float(example.speaker is not None),
        float(example.sure),
        example.weight,
    )


def _nearest(tokens: Encoded, window: Window, words: str) -> list[float]:
    marks = [0.0] * len(tokens.ids)
    for k in next(iter(_runs(tokens, window, words)), ()):
        marks[k] = 1.0
    return marks


def _runs(tokens: Encoded, window: Window, words: str) -> list[list[int]]:
    """Return the tokens of each place where words stand, the nearest to the mention first."""
    found: list[list[int]] = []
    for number, passage in enumerate(window.passages if words else ()):
        for match in re.finditer(rf"(?<!\w){re.escape(words)}", passage.text):
            run = [
                k
                for k, place in enumerate(tokens.places)
                if place
                and place[0] == number
                and place[1] < match.end()
                and place[2] > match.start()
            ]
            if run:
                found.append(run)
    return sorted(found, key=lambda r: min(abs(r[0] - tokens.first), abs(r[-1] - tokens.first)))


# -- variants


class Augmenter:
    """Makes variants of examples: other names, other terms, lost marks, less around."""

    def __init__(
        self, words: Mapping, examples: Sequence[TrainingExample], rng: random.Random
    ) -> None:
        self.words = words
        self.rng = rng
        self.term = re.compile(words["term"], re.I)
        pool: dict[str, set[str]] = {}
        for example in examples:
            for passage in example.window.passages:
                for name in passage.names:
                    pool.setdefault(name.kind, set()).add(passage.text[name.start : name.end])
        self.pool = {kind: sorted(names) for kind, names in pool.items()}

    def __call__(self, example: TrainingExample) -> tuple[TrainingExample, bool]:
        """Return a variant, and whether its term is to be hidden."""
        chance = self.rng.random
        for share, vary in (
            (0.35, self._rename),
            (0.6, self._blur),
            (0.15, self._shorten),
            (0.25, self._narrow),
        ):
            if chance() < share:
                example = vary(example)
        other = chance()
        if other < 0.12:
            return self._reword(example), False
        return example, other < 0.4

    def _rename(self, example: TrainingExample) -> TrainingExample:
        """Other names of the same kind, from the examples or invented."""
        window = example.window
        swap: dict[str, str] = {}
        for passage in window.passages:
            for name in passage.names:
                old = passage.text[name.start : name.end]
                if (
                    name.kind in self.words["renamed"]
                    and old not in swap
                    and self.rng.random() < 0.7
                ):
                    swap[old] = self._name(self.words["renamed"][name.kind])
        if not swap or len(set(swap.values())) < len(swap):
            return example
        passages = []
        start, end = window.start, window.end
        for number, passage in enumerate(window.passages):
            text, names, at = "", [], 0
            for name in passage.names:
                old = passage.text[name.start : name.end]
                mention = (
                    number == window.at and name.start < window.end and window.start < name.end
                )
                text += passage.text[at : name.start]
                names.append(
                    NameMark(
                        len(text),
                        len(text) + len(old if mention else swap.get(old, old)),
                        name.kind,
                    )
                )
                text += old if mention else swap.get(old, old)
                at = name.end
                if number == window.at and name.end <= window.start:
                    start, end = (x + len(text) - name.end for x in (window.start, window.end))
            passages.append(Passage(passage.zone, text + passage.text[at:], tuple(names)))
        ordered = sorted(swap, key=len, reverse=True)
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in ordered))

        def put(words: str) -> str:
            return pattern.sub(lambda match: swap[match[0]], words)

        return self._kept(
            example,
            replace(
                example,
                window=replace(window, passages=tuple(passages), start=start, end=end),
                subjects=tuple(map(put, example.subjects)),
                cue=put(example.cue),
                speaker=put(example.speaker) if example.speaker else example.speaker,
            ),
        )

    def _name(self, kind: str) -> str:
        if self.pool.get(kind) and self.rng.random() < 0.6:
            return self.rng.choice(self.pool[kind])
        parts = self.words["names"]
        return "".join(
            self.rng.choice(part) for part in (parts["begin"], parts["end"], parts["tail"][kind])
        )

    def _blur(self, example: TrainingExample) -> TrainingExample:
        """Marks of names lost, or of a name nobody recorded."""

        def marks(passage: Passage) -> Iterator[NameMark]:
            for name in passage.names:
                luck = self.rng.random()
                if luck >= 0.08:
                    guess = luck < 0.22 and name.kind in self.words["renamed"]
                    yield NameMark(name.start, name.end, "guess") if guess else name

        passages = tuple(replace(p, names=tuple(marks(p))) for p in example.window.passages)
        return replace(example, window=replace(example.window, passages=passages))

    def _shorten(self, example: TrainingExample) -> TrainingExample:
        """Some passages around left out, where they are not needed."""
        window = example.window
        kept = [
            n for n in range(len(window.passages)) if n == window.at or self.rng.random() > 0.25
        ]
        passages = tuple(window.passages[n] for n in kept)
        return self._kept(
            example,
            replace(example, window=replace(window, passages=passages, at=kept.index(window.at))),
        )

    def _narrow(self, example: TrainingExample) -> TrainingExample:
        """Only the words of the term marked, without the noun that goes with them."""
        window = example.window
        match = self.term.search(window.passages[window.at].text[window.start : window.end])
        if match is None:
            return example
        start = window.start + match.start()
        return replace(example, window=replace(window, start=start, end=window.start + match.end()))

    def _reword(self, example: TrainingExample) -> TrainingExample:
        """Another promise in place of the term, of the same form."""
        window = example.window
        passage = window.passages[window.at]
        old = passage.text[window.start : window.end]
        choices = self.words["rewords"].get(re.sub(r"[\s\u2010-\u2015]", "-", old.lower()))
        if choices is None:
            return example
        new = self.rng.choice(self.words["forms"][choices])
        new = new[0].upper() + new[1:] if old[0].isupper() else new
        longer = len(new) - len(old)
        names = [name for name in passage.names if name.end <= window.start]
        names += [
            NameMark(name.start + longer, name.end + longer, name.kind)
            for name in passage.names
            if name.start >= window.end
        ]
        text = passage.text[: window.start] + new + passage.text[window.end :]
        passages = list(window.passages)
        passages[window.at] = replace(passage, text=text, names=tuple(names))
        end = window.start + len(new)
        return self._kept(
            example, replace(example, window=replace(window, passages=tuple(passages), end=end))
        )

    @staticmethod
    def _kept(example: TrainingExample, changed: TrainingExample) -> TrainingExample:
        """The changed one if what is to be copied from it still stands in it, else the example."""
        everything = "\n".join(passage.text for passage in changed.window.passages)
        wanted = (*changed.subjects, changed.cue, changed.speaker or "")
        return changed if all(words in everything for words in wanted) else example
