"""Labelled mentions: one JSON object a line, as people who read the sentences have judged them.

    {"id": "a1", "context": "Llama 3.1 is open source.", "mention": "open source", "start": 13,
     "subject": "Llama 3.1", "stance": "asserted", "verdict": "contradicted"}

`kind` or `genre` says what kind of text it is from, `source` from which; other keys (`why` …) are
left alone. A line with `text` and `about` is a labelled window, see `labelled_window`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Stance
from termcheck.core.errors import UsageError, did_you_mean
from termcheck.evaluation.labelled_window import ABOUTS, LabelledWindow, window_of

STANCES = tuple(stance.value for stance in Stance)
VERDICTS = tuple(outcome.value for outcome in Outcome)
_TEXTS = ("context", "mention", "stance", "verdict")


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled mention of a term."""

    id: str
    context: str
    """The text it stands in, as Markdown."""
    mention: str
    start: int
    """Code points into the context."""
    subject: str
    """Names joined by commas, `generic`, `own`, or `software:NAME` and the like; may be empty."""
    stance: str
    verdict: str
    genre: str = ""
    """Kind of text it is from, empty when nobody says."""
    source: str = ""
    """What it was taken from; those of one source are drawn together."""

    @property
    def end(self) -> int:
        """Code points into the context."""
        return self.start + len(self.mention)


def load_labelled(
    path: str | Path,
) -> tuple[tuple[Sample, ...], tuple[LabelledWindow, ...]]:
    """Return the samples of a file, and its windows: it holds one of the two.

    Raises `UsageError` at the first line that is wrong.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError as error:
        raise UsageError(f"not UTF-8 at byte {error.start:,}", path=str(path)) from None
    lines = tuple(_lines(text, str(path)))
    if not lines:
        raise UsageError("no labelled mention, expected one JSON object a line", path=str(path))
    if _is_window(lines[0][1]):
        return (), tuple(_each(lines, _window, str(path)))
    return tuple(_each(lines, _sample, str(path))), ()


def _is_window(data: object) -> bool:
    return isinstance(data, dict) and "about" in data and "text" in data


def _window(data: object, number: int) -> LabelledWindow:
    """Return the labelled window of a line. Raises `ValueError` where it is wrong."""
    if not isinstance(data, dict):
        raise ValueError("expected a JSON object")
    window = window_of(data, number)
    _known("stance", window.stance, STANCES)
    _known("about", window.about, ABOUTS)
    return window


_T = TypeVar("_T")


def _each(
    lines: Sequence[tuple[int, object]], make: Callable[[object, int], _T], path: str
) -> Iterator[_T]:
    for number, data in lines:
        try:
            yield make(data, number)
        except ValueError as error:
            raise UsageError(str(error), path=path, line=number, column=1) from None


def _lines(text: str, path: str) -> Iterator[tuple[int, object]]:
    """Yield every line that is not empty as JSON, with its number."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(
                f"not JSON: {error.msg.lower()}", path=path, line=number, column=error.colno
            ) from None
        except RecursionError as error:
            raise UsageError(str(error), path=path, line=number, column=1) from None


def _sample(data: object, number: int) -> Sample:
    if not isinstance(data, dict):
        raise ValueError("expected a JSON object")
    for name in _TEXTS:
        if name not in data:
            raise ValueError(f"missing key `{name}`{did_you_mean(name, map(str, data))}")
        if not isinstance(data[name], str):
            raise ValueError(f"expected text in `{name}`")
    start = data.get("start")
    if not isinstance(start, int) or isinstance(start, bool):
        raise ValueError("expected a number of characters in `start`")
    _known("stance", data["stance"], STANCES)
    _known("verdict", data["verdict"], VERDICTS)
    sample = Sample(
        str(data.get("id", number)),
        data["context"],
        data["mention"],
        start,
        str(data.get("subject", "")),
        data["stance"],
        data["verdict"],
        str(data.get("genre", data.get("kind", ""))),
        str(data.get("source", "")),
    )
    if not sample.mention or start < 0 or sample.context[start : sample.end] != sample.mention:
        raise ValueError(f"`{sample.mention}` does not stand at {start} of the context")
    return sample


def _known(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"; known: {', '.join(f'`{name}`' for name in known)}"
        raise ValueError(f"unknown {name} `{value}`{hint}")
