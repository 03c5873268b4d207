"""How sure a claim is on a page, and in a paragraph alone."""

from __future__ import annotations

from termcheck import Checker, Source
from termcheck.config.project import Config

CHECKER = Checker(Config())


def sure(text: str) -> float:
    """Return the confidence of the first claim of a page."""
    (context,) = CHECKER.claims([Source("a.md", text.encode())])
    return context.weighed[0].claim.confidence


def test_a_claim_on_a_page_counts_less_than_the_paragraph_alone() -> None:
    claim = "Phi-4 is an open source AI model."
    alone = sure(claim)
    assert 0.5 < sure(f"{claim}\n\nWe like it.") < alone < 1


def test_what_is_said_of_nobody_in_particular_is_not_weighed() -> None:
    claim = "Open source models lower the cost of support."
    assert sure(f"# Support\n\n{claim}") > 0.9


def outcome(text: str, confidence: float) -> str:
    """Return what comes of the first claim of a page when only surer ones are judged."""
    (context,) = Checker(Config(confidence=confidence)).claims([Source("a.md", text.encode())])
    return str(context.weighed[0].outcome)


def test_what_is_said_of_an_unrecorded_name_has_to_be_surer() -> None:
    unknown, recorded = "Tern 9B is an open source AI model.", "Gemma 3 is an open source AI model."
    assert outcome(unknown, sure(unknown) - 0.001) == "not judged"
    assert outcome(unknown, 0.5) == "unsupported"
    assert outcome(recorded, sure(recorded) - 0.001) == "contradicted"
