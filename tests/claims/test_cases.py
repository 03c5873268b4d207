"""Labelled sentences, read through the public API: who is what, in which stance, what comes of it.

One case a line: `text with {terms} -> subject | stance | outcome ;; …`, one part for each term.
`~` parts paragraphs, `#` opens a heading, `-` a list item; other lines that start with `#` are
comments.
A subject is names joined by commas, `generic`, `own`, or a kind that is not judged (`software`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from termcheck import Checker
from termcheck.config.project import Config
from termcheck.evaluation.reading import SampleReading
from termcheck.evaluation.sample import Sample
from termcheck.evaluation.score import same_subject

CASES = Path(__file__).parent / "cases"
_KINDS = {"software", "dataset", "organisation", "licence", "other"}
_MARKED = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True)
class Case:
    """One line of a case file."""

    text: str
    """The line without its labels."""
    samples: tuple[Sample, ...]


def cases_of(path: Path) -> Iterator[Case]:
    """Yield the cases of a file."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and (" -> " in line or not line.startswith("#")):
            marked, arrow, labels = line.rpartition(" -> ")
            assert arrow, f"{path.name}:{number}: no ` -> `"
            yield Case(marked, tuple(_samples(marked, labels, f"{path.stem}:{number}")))


def _samples(marked: str, labels: str, place: str) -> Iterator[Sample]:
    marked = marked.replace(" ~ ", "\n\n")
    context = _MARKED.sub(r"\1", marked)
    terms = list(_MARKED.finditer(marked))
    parts = labels.split(" ;; ")
    assert len(terms) == len(parts), f"{place}: {len(terms)} terms, {len(parts)} labels"
    for at, (term, label) in enumerate(zip(terms, parts, strict=True)):
        subject, stance, verdict = (part.strip() for part in label.split("|"))
        subject = f"org:{subject}" if subject in _KINDS else subject
        yield Sample(
            f"{place}.{at}", context, term[1], term.start() - 2 * at, subject, stance, verdict
        )


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in cases_of(path)]
MISREAD = CASES / "misread.lst"
"""The cases that the shipped model reads otherwise than labelled, so that each change of it shows.
`TERMCHECK_UPDATE_GOLDEN=1 pytest tests/claims/test_cases.py` writes it anew: read the diff."""
MOST = 0.85
"""Share of the cases that are read as labelled, at least."""


@pytest.fixture(scope="module")
def misread() -> dict[str, str]:
    """The cases that are read otherwise, by their text, with how they are read."""
    samples = [sample for case in ALL for sample in case.samples]
    readings = {one.sample: one for one in Checker(Config()).model.readings(samples)}
    found = {}
    for case in ALL:
        wrong = [told for one in case.samples if (told := _wrong(readings[one]))]
        if wrong:
            found[case.text] = "; ".join(wrong)
    return found


def _wrong(reading: SampleReading) -> str:
    sample = reading.sample
    if (reading.stance, reading.verdict) == (sample.stance, sample.verdict) and same_subject(
        reading
    ):
        return ""
    claims = reading.weighed.claim.subjects if reading.weighed else ()
    names = ", ".join(one.name or str(one.reference) for one in claims)
    return f"{names} | {reading.stance} | {reading.verdict}"


def test_cases_are_read_as_labelled_but_for_those_that_are_listed(misread: dict[str, str]) -> None:
    if os.environ.get("TERMCHECK_UPDATE_GOLDEN"):
        MISREAD.write_text("".join(f"{one}\n" for one in misread), "utf-8")
    listed = MISREAD.read_text("utf-8").splitlines()
    assert {one: told for one, told in misread.items() if one not in listed} == {}
    assert [one for one in listed if one not in misread] == []


def test_most_cases_are_read_as_labelled(misread: dict[str, str]) -> None:
    assert 1 - len(misread) / len(ALL) >= MOST
