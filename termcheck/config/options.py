"""What changes the findings of a file, apart from the glossary."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from termcheck.core.finding import Severity
from termcheck.readers.reading import FRONT_MATTER_KEYS, FileFormat, Reading


@dataclass(frozen=True, slots=True)
class Options:
    """How one file is read and checked; picklable."""

    format: FileFormat | None = None
    """What it is, where its path does not say it."""
    flavour: str = "auto"
    """How Markdown is read; see `readers.read`."""
    front_matter: tuple[str, ...] = FRONT_MATTER_KEYS
    """Front matter fields that are prose."""
    not_prose: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Patterns of what is no prose, by the name of a format or `all`."""
    code_roles: tuple[str, ...] = ()
    """Names of roles, macros and elements whose text is code."""
    select: tuple[str, ...] = ()
    """Check or term ids: only these; all when empty."""
    ignore: tuple[str, ...] = ()
    """Check or term ids: not these."""
    claims: bool = True
    """Whether claims are analysed; forms are checked in any case."""
    claims_model: str = ""
    """Folder of the model that reads claims, the one that comes with termcheck when empty."""
    confidence: float | None = None
    """How sure a reading of a claim has to be, 0 to 1; the model's own default if None."""
    own_subject: str = ""
    """Id of the subject that `our model` and `we` speak of."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Another severity by check or term id."""
    require_suppression_reason: bool = False
    """Whether a suppression in the text must say why."""
    grammar: bool = False
    """Whether LanguageTool was asked about the document; see `examine`."""
    language: str = ""
    """Of documents that do not say theirs (BCP 47); the one configured for grammar when empty."""
    page_language: str = ""
    """Of documents that do not say theirs, as far as the configuration says it."""
    today: datetime.date = field(default_factory=datetime.date.today)

    def reading(self, only: Sequence[int] | None = None) -> Reading:
        """Return what a reader is told."""
        return Reading(
            self.flavour,
            frozenset(self.front_matter),
            only,
            self.format,
            self.not_prose,
            self.code_roles,
        )
