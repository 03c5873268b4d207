"""How an audit says things: counts, lists, outcomes and meanings, in words of everyday."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcheck.audit.answers import Answers

OUTCOMES: Mapping[str, str] = {
    "ok": "true",
    "allowed": "allowed by an exception",
    "ambiguous": "no agreed meaning",
    "unsupported": "nothing recorded",
    "conflation": "another thing was meant",
    "contradicted": "false",
    "not judged": "not judged",
}
"""What comes of a claim, by its name in the tables; what is worst comes last but one."""


def listed(texts: Iterable[str]) -> str:
    """Return texts as one: `a, b and c`."""
    found = list(texts)
    return " and ".join(filter(None, (", ".join(found[:-1]), *found[-1:])))


def many(count: int, what: str) -> str:
    """Return a count with its noun: `1 page`, `1,200 repositories`."""
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"


def meaning_name(answers: Answers, definition: str, basis: str = "") -> str:
    """Return the short name of a definition, or what stands in its place."""
    if definition:
        return answers.definitions.get(definition, definition)
    return {
        "several": "several definitions",
        "stated": "a definition of its own",
        "none": "what no definition allows",
    }.get(basis, "not told")


def percent(share: float) -> str:
    """Return a share of 0 to 1 as people read it: `62 %`."""
    return f"{share:.0%}".replace("%", " %")
