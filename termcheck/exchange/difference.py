"""What a file says held against what is recorded: what differs, and what it adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from termcheck.exchange.draft import DraftCell, SubjectDraft
from termcheck.facts.evaluate import Evaluator
from termcheck.facts.facts import Facts
from termcheck.facts.subject import Availability, Subject

_HAD = {Availability.PUBLIC, Availability.GATED}
_NOT_HAD = {Availability.SERVICE, Availability.NOT_FOUND, Availability.WITHHELD}
_VERSIONS = re.compile(r"-(only|or-later)\Z")
_ABOUT = {Availability.DESCRIBED, Availability.PARTIAL, *_HAD}


@dataclass(frozen=True, slots=True)
class FactDifference:
    """One fact that a file tells otherwise than it is recorded."""

    subject: str
    part: str
    recorded: str
    told: str
    path: str
    """The file that tells it."""

    def __str__(self) -> str:
        return (
            f"{self.path}: `{self.part}` of `{self.subject}` is recorded as {self.recorded}, "
            f"here it is {self.told}"
        )


def differences(draft: SubjectDraft, subject: Subject, facts: Facts) -> Iterator[FactDifference]:
    """Yield what a file tells otherwise than it is recorded of a subject."""
    evaluator = Evaluator(subject, facts.vocabulary, facts.licence)
    for cell in draft.cells:
        recorded = evaluator.component(cell.part)
        if _contradicts(recorded.availability, cell.availability):
            yield FactDifference(
                subject.id, cell.part, recorded.availability, cell.availability, draft.path
            )
        licence, _ = evaluator.licence_of(cell.part)
        told = cell.licence or (f"{cell.unread} (not recorded)" if cell.unread else "")
        if licence is None or not told or recorded.availability is Availability.UNKNOWN:
            continue
        if not any(_same_terms(one, cell) for one in (licence.id, *recorded.varies)):
            name = f"{cell.part} licence"
            yield FactDifference(subject.id, name, licence.id, told, draft.path)


def additions(draft: SubjectDraft, subject: Subject) -> tuple[DraftCell, ...]:
    """Return the facts a file tells of which nothing is recorded."""
    return tuple(
        cell
        for cell in draft.cells
        if subject.component(cell.part).availability is Availability.UNKNOWN
        and cell.availability is not Availability.UNKNOWN
    )


def _contradicts(recorded: Availability, told: Availability) -> bool:
    if Availability.UNKNOWN in (recorded, told) or recorded is told:
        return False
    if {recorded, told} == _HAD:
        # Files seldom say that a form stands before something; a hub sets that elsewhere.
        return told is Availability.GATED
    return (recorded in _NOT_HAD) != (told in _NOT_HAD) and not (
        recorded in _ABOUT and told in _ABOUT
    )


def _same_terms(recorded: str, cell: DraftCell) -> bool:
    """Whether a file tells a recorded licence, or cannot be told to say another.

    A name nobody recorded may be that of any licence that has no SPDX id, and many files leave it
    open whether later versions of a licence hold too.
    """
    if not cell.licence:
        return recorded.startswith("LicenseRef-")
    return cell.licence in (recorded, _VERSIONS.sub("", recorded))
