"""Labelled mentions: one JSON object a line, as people who read the sentences have judged them.

    {"id": "a1", "context": "Llama 3.1 is open source.", "mention": "open source", "start": 13,
     "subject": "Llama 3.1", "stance": "asserted", "verdict": "contradicted"}

Other keys (`source`, `why` …) are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termcheck.checks.weighing import Outcome
from termcheck.claims.claim import Stance
from termcheck.core.errors import UsageError, did_you_mean

STANCES = tuple(one.value for one in Stance)
VERDICTS = tuple(one.value for one in Outcome)
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

    @property
    def end(self) -> int:
        """Code points into the context."""
        return self.start + len(self.mention)


def load_samples(path: str | Path) -> tuple[Sample, ...]:
    """Return the samples of a file. Raises `UsageError` at the first line that is wrong."""
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", path=str(path)) from None
    except UnicodeDecodeError as error:
        raise UsageError(f"not UTF-8 at byte {error.start:,}", path=str(path)) from None
    samples = tuple(_samples(text, str(path)))
    if not samples:
        raise UsageError("no labelled mention, expected one JSON object a line", path=str(path))
    return samples


def _samples(text: str, path: str) -> Iterator[Sample]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _sample(json.loads(line), number)
        except json.JSONDecodeError as error:
            raise UsageError(
                f"not JSON: {error.msg.lower()}", path=path, line=number, column=error.colno
            ) from None
        except (ValueError, RecursionError) as error:
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
    )
    if not sample.mention or start < 0 or sample.context[start : sample.end] != sample.mention:
        raise ValueError(f"`{sample.mention}` does not stand at {start} of the context")
    return sample


def _known(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        hint = did_you_mean(value, known) or f"; known: {', '.join(f'`{one}`' for one in known)}"
        raise ValueError(f"unknown {name} `{value}`{hint}")
