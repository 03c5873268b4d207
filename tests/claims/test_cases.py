"""Labelled sentences, read through the public API: who is what, in which stance, what comes of it.

One case a line: `text with {terms} -> subject | stance | outcome ;; …`, one part for each term.
`~` parts paragraphs, `#` opens a heading, `-` a list item; lines that start with `#` are comments.
A subject is names joined by commas, `generic`, `own`, or a kind that is not judged (`software`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.config.project import Config
from termcheck.evaluation.reading import Reading
from termcheck.evaluation.sample import Sample
from termcheck.evaluation.score import same_subject

CASES = Path(__file__).parent / "cases"
_KINDS = {"software", "dataset", "organisation", "licence", "other"}
_MARKED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    place: str
    samples: tuple[Sample, ...]


def cases_of(path: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            marked, arrow, labels = line.rpartition(" -> ")
            assert arrow, f"{path.name}:{number}: no ` -> `"
            yield Case(f"{path.stem}:{number}", tuple(_samples(marked, labels, number)))


def _samples(marked: str, labels: str, number: int) -> Iterator[Sample]:
    marked = marked.replace(" ~ ", "\n\n")
    context = _MARKED.sub(r"\1", marked)
    terms = list(_MARKED.finditer(marked))
    parts = labels.split(" ;; ")
    assert len(terms) == len(parts), f"line {number}: {len(terms)} terms, {len(parts)} labels"
    for at, (term, label) in enumerate(zip(terms, parts, strict=True)):
        subject, stance, verdict = (part.strip() for part in label.split("|"))
        subject = f"org:{subject}" if subject in _KINDS else subject
        yield Sample(
            f"{number}.{at}", context, term[1], term.start() - 2 * at, subject, stance, verdict
        )


MISREAD = {
    "mixed:34": "an example that is only implied",
    "mixed:39": "an example that is only implied",
    "mixed:53": "the subject of a noun behind `version of`",
    "stances:60": "a class in the singular is taken for one in particular",
    "stances:61": "what a maker will make is taken for what it made",
    "subjects:80": "weights without a name are the writer's own",
}
"""Cases that are read otherwise than labelled, and what is not understood in them."""
ALL = [case for path in sorted(CASES.glob("*.txt")) for case in cases_of(path)]


def param_of(case: Case) -> object:
    marks = ()
    if case.place in MISREAD:
        marks = (pytest.mark.xfail(reason=MISREAD[case.place], strict=True),)
    return pytest.param(case, id=case.place, marks=marks)


@pytest.fixture(scope="session")
def readings() -> dict[Sample, Reading]:
    """Every case read, in one batch."""
    samples = [sample for case in ALL for sample in case.samples]
    return {one.sample: one for one in Checker(Config()).readings(samples)}


@pytest.mark.parametrize("case", [param_of(case) for case in ALL])
def test_reads_as_labelled(case: Case, readings: dict[Sample, Reading]) -> None:
    for sample in case.samples:
        reading = readings[sample]
        read = (reading.stance, reading.verdict, same_subject(reading))
        claims = reading.weighed.claim.subjects if reading.weighed else ()
        assert read == (sample.stance, sample.verdict, True), (
            f"{sample.context}\n{sample.mention}: {reading.stance}, {reading.verdict}, "
            f"of {[one.name or str(one.reference) for one in claims]} ({reading.cue})"
        )
