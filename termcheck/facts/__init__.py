"""What is known of subjects, and whether they meet a definition; knows nothing of text."""

from termcheck.facts.facts import Facts
from termcheck.facts.load import FactsFile, load_facts
from termcheck.facts.subject import Availability, Basis, Component, Property, Ruling, Subject
from termcheck.facts.verdict import Answer, CriterionResult, Verdict, VerdictSource

__all__ = [
    "Answer",
    "Availability",
    "Basis",
    "Component",
    "CriterionResult",
    "Facts",
    "FactsFile",
    "Property",
    "Ruling",
    "Subject",
    "Verdict",
    "VerdictSource",
    "load_facts",
]
