"""Where a glossary is published, so that its terms have addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from termcheck.glossary.model import Glossary


@dataclass(frozen=True, slots=True)
class Address:
    """Where a glossary is published."""

    page: str = ""
    """URL of the page with an anchor for each term id; a URN of the glossary when empty."""
    standards: Mapping[str, str] = field(default_factory=dict)
    """URL of each definition by id."""
    data: Mapping[str, str] = field(default_factory=dict)
    """Names of the data files that are published beside the glossary, by their absolute paths."""

    def base(self, glossary: Glossary) -> str:
        """Return the address of the whole glossary."""
        return self.page or f"urn:termcheck:{glossary.id or 'glossary'}"

    def concept(self, glossary: Glossary, term_id: str) -> str:
        """Return the address of one term."""
        return f"{self.base(glossary)}{'#' if self.page else ':'}{term_id}"
