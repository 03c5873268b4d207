"""What is known of subjects, and whether they meet a definition; knows nothing of text."""

# Names are imported on first use: a page without a claim needs no facts.

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termcheck.facts.facts import Facts
    from termcheck.facts.load import FactsFile, load_facts
    from termcheck.facts.provenance import Basis, CitedPage
    from termcheck.facts.subject import Availability, Component, Property, Ruling, Subject
    from termcheck.facts.verdict import (
        Answer,
        CriterionResult,
        DecidingFact,
        Verdict,
        VerdictSource,
    )

_HOME = {
    "Answer": "verdict",
    "Availability": "subject",
    "Basis": "provenance",
    "DecidingFact": "verdict",
    "Component": "subject",
    "CriterionResult": "verdict",
    "Facts": "facts",
    "FactsFile": "load",
    "CitedPage": "provenance",
    "Property": "subject",
    "Ruling": "subject",
    "Subject": "subject",
    "Verdict": "verdict",
    "VerdictSource": "verdict",
    "load_facts": "load",
}

__all__ = [
    "Answer",
    "Availability",
    "Basis",
    "CitedPage",
    "Component",
    "CriterionResult",
    "DecidingFact",
    "Facts",
    "FactsFile",
    "Property",
    "Ruling",
    "Subject",
    "Verdict",
    "VerdictSource",
    "load_facts",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
